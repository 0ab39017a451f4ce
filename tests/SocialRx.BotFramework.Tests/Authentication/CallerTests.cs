using System.Security.Claims;
using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Authentication;

public sealed class CallerTests : IAsyncLifetime
{
    private const string BotIssuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";
    private const string ServiceUrl = "http://127.0.0.1:1/";

    private LocalIssuer issuer = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => issuer = await LocalIssuer.StartAsync();

    public ValueTask DisposeAsync() => issuer.DisposeAsync();

    [Fact]
    public async Task A_channel_is_answered_as_the_bot_and_named_by_its_cloud()
    {
        var result = await Authentication().AuthenticateRequestAsync(Message(), issuer.Token(ServiceUrl), Cancel);
        Assert.Equal(("scope", "cloud", LocalIssuer.AppId), (result.Audience, result.CallerId, result.ClaimsIdentity.FindFirst("aud")?.Value));
        Assert.True(result.ClaimsIdentity.IsAuthenticated);
    }

    [Fact]
    public async Task Another_bot_is_judged_by_its_claims_and_answered_as_itself()
    {
        var token = issuer.Token(null, issuer: BotIssuer, claims: new() { ["ver"] = "1.0", ["appid"] = "caller" });
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => Authentication().AuthenticateRequestAsync(Message(), token, Cancel));
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => Authentication(new() { ClaimsValidator = new AllowedCallersClaimsValidator(["other"]) }).AuthenticateRequestAsync(Message(), token, Cancel));
        var result = await Authentication(new() { ClaimsValidator = new AllowedCallersClaimsValidator(["caller"]) }).AuthenticateRequestAsync(Message(), token, Cancel);
        Assert.Equal(("caller", "urn:botframework:aadappid:caller"), (result.Audience, result.CallerId));
    }

    [Fact]
    public async Task A_key_needs_every_endorsement_that_is_asked_for()
    {
        var strict = Authentication(new() { RequiredEndorsements = ["webchat", "certified"] });
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => strict.AuthenticateRequestAsync(Message(), issuer.Token(ServiceUrl), Cancel));
        issuer.Endorsements = ["webchat", "certified"];
        var content = Authentication(new() { RequiredEndorsements = ["webchat", "certified"] });
        Assert.NotNull(await content.AuthenticateRequestAsync(Message(), issuer.Token(ServiceUrl), Cancel));
    }

    [Fact]
    public async Task A_token_may_be_shown_again()
    {
        var authentication = Authentication();
        var token = issuer.Token(ServiceUrl);
        Assert.NotNull(await authentication.AuthenticateRequestAsync(Message(), token, Cancel));
        Assert.NotNull(await authentication.AuthenticateRequestAsync(Message(), token, Cancel));
    }

    [Fact]
    public async Task A_connection_is_opened_for_a_channel_that_names_itself()
    {
        var authentication = Authentication();
        Assert.Equal("cloud", (await authentication.AuthenticateStreamingRequestAsync(issuer.Token(null), "webchat", Cancel)).CallerId);
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => authentication.AuthenticateStreamingRequestAsync(issuer.Token(null), "", Cancel));
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => authentication.AuthenticateStreamingRequestAsync(issuer.Token(null), "facebook", Cancel));
    }

    [Fact]
    public async Task In_a_trial_nobody_is_asked_but_a_token_that_is_shown_is_looked_at()
    {
        var open = BotFrameworkAuthenticationFactory.Create();
        var result = await open.AuthenticateRequestAsync(Message(), null, Cancel);
        Assert.Equal(("anonymous", null, "https://api.botframework.com"), (result.ClaimsIdentity.AuthenticationType, result.CallerId, result.Audience));
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => open.AuthenticateRequestAsync(Message(), "Bearer nonsense", Cancel));
        var skill = Message();
        skill.ChannelId = Channels.Emulator;
        skill.Recipient = new ChannelAccount { Role = RoleTypes.Skill };
        Assert.Equal(AuthenticationConstants.AnonymousSkillAppId, (await open.AuthenticateRequestAsync(skill, null, Cancel)).ClaimsIdentity.FindFirst("appid")?.Value);
        Assert.True(SkillValidation.IsSkillClaim((await open.AuthenticateChannelRequestAsync(null, Cancel)).Claims));
    }

    [Fact]
    public void Each_cloud_has_its_own_audience_and_others_are_not_guessed()
    {
        Assert.Equal("https://api.botframework.com", Built(null).GetOriginatingAudience());
        Assert.Equal("https://api.botframework.us", Built(GovernmentAuthenticationConstants.ChannelService).GetOriginatingAudience());
        Assert.Throws<ArgumentException>(() => Built("https://elsewhere.example"));

        static BotFrameworkAuthentication Built(string? service) => BotFrameworkAuthenticationFactory.Create(
            service, true, null, null, null, null, null, null, null, new PasswordServiceClientCredentialFactory(), new AuthenticationConfiguration(), null, null);
    }

    [Fact]
    public async Task A_turn_finds_what_its_adapter_knows()
    {
        var authentication = new Fixed();
        var adapter = new CloudAdapter(authentication);
        var activity = new Activity(ActivityTypes.Event) { ServiceUrl = "http://service", Conversation = new ConversationAccount(id: "c") };
        ITurnContext? seen = null;
        await adapter.ContinueConversationAsync(authentication.Identity, activity, "audience", (turn, _) =>
        {
            seen = turn;
            Assert.Same(authentication.Identity, turn.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey));
            Assert.NotNull(turn.TurnState.Get<IConnectorClient>());
            Assert.Same(authentication.Tokens, turn.TurnState.Get<UserTokenClient>());
            Assert.NotNull(turn.TurnState.Get<ConnectorFactory>());
            Assert.NotNull(turn.TurnState.Get<BotCallbackHandler>());
            Assert.Equal("audience", turn.TurnState.Get<string>(BotAdapter.OAuthScopeKey));
            return Task.CompletedTask;
        }, Cancel);
        Assert.NotNull(seen);
    }

    [Fact]
    public async Task A_conversation_is_continued_only_when_it_is_known_which_and_where()
    {
        var adapter = new CloudAdapter(new Fixed());
        BotCallbackHandler nothing = (_, _) => Task.CompletedTask;
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.ContinueConversationAsync("app", (ConversationReference)null!, nothing, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.ContinueConversationAsync("app", (Activity)null!, nothing, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => adapter.ContinueConversationAsync("app", new Activity { ServiceUrl = "http://s" }, nothing, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => adapter.ContinueConversationAsync("app", new Activity { Conversation = new ConversationAccount() }, nothing, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.CreateConversationAsync("app", "c", "", "a", new ConversationParameters(), nothing, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.CreateConversationAsync("app", "c", "http://s", "a", null, nothing, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.CreateConversationAsync("app", "c", "http://s", "a", new ConversationParameters(), null, Cancel));
        Assert.Throws<ArgumentNullException>(() => new CloudAdapter((BotFrameworkAuthentication)null!));
    }

    private static Activity Message() => new(ActivityTypes.Message) { ChannelId = "webchat", ServiceUrl = ServiceUrl };

    private BotFrameworkAuthentication Authentication(AuthenticationConfiguration? rules = null) => BotFrameworkAuthenticationFactory.Create(
        null, true, null, "scope", LocalIssuer.Name, null, issuer.MetadataUrl, issuer.MetadataUrl, "cloud",
        new PasswordServiceClientCredentialFactory(LocalIssuer.AppId, "secret", null, null, null), rules ?? new AuthenticationConfiguration(), null, null);

    private sealed class Fixed : BotFrameworkAuthentication
    {
        public ClaimsIdentity Identity { get; } = new();

        public UserTokenClient Tokens { get; } = new NoTokens();

        public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => new Factory();

        public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) => Task.FromResult(Tokens);

        private sealed class Factory : ConnectorFactory
        {
            public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken) =>
                Task.FromResult<IConnectorClient>(new ConnectorClient(new Uri(serviceUrl), MicrosoftAppCredentials.Empty));
        }

        private sealed class NoTokens : UserTokenClient
        {
            public override Task<TokenResponse> GetUserTokenAsync(string userId, string connectionName, string channelId, string magicCode, CancellationToken cancellationToken) => throw new NotSupportedException();

            public override Task<SignInResource> GetSignInResourceAsync(string connectionName, Activity activity, string finalRedirect, CancellationToken cancellationToken) => throw new NotSupportedException();

            public override Task SignOutUserAsync(string userId, string connectionName, string channelId, CancellationToken cancellationToken) => throw new NotSupportedException();

            public override Task<TokenStatus[]> GetTokenStatusAsync(string userId, string channelId, string includeFilter, CancellationToken cancellationToken) => throw new NotSupportedException();

            public override Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(string userId, string connectionName, string[] resourceUrls, string channelId, CancellationToken cancellationToken) => throw new NotSupportedException();

            public override Task<TokenResponse> ExchangeTokenAsync(string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken) => throw new NotSupportedException();
        }
    }
}
