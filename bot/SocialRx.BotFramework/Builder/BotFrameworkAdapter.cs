using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder;

/// <summary>The adapter of bots without a web framework of their own, with the constructor it had before there was <see cref="CloudAdapterBase"/>.</summary>
[Obsolete("Use CloudAdapter instead.")]
public class BotFrameworkAdapter : CloudAdapterBase
{
    public BotFrameworkAdapter(ICredentialProvider credentialProvider, IChannelProvider channelProvider = null, HttpClient customHttpClient = null, IMiddleware middleware = null, ILogger logger = null)
        : base(ProvidedCredentials.Authentication(NotNull(credentialProvider), channelProvider, customHttpClient, logger), logger)
    {
        if (middleware is not null)
            Use(middleware);
    }

    public new BotFrameworkAdapter Use(IMiddleware middleware)
    {
        base.Use(middleware);
        return this;
    }

    /// <summary>A turn for what came over HTTP, with its Authorization header; what an invoke is to be answered, if it is one.</summary>
    public new Task<InvokeResponse> ProcessActivityAsync(string authHeader, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return base.ProcessActivityAsync(authHeader, activity, callback, cancellationToken);
    }

    /// <summary>Opens a conversation as the app whose credentials these are.</summary>
    public virtual Task CreateConversationAsync(string channelId, string serviceUrl, MicrosoftAppCredentials credentials, ConversationParameters conversationParameters, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return CreateConversationAsync(credentials.MicrosoftAppId, channelId, serviceUrl, credentials.OAuthScope, conversationParameters, callback, cancellationToken);
    }

    private static ICredentialProvider NotNull(ICredentialProvider credentialProvider) => credentialProvider ?? throw new ArgumentNullException(nameof(credentialProvider));
}
