using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Schema;

/// <summary>One thing said or done in a conversation, in either direction. Fields this type does not name survive in <see cref="Properties"/>.</summary>
[SuppressMessage("Design", "CA1506", Justification = "The wire format is one wide record.")]
public class Activity :
    IMessageUpdateActivity, IMessageDeleteActivity, ISuggestionActivity, IContactRelationUpdateActivity, IInstallationUpdateActivity,
    IConversationUpdateActivity, IMessageReactionActivity, ITypingActivity, IEndOfConversationActivity, IEventActivity, IInvokeActivity,
    ITraceActivity, IHandoffActivity, ICommandActivity, ICommandResultActivity
{
    /// <summary>The media type of an activity among the parts of an upload.</summary>
    public const string ContentType = "application/vnd.microsoft.activity";

    public Activity()
    {
    }

    public Activity(
        string type = default, string id = default, DateTimeOffset? timestamp = default, DateTimeOffset? localTimestamp = default,
        string serviceUrl = default, string channelId = default, ChannelAccount from = default,
        ConversationAccount conversation = default, ChannelAccount recipient = default, string textFormat = default, string attachmentLayout = default,
        IList<ChannelAccount> membersAdded = default, IList<ChannelAccount> membersRemoved = default,
        IList<MessageReaction> reactionsAdded = default, IList<MessageReaction> reactionsRemoved = default,
        string topicName = default, bool? historyDisclosed = default, string locale = default, string text = default, string speak = default,
        string inputHint = default, string summary = default, SuggestedActions suggestedActions = default, IList<Attachment> attachments = default,
        IList<Entity> entities = default, object channelData = default, string action = default, string replyToId = default, string label = default,
        string valueType = default, object value = default, string name = default, ConversationReference relatesTo = default, string code = default,
        DateTimeOffset? expiration = default, string importance = default, string deliveryMode = default, IList<string> listenFor = default,
        IList<TextHighlight> textHighlights = default, SemanticAction semanticAction = default,
        string localTimezone = default, string callerId = default)
    {
        (Type, Id, Timestamp, LocalTimestamp, LocalTimezone) = (type, id, timestamp, localTimestamp, localTimezone);
        (ServiceUrl, ChannelId, From, Conversation, Recipient) = (serviceUrl, channelId, from, conversation, recipient);
        (TextFormat, AttachmentLayout, MembersAdded, MembersRemoved) = (textFormat, attachmentLayout, membersAdded, membersRemoved);
        (ReactionsAdded, ReactionsRemoved, TopicName, HistoryDisclosed) = (reactionsAdded, reactionsRemoved, topicName, historyDisclosed);
        (Locale, Text, Speak, InputHint, Summary) = (locale, text, speak, inputHint, summary);
        (SuggestedActions, Attachments, Entities, ChannelData) = (suggestedActions, attachments, entities, channelData);
        (Action, ReplyToId, Label, ValueType, Value, Name) = (action, replyToId, label, valueType, value, name);
        (RelatesTo, Code, Expiration, Importance, DeliveryMode) = (relatesTo, code, expiration, importance, deliveryMode);
        (ListenFor, TextHighlights, SemanticAction, CallerId) = (listenFor, textHighlights, semanticAction, callerId);
    }

    public string Type { get; set; }

    public string Id { get; set; }

    [JsonConverter(typeof(UtcTimestampConverter))]
    public DateTimeOffset? Timestamp { get; set; }

    public DateTimeOffset? LocalTimestamp { get; set; }

    public string LocalTimezone { get; set; }

    /// <summary>Who called, from the verified token; never on the wire.</summary>
    [JsonIgnore]
    public string CallerId { get; set; }

    public string ServiceUrl { get; set; }

    public string ChannelId { get; set; }

    public ChannelAccount From { get; set; }

    public ConversationAccount Conversation { get; set; }

    public ChannelAccount Recipient { get; set; }

    public string TextFormat { get; set; }

    public string AttachmentLayout { get; set; }

    public IList<ChannelAccount> MembersAdded { get; set; }

    public IList<ChannelAccount> MembersRemoved { get; set; }

    public IList<MessageReaction> ReactionsAdded { get; set; }

    public IList<MessageReaction> ReactionsRemoved { get; set; }

    public string TopicName { get; set; }

    public bool? HistoryDisclosed { get; set; }

    public string Locale { get; set; }

    public string Text { get; set; }

    public string Speak { get; set; }

    public string InputHint { get; set; }

    public string Summary { get; set; }

    public SuggestedActions SuggestedActions { get; set; }

    public IList<Attachment> Attachments { get; set; }

    public IList<Entity> Entities { get; set; }

    public object ChannelData { get; set; }

    public string Action { get; set; }

    public string ReplyToId { get; set; }

    public string Label { get; set; }

    public string ValueType { get; set; }

    public object Value { get; set; }

    public string Name { get; set; }

    public ConversationReference RelatesTo { get; set; }

    public string Code { get; set; }

    public DateTimeOffset? Expiration { get; set; }

    public string Importance { get; set; }

    public string DeliveryMode { get; set; }

    public IList<string> ListenFor { get; set; }

    public IList<TextHighlight> TextHighlights { get; set; }

    public SemanticAction SemanticAction { get; set; }

    [JsonIgnore]
    public JsonObject Properties { get => (Unnamed ??= []).Json; set => Unnamed = value is null ? null : new(value); }

    [JsonInclude, JsonExtensionData]
    internal UnnamedFields Unnamed { get; set; }

    public static IMessageActivity CreateMessageActivity() => new Activity(ActivityTypes.Message) { Attachments = [], Entities = [] };

    public static IContactRelationUpdateActivity CreateContactRelationUpdateActivity() => new Activity(ActivityTypes.ContactRelationUpdate);

    public static IConversationUpdateActivity CreateConversationUpdateActivity() =>
        new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [], MembersRemoved = [] };

    public static ITypingActivity CreateTypingActivity() => new Activity(ActivityTypes.Typing);

    public static IHandoffActivity CreateHandoffActivity() => new Activity(ActivityTypes.Handoff);

    public static IEndOfConversationActivity CreateEndOfConversationActivity() => new Activity(ActivityTypes.EndOfConversation);

    public static IEventActivity CreateEventActivity() => new Activity(ActivityTypes.Event);

    public static IInvokeActivity CreateInvokeActivity() => new Activity(ActivityTypes.Invoke);

    public static ICommandActivity CreateCommandActivity(string name) => new Activity(ActivityTypes.Command) { Name = name };

    public static ICommandResultActivity CreateCommandResultActivity(string name) => new Activity(ActivityTypes.CommandResult) { Name = name };

    public static ITraceActivity CreateTraceActivity(string name, string valueType = null, object value = null, [System.Runtime.CompilerServices.CallerMemberName] string label = null) =>
        new Activity(ActivityTypes.Trace) { Name = name, Label = label, ValueType = valueType ?? value?.GetType().Name, Value = value };

    public IMessageActivity AsMessageActivity() => As(ActivityTypes.Message);

    public IContactRelationUpdateActivity AsContactRelationUpdateActivity() => As(ActivityTypes.ContactRelationUpdate);

    public IInstallationUpdateActivity AsInstallationUpdateActivity() => As(ActivityTypes.InstallationUpdate);

    public IConversationUpdateActivity AsConversationUpdateActivity() => As(ActivityTypes.ConversationUpdate);

    public ITypingActivity AsTypingActivity() => As(ActivityTypes.Typing);

    public IEndOfConversationActivity AsEndOfConversationActivity() => As(ActivityTypes.EndOfConversation);

    public IEventActivity AsEventActivity() => As(ActivityTypes.Event);

    public IInvokeActivity AsInvokeActivity() => As(ActivityTypes.Invoke);

    public IMessageUpdateActivity AsMessageUpdateActivity() => As(ActivityTypes.MessageUpdate);

    public IMessageDeleteActivity AsMessageDeleteActivity() => As(ActivityTypes.MessageDelete);

    public IMessageReactionActivity AsMessageReactionActivity() => As(ActivityTypes.MessageReaction);

    public ISuggestionActivity AsSuggestionActivity() => As(ActivityTypes.Suggestion);

    public ITraceActivity AsTraceActivity() => As(ActivityTypes.Trace);

    public IHandoffActivity AsHandoffActivity() => As(ActivityTypes.Handoff);

    public ICommandActivity AsCommandActivity() => As(ActivityTypes.Command);

    public ICommandResultActivity AsCommandResultActivity() => As(ActivityTypes.CommandResult);

    public bool HasContent() =>
        !string.IsNullOrWhiteSpace(Text) || !string.IsNullOrWhiteSpace(Summary) || Attachments is { Count: > 0 } || ChannelData is not null;

    public Mention[] GetMentions() =>
        Entities?.Where(entity => string.Equals(entity.Type, "mention", StringComparison.OrdinalIgnoreCase))
            .Select(entity => entity as Mention ?? entity.GetAs<Mention>())
            .ToArray() ?? [];

    public TypeT GetChannelData<TypeT>() => ProtocolJson.As<TypeT>(ChannelData);

    public bool TryGetChannelData<TypeT>(out TypeT instance)
    {
        instance = default;
        if (ChannelData is null || (ChannelData is not TypeT && !ProtocolJson.IsUntyped(ChannelData)))
            return false;
        try
        {
            instance = GetChannelData<TypeT>();
            return instance is not null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or InvalidOperationException)
        {
            return false;
        }
    }

    public Activity CreateReply(string text = null, string locale = null) => new(ActivityTypes.Message)
    {
        Timestamp = TimeProvider.System.GetUtcNow(),
        From = Addressee(Recipient),
        Recipient = Addressee(From),
        ReplyToId = AnswerableId,
        ServiceUrl = ServiceUrl,
        ChannelId = ChannelId,
        Conversation = new ConversationAccount(Conversation?.IsGroup, Conversation?.ConversationType, Conversation?.Id, Conversation?.Name, Conversation?.AadObjectId, Conversation?.Role, Conversation?.TenantId),
        Text = text ?? string.Empty,
        Locale = locale ?? Locale,
        Attachments = [],
        Entities = [],
    };

    public ITraceActivity CreateTrace(string name, object value = null, string valueType = null, [System.Runtime.CompilerServices.CallerMemberName] string label = null) => new Activity(ActivityTypes.Trace)
    {
        Timestamp = TimeProvider.System.GetUtcNow(),
        From = Addressee(Recipient),
        Recipient = Addressee(From),
        ReplyToId = AnswerableId,
        ServiceUrl = ServiceUrl,
        ChannelId = ChannelId,
        Conversation = Conversation,
        Name = name,
        Label = label,
        ValueType = valueType ?? value?.GetType().Name,
        Value = value,
    };

    public ConversationReference GetConversationReference() => new()
    {
        ActivityId = AnswerableId,
        User = From,
        Bot = Recipient,
        Conversation = Conversation,
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
    };

    /// <summary>The reference of what was said, as the channel answered it on sending.</summary>
    public ConversationReference GetReplyConversationReference(ResourceResponse reply)
    {
        var reference = GetConversationReference();
        reference.ActivityId = reply.Id;
        return reference;
    }

    public Activity ApplyConversationReference(ConversationReference reference, bool isIncoming = false)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ChannelId = reference.ChannelId;
        ServiceUrl = reference.ServiceUrl;
        Conversation = reference.Conversation;
        Locale ??= reference.Locale;

        if (isIncoming)
        {
            From = reference.User;
            Recipient = reference.Bot;
            Id = reference.ActivityId ?? Id;
        }
        else
        {
            From = reference.Bot;
            Recipient = reference.User;
            ReplyToId = reference.ActivityId ?? ReplyToId;
        }

        return this;
    }

    /// <summary>The same fields in another activity, so that one can be addressed without the other.</summary>
    internal Activity Copy() => (Activity)MemberwiseClone();

    public bool IsFromStreamingConnection() =>
        ServiceUrl is not null && !ServiceUrl.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>A type counts as itself and as any of its sub-kinds ("message/…"), whatever its case.</summary>
    protected virtual bool IsActivity(string activityType) =>
        Type is not null
        && Type.StartsWith(activityType, StringComparison.OrdinalIgnoreCase)
        && (Type.Length == activityType.Length || Type[activityType.Length] == '/');

    private Activity As(string activityType) => IsActivity(activityType) ? this : null;

    /// <summary>
    /// The id a reply may point at. Two kinds of activity never reach the page of a web chat, which would wait five seconds for them:
    /// its own "somebody joined", and the event by which a bot speaks first.
    /// </summary>
    private string AnswerableId => IsJoinInWebChat || IsContinuation ? null : Id;

    private bool IsJoinInWebChat =>
        string.Equals(Type, ActivityTypes.ConversationUpdate, StringComparison.OrdinalIgnoreCase)
        && (string.Equals(ChannelId, "directline", StringComparison.OrdinalIgnoreCase) || string.Equals(ChannelId, "webchat", StringComparison.OrdinalIgnoreCase));

    private bool IsContinuation => Type == ActivityTypes.Event && Name == ActivityEventNames.ContinueConversation;

    private static ChannelAccount Addressee(ChannelAccount account) => new(account?.Id, account?.Name);
}

