using System.Buffers;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

public interface IBotFrameworkHttpAdapter
{
    /// <summary>Takes one activity from a POST and answers when its turn is over.</summary>
    Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default);
}

/// <summary>The messaging endpoint. What is wrong with a request is answered with 4xx and <c>{"error":{"code","message"}}</c>.</summary>
public partial class CloudAdapter : CloudAdapterBase, IBotFrameworkHttpAdapter
{
    /// <summary>No activity of a channel is larger; cards are far smaller.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    public CloudAdapter()
        : this(new OpenAuthentication())
    {
    }

    public CloudAdapter(BotFrameworkAuthentication botFrameworkAuthentication, ILogger logger = null)
        : base(botFrameworkAuthentication, logger)
    {
    }

    public CloudAdapter(IConfiguration configuration, IHttpClientFactory httpClientFactory = null, ILogger logger = null)
        : this(new ConfigurationBotFrameworkAuthentication(configuration, httpClientFactory: httpClientFactory, logger: logger), logger)
    {
    }

    public async Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        ArgumentNullException.ThrowIfNull(httpResponse);
        ArgumentNullException.ThrowIfNull(bot);
        if (!HttpMethods.IsPost(httpRequest.Method))
        {
            httpResponse.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        try
        {
            var activity = await ReadActivityAsync(httpRequest, cancellationToken).ConfigureAwait(false);
            var authenticated = await AuthenticateAsync(httpRequest, activity, cancellationToken).ConfigureAwait(false);
            var answer = await ProcessActivityAsync(authenticated, activity, bot.OnTurnAsync, cancellationToken).ConfigureAwait(false);
            await WriteAsync(httpResponse, answer, cancellationToken).ConfigureAwait(false);
        }
        catch (BadRequestException bad)
        {
            LogBadRequest(Logger, bad.Status, bad.Code);
            await WriteErrorAsync(httpResponse, bad.Status, bad.Code, bad.Message, cancellationToken).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            var status = refused.IsForbidden ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized;
            Refusals.Count(Logger, (int)status, refused.Reason);
            await WriteErrorAsync(httpResponse, (int)status, status.ToString(), "The request was refused.", cancellationToken).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException)
        {
            Refusals.Count(Logger, StatusCodes.Status401Unauthorized, "unauthorized");
            await WriteErrorAsync(httpResponse, StatusCodes.Status401Unauthorized, "Unauthorized", "The request was refused.", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<Activity> ReadActivityAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBodyBytes)
            throw TooLarge();
        var buffer = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength + 1 ?? 8192));
        try
        {
            var length = 0;
            while (await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
                if (length > MaxBodyBytes)
                    throw TooLarge();
                if (length == buffer.Length)
                    Grow(ref buffer);
            }

            return Parse(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static Activity Parse(ReadOnlySpan<byte> body)
    {
        // Some senders put a byte order mark before their JSON.
        if (body.StartsWith("\uFEFF"u8))
            body = body[3..];
        Activity activity;
        try
        {
            activity = JsonSerializer.Deserialize(body, ProtocolJson.TypeInfo<Activity>());
        }
        catch (JsonException)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not a JSON activity.");
        }

        return string.IsNullOrEmpty(activity?.Type)
            ? throw new BadRequestException(StatusCodes.Status400BadRequest, "MissingProperty", "The activity has no type.")
            : activity;
    }

    private static BadRequestException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"An activity has at most {MaxBodyBytes} bytes.");

    private static bool IsFromThisMachine(HttpRequest request)
    {
        // A request that was passed on by a proxy on this machine comes from elsewhere; without an address it never left the process.
        var isForwarded = request.Headers is { } headers && (headers.ContainsKey("X-Forwarded-For") || headers.ContainsKey("Forwarded"));
        return !isForwarded && (request.HttpContext?.Connection?.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address));
    }

    private static Task WriteAsync(HttpResponse response, InvokeResponse answer, CancellationToken cancellationToken)
    {
        response.StatusCode = answer?.Status ?? StatusCodes.Status200OK;
        return answer?.Body is null ? Task.CompletedTask : WriteJsonAsync(response, answer.Body, cancellationToken);
    }

    private static Task WriteErrorAsync(HttpResponse response, int status, string code, string message, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        return WriteJsonAsync(response, new ErrorResponse(new Error(code, message)), cancellationToken);
    }

    private static async Task WriteJsonAsync(HttpResponse response, object body, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json; charset=utf-8";
        var json = JsonSerializer.SerializeToUtf8Bytes(body, ProtocolJson.TypeInfo<object>());
        await response.Body.WriteAsync(json, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Answered a bad request to the messaging endpoint with {Status}: {Code}")]
    private static partial void LogBadRequest(ILogger logger, int status, string code);

    private async Task<AuthenticateRequestResult> AuthenticateAsync(HttpRequest request, Activity activity, CancellationToken cancellationToken)
    {
        var authHeader = request.Headers?.Authorization.ToString();
        var authenticated = await BotFrameworkAuthentication.AuthenticateRequestAsync(activity, authHeader, cancellationToken).ConfigureAwait(false);
        if (authenticated.ClaimsIdentity?.AuthenticationType == AuthenticationConstants.AnonymousAuthType && !IsFromThisMachine(request))
            throw new RefusedException("not-loopback");
        return authenticated;
    }

    private sealed class BadRequestException(int status, string code, string message) : Exception(message)
    {
        public int Status => status;

        public string Code => code;
    }

    /// <summary>For tests and trials on one machine: nobody is asked, and replies go to loopback only.</summary>
    private sealed class OpenAuthentication : BotFrameworkAuthentication
    {
        private static readonly OutboundHosts Hosts = new([], loopback: true);

        public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
        {
            var identity = new System.Security.Claims.ClaimsIdentity(AuthenticationConstants.AnonymousAuthType);
            return Task.FromResult(new AuthenticateRequestResult { ClaimsIdentity = identity, Audience = GetOriginatingAudience(), ConnectorFactory = CreateConnectorFactory(identity) });
        }

        public override ConnectorFactory CreateConnectorFactory(System.Security.Claims.ClaimsIdentity claimsIdentity) => new LoopbackOnly();

        public override Task<UserTokenClient> CreateUserTokenClientAsync(System.Security.Claims.ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
            Task.FromResult<UserTokenClient>(new TokenServiceClient(null, new ChannelHttp(new Uri(AuthenticationConstants.OAuthUrl), ChannelHttp.Pooled, null)));

        private sealed class LoopbackOnly : ConnectorFactory
        {
            public override Task<Connector.IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken) =>
                Task.FromResult<Connector.IConnectorClient>(Hosts.Allows(serviceUrl) ? new Connector.ConnectorClient(new Uri(serviceUrl)) : null);
        }
    }
}
