using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Schema;

/// <summary>A person or a bot as the channel knows them.</summary>
public class ChannelAccount
{
    public ChannelAccount()
    {
    }

    public ChannelAccount(string id = default, string name = default, string role = default, string aadObjectId = default)
    {
        Id = id;
        Name = name;
        Role = role;
        AadObjectId = aadObjectId;
    }

    public string Id { get; set; }

    public string Name { get; set; }

    public string AadObjectId { get; set; }

    public string Role { get; set; }

    /// <summary>Fields of the wire this type does not name.</summary>
    [JsonIgnore]
    public JsonObject Properties { get => (Unnamed ??= []).Json; set => Unnamed = value is null ? null : new(value); }

    [JsonInclude, JsonExtensionData]
    internal UnnamedFields Unnamed { get; set; }
}

public class ConversationAccount
{
    public ConversationAccount()
    {
    }

    public ConversationAccount(bool? isGroup = default, string conversationType = default, string id = default, string name = default, string aadObjectId = default, string role = default, string tenantId = default)
    {
        IsGroup = isGroup;
        ConversationType = conversationType;
        Id = id;
        Name = name;
        AadObjectId = aadObjectId;
        Role = role;
        TenantId = tenantId;
    }

    public bool? IsGroup { get; set; }

    public string ConversationType { get; set; }

    public string Id { get; set; }

    public string Name { get; set; }

    public string AadObjectId { get; set; }

    public string Role { get; set; }

    public string TenantId { get; set; }

    [JsonIgnore]
    public JsonObject Properties { get => (Unnamed ??= []).Json; set => Unnamed = value is null ? null : new(value); }

    [JsonInclude, JsonExtensionData]
    internal UnnamedFields Unnamed { get; set; }
}

/// <summary>Where a conversation is and who is in it: enough to speak into it again later.</summary>
public class ConversationReference
{
    public ConversationReference()
    {
    }

    public ConversationReference(string activityId = default, ChannelAccount user = default, ChannelAccount bot = default, ConversationAccount conversation = default, string channelId = default, string serviceUrl = default)
        : this(default(CultureInfo), activityId, user, bot, conversation, channelId, serviceUrl)
    {
    }

    public ConversationReference(CultureInfo locale, string activityId = default, ChannelAccount user = default, ChannelAccount bot = default, ConversationAccount conversation = default, string channelId = default, string serviceUrl = default)
    {
        Locale = locale?.ToString();
        ActivityId = activityId;
        User = user;
        Bot = bot;
        Conversation = conversation;
        ChannelId = channelId;
        ServiceUrl = serviceUrl;
    }

    public string ActivityId { get; set; }

    public ChannelAccount User { get; set; }

    public ChannelAccount Bot { get; set; }

    public ConversationAccount Conversation { get; set; }

    public string ChannelId { get; set; }

    public string ServiceUrl { get; set; }

    public string Locale { get; set; }

    /// <summary>The event a bot runs when it speaks first in this conversation.</summary>
    public Activity GetContinuationActivity() => new(ActivityTypes.Event)
    {
        Name = ActivityEventNames.ContinueConversation,
        Id = System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true),
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
        Conversation = Conversation,
        Recipient = Bot,
        From = User,
        RelatesTo = this,
    };
}

public class ConversationParameters
{
    public ConversationParameters()
    {
    }

    public ConversationParameters(bool? isGroup = default, ChannelAccount bot = default, IList<ChannelAccount> members = default, string topicName = default, Activity activity = default, object channelData = default, string tenantId = default)
    {
        IsGroup = isGroup;
        Bot = bot;
        Members = members;
        TopicName = topicName;
        Activity = activity;
        ChannelData = channelData;
        TenantId = tenantId;
    }

    public bool? IsGroup { get; set; }

    public ChannelAccount Bot { get; set; }

    public IList<ChannelAccount> Members { get; set; }

    public string TopicName { get; set; }

    public string TenantId { get; set; }

    public Activity Activity { get; set; }

    public object ChannelData { get; set; }
}

public class ConversationResourceResponse
{
    public ConversationResourceResponse()
    {
    }

