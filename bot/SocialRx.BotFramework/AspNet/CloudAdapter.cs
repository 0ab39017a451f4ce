using System.Buffers;
using System.Net;
using System.Text.Json;
using System.Text.Unicode;
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
public partial class CloudAdapter : CloudAdapterBase, IBotFrameworkHttpAdapter, IAsyncDisposable, IDisposable
{
    /// <summary>No activity of a channel is larger; cards are far smaller.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    private readonly LateTurns late = new();

    public CloudAdapter()
        : this(BotFrameworkAuthenticationFactory.Create())
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

    /// <summary>
    /// Channels give up on an answer after 15 seconds and send again; a turn that takes longer is answered for and goes on without its request. Where
    /// middleware commits turns (<see cref="ICommitsTurns"/>), only what has committed is answered for.
    /// </summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(13);

    /// <summary>How long turns that were answered for may go on when the process ends.</summary>
    public TimeSpan FinishWithin { get; init; } = TimeSpan.FromSeconds(30);

    public async Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        ArgumentNullException.ThrowIfNull(httpResponse);
        ArgumentNullException.ThrowIfNull(bot);
        if (!HttpMethods.IsPost(httpRequest.Method))
        {
            httpResponse.StatusCode = StatusCodes.Status405MethodNotAllowed;
            if (httpResponse.Headers is { } headers)
                headers.Allow = HttpMethods.Post;
            return;
        }

