using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Rest;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Connector;

/// <summary>
/// Speaks to one channel. Busy (429, by its Retry-After), failing (5xx) and silent channels are asked again with growing, jittered pauses;
/// after that the caller sees the channel's last answer.
/// </summary>
public sealed class ConnectorClient : IConnectorClient, IConversations, IAttachments
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly HttpClient Pooled = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false })
    {
        // Each attempt has its own limit below.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static readonly ResiliencePipeline<HttpResponseMessage> Patience = BuildPatience();
    private static readonly ProductInfoHeaderValue[] Agent = [new("Microsoft-BotFramework", "3.1"), new("SocialRx.Bot", "1.0")];

    private readonly HttpClient http;
    private readonly ServiceClientCredentials credentials;

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials = null, HttpClient httpClient = null)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        // A base without its last slash would lose its last segment when a route is added.
        BaseUri = baseUri.AbsoluteUri.EndsWith('/') ? baseUri : new Uri(baseUri.AbsoluteUri + "/");
        this.credentials = credentials;
        http = httpClient ?? Pooled;
    }

    public Uri BaseUri { get; set; }

    public IConversations Conversations => this;

    public IAttachments Attachments => this;

    public void Dispose()
    {
        // The connections are shared.
    }

    public Task<ConversationsResult> GetConversationsAsync(string continuationToken = default, CancellationToken cancellationToken = default) =>
        CallAsync<ConversationsResult>(HttpMethod.Get, "v3/conversations" + Query(("continuationToken", continuationToken)), null, null, cancellationToken);

    public Task<ConversationResourceResponse> CreateConversationAsync(ConversationParameters parameters, CancellationToken cancellationToken = default) =>
        CallAsync<ConversationResourceResponse>(HttpMethod.Post, "v3/conversations", null, Json(parameters), cancellationToken);

    public Task<ResourceResponse> SendToConversationAsync(string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(HttpMethod.Post, $"{Conversation(conversationId)}/activities", conversationId, Json(activity), cancellationToken);

    public Task<ResourceResponse> ReplyToActivityAsync(string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(HttpMethod.Post, $"{Conversation(conversationId)}/activities/{Escaped(activityId)}", conversationId, Json(activity), cancellationToken);

    public Task<ResourceResponse> UpdateActivityAsync(string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(HttpMethod.Put, $"{Conversation(conversationId)}/activities/{Escaped(activityId)}", conversationId, Json(activity), cancellationToken);

    public Task DeleteActivityAsync(string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        CallAsync<object>(HttpMethod.Delete, $"{Conversation(conversationId)}/activities/{Escaped(activityId)}", conversationId, null, cancellationToken);

    public Task<ResourceResponse> SendConversationHistoryAsync(string conversationId, Transcript transcript, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(HttpMethod.Post, $"{Conversation(conversationId)}/activities/history", conversationId, Json(transcript), cancellationToken);

    public async Task<IList<ChannelAccount>> GetConversationMembersAsync(string conversationId, CancellationToken cancellationToken = default) =>
        await CallAsync<ChannelAccount[]>(HttpMethod.Get, $"{Conversation(conversationId)}/members", conversationId, null, cancellationToken).ConfigureAwait(false);

    public Task<ChannelAccount> GetConversationMemberAsync(string userId, string conversationId, CancellationToken cancellationToken = default) =>
        CallAsync<ChannelAccount>(HttpMethod.Get, $"{Conversation(conversationId)}/members/{Escaped(userId)}", conversationId, null, cancellationToken);

    public Task<PagedMembersResult> GetConversationPagedMembersAsync(string conversationId, int? pageSize = default, string continuationToken = default, CancellationToken cancellationToken = default) =>
        CallAsync<PagedMembersResult>(
            HttpMethod.Get,
            $"{Conversation(conversationId)}/pagedmembers{Query(("pageSize", pageSize?.ToString(CultureInfo.InvariantCulture)), ("continuationToken", continuationToken))}",
            conversationId,
            null,
            cancellationToken);

    public Task DeleteConversationMemberAsync(string conversationId, string memberId, CancellationToken cancellationToken = default) =>
        CallAsync<object>(HttpMethod.Delete, $"{Conversation(conversationId)}/members/{Escaped(memberId)}", conversationId, null, cancellationToken);

    public async Task<IList<ChannelAccount>> GetActivityMembersAsync(string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        await CallAsync<ChannelAccount[]>(HttpMethod.Get, $"{Conversation(conversationId)}/activities/{Escaped(activityId)}/members", conversationId, null, cancellationToken).ConfigureAwait(false);

    public Task<ResourceResponse> UploadAttachmentAsync(string conversationId, AttachmentData attachmentUpload, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(HttpMethod.Post, $"{Conversation(conversationId)}/attachments", conversationId, Json(attachmentUpload), cancellationToken);

    public Task<AttachmentInfo> GetAttachmentInfoAsync(string attachmentId, CancellationToken cancellationToken = default) =>
        CallAsync<AttachmentInfo>(HttpMethod.Get, $"v3/attachments/{Escaped(attachmentId)}", null, null, cancellationToken);

    public async Task<Stream> GetAttachmentAsync(string attachmentId, string viewId, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Get, $"v3/attachments/{Escaped(attachmentId)}/views/{Escaped(viewId)}", null, null, cancellationToken).ConfigureAwait(false);
        await ThrowIfFailedAsync(response, cancellationToken).ConfigureAwait(false);
        return new MemoryStream(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), writable: false);
    }

    private static ResiliencePipeline<HttpResponseMessage> BuildPatience() => new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddTimeout(TimeSpan.FromSeconds(45))
        .AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 4,
            Delay = TimeSpan.FromMilliseconds(250),
            MaxDelay = LongestWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = true,
            ShouldHandle = attempt => ValueTask.FromResult(ShouldAskAgain(attempt.Outcome)),
        })
        .AddTimeout(TimeSpan.FromSeconds(15))
        .Build();

    // Teams answers 412 when two calls for one conversation met. A channel that wants to be left alone for long is: the caller knows better
    // than to keep a turn waiting.
    private static bool ShouldAskAgain(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result.Headers.RetryAfter: { } wait } when WaitOf(wait) > LongestWait => false,
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.PreconditionFailed } => true,
        { Result: { } response } => (int)response.StatusCode >= 500 && response.StatusCode != HttpStatusCode.NotImplemented,
        _ => false,
    };

    private static TimeSpan WaitOf(RetryConditionHeaderValue wait) =>
        wait.Delta ?? wait.Date - TimeProvider.System.GetUtcNow() ?? TimeSpan.Zero;

    private static string Conversation(string conversationId) => $"v3/conversations/{Escaped(conversationId)}";

    private static string Escaped(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        // A segment of dots would be taken out of the address with the one before it.
        return id is "." or ".." ? throw new ArgumentException("An id cannot be a step in a path.", nameof(id)) : Uri.EscapeDataString(id);
    }

    private static string Query(params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var query = "";
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        }

        return query;
    }

    private static byte[] Json<T>(T body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return JsonSerializer.SerializeToUtf8Bytes(body, ProtocolJson.TypeInfo<T>());
    }

    private static async Task ThrowIfFailedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        var content = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        throw new ErrorResponseException($"Operation returned an invalid status code '{response.StatusCode}'")
        {
            Response = new HttpResponseMessageWrapper(response, content),
            Body = ReadError(content),
        };
    }

    private static ErrorResponse ReadError(string content)
    {
        try
        {
            return string.IsNullOrWhiteSpace(content) ? null : ProtocolJson.Deserialize<ErrorResponse>(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<T> CallAsync<T>(HttpMethod method, string route, string conversationId, byte[] body, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(method, route, conversationId, body, cancellationToken).ConfigureAwait(false);
        await ThrowIfFailedAsync(response, cancellationToken).ConfigureAwait(false);
        return typeof(T) == typeof(object) ? null : await ReadAsync<T>(response, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return bytes.Length == 0 ? null : JsonSerializer.Deserialize(bytes, ProtocolJson.TypeInfo<T>());
        }
        catch (JsonException) when (typeof(T) == typeof(ResourceResponse))
        {
            // What was sent was accepted; an answer that is no JSON must not make anyone send it again.
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string route, string conversationId, byte[] body, CancellationToken cancellationToken)
    {
        var address = new Uri(BaseUri, route);
        try
        {
            return await Patience.ExecuteAsync(
                async token =>
                {
                    using var request = Request(method, address, conversationId, body);
                    if (credentials is not null)
                        await credentials.ProcessHttpRequestAsync(request, token).ConfigureAwait(false);
                    return await http.SendAsync(request, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException silence)
        {
            throw new HttpRequestException("The channel did not answer in time.", silence);
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address, string conversationId, byte[] body)
    {
        var request = new HttpRequestMessage(method, address);
        foreach (var product in Agent)
            request.Headers.UserAgent.Add(product);
        if (conversationId is not null)
            request.Headers.TryAddWithoutValidation("x-ms-conversation-id", Uri.EscapeDataString(conversationId));
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        return request;
    }
}