    public ConversationResourceResponse(string activityId = default, string serviceUrl = default, string id = default)
    {
        ActivityId = activityId;
        ServiceUrl = serviceUrl;
        Id = id;
    }

    public string ActivityId { get; set; }

    public string ServiceUrl { get; set; }

    public string Id { get; set; }
}

public class ConversationMembers
{
    public ConversationMembers()
    {
    }

    public ConversationMembers(string id = default, IList<ChannelAccount> members = default)
    {
        Id = id;
        Members = members;
    }

    public string Id { get; set; }

    public IList<ChannelAccount> Members { get; set; }
}

public class ConversationsResult
{
    public ConversationsResult()
    {
    }

    public ConversationsResult(string continuationToken = default, IList<ConversationMembers> conversations = default)
    {
        ContinuationToken = continuationToken;
        Conversations = conversations;
    }

    public string ContinuationToken { get; set; }

    public IList<ConversationMembers> Conversations { get; set; }
}

public class PagedMembersResult
{
    public PagedMembersResult()
    {
    }

    public PagedMembersResult(string continuationToken = default, IList<ChannelAccount> members = default)
    {
        ContinuationToken = continuationToken;
        Members = members;
    }

    public string ContinuationToken { get; set; }

    public IList<ChannelAccount> Members { get; set; }
}

public class ResourceResponse
{
    public ResourceResponse()
    {
    }

    public ResourceResponse(string id = default)
    {
        Id = id;
    }

    public string Id { get; set; }
}

public class Transcript
{
    public Transcript()
    {
    }

    public Transcript(IList<Activity> activities = default)
    {
        Activities = activities;
    }

    public IList<Activity> Activities { get; set; }
}

public class ExpectedReplies
{
    public ExpectedReplies()
    {
    }

    public ExpectedReplies(IList<Activity> activities = default)
    {
        Activities = activities;
    }

    public IList<Activity> Activities { get; set; }
}

public class MessageReaction
{
    public MessageReaction()
    {
    }

    public MessageReaction(string type = default)
    {
        Type = type;
    }

    public string Type { get; set; }
}

public class TextHighlight
{
    public TextHighlight()
    {
    }

    public TextHighlight(string text = default, int? occurrence = default)
    {
        Text = text;
        Occurrence = occurrence;
    }

    public string Text { get; set; }

    public int? Occurrence { get; set; }
}

public class SemanticAction
{
    public SemanticAction()
    {
    }

    public SemanticAction(string id = default, IDictionary<string, Entity> entities = default, string state = default)
    {
        Id = id;
        Entities = entities;
        State = state;
    }

    public string State { get; set; }

    public string Id { get; set; }

    public IDictionary<string, Entity> Entities { get; set; }
}

public class InnerHttpError
{
    public InnerHttpError()
    {
    }

    public InnerHttpError(int? statusCode = default, object body = default)
    {
        StatusCode = statusCode;
        Body = body;
    }

    public int? StatusCode { get; set; }

    public object Body { get; set; }
}

public class Error
{
    public Error()
    {
    }

    public Error(string code = default, string message = default, InnerHttpError innerHttpError = default)
    {
        Code = code;
        Message = message;
        InnerHttpError = innerHttpError;
    }

    public string Code { get; set; }

    public string Message { get; set; }

    public InnerHttpError InnerHttpError { get; set; }
}

public class ErrorResponse
{
    public ErrorResponse()
    {
    }

    public ErrorResponse(Error error = default)
    {
        Error = error;
    }

    public Error Error { get; set; }
}

/// <summary>The channel answered a connector call with something other than success.</summary>
public class ErrorResponseException : Microsoft.Rest.RestException
{
    public ErrorResponseException()
    {
    }

    public ErrorResponseException(string message)
        : base(message)
    {
    }

    public ErrorResponseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public Microsoft.Rest.HttpRequestMessageWrapper Request { get; set; }

    public Microsoft.Rest.HttpResponseMessageWrapper Response { get; set; }

    public ErrorResponse Body { get; set; }
}
