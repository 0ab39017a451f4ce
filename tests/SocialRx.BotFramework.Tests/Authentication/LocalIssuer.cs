using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SocialRx.BotFramework.Tests.Authentication;

/// <summary>An issuer of really signed tokens, whose metadata and keys are served on loopback.</summary>
public sealed class LocalIssuer : IAsyncDisposable
{
    public const string Name = "https://issuer.example";
    public const string AppId = "11111111-2222-3333-4444-555555555555";

    // One pair for all tests: making them is slow.
    private static readonly RsaSecurityKey First = NewKey("key-1");

    private readonly WebApplication app;

    private LocalIssuer(WebApplication app) => this.app = app;

    public string MetadataUrl => app.Urls.First() + "/metadata";

    public int MetadataReads { get; private set; }

    /// <summary>How many of the next reads of the metadata fail.</summary>
    public int Failures { get; set; }

    public RsaSecurityKey Key { get; } = First;

    public List<RsaSecurityKey> Published { get; } = [];

    /// <summary>The channels the published keys may speak for; null leaves the list out.</summary>
    public string[]? Endorsements { get; set; } = ["webchat", "msteams"];

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    public static async Task<LocalIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new LocalIssuer(app);
        issuer.Published.Add(issuer.Key);
        app.MapGet("/metadata", issuer.Metadata);
        app.MapGet("/keys", issuer.Keys);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    public string Token(
        string? serviceUrl, string issuer = Name, string audience = AppId, RsaSecurityKey? key = null, string algorithm = SecurityAlgorithms.RsaSha256,
        TimeSpan? starts = null, TimeSpan? ends = null, Dictionary<string, object>? claims = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var all = new Dictionary<string, object>(claims ?? []);
        if (serviceUrl is not null)
            all["serviceurl"] = serviceUrl;
        return "Bearer " + new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now + (starts ?? TimeSpan.FromMinutes(-1)),
            Expires = now + (ends ?? TimeSpan.FromMinutes(30)),
            Claims = all,
            SigningCredentials = new SigningCredentials(key ?? Key, algorithm),
        });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Metadata()
    {
        MetadataReads++;
        if (Failures-- > 0)
            return Results.StatusCode(500);
        return Results.Text($$"""{"issuer":"{{Name}}","jwks_uri":"{{app.Urls.First()}}/keys","id_token_signing_alg_values_supported":["RS256"]}""", "application/json");
    }

    private IResult Keys()
    {
        var keys = new JsonArray([.. Published.Select(key =>
        {
            var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
            var published = new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = key.KeyId,
                ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
                ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
            };
            if (Endorsements is not null)
                published["endorsements"] = new JsonArray([.. Endorsements.Select(channel => JsonValue.Create(channel))]);
            return (JsonNode)published;
        })]);
        return Results.Text(new JsonObject { ["keys"] = keys }.ToJsonString(), "application/json");
    }
}