public static class ActivityExtensions
{
    public static bool MentionsId(this IMessageActivity activity, string id) =>
        Array.Exists(activity.GetMentions(), mention => mention.Mentioned?.Id == id);

    public static bool MentionsRecipient(this IMessageActivity activity) => activity.MentionsId(activity.Recipient?.Id);

    /// <summary>Takes the mentions of the recipient out of the activity's text and returns the text.</summary>
    public static string RemoveRecipientMention(this IMessageActivity activity) => activity.RemoveMentionText(activity.Recipient?.Id);

    /// <summary>Takes the mentions of this account out of the activity's text and returns the text.</summary>
    public static string RemoveMentionText(this IMessageActivity activity, string id)
    {
        foreach (var mention in activity.GetMentions())
        {
            if (mention.Mentioned?.Id == id)
                activity.Text = Without(activity.Text, mention.Text ?? $"<at>{mention.Mentioned?.Name}</at>");
        }

        return activity.Text;
    }

    private static string Without(string text, string mention) => mention.Length == 0
        ? text?.Trim()
        : text?.Replace(mention, string.Empty, StringComparison.OrdinalIgnoreCase).Trim();
}

public static class IActivityExtensions
{
    public static string GetLocale(this IActivity activity) => (activity as Activity)?.Locale;

    public static void SetLocale(this IActivity activity, string locale)
    {
        if (activity is Activity whole)
            whole.Locale = locale;
    }
}
