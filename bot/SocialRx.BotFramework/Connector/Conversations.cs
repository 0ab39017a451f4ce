using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Connector;

public class Conversations : IConversations
{
    public Conversations(ConnectorClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
    }

    public ConnectorClient Client { get; }

    public Task<HttpOperationResponse<ConversationsResult>> GetConversationsWithHttpMessagesAsync(string continuationToken = default, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        Client.Channel.CallAsync<ConversationsResult>(HttpMethod.Get, "v3/conversations" + ChannelHttp.Query(("continuationToken", continuationToken)), null, cancellationToken, headers: customHeaders);

    public Task<HttpOperationResponse<ConversationResourceResponse>> CreateConversationWithHttpMessagesAsync(ConversationParameters parameters, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        Client.Channel.CallAsync<ConversationResourceResponse>(HttpMethod.Post, "v3/conversations", Json(parameters), cancellationToken, headers: customHeaders);

    public Task<HttpOperationResponse<ResourceResponse>> SendToConversationWithHttpMessagesAsync(string conversationId, Activity activity, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(HttpMethod.Post, conversationId, "/activities", Json(activity), customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ResourceResponse>> SendConversationHistoryWithHttpMessagesAsync(string conversationId, Transcript transcript, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(HttpMethod.Post, conversationId, "/activities/history", Json(transcript), customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ResourceResponse>> UpdateActivityWithHttpMessagesAsync(string conversationId, string activityId, Activity activity, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(HttpMethod.Put, conversationId, "/activities/" + Segment(activityId), Json(activity), customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ResourceResponse>> ReplyToActivityWithHttpMessagesAsync(string conversationId, string activityId, Activity activity, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(HttpMethod.Post, conversationId, "/activities/" + Segment(activityId), Json(activity), customHeaders, cancellationToken);

    public async Task<HttpOperationResponse> DeleteActivityWithHttpMessagesAsync(string conversationId, string activityId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        await CallAsync<object>(HttpMethod.Delete, conversationId, "/activities/" + Segment(activityId), null, customHeaders, cancellationToken).ConfigureAwait(false);

    public Task<HttpOperationResponse<IList<ChannelAccount>>> GetConversationMembersWithHttpMessagesAsync(string conversationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        MembersAsync(conversationId, "/members", customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ChannelAccount>> GetConversationMemberWithHttpMessagesAsync(string userId, string conversationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<ChannelAccount>(HttpMethod.Get, conversationId, "/members/" + Segment(userId), null, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<PagedMembersResult>> GetConversationPagedMembersWithHttpMessagesAsync(string conversationId, int? pageSize = default, string continuationToken = default, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<PagedMembersResult>(
            HttpMethod.Get,
            conversationId,
            "/pagedmembers" + ChannelHttp.Query(("pageSize", pageSize?.ToString(CultureInfo.InvariantCulture)), ("continuationToken", continuationToken)),
            null,
            customHeaders,
            cancellationToken);

    public async Task<HttpOperationResponse> DeleteConversationMemberWithHttpMessagesAsync(string conversationId, string memberId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        await CallAsync<object>(HttpMethod.Delete, conversationId, "/members/" + Segment(memberId), null, customHeaders, cancellationToken).ConfigureAwait(false);

    public Task<HttpOperationResponse<IList<ChannelAccount>>> GetActivityMembersWithHttpMessagesAsync(string conversationId, string activityId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        MembersAsync(conversationId, $"/activities/{Segment(activityId)}/members", customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ResourceResponse>> UploadAttachmentWithHttpMessagesAsync(string conversationId, AttachmentData attachmentUpload, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(HttpMethod.Post, conversationId, "/attachments", Json(attachmentUpload), customHeaders, cancellationToken);

    /// <summary>An id as one segment of an address.</summary>
    internal static string Segment(string id, [CallerArgumentExpression(nameof(id))] string name = null)
    {
        if (id is null)
            throw new ValidationException(ValidationRules.CannotBeNull, name);
        // A segment of dots would be taken out of the address with the one before it, and an empty one would name the whole list.
        return id is "" or "." or ".." ? throw new ValidationException(ValidationRules.Pattern, name) : Uri.EscapeDataString(id);
    }

    private static byte[] Json<T>(T body, [CallerArgumentExpression(nameof(body))] string name = null) =>
        body is null ? throw new ValidationException(ValidationRules.CannotBeNull, name) : ChannelHttp.Json(body);

    private Task<HttpOperationResponse<T>> CallAsync<T>(HttpMethod method, string conversationId, string route, byte[] body, Dictionary<string, List<string>> headers, CancellationToken cancellationToken)
        where T : class =>
        Client.Channel.CallAsync<T>(method, $"v3/conversations/{Segment(conversationId)}{route}", body, cancellationToken, conversationId: conversationId, headers: headers);

    private async Task<HttpOperationResponse<IList<ChannelAccount>>> MembersAsync(string conversationId, string route, Dictionary<string, List<string>> headers, CancellationToken cancellationToken)
    {
        var answer = await CallAsync<List<ChannelAccount>>(HttpMethod.Get, conversationId, route, null, headers, cancellationToken).ConfigureAwait(false);
        return new HttpOperationResponse<IList<ChannelAccount>> { Request = answer.Request, Response = answer.Response, Body = answer.Body };
    }
}
