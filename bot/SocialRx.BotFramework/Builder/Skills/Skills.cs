using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Skills;

/// <summary>Another bot that this one may ask.</summary>
public class BotFrameworkSkill
{
    public string Id { get; set; }

    public string AppId { get; set; }

    public Uri SkillEndpoint { get; set; }
}

/// <summary>Sends an activity to another bot.</summary>
public abstract class BotFrameworkClient : IDisposable
{
    public virtual async Task<InvokeResponse> PostActivityAsync(string fromBotId, string toBotId, Uri toUrl, Uri serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        await PostActivityAsync<object>(fromBotId, toBotId, toUrl, serviceUrl, conversationId, activity, cancellationToken).ConfigureAwait(false);

    public abstract Task<InvokeResponse<T>> PostActivityAsync<T>(string fromBotId, string toBotId, Uri toUrl, Uri serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>For what a conversation with a skill is begun.</summary>
public class SkillConversationIdFactoryOptions
{
    public string FromBotOAuthScope { get; set; }

    public string FromBotId { get; set; }

    public Activity Activity { get; set; }

    public BotFrameworkSkill BotFrameworkSkill { get; set; }
}

/// <summary>The conversation of a person that a conversation with a skill belongs to.</summary>
public class SkillConversationReference
{
    public ConversationReference ConversationReference { get; set; }

    public string OAuthScope { get; set; }
}

public abstract class SkillConversationIdFactoryBase
{
    public virtual Task<string> CreateSkillConversationIdAsync(ConversationReference conversationReference, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public virtual Task<ConversationReference> GetConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public virtual Task<string> CreateSkillConversationIdAsync(SkillConversationIdFactoryOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public virtual Task<SkillConversationReference> GetSkillConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public abstract Task DeleteConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken);
}

/// <summary>Keeps the conversations in a storage, under ids that say nothing about them.</summary>
public class SkillConversationIdFactory : SkillConversationIdFactoryBase
{
    private readonly IStorage storage;

    public SkillConversationIdFactory(IStorage storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        this.storage = storage;
    }

    public override async Task<string> CreateSkillConversationIdAsync(SkillConversationIdFactoryOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var id = System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true);
        var reference = new SkillConversationReference
        {
            ConversationReference = options.Activity.GetConversationReference(),
            OAuthScope = options.FromBotOAuthScope,
        };
        await storage.WriteAsync(new Dictionary<string, object> { [id] = reference }, cancellationToken).ConfigureAwait(false);
        return id;
    }

    public override async Task<SkillConversationReference> GetSkillConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(skillConversationId))
            throw new ArgumentNullException(nameof(skillConversationId));
        var found = await storage.ReadAsync<SkillConversationReference>([skillConversationId], cancellationToken).ConfigureAwait(false);
        return found.TryGetValue(skillConversationId, out var reference) ? reference : null;
    }

    public override Task DeleteConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken) =>
        storage.DeleteAsync([skillConversationId], cancellationToken);
}
