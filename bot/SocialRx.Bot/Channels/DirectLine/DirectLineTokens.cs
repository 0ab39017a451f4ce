using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.Bot.Keys;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>
/// Tokens of web chats: signed JSON Web Tokens (RFC 7519, HS256), each for one conversation and one person. The claim is called "user" because
/// the web chat client looks there for the person's id. Every process signs with keys that every other can check.
/// </summary>
internal sealed class DirectLineTokens(TokenKeys keys, DirectLineOptions options, TimeProvider clock)
{
    /// <summary>Long enough to open the socket just answered with, too short to be worth stealing.</summary>
    private static readonly TimeSpan StreamLife = TimeSpan.FromSeconds(60);

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
        if (token.Length > 2048 || token.Split('.') is not [var header, var content, var signature] || SignedWith(header) is not { } key)
            return null;
        var expected = Encoding.UTF8.GetBytes(Signature(key, $"{header}.{content}"));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature))
            ? JsonSerializer.Deserialize(Base64Url.DecodeFromChars(content), ClaimsJson.Default.Claims)
            : null;
    }

    /// <summary>Null when the header is not one that this service writes with a key it knows.</summary>
    private byte[]? SignedWith(string header) =>
        Base64Url.IsValid(header)
        && KeyId(Base64Url.DecodeFromChars(header)) is { Length: > 0 and <= 64 } keyId
        && header == Header(keyId)
            ? keys.Find(keyId)
            : null;

    private static string? KeyId(ReadOnlySpan<byte> header)
    {
        try
        {
            return JsonSerializer.Deserialize(header, ClaimsJson.Default.TokenHeader)?.KeyId;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Header(string keyId) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new TokenHeader("HS256", "JWT", keyId), ClaimsJson.Default.TokenHeader));

    private string Sign(Claims claims)
    {
        var (keyId, key) = keys.Newest;
        var content = $"{Header(keyId)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, ClaimsJson.Default.Claims))}";
        return $"{content}.{Signature(key, content)}";
    }

    private static string Signature(byte[] key, string content) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)));

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

internal sealed record TokenHeader(
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("typ")] string Type,
    [property: JsonPropertyName("kid")] string KeyId);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Claims))]
[JsonSerializable(typeof(TokenHeader))]
internal sealed partial class ClaimsJson : JsonSerializerContext;
