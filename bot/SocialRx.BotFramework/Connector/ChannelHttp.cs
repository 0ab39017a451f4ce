using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Rest;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace SocialRx.BotFramework;

/// <summary>
/// Calls of one REST service. Busy (429, by its Retry-After), failing (5xx) and silent services are asked again with growing, jittered pauses;
/// after that the caller sees the service's last answer. What was answered with success is never sent again. When an answer is lost on its way,
/// nobody knows whether the service took the call; it is then sent again, because a message twice does less harm than none.
/// </summary>
internal sealed class ChannelHttp(Uri baseUri, HttpClient http, ServiceClientCredentials credentials)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(15);
    private static readonly ResiliencePipeline<HttpResponseMessage> Patience = BuildPatience();
    private static readonly string Agent = string.Join(' ', ConnectorClient.Agent.AsEnumerable());

    // A base without its last slash would lose its last segment when a route is added.
    private readonly string root = baseUri.AbsoluteUri.EndsWith('/') ? baseUri.AbsoluteUri : baseUri.AbsoluteUri + "/";

    /// <summary>Connections shared by all who bring none of their own.</summary>
    public static HttpClient Pooled { get; } = new(Connections(), disposeHandler: false)
    {
        // Each attempt has its own limit below.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>What is traced here is nothing to tell a channel.</summary>
    public static SocketsHttpHandler Connections() => new() { PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false, ActivityHeadersPropagator = null };

    public static string Query(params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var query = "";
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        }

        return query;
    }

    public static byte[] Json<T>(T body) => JsonSerializer.SerializeToUtf8Bytes(body, ProtocolJson.TypeInfo<T>());

    /// <summary>The answer's body, null where there is none; every other status than success and <paramref name="alsoFine"/> throws <see cref="ErrorResponseException"/>.</summary>
    public async Task<HttpOperationResponse<T>> CallAsync<T>(
        HttpMethod method, string route, byte[] body, CancellationToken cancellationToken, HttpStatusCode? alsoFine = null, string conversationId = null, Dictionary<string, List<string>> headers = null)
        where T : class
    {
        var response = await SendAsync(method, route, body, conversationId, headers, cancellationToken).ConfigureAwait(false);
        try
        {
            var isFine = response.StatusCode == alsoFine;
            if (!isFine)
                await ThrowIfFailedAsync(response, cancellationToken).ConfigureAwait(false);
            return new HttpOperationResponse<T>
            {
                Request = response.RequestMessage,
                Response = response,
                Body = isFine || typeof(T) == typeof(object) ? null : await ReadAsync<T>(response, cancellationToken).ConfigureAwait(false),
            };
        }
        catch
        {
            response.Dispose();
            throw;
        }
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
        .AddTimeout(LongestAttempt)
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

    private static async Task ThrowIfFailedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        var content = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        throw new ErrorResponseException($"Operation returned an invalid status code '{response.StatusCode}'")
        {
            Request = new HttpRequestMessageWrapper(response.RequestMessage, await TextOfAsync(response.RequestMessage.Content, cancellationToken).ConfigureAwait(false)),
            Response = new HttpResponseMessageWrapper(response, content),
            Body = ReadError(content),
        };
    }

    private static Task<string> TextOfAsync(HttpContent content, CancellationToken cancellationToken) =>
        content?.ReadAsStringAsync(cancellationToken) ?? Task.FromResult<string>(null);

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

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        // Already whole in memory: the attempt that got the answer read it to its end.
        if (typeof(T) == typeof(Stream))
            return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false) as T;
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

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string route, byte[] body, string conversationId, Dictionary<string, List<string>> headers, CancellationToken cancellationToken)
    {
        var address = new Uri(root + route);
        try
        {
            // Nearly every call succeeds at once; only the others are given patience, and what came of their first attempt.
            var first = await FirstAsync(token => SendOnceAsync(method, address, body, conversationId, headers, token), cancellationToken).ConfigureAwait(false);
            if (!ShouldAskAgain(first))
                return Of(first);
            var isFirst = true;
            return await Patience.ExecuteAsync(
                async token =>
                {
                    if (!isFirst)
                        return await SendOnceAsync(method, address, body, conversationId, headers, token).ConfigureAwait(false);
                    isFirst = false;
                    return Of(first);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException silence)
        {
            throw new HttpRequestException("The service did not answer in time.", silence);
        }
    }

    private static async Task<Outcome<HttpResponseMessage>> FirstAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestAttempt);
        try
        {
            return Outcome.FromResult(await send(limit.Token).ConfigureAwait(false));
        }
        catch (HttpRequestException failure)
        {
            return Outcome.FromException<HttpResponseMessage>(failure);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Outcome.FromException<HttpResponseMessage>(new TimeoutRejectedException("The service did not answer in time.", LongestAttempt));
        }
    }

    private static HttpResponseMessage Of(Outcome<HttpResponseMessage> outcome)
    {
        outcome.ThrowIfException();
        return outcome.Result;
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, Uri address, byte[] body, string conversationId, Dictionary<string, List<string>> headers, CancellationToken cancellationToken)
    {
        var request = Request(method, address, body, conversationId, headers);
        if (credentials is not null)
            await credentials.ProcessHttpRequestAsync(request, cancellationToken).ConfigureAwait(false);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        // A handler that answers by itself need not say what it answers.
        response.RequestMessage ??= request;
        return response;
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address, byte[] body, string conversationId, Dictionary<string, List<string>> headers)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        if (conversationId is not null)
            request.Headers.TryAddWithoutValidation("x-ms-conversation-id", Uri.EscapeDataString(conversationId));
        foreach (var (name, values) in headers ?? [])
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, values);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        }

        return request;
    }
}
