using System.Net;
using System.Text;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace SocialRx.BotFramework.Tests.Authentication;

public sealed class CredentialTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Credentials_ask_for_the_channels_scope_in_the_channels_tenant_unless_told_otherwise()
    {
        var usual = new MicrosoftAppCredentials("app", "secret");
        Assert.Equal(("https://api.botframework.com", "botframework.com", "https://login.microsoftonline.com/botframework.com"), (usual.OAuthScope, usual.ChannelAuthTenant, usual.OAuthEndpoint));
        var own = new MicrosoftAppCredentials("app", "secret", "tenant", oAuthScope: "scope");
        Assert.Equal(("scope", "tenant", "https://login.microsoftonline.com/tenant"), (own.OAuthScope, own.ChannelAuthTenant, own.OAuthEndpoint));
        var government = new MicrosoftGovernmentAppCredentials("app", "secret");
        Assert.Equal(("https://api.botframework.us", "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us"), (government.OAuthScope, government.OAuthEndpoint));
        Assert.True(usual.ValidateAuthority);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(AuthenticationConstants.AnonymousSkillAppId)]
    public async Task A_bot_without_an_app_id_sends_no_token(string? appId)
    {
        using var request = new HttpRequestMessage();
        await new Counting(appId).ProcessHttpRequestAsync(request, Cancel);
        Assert.Null(request.Headers.Authorization);
        await MicrosoftAppCredentials.Empty.ProcessHttpRequestAsync(request, Cancel);
        Assert.Null(request.Headers.Authorization);
    }

    [Fact]
    public async Task Sixty_four_callers_at_once_need_one_token_and_one_fetch()
    {
        var credentials = new Counting("app");
        var tokens = Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => credentials.GetTokenAsync())));
        credentials.Gate.SetResult();
        Assert.Equal(["token-1"], (await tokens).Distinct());
        Assert.Equal(1, credentials.Fetches);
    }

    [Fact]
    public async Task A_token_is_fetched_again_before_it_ends_and_when_that_is_wanted()
    {
        var credentials = new Counting("app") { Lives = TimeSpan.FromMinutes(4) };
        credentials.Gate.SetResult();
        Assert.Equal("token-1", await credentials.GetTokenAsync());
        Assert.Equal("token-2", await credentials.GetTokenAsync());
        credentials.Lives = TimeSpan.FromHours(1);
        Assert.Equal("token-3", await credentials.GetTokenAsync());
        Assert.Equal("token-3", await credentials.GetTokenAsync());
        Assert.Equal("token-4", await credentials.GetTokenAsync(forceRefresh: true));
    }

    [Fact]
    public async Task A_fetch_that_failed_is_not_remembered()
    {
        var credentials = new Counting("app") { Failure = new InvalidOperationException("down") };
        credentials.Gate.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => credentials.GetTokenAsync());
        credentials.Failure = null;
        Assert.Equal("token-2", await credentials.GetTokenAsync());
    }

    [Fact]
    public async Task A_secret_is_exchanged_for_a_token_where_the_bots_tenant_signs_in()
    {
        var login = new Login();
        using var http = new HttpClient(login);
        var factory = new PasswordServiceClientCredentialFactory("11111111-2222-3333-4444-555555555555", "secret", "aaaaaaaa-2222-3333-4444-555555555555", http, null);
        var credentials = await factory.CreateCredentialsAsync("11111111-2222-3333-4444-555555555555", "https://api.botframework.com", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, true, Cancel);
        using var request = new HttpRequestMessage();
        await credentials.ProcessHttpRequestAsync(request, Cancel);
        Assert.Equal("Bearer fetched", request.Headers.Authorization!.ToString());
        var fetch = Assert.Single(login.Posts);
        Assert.Equal("https://login.microsoftonline.com/aaaaaaaa-2222-3333-4444-555555555555/oauth2/v2.0/token", fetch.Address);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.com%2F.default", fetch.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("grant_type=client_credentials", fetch.Body, StringComparison.Ordinal);
        Assert.Contains("client_secret=secret", fetch.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_factory_makes_credentials_for_its_own_bot_in_the_cloud_asked_for()
    {
        var factory = new PasswordServiceClientCredentialFactory("app", "secret", null, null, null);
        Assert.True(await factory.IsValidAppIdAsync("app", Cancel));
        Assert.False(await factory.IsValidAppIdAsync("other", Cancel));
        Assert.False(await factory.IsAuthenticationDisabledAsync(Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => factory.CreateCredentialsAsync("other", "scope", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, true, Cancel));
        Assert.IsType<MicrosoftAppCredentials>(await factory.CreateCredentialsAsync("app", "scope", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, true, Cancel));
        Assert.IsType<MicrosoftGovernmentAppCredentials>(await factory.CreateCredentialsAsync("app", "scope", GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate, true, Cancel));
        var other = Assert.IsAssignableFrom<MicrosoftAppCredentials>(await factory.CreateCredentialsAsync("app", "scope", "https://login.example/t", false, Cancel));
        Assert.Equal(("https://login.example/t", false, "scope"), (other.OAuthEndpoint, other.ValidateAuthority, other.OAuthScope));
    }

    [Fact]
    public async Task Without_an_app_id_nobody_is_asked_who_they_are()
    {
        var factory = new PasswordServiceClientCredentialFactory();
        Assert.True(await factory.IsAuthenticationDisabledAsync(Cancel));
        Assert.Same(MicrosoftAppCredentials.Empty, await factory.CreateCredentialsAsync("any", "scope", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, true, Cancel));
    }

    [Fact]
    public async Task A_managed_identity_needs_its_id_and_is_never_open()
    {
        Assert.Throws<ArgumentNullException>(() => new ManagedIdentityServiceClientCredentialsFactory(" "));
        var factory = new ManagedIdentityServiceClientCredentialsFactory("app");
        Assert.True(await factory.IsValidAppIdAsync("app", Cancel));
        Assert.False(await factory.IsAuthenticationDisabledAsync(Cancel));
        var credentials = Assert.IsType<ManagedIdentityAppCredentials>(await factory.CreateCredentialsAsync("app", "scope", "login", true, Cancel));
        Assert.Equal(("app", "scope"), (credentials.MicrosoftAppId, credentials.OAuthScope));
        await Assert.ThrowsAsync<InvalidOperationException>(() => factory.CreateCredentialsAsync("other", "scope", "login", true, Cancel));
    }

    [Fact]
    public void A_certificate_is_needed_to_prove_oneself_by_it()
    {
        Assert.Throws<ArgumentNullException>(() => new CertificateServiceClientCredentialsFactory(null, "app"));
        Assert.Throws<ArgumentNullException>(() => new CertificateAppCredentials(new CertificateAppCredentialsOptions { AppId = "app" }));
    }

    [Theory]
    [InlineData(null, null, null, null, true)]
    [InlineData(null, "app", "secret", null, true)]
    [InlineData("MultiTenant", "app", "secret", "tenant", true)]
    [InlineData("SingleTenant", "app", "secret", "tenant", true)]
    [InlineData("singletenant", "app", "secret", "tenant", true)]
    [InlineData("SingleTenant", "", "secret", "tenant", false)]
    [InlineData("SingleTenant", "app", "", "tenant", false)]
    [InlineData("SingleTenant", "app", "secret", "", false)]
    [InlineData("UserAssignedMSI", "app", null, "tenant", true)]
    [InlineData("UserAssignedMSI", "", null, "tenant", false)]
    [InlineData("UserAssignedMSI", "app", "secret", "tenant", false)]
    [InlineData("UserAssignedMSI", "app", null, null, false)]
    public void A_configuration_has_all_that_its_type_of_bot_needs(string? type, string? id, string? password, string? tenant, bool isWhole)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new(MicrosoftAppCredentials.MicrosoftAppTypeKey, type), new(MicrosoftAppCredentials.MicrosoftAppIdKey, id),
            new(MicrosoftAppCredentials.MicrosoftAppPasswordKey, password), new(MicrosoftAppCredentials.MicrosoftAppTenantIdKey, tenant),
        ]).Build();
        var made = Record.Exception(() => new ConfigurationServiceClientCredentialFactory(configuration));
        Assert.Equal(isWhole ? null : typeof(ArgumentException), made?.GetType());
    }

    [Fact]
    public async Task A_simple_provider_knows_one_bot()
    {
        var provider = new SimpleCredentialProvider("app", "secret");
        Assert.True(await provider.IsValidAppIdAsync("app"));
        Assert.Equal("secret", await provider.GetAppPasswordAsync("app"));
        Assert.Null(await provider.GetAppPasswordAsync("other"));
        Assert.True(await new SimpleCredentialProvider().IsAuthenticationDisabledAsync());
        Assert.True(new SimpleChannelProvider(GovernmentAuthenticationConstants.ChannelService).IsGovernment());
        Assert.True(new SimpleChannelProvider().IsPublicAzure());
    }

    private sealed class Counting : MicrosoftAppCredentials
    {
        public Counting(string? appId)
            : base(appId, "secret")
        {
        }

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Fetches { get; private set; }

        public TimeSpan Lives { get; set; } = TimeSpan.FromHours(1);

        public Exception? Failure { get; set; }

        protected override Lazy<IAuthenticator> BuildIAuthenticator() => new(() => new Source(this));

        private sealed class Source(Counting credentials) : IAuthenticator
        {
            public async Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false)
            {
                await credentials.Gate.Task;
                var number = ++credentials.Fetches;
                return credentials.Failure is { } failure
                    ? throw failure
                    : new AuthenticatorResult { AccessToken = $"token-{number}", ExpiresOn = TimeProvider.System.GetUtcNow() + credentials.Lives };
            }
        }
    }

    private sealed class Login : HttpMessageHandler
    {
        public List<(string Address, string Body)> Posts { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
                Posts.Add((request.RequestUri!.AbsoluteUri, await request.Content!.ReadAsStringAsync(cancellationToken)));
            var body = request.Method == HttpMethod.Post
                ? """{"token_type":"Bearer","expires_in":3600,"access_token":"fetched"}"""
                : """{"tenant_discovery_endpoint":"https://login.microsoftonline.com/t/v2.0/.well-known/openid-configuration","metadata":[]}""";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
