using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

public class Attachments : IAttachments
{
    public Attachments(ConnectorClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
    }

    public ConnectorClient Client { get; }

    public Task<HttpOperationResponse<AttachmentInfo>> GetAttachmentInfoWithHttpMessagesAsync(string attachmentId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        Client.Channel.CallAsync<AttachmentInfo>(HttpMethod.Get, $"v3/attachments/{Conversations.Segment(attachmentId)}", null, cancellationToken, headers: customHeaders);

    public Task<HttpOperationResponse<Stream>> GetAttachmentWithHttpMessagesAsync(string attachmentId, string viewId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        Client.Channel.CallAsync<Stream>(HttpMethod.Get, Route(attachmentId, viewId), null, cancellationToken, headers: customHeaders);

    /// <summary>The address from which one view of an attachment can be read.</summary>
    public string GetAttachmentUri(string attachmentId, string viewId = "original")
    {
        var root = Client.BaseUri.AbsoluteUri;
        return $"{root}{(root.EndsWith('/') ? "" : "/")}{Route(attachmentId, viewId)}";
    }

    public async Task<Stream> GetAttachmentStreamAsync(string attachmentId, string viewId = "original") =>
        (await GetAttachmentWithHttpMessagesAsync(attachmentId, viewId).ConfigureAwait(false)).Body;

    private static string Route(string attachmentId, string viewId) =>
        $"v3/attachments/{Conversations.Segment(attachmentId)}/views/{Conversations.Segment(viewId)}";
}

public static class AttachmentsExtensions
{
    public static async Task<AttachmentInfo> GetAttachmentInfoAsync(this IAttachments operations, string attachmentId, CancellationToken cancellationToken = default)
    {
        using var answer = await operations.GetAttachmentInfoWithHttpMessagesAsync(attachmentId, null, cancellationToken).ConfigureAwait(false);
        return answer.Body;
    }

    public static async Task<Stream> GetAttachmentAsync(this IAttachments operations, string attachmentId, string viewId, CancellationToken cancellationToken = default)
    {
        // The stream ends with the answer, so the answer is left to whoever reads it.
        var answer = await operations.GetAttachmentWithHttpMessagesAsync(attachmentId, viewId, null, cancellationToken).ConfigureAwait(false);
        return answer.Body;
    }
}
