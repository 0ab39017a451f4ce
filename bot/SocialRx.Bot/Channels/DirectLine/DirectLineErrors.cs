using System.Text.Json.Serialization;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>How Direct Line says no: a status, a code for programs, a sentence for people.</summary>
internal sealed record DirectLineError([property: JsonPropertyName("error")] DirectLineError.Details Error)
{
    public static IResult MissingToken() => Of(StatusCodes.Status401Unauthorized, "BadArgument", "The Authorization header must be \"Bearer\" and a token.");

    public static IResult MalformedToken() => Of(StatusCodes.Status401Unauthorized, "BadArgument", "The token is not one of this service.");

    public static IResult TokenExpired() => Of(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired.");

    public static IResult WrongConversation() => Of(StatusCodes.Status403Forbidden, "BadArgument", "The token belongs to another conversation.");

    public static IResult SecretNeeded() => Of(StatusCodes.Status403Forbidden, "BadArgument", "Only a server that knows the secret may do this.");

    public static IResult NotThisPage() => Of(StatusCodes.Status403Forbidden, "BadArgument", "Tokens are given to this service's own pages only.");

    public static IResult NoConversation() => Of(StatusCodes.Status404NotFound, "ConversationNotFound", "There is no such conversation.");

    public static IResult NotAnActivity() => Of(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not an activity: a JSON object with a type.");

    public static IResult NotJson() => Of(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not JSON.");

    public static IResult NoUploads() => Of(StatusCodes.Status415UnsupportedMediaType, "NotSupported", "Files cannot be sent here; please put it in words.");

    public static IResult TooLarge(int most) => Of(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"The request is larger than {most} bytes.");

    public static IResult NotSaved(string sentence) => Of(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", sentence);

    public static IResult TooMany(TimeSpan wait) => Of(StatusCodes.Status429TooManyRequests, "TooManyRequests", $"Too many requests; please try again in {Math.Ceiling(wait.TotalSeconds)} seconds.");

    private static IResult Of(int status, string code, string message) =>
        Results.Json(new DirectLineError(new Details(code, message)), DirectLineJson.Default.DirectLineError, statusCode: status);

    internal sealed record Details([property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("message")] string Message);
}

/// <summary>A conversation as its page gets it.</summary>
internal sealed record ConversationAnswer(
    [property: JsonPropertyName("conversationId")] string ConversationId,
    [property: JsonPropertyName("token")] string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn)
{
    [JsonPropertyName("streamUrl")]
    public string? StreamUrl { get; init; }

    /// <summary>Only where the server made the person's id.</summary>
    [JsonPropertyName("userId")]
    public string? UserId { get; init; }
}

internal sealed record IdAnswer([property: JsonPropertyName("id")] string Id);

internal sealed record SessionAnswer([property: JsonPropertyName("sessionId")] string SessionId);

internal sealed record TokenRequest
{
    [JsonPropertyName("user")]
    public TokenUser? User { get; init; }

    [JsonPropertyName("locale")]
    public string? Locale { get; init; }

    /// <summary>The token a page has had so far, which may have expired.</summary>
    [JsonPropertyName("token")]
    public string? Token { get; init; }
}

internal sealed record TokenUser([property: JsonPropertyName("id")] string? Id);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DirectLineError))]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(IdAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(TokenRequest))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
