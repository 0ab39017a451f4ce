using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.Bot.Turn;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>
/// Tokens of web chats: signed JSON Web Tokens (RFC 7519, HS256), each for one conversation and one person. The claim is called "user" because
/// the web chat client looks there for the person's id.
/// </summary>
internal sealed class DirectLineTokens(ServiceKeys keys, DirectLineOptions options, TimeProvider clock)
{
    /// <summary>Long enough to open the socket just answered with, too short to be worth stealing.</summary>
    private static readonly TimeSpan StreamLife = TimeSpan.FromSeconds(60);

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public TimeSpan Life => TimeSpan.FromMinutes(options.TokenMinutes);

    public string Make(string conversationId, string userId) => Sign(new Claims(conversationId, userId, Expires(Life)));

    /// <summary>For the address of a socket, where a header cannot be sent: short-lived, and good for nothing else.</summary>
    public string MakeForStream(string conversationId, string userId) => Sign(new Claims(conversationId, userId, Expires(StreamLife)) { Use = "stream" });

    public TokenReading Read(string? token) => Read(token, null);

    public TokenReading ReadForStream(string? token) => Read(token, "stream");

    /// <summary>Whether a token that has expired may still be changed for a new one.</summary>
    public bool MayResume(TokenReading.Expired expired) => clock.GetUtcNow() < expired.At.AddHours(options.ResumeHours);

    private TokenReading Read(string? token, string? use)
    {
        if (token is null || Verified(token) is not { } claims || claims.Use != use)
            return new TokenReading.Malformed();
        var expires = DateTimeOffset.FromUnixTimeSeconds(claims.Expires);
        return clock.GetUtcNow() < expires
            ? new TokenReading.Good(claims.Conversation, claims.User)
            : new TokenReading.Expired(claims.Conversation, claims.User, expires);
    }

    private Claims? Verified(string token)
    {
        var end = token.LastIndexOf('.');
        if (end < 0 || token.Length > 2048 || !token.StartsWith(Header, StringComparison.Ordinal) || !IsSigned(token, end))
            return null;
        return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(token.AsSpan(Header.Length + 1, end - Header.Length - 1)), ClaimsJson.Default.Claims);
    }

    private bool IsSigned(string token, int end) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Signature(token[..end])), Encoding.UTF8.GetBytes(token[(end + 1)..]));

    private string Sign(Claims claims)
    {
        var content = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, ClaimsJson.Default.Claims))}";
        return $"{content}.{Signature(content)}";
    }

    private string Signature(string content) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(keys.Tokens.Span, Encoding.UTF8.GetBytes(content)));

    private long Expires(TimeSpan life) => (clock.GetUtcNow() + life).ToUnixTimeSeconds();
}

/// <summary>What a token turned out to be.</summary>
internal abstract record TokenReading
{
    public sealed record Good(string ConversationId, string UserId) : TokenReading;

    public sealed record Expired(string ConversationId, string UserId, DateTimeOffset At) : TokenReading;

    /// <summary>Not a token, not ours, or for another use.</summary>
    public sealed record Malformed : TokenReading;
}

internal sealed record Claims(
    [property: JsonPropertyName("conv")] string Conversation,
    [property: JsonPropertyName("user")] string User,
    [property: JsonPropertyName("exp")] long Expires)
{
    [JsonPropertyName("use")]
    public string? Use { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Claims))]
internal sealed partial class ClaimsJson : JsonSerializerContext;
