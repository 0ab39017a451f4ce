using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Turn;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>Direct Line 3.0 as web chat speaks it.</summary>
internal sealed class DirectLineEndpoints(
    Database database,
    DirectLineTokens tokens,
    DirectLineTurns turns,
    DirectLineSockets sockets,
    DirectLineOptions options,
    ProgrammeOptions programme,
    NewId newId,
    ILogger<DirectLineEndpoints> log)
{
    private const int ActivitiesPerAnswer = 1000;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/token", (Delegate)TokenForPageAsync).RequireRateLimiting(DirectLineLimits.PerAddress).AddStorageTrouble(log);

        var directLine = app.MapGroup("/v3/directline").AddStorageTrouble(log);
        directLine.MapPost("/tokens/generate", (Delegate)GenerateAsync).RequireRateLimiting(DirectLineLimits.PerAddress);
        directLine.MapPost("/tokens/refresh", Refresh);
        directLine.MapPost("/conversations", (Func<HttpContext, Task<IResult>>)StartAsync).RequireRateLimiting(DirectLineLimits.PerAddress);
        directLine.MapGet("/conversations/{id}", ReconnectAsync);
        directLine.MapGet("/conversations/{id}/activities", HistoryAsync);
        directLine.MapPost("/conversations/{id}/activities", PostAsync).RequireRateLimiting(DirectLineLimits.PerPerson);
        directLine.MapPost("/conversations/{id}/upload", DirectLineError.NoUploads);
        directLine.MapGet("/conversations/{id}/stream", StreamAsync);
        directLine.MapGet("/session/getsessionid", () => Results.Json(new SessionAnswer(newId()), DirectLineJson.Default.SessionAnswer));
    }

    /// <summary>The page's own way to a token, without a secret: for a new person, or for the same conversation again.</summary>
    private async Task<IResult> TokenForPageAsync(HttpContext http)
    {
        if (http.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
            return DirectLineError.NotThisPage();
        var body = await RequestBody.ReadAsync(http.Request, options.LargestRequestBytes, http.RequestAborted);
        if (body is null)
            return DirectLineError.TooLarge(options.LargestRequestBytes);
        if (!TryRead(body, out var request))
            return DirectLineError.NotJson();

        return tokens.Read(request.Token) switch
        {
            TokenReading.Good good => TokenAnswer(good, tellUser: true),
            TokenReading.Expired expired when tokens.MayResume(expired) => TokenAnswer(new(expired.ConversationId, expired.UserId), tellUser: true),
            _ => TokenAnswer(NewPerson(), tellUser: true),
        };
    }

    /// <summary>For other servers, which know the secret.</summary>
    private async Task<IResult> GenerateAsync(HttpContext http)
    {
        if (!HasSecret(http))
            return Bearer(http) is null ? DirectLineError.MissingToken() : DirectLineError.SecretNeeded();
        var body = await RequestBody.ReadAsync(http.Request, options.LargestRequestBytes, http.RequestAborted);
        if (body is null)
            return DirectLineError.TooLarge(options.LargestRequestBytes);
        return TryRead(body, out var request) ? TokenAnswer(NewPerson(request.User?.Id), tellUser: false) : DirectLineError.NotJson();
    }

    private IResult Refresh(HttpContext http) =>
        WithToken(http, conversationId: null, token => TokenAnswer(token, tellUser: false));

    private async Task<IResult> StartAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http.Request, options.LargestRequestBytes, http.RequestAborted);
        if (body is null)
            return DirectLineError.TooLarge(options.LargestRequestBytes);
        if (!TryRead(body, out var request))
            return DirectLineError.NotJson();
        return HasSecret(http)
            ? await StartAsync(http, NewPerson(request.User?.Id), request.Locale)
            : await WithTokenAsync(http, conversationId: null, token => StartAsync(http, token, request.Locale));
    }

    private async Task<IResult> StartAsync(HttpContext http, TokenReading.Good token, string? locale)
    {
        var started = await turns.StartConversationAsync(IncomingActivity.Joined(token, programme.Name, locale), CancellationToken.None);
        return Json(ConversationAnswer(http, token, watermark: 0), started ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private Task<IResult> ReconnectAsync(HttpContext http, string id, string? watermark = null) =>
        WithTokenAsync(http, id, async token =>
        {
            var next = await database.ReadAsync(connection => DirectLineLog.NextWatermark(connection, DirectLineConversation.Key(id)), http.RequestAborted);
            return next is null
                ? DirectLineError.NoConversation()
                : Json(ConversationAnswer(http, token, Watermark(watermark) ?? next.Value), StatusCodes.Status200OK);
        });

    private Task<IResult> HistoryAsync(HttpContext http, string id, string? watermark = null) =>
        WithTokenAsync(http, id, async _ =>
        {
            var from = Watermark(watermark) ?? 0;
            var key = DirectLineConversation.Key(id);
            var activities = await database.ReadAsync(connection => DirectLineLog.From(connection, key, from, ActivitiesPerAnswer), http.RequestAborted);
            if (activities.Count == 0 && !await database.ReadAsync(connection => DirectLineLog.Exists(connection, key), http.RequestAborted))
                return DirectLineError.NoConversation();

            // The next index: an empty answer must not make the page skip what comes first.
            var next = activities.Count == 0 ? from : activities[^1].Watermark + 1;
            return Results.Text(DirectLineSockets.Frame(activities.Select(activity => activity.ToJson(database.Sealing)), next), "application/json", Encoding.UTF8);
        });

    private Task<IResult> PostAsync(HttpContext http, string id) =>
        WithTokenAsync(http, id, async token =>
        {
            var body = await RequestBody.ReadAsync(http.Request, options.LargestRequestBytes, http.RequestAborted);
            if (body is null)
                return DirectLineError.TooLarge(options.LargestRequestBytes);
            return IncomingActivity.Read(body) is { } activity
                ? await AcceptAsync(IncomingActivity.Own(activity, token, programme.Name, newId))
                : DirectLineError.NotAnActivity();
        });

    /// <summary>Messages and events go to the bot. Typing, and types unknown here, are acknowledged and left at that.</summary>
    private async Task<IResult> AcceptAsync(Activity activity)
    {
        if (activity.Type is not (ActivityTypes.Message or ActivityTypes.Event))
            return Results.Json(new IdAnswer(activity.Id), DirectLineJson.Default.IdAnswer);
        return await turns.AcceptAsync(activity, CancellationToken.None) is null
            ? DirectLineError.NoConversation()
            : Results.Json(new IdAnswer(activity.Id), DirectLineJson.Default.IdAnswer);
    }

    private async Task StreamAsync(HttpContext http, string id, string? t = null, string? watermark = null)
    {
        var refusal = tokens.ReadForStream(t) switch
        {
            TokenReading.Good good when good.ConversationId == id => null,
            TokenReading.Good => DirectLineError.WrongConversation(),
            TokenReading.Expired => DirectLineError.TokenExpired(),
            _ => DirectLineError.MalformedToken(),
        };
        if (refusal is null && !http.WebSockets.IsWebSocketRequest)
            refusal = Results.StatusCode(StatusCodes.Status426UpgradeRequired);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await sockets.ServeAsync(DirectLineConversation.Key(id), socket, Watermark(watermark) ?? 0);
    }

    private IResult WithToken(HttpContext http, string? conversationId, Func<TokenReading.Good, IResult> answer) =>
        Bearer(http) is not { } bearer
            ? DirectLineError.MissingToken()
            : tokens.Read(bearer) switch
            {
                TokenReading.Good good when conversationId is null || good.ConversationId == conversationId => answer(good),
                TokenReading.Good => DirectLineError.WrongConversation(),
                TokenReading.Expired => DirectLineError.TokenExpired(),
                _ => DirectLineError.MalformedToken(),
            };

    private async Task<IResult> WithTokenAsync(HttpContext http, string? conversationId, Func<TokenReading.Good, Task<IResult>> answer)
    {
        TokenReading.Good? token = null;
        var refusal = WithToken(http, conversationId, good =>
        {
            token = good;
            return Results.Empty;
        });
        return token is null ? refusal : await answer(token);
    }

    internal static string? Bearer(HttpContext http) =>
        http.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    private bool HasSecret(HttpContext http) =>
        options.Secret.Length > 0
        && Bearer(http) is { } bearer
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(bearer), Encoding.UTF8.GetBytes(options.Secret));

    private TokenReading.Good NewPerson(string? userId = null) => new(newId(), string.IsNullOrWhiteSpace(userId) ? $"dl_{newId()}" : userId);

    private IResult TokenAnswer(TokenReading.Good token, bool tellUser) =>
        Json(Answer(token) with { UserId = tellUser ? token.UserId : null }, StatusCodes.Status200OK);

    private ConversationAnswer ConversationAnswer(HttpContext http, TokenReading.Good token, long watermark)
    {
        var scheme = http.Request.IsHttps ? "wss" : "ws";
        var path = $"{http.Request.PathBase}/v3/directline/conversations/{Uri.EscapeDataString(token.ConversationId)}/stream";
        var key = tokens.MakeForStream(token.ConversationId, token.UserId);
        return Answer(token) with { StreamUrl = string.Create(CultureInfo.InvariantCulture, $"{scheme}://{http.Request.Host}{path}?watermark={watermark}&t={key}") };
    }

    private ConversationAnswer Answer(TokenReading.Good token) =>
        new(token.ConversationId, tokens.Make(token.ConversationId, token.UserId), (int)tokens.Life.TotalSeconds);

    private static IResult Json(ConversationAnswer answer, int status) =>
        Results.Json(answer, DirectLineJson.Default.ConversationAnswer, statusCode: status);

    private static long? Watermark(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var watermark) ? watermark : null;

    /// <summary>An empty body asks for nothing in particular.</summary>
    private static bool TryRead(byte[] body, out TokenRequest request)
    {
        request = new TokenRequest();
        try
        {
            if (body.Length > 0)
                request = JsonSerializer.Deserialize(RequestBody.Clean(body).Span, DirectLineJson.Default.TokenRequest) ?? request;
            return true;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
