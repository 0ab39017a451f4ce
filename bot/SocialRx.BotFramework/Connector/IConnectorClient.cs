using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Connector;

/// <summary>The REST interface of a channel.</summary>
public interface IConnectorClient : IDisposable
{
    Uri BaseUri { get; set; }

    IConversations Conversations { get; }

    IAttachments Attachments { get; }
}

/// <summary>Every call throws <see cref="ErrorResponseException"/> when the channel answers anything but success.</summary>
public interface IConversations
{
    Task<ConversationsResult> GetConversationsAsync(string continuationToken = default, CancellationToken cancellationToken = default);

    Task<ConversationResourceResponse> CreateConversationAsync(ConversationParameters parameters, CancellationToken cancellationToken = default);

    Task<ResourceResponse> SendToConversationAsync(string conversationId, Activity activity, CancellationToken cancellationToken = default);

    Task<ResourceResponse> ReplyToActivityAsync(string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default);

    Task<ResourceResponse> UpdateActivityAsync(string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default);

    Task DeleteActivityAsync(string conversationId, string activityId, CancellationToken cancellationToken = default);

    Task<ResourceResponse> SendConversationHistoryAsync(string conversationId, Transcript transcript, CancellationToken cancellationToken = default);

    Task<IList<ChannelAccount>> GetConversationMembersAsync(string conversationId, CancellationToken cancellationToken = default);

    Task<ChannelAccount> GetConversationMemberAsync(string userId, string conversationId, CancellationToken cancellationToken = default);

    Task<PagedMembersResult> GetConversationPagedMembersAsync(string conversationId, int? pageSize = default, string continuationToken = default, CancellationToken cancellationToken = default);

    Task DeleteConversationMemberAsync(string conversationId, string memberId, CancellationToken cancellationToken = default);

    Task<IList<ChannelAccount>> GetActivityMembersAsync(string conversationId, string activityId, CancellationToken cancellationToken = default);

    Task<ResourceResponse> UploadAttachmentAsync(string conversationId, AttachmentData attachmentUpload, CancellationToken cancellationToken = default);
}

public interface IAttachments
{
    Task<AttachmentInfo> GetAttachmentInfoAsync(string attachmentId, CancellationToken cancellationToken = default);

    Task<Stream> GetAttachmentAsync(string attachmentId, string viewId, CancellationToken cancellationToken = default);
}

public static class ConversationsExtensions
{
    public static Task<ResourceResponse> SendToConversationAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.SendToConversationAsync(activity.Conversation.Id, activity, cancellationToken);

    public static Task<ResourceResponse> ReplyToActivityAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.ReplyToActivityAsync(activity.Conversation.Id, activity.ReplyToId ?? throw new ArgumentException("The activity replies to nothing.", nameof(activity)), activity, cancellationToken);

    public static Task<ResourceResponse> UpdateActivityAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.UpdateActivityAsync(activity.Conversation.Id, activity.Id, activity, cancellationToken);

    public static Task<ConversationResourceResponse> CreateDirectConversationAsync(this IConversations operations, ChannelAccount bot, ChannelAccount user, Activity activity = null, CancellationToken cancellationToken = default) =>
        operations.CreateConversationAsync(new ConversationParameters { Bot = bot, Members = [user], Activity = activity }, cancellationToken);
}