        try
        {
            RefuseOtherContent(httpRequest);
            var activity = await ReadActivityAsync(httpRequest, cancellationToken).ConfigureAwait(false);
            var authenticated = await AuthenticateAsync(httpRequest, activity, cancellationToken).ConfigureAwait(false);
            var answer = IsAnswerOfItsOwn(activity)
                ? await ProcessActivityAsync(authenticated, activity, bot.OnTurnAsync, cancellationToken).ConfigureAwait(false)
                : await ProcessInTimeAsync(authenticated, activity, bot, OfTheTurn(httpRequest, cancellationToken)).ConfigureAwait(false);
            await HttpHelper.WriteResponseAsync(httpResponse, answer).ConfigureAwait(false);
        }
        catch (BadRequestException bad)
        {
            LogBadRequest(Logger, bad.Status, bad.Code);
            await WriteErrorAsync(httpResponse, bad.Status, bad.Code, bad.Message, cancellationToken).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException refused)
        {
            var status = Refused.IsForbidden(refused) ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized;
            Refusals.Count(Logger, (int)status, Refused.ReasonOf(refused) ?? "unauthorized");
            await WriteErrorAsync(httpResponse, (int)status, status.ToString(), "The request was refused.", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the turns that were answered for.</summary>
    public async ValueTask DisposeAsync()
    {
        await late.DrainAsync(FinishWithin).ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            late.DrainAsync(FinishWithin).GetAwaiter().GetResult();
    }

    private static bool IsAnswerOfItsOwn(Activity activity) => activity.Type == ActivityTypes.Invoke || activity.DeliveryMode == DeliveryModes.ExpectReplies;

    // The sender hanging up is no reason to leave a turn half done; a token of the caller's own is.
    private static CancellationToken OfTheTurn(HttpRequest request, CancellationToken cancellationToken) =>
        request.HttpContext is { } context && context.RequestAborted == cancellationToken ? CancellationToken.None : cancellationToken;

    private static void RefuseOtherContent(HttpRequest request)
    {
        // What is packed may be of any size once it is unpacked.
        var encoding = request.Headers?["Content-Encoding"].ToString();
        if (!string.IsNullOrEmpty(encoding) && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw new BadRequestException(StatusCodes.Status415UnsupportedMediaType, "UnsupportedEncoding", "The body is to be sent as it is.");
        if (!string.IsNullOrEmpty(request.ContentType) && !IsJson(request.ContentType))
            throw new BadRequestException(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "The body is to be application/json.");
    }

    private static bool IsJson(string contentType)
    {
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        type = (parameters < 0 ? type : type[..parameters]).Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private async Task<InvokeResponse> ProcessInTimeAsync(AuthenticateRequestResult authenticated, Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        var turn = ProcessActivityAsync(authenticated, activity, bot.OnTurnAsync, cancellationToken);
        try
        {
            return await turn.WaitAsync(AnswerWithin, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!turn.IsCompleted)
        {
            if (MiddlewareSet.Commits is { } commits && !await MayBeAnsweredForAsync(turn, activity, commits).ConfigureAwait(false))
                return await turn.ConfigureAwait(false);
            LogLate(Logger, activity.Id, activity.Conversation?.Id);
            late.Add(turn, failure => LogLateFailed(Logger, failure, activity.Id, activity.Conversation?.Id));
            return null;
        }
    }

    /// <summary>False when the turn is over first, or nobody can say whether it has committed.</summary>
    private static async Task<bool> MayBeAnsweredForAsync(Task turn, Activity activity, ICommitsTurns commits)
    {
        using var isOver = new CancellationTokenSource();
        var committed = commits.CommittedAsync(activity.ChannelId, activity.Conversation?.Id, activity.Id, isOver.Token);
        await Task.WhenAny(turn, committed).ConfigureAwait(false);
        await isOver.CancelAsync().ConfigureAwait(false);
        await committed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !turn.IsCompleted && committed.IsCompletedSuccessfully;
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
        body = HttpHelper.WithoutMark(body);
        Activity activity;
        try
        {
            RefuseBrokenText(body);
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

    // Parts that stay JSON would keep text that is none, and whoever reads or sends them later would pay for it.
    private static void RefuseBrokenText(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            throw new JsonException("The body is not UTF-8.");
        if (body.IndexOf(@"\ud"u8) < 0 && body.IndexOf(@"\uD"u8) < 0)
            return;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = ProtocolJson.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(ref reader))
                throw new JsonException("A character is half of one.");
        }
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static BadRequestException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"An activity has at most {MaxBodyBytes} bytes.");

    private static bool IsFromThisMachine(HttpRequest request)
    {
        // A request that was passed on by a proxy on this machine comes from elsewhere; without an address it never left the process.
        var isForwarded = request.Headers is { } headers && (headers.ContainsKey("X-Forwarded-For") || headers.ContainsKey("Forwarded"));
        return !isForwarded && (request.HttpContext?.Connection?.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address));
    }

    private static Task WriteErrorAsync(HttpResponse response, int status, string code, string message, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        return HttpHelper.WriteJsonAsync(response, new ErrorResponse(new Error(code, message)), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Answered a bad request to the messaging endpoint with {Status}: {Code}")]
    private static partial void LogBadRequest(ILogger logger, int status, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "Activity {ActivityId} of {ConversationId} takes longer than its channel waits; it was answered for and its turn goes on")]
    private static partial void LogLate(ILogger logger, string activityId, string conversationId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The turn that went on after its answer failed with {Kind}: activity {ActivityId} of {ConversationId}")]
    private static partial void LogLateFailed(ILogger logger, string kind, string activityId, string conversationId);

    private async Task<AuthenticateRequestResult> AuthenticateAsync(HttpRequest request, Activity activity, CancellationToken cancellationToken)
    {
        var authHeader = request.Headers?["Authorization"].ToString();
        var authenticated = await BotFrameworkAuthentication.AuthenticateRequestAsync(activity, authHeader, cancellationToken).ConfigureAwait(false);
        if (authenticated.ClaimsIdentity?.AuthenticationType == AuthenticationConstants.AnonymousAuthType && !IsFromThisMachine(request))
            throw Refused.Because("not-loopback");
        return authenticated;
    }

    private sealed class BadRequestException(int status, string code, string message) : Exception(message)
    {
        public int Status => status;

        public string Code => code;
    }
}
