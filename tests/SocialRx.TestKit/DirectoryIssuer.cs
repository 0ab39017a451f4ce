using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialRx.TestKit;

/// <summary>An organisation's directory on a loopback port: OpenID Connect with the code flow, strict about PKCE, the client and single use of codes.</summary>
public sealed class DirectoryIssuer : IAsyncDisposable
{
    public const string ClientId = "socialrx";
    public const string Secret = "a secret that only tests know";

    private const string KeyId = "k1";

    private readonly RSA _key = RSA.Create(2048);
    private readonly Dictionary<string, Asked> _codes = [];
    private readonly WebApplication _app;

    private DirectoryIssuer(WebApplication app, Uri address, string name)
    {
        _app = app;
        Address = address;
        Issuer = name.Length > 0 ? name : address.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it calls itself.</summary>
    public string Issuer { get; }

    /// <summary>Whom the next sign-in is by; null: they say no.</summary>
    public DirectoryPerson? Person { get; set; } = new("ann-1", "Ann Lee", []);

    /// <summary>The last request to the authorization endpoint.</summary>
    public IReadOnlyDictionary<string, string> LastAsked { get; private set; } = new Dictionary<string, string>();

    /// <summary>The last request to the token endpoint.</summary>
    public IReadOnlyDictionary<string, string> LastToken { get; private set; } = new Dictionary<string, string>();

    /// <summary>Tells name and roles at the user info endpoint only.</summary>
    public bool TellsOnlyAtUserInfo { get; set; }

    /// <summary>What is wrong with the next id token; null: nothing.</summary>
    public Action<Dictionary<string, object>>? Spoil { get; set; }

    /// <summary>How the next id token is signed: "RS256", "none", "HS256" (with the client's secret) or "other" (with another key).</summary>
    public string SignedWith { get; set; } = "RS256";

    /// <param name="name">Its issuer's name where that is not its address.</param>
    public static async Task<DirectoryIssuer> StartAsync(string name = "")
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"));
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.AbsoluteUri);
        var issuer = new DirectoryIssuer(builder.Build(), address, name);
        issuer.Map();
        await issuer._app.StartAsync();
        return issuer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["userinfo_endpoint"] = $"{Issuer}/me",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        _app.MapGet("/keys", Keys);
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
        _app.MapGet("/me", () => Results.Json(Told(new() { ["sub"] = Person!.Id })));
    }

    private IResult Keys()
    {
        var key = _key.ExportParameters(false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = KeyId, alg = "RS256", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } } });
    }

    private IResult Authorize(HttpRequest request)
    {
        LastAsked = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var back = LastAsked["redirect_uri"];
        var state = Uri.EscapeDataString(LastAsked["state"]);
        if (Person is null)
            return Results.Redirect($"{back}?error=access_denied&state={state}");
        if (LastAsked["code_challenge_method"] != "S256" || LastAsked["client_id"] != ClientId)
            return Results.Redirect($"{back}?error=invalid_request&state={state}");
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_codes)
            _codes[code] = new(back, LastAsked["nonce"], LastAsked["code_challenge"], Person);
        return Results.Redirect($"{back}?code={code}&state={state}&iss={Uri.EscapeDataString(Issuer)}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        LastToken = (await request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Asked? asked;
        lock (_codes)
            _codes.Remove(LastToken["code"], out asked);
        var proof = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(LastToken["code_verifier"])));
        var isClient = LastToken.GetValueOrDefault("client_secret") == Secret || LastToken.ContainsKey("client_assertion");
        return asked is null || proof != asked.Challenge || LastToken["redirect_uri"] != asked.Back || !isClient
            ? Results.BadRequest(new { error = "invalid_grant" })
            : Results.Json(new { token_type = "Bearer", expires_in = 60, access_token = "opaque", id_token = IdToken(asked) });
    }

    private string IdToken(Asked asked)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["sub"] = asked.Person.Id,
            ["nonce"] = asked.Nonce,
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        if (!TellsOnlyAtUserInfo)
            Told(claims);
        Spoil?.Invoke(claims);
        var signed = $"{Part(new Dictionary<string, object> { ["alg"] = SignedWith == "other" ? "RS256" : SignedWith, ["typ"] = "JWT", ["kid"] = KeyId })}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(signed)))}";
    }

    private byte[] Signature(byte[] signed)
    {
        switch (SignedWith)
        {
            case "none":
                return [];
            case "HS256":
                return HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed);
            case "other":
                using (var other = RSA.Create(2048))
                    return other.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            default:
                return _key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    private Dictionary<string, object> Told(Dictionary<string, object> claims)
    {
        claims["name"] = Person!.Name;
        claims["roles"] = Person.Roles;
        return claims;
    }

    private static string Part(Dictionary<string, object> part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private sealed record Asked(string Back, string Nonce, string Challenge, DirectoryPerson Person);
}

/// <summary>Somebody in the directory.</summary>
public sealed record DirectoryPerson(string Id, string Name, IReadOnlyList<string> Roles);
