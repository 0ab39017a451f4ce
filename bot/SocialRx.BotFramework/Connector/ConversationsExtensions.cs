using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

/// <summary>The calls of <see cref="IConversations"/>, with nothing but the answers' bodies.</summary>
public static class ConversationsExtensions
{
    public static async Task<ConversationsResult> GetConversationsAsync(this IConversations operations, string continuationToken = default, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.GetConversationsWithHttpMessagesAsync(continuationToken, null, cancellationToken)).ConfigureAwait(false);

    public static async Task<ConversationResourceResponse> CreateConversationAsync(this IConversations operations, ConversationParameters parameters, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.CreateConversationWithHttpMessagesAsync(parameters, null, cancellationToken)).ConfigureAwait(false);

    public static async Task<ConversationResourceResponse> CreateDirectConversationAsync(this IConversations operations, ChannelAccount bot, ChannelAccount user, Activity activity = null, CancellationToken cancellationToken = default) =>
        await operations.CreateConversationAsync(Direct(bot, user, activity), cancellationToken).ConfigureAwait(false);

    public static async Task<ConversationResourceResponse> CreateDirectConversationAsync(this IConversations operations, string botAddress, string userAddress, Activity activity = null, CancellationToken cancellationToken = default) =>
        await operations.CreateConversationAsync(Direct(new ChannelAccount(botAddress), new ChannelAccount(userAddress), activity), cancellationToken).ConfigureAwait(false);

    /// <summary>Adds to the end of the conversation.</summary>
    public static async Task<ResourceResponse> SendToConversationAsync(this IConversations operations, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.SendToConversationWithHttpMessagesAsync(conversationId, activity, null, cancellationToken)).ConfigureAwait(false);

    public static Task<ResourceResponse> SendToConversationAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.SendToConversationAsync(activity.Conversation.Id, activity, cancellationToken);

    public static async Task<ResourceResponse> SendConversationHistoryAsync(this IConversations operations, string conversationId, Transcript transcript, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.SendConversationHistoryWithHttpMessagesAsync(conversationId, transcript, null, cancellationToken)).ConfigureAwait(false);

    public static async Task<ResourceResponse> UpdateActivityAsync(this IConversations operations, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.UpdateActivityWithHttpMessagesAsync(conversationId, activityId, activity, null, cancellationToken)).ConfigureAwait(false);

    public static Task<ResourceResponse> UpdateActivityAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.UpdateActivityAsync(activity.Conversation.Id, activity.Id, activity, cancellationToken);

    /// <summary>Answers one activity, on channels that know what that is; adds to the end of the conversation on others.</summary>
    public static async Task<ResourceResponse> ReplyToActivityAsync(this IConversations operations, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.ReplyToActivityWithHttpMessagesAsync(conversationId, activityId, activity, null, cancellationToken)).ConfigureAwait(false);

    public static Task<ResourceResponse> ReplyToActivityAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        activity.ReplyToId is null
            ? throw new ValidationException(ValidationRules.CannotBeNull, nameof(activity.ReplyToId))
            : operations.ReplyToActivityAsync(activity.Conversation.Id, activity.ReplyToId, activity, cancellationToken);

    public static async Task DeleteActivityAsync(this IConversations operations, string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        (await operations.DeleteActivityWithHttpMessagesAsync(conversationId, activityId, null, cancellationToken).ConfigureAwait(false))?.Dispose();

    public static async Task<IList<ChannelAccount>> GetConversationMembersAsync(this IConversations operations, string conversationId, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.GetConversationMembersWithHttpMessagesAsync(conversationId, null, cancellationToken)).ConfigureAwait(false);

    public static async Task<ChannelAccount> GetConversationMemberAsync(this IConversations operations, string userId, string conversationId, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.GetConversationMemberWithHttpMessagesAsync(userId, conversationId, null, cancellationToken)).ConfigureAwait(false);

    public static async Task<PagedMembersResult> GetConversationPagedMembersAsync(this IConversations operations, string conversationId, int? pageSize = default, string continuationToken = default, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.GetConversationPagedMembersWithHttpMessagesAsync(conversationId, pageSize, continuationToken, null, cancellationToken)).ConfigureAwait(false);

    public static async Task DeleteConversationMemberAsync(this IConversations operations, string conversationId, string memberId, CancellationToken cancellationToken = default) =>
        (await operations.DeleteConversationMemberWithHttpMessagesAsync(conversationId, memberId, null, cancellationToken).ConfigureAwait(false))?.Dispose();

    public static async Task<IList<ChannelAccount>> GetActivityMembersAsync(this IConversations operations, string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.GetActivityMembersWithHttpMessagesAsync(conversationId, activityId, null, cancellationToken)).ConfigureAwait(false);

    public static async Task<ResourceResponse> UploadAttachmentAsync(this IConversations operations, string conversationId, AttachmentData attachmentUpload, CancellationToken cancellationToken = default) =>
        await BodyAsync(operations.UploadAttachmentWithHttpMessagesAsync(conversationId, attachmentUpload, null, cancellationToken)).ConfigureAwait(false);

    public static ConversationResourceResponse CreateDirectConversation(this IConversations operations, ChannelAccount bot, ChannelAccount user, Activity activity = null) =>
        Wait(() => operations.CreateDirectConversationAsync(bot, user, activity));

    public static ConversationResourceResponse CreateDirectConversation(this IConversations operations, string botAddress, string userAddress, Activity activity = null) =>
        Wait(() => operations.CreateDirectConversationAsync(botAddress, userAddress, activity));

    public static ResourceResponse SendToConversation(this IConversations operations, Activity activity) => Wait(() => operations.SendToConversationAsync(activity));

    public static ResourceResponse ReplyToActivity(this IConversations operations, Activity activity) => Wait(() => operations.ReplyToActivityAsync(activity));

    public static ResourceResponse UpdateActivity(this IConversations operations, Activity activity) => Wait(() => operations.UpdateActivityAsync(activity));

    private static T Wait<T>(Func<Task<T>> call) => Task.Run(call).GetAwaiter().GetResult();

    private static ConversationParameters Direct(ChannelAccount bot, ChannelAccount user, Activity activity) =>
        new() { Bot = bot, Members = [user], Activity = activity };

    private static async Task<T> BodyAsync<T>(Task<HttpOperationResponse<T>> call)
    {
        using var answer = await call.ConfigureAwait(false);
        return answer is null ? default : answer.Body;
    }
}
