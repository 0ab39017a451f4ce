using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Rest;
using SocialRx.BotFramework.Tests.Endpoint;

namespace SocialRx.BotFramework.Tests.Authentication;

public sealed class ChannelTokenTests : IAsyncLifetime
{
    private LocalIssuer issuer = null!;
    private LoopbackChannel channel = null!;
    private string? callerId;

    public async ValueTask InitializeAsync()
    {
        issuer = await LocalIssuer.StartAsync();
        channel = await StartAsync([]);
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_channel_with_a_good_token_is_believed_and_answered_with_the_bots_own()
    {
        var (status, _) = await channel.PostAsync(channel.Message("hello"), issuer.Token(channel.ServiceUrl));
        Assert.Equal(200, status);
        Assert.Equal("urn:botframework:azure", callerId);
        Assert.Equal("Bearer bots-own", Assert.Single(channel.Calls).Authorization);
    }

    [Fact]
    public async Task Keys_are_fetched_once_for_many_requests()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, (await channel.PostAsync(channel.Message("hello"), issuer.Token(channel.ServiceUrl))).Status);
        Assert.Equal(1, issuer.MetadataReads);
    }

    [Fact]
    public async Task A_key_published_later_is_fetched_when_it_is_first_used()
    {
        Assert.Equal(200, (await channel.PostAsync(channel.Message("hello"), issuer.Token(channel.ServiceUrl))).Status);
        var later = LocalIssuer.NewKey("key-2");
        issuer.Published.Add(later);
        Assert.Equal(200, (await channel.PostAsync(channel.Message("hello"), issuer.Token(channel.ServiceUrl, key: later))).Status);
    }

    [Fact]
    public async Task Unknown_keys_do_not_make_the_bot_fetch_again_and_again()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(401, (await channel.PostAsync(channel.Message("hello"), issuer.Token(channel.ServiceUrl, key: LocalIssuer.NewKey($"stranger-{i}")))).Status);
        Assert.InRange(issuer.MetadataReads, 1, 2);
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "no token", "no-token" },
        { "not bearer", "scheme" },
        { "not a token", "token" },
        { "other issuer", "issuer" },
        { "other audience", "audience" },
        { "two audiences", "audience" },
        { "ended", "expired" },
        { "not begun", "not-yet-valid" },
        { "unknown key", "signing-key" },
        { "key of the same name", "signature" },
        { "no signature", "signature" },
        { "shared secret", "signature" },
        { "PS256", "signature" },
        { "other service", "serviceurl" },
        { "no service", "serviceurl" },
        { "emulator", "issuer" },
        { "changed payload", "signature" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_token_that_does_not_hold_is_refused_without_saying_why(string kind, string reason)
    {
        var reasons = new List<string?>();
        using var meter = Listen(reasons);

        var (status, body) = await channel.PostAsync(channel.Message("hello"), Token(kind));

        Assert.Equal(401, status);
        Assert.Equal("""{"error":{"code":"Unauthorized","message":"The request was refused."}}""", body);
        Assert.Empty(channel.Calls);
        lock (reasons)
            Assert.Contains(reasons, counted => counted == reason || (reason == "signature" && counted is "algorithm" or "signing-key" or "token"));
    }

    [Theory]
    [InlineData(-20, -3, 200)]
    [InlineData(-20, -7, 401)]
    [InlineData(3, 30, 200)]
    [InlineData(7, 30, 401)]
    public async Task Clocks_may_differ_by_five_minutes(int starts, int ends, int expected)
    {
        var token = issuer.Token(channel.ServiceUrl, starts: TimeSpan.FromMinutes(starts), ends: TimeSpan.FromMinutes(ends));
        Assert.Equal(expected, (await channel.PostAsync(channel.Message("hello"), token)).Status);
    }

    [Fact]
    public async Task A_key_speaks_only_for_the_channels_it_is_endorsed_for()
    {
        var message = channel.Message("hello");
        message["channelId"] = "facebook";
        Assert.Equal(401, (await channel.PostAsync(message, issuer.Token(channel.ServiceUrl))).Status);
    }

    [Fact]
    public async Task A_key_without_endorsements_speaks_for_nobody()
    {
        issuer.Endorsements = null;
        Assert.Equal(401, (await channel.PostAsync(channel.Message("hello"), issuer.Token(channel.ServiceUrl))).Status);
    }

    [Fact]
    public async Task Only_tenants_on_the_list_reach_the_bot()
    {
        await using var strict = await StartAsync([new("BotFramework:AllowedTenants:0", "ours")]);
        var message = strict.Message("hello");
        message["channelId"] = "msteams";
        Assert.Equal(403, (await strict.PostAsync(message, issuer.Token(strict.ServiceUrl))).Status);
        message["channelData"] = System.Text.Json.Nodes.JsonNode.Parse("""{"tenant":{"id":"theirs"}}""");
        Assert.Equal(403, (await strict.PostAsync(message, issuer.Token(strict.ServiceUrl))).Status);
        message["channelData"] = System.Text.Json.Nodes.JsonNode.Parse("""{"tenant":{"id":"ours"}}""");
        Assert.Equal(200, (await strict.PostAsync(message, issuer.Token(strict.ServiceUrl))).Status);
    }

    [Fact]
    public async Task A_token_for_one_service_opens_no_other()
    {
        var message = channel.Message("hello");
        var token = issuer.Token("https://evil.example/");
        message["serviceUrl"] = "https://evil.example/";
        Assert.Equal(403, (await channel.PostAsync(message, token)).Status);
    }

    [Fact]
    public async Task Keys_that_are_known_survive_an_outage_of_their_issuer()
    {
        Assert.Equal(200, (await channel.PostAsync(channel.Message("hello"), issuer.Token(channel.ServiceUrl))).Status);
        var token = issuer.Token(channel.ServiceUrl);
        await issuer.DisposeAsync();
        Assert.Equal(200, (await channel.PostAsync(channel.Message("again"), token)).Status);
    }

    [Theory]
    [InlineData("SingleTenant", "secret", null, "MicrosoftAppTenantId")]
    [InlineData("SingleTenant", null, "tenant", "MicrosoftAppPassword")]
    [InlineData("UserAssignedMSI", null, null, "MicrosoftAppTenantId")]
    [InlineData("UserAssignedMSI", "secret", "tenant", "MicrosoftAppPassword")]
    [InlineData("Nonsense", "secret", "tenant", "MicrosoftAppType")]
    public void A_half_configured_bot_says_what_is_missing(string type, string? password, string? tenant, string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("MicrosoftAppType", type), new("MicrosoftAppId", LocalIssuer.AppId), new("MicrosoftAppPassword", password), new("MicrosoftAppTenantId", tenant)]).Build();
        var refused = Assert.Throws<ArgumentException>(() => new ConfigurationBotFrameworkAuthentication(configuration));
        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    private static MeterListener Listen(List<string?> reasons)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "bot.requests.refused")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (reasons)
                reasons.Add(tags[0].Value as string);
        });
        listener.Start();
        return listener;
    }

    private string? Token(string kind) => kind switch
    {
        "no token" => null,
        "not bearer" => "Basic abc",
        "not a token" => "Bearer abc.def.ghi",
        "other issuer" => issuer.Token(channel.ServiceUrl, issuer: "https://other.example"),
        "other audience" => issuer.Token(channel.ServiceUrl, audience: "someone-else"),
        "two audiences" => issuer.Token(channel.ServiceUrl, audience: null!, claims: new() { ["aud"] = new[] { LocalIssuer.AppId, "someone-else" } }),
        "ended" => issuer.Token(channel.ServiceUrl, starts: TimeSpan.FromHours(-2), ends: TimeSpan.FromHours(-1)),
        "not begun" => issuer.Token(channel.ServiceUrl, starts: TimeSpan.FromHours(1), ends: TimeSpan.FromHours(2)),
        "unknown key" => issuer.Token(channel.ServiceUrl, key: LocalIssuer.NewKey("key-2")),
        "key of the same name" => issuer.Token(channel.ServiceUrl, key: LocalIssuer.NewKey("key-1")),
        "no signature" => Unsigned(issuer.Token(channel.ServiceUrl)),
        "shared secret" => WithSharedSecret(),
        "PS256" => issuer.Token(channel.ServiceUrl, algorithm: SecurityAlgorithms.RsaSsaPssSha256),
        "other service" => issuer.Token("https://smba.trafficmanager.net/uk/"),
        "no service" => issuer.Token(null),
        "emulator" => issuer.Token(channel.ServiceUrl, issuer: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", claims: new() { ["ver"] = "1.0", ["appid"] = LocalIssuer.AppId }),
        "changed payload" => Changed(issuer.Token("https://other.example/")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Unsigned(string token)
    {
        var payload = token.Split('.')[1];
        return $"Bearer {Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{payload}.";
    }

    // The classic mistake: the public key taken as a shared secret.
    private string WithSharedSecret()
    {
        var secret = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(issuer.Key.Rsa.ExportRSAPublicKeyPem())) { KeyId = "key-1" };
        return "Bearer " + new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = LocalIssuer.Name,
            Audience = LocalIssuer.AppId,
            Claims = new Dictionary<string, object> { ["serviceurl"] = channel.ServiceUrl },
            SigningCredentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256),
        });
    }

    private string Changed(string token)
    {
        var parts = token.Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("https://other.example/", channel.ServiceUrl, StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }

    private Task<LoopbackChannel> StartAsync(KeyValuePair<string, string?>[] more)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("environment", "Development"),
            new("MicrosoftAppId", LocalIssuer.AppId),
            new("ToBotFromChannelTokenIssuer", LocalIssuer.Name),
            new("ToBotFromChannelOpenIdMetadataUrl", issuer.MetadataUrl),
            .. more,
        ]).Build();
        var authentication = new ConfigurationBotFrameworkAuthentication(configuration, new OwnToken());
        return LoopbackChannel.StartAsync(
            (turn, cancel) =>
            {
                callerId = turn.Activity.CallerId;
                return turn.SendActivityAsync("echo", cancellationToken: cancel);
            },
            new CloudAdapter(authentication));
    }

    private sealed class OwnToken : ServiceClientCredentialsFactory
    {
        public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == LocalIssuer.AppId);

        public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

        public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
            Task.FromResult<ServiceClientCredentials>(new Credentials { MicrosoftAppId = appId });

        private sealed class Credentials : AppCredentials, IAuthenticator
        {
            public Credentials()
                : base(null, null, null, null)
            {
            }

            public new Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false) =>
                Task.FromResult(new AuthenticatorResult { AccessToken = "bots-own", ExpiresOn = TimeProvider.System.GetUtcNow().AddHours(1) });

            protected override Lazy<IAuthenticator> BuildIAuthenticator() => new(() => this);
        }
    }
}
