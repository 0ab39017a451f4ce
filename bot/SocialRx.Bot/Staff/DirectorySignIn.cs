using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SocialRx.Bot.Configuration;
using SocialRx.Domain;

namespace SocialRx.Bot.Staff;

/// <summary>OpenID Connect with the organisation's directory: code flow with PKCE, state and nonce; of what it says only who it is and what a role is given for is kept.</summary>
internal static partial class DirectorySignIn
{
    public const string Scheme = "staff-directory";

    /// <summary>Where somebody waits who is known and has not chosen a role.</summary>
    public const string ArrivalScheme = "staff-arrival";

    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // Signatures that only the directory can make; never a shared secret, never none.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <exception cref="ConfigurationException">The directory would be asked over a connection that anybody can listen to.</exception>
    public static AuthenticationBuilder AddDirectorySignIn(this AuthenticationBuilder authentication, StaffOptions staff, IHostEnvironment environment)
    {
        if (!staff.OpenIdConnect.IsOn)
            return authentication;
        if (!environment.IsDevelopment() && !staff.OpenIdConnect.Authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            throw new ConfigurationException($"appsettings.json, section \"Staff\", key \"OpenIdConnect:Authority\": \"{staff.OpenIdConnect.Authority}\" cannot be used; outside of Development it should be an https address.");
        return authentication.AddOpenIdConnect(Scheme, flow => Configure(flow, staff, environment));
    }

    /// <summary>False when the directory does not say where to sign in: it is away, or not where it should be.</summary>
    public static async Task<bool> AnswersAsync(HttpContext context)
    {
        var flow = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(Scheme);
        try
        {
            await flow.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
            return true;
        }
        catch (InvalidOperationException error)
        {
            LogAway(context.RequestServices.GetRequiredService<ILogger<StaffDirectory>>(), error.InnerException?.GetType().Name);
            return false;
        }
    }

    private static void Configure(OpenIdConnectOptions flow, StaffOptions staff, IHostEnvironment environment)
    {
        var options = staff.OpenIdConnect;
        flow.Authority = options.Authority;
        flow.RequireHttpsMetadata = !(environment.IsDevelopment() && new Uri(options.Authority).IsLoopback);
        flow.ClientId = options.ClientId;
        flow.ClientSecret = options.ClientSecret.Length > 0 ? options.ClientSecret : null;
        flow.CallbackPath = $"{SignIn.Path}/back";
        flow.SignInScheme = ArrivalScheme;
        flow.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes as a link, so that no cookie has to be sent with another site's form.
        flow.ResponseMode = OpenIdConnectResponseMode.Query;
        flow.UsePkce = true;
        flow.SaveTokens = false;
        flow.MapInboundClaims = false;
        flow.DisableTelemetry = true;
        flow.GetClaimsFromUserInfoEndpoint = options.ReadUserInfo;
        foreach (var scope in options.Scopes)
            flow.Scope.Add(scope);
        KeepClaims(flow, options);
        flow.Prompt = options.Prompt.Length > 0 ? options.Prompt : null;
        flow.TokenValidationParameters.ValidAlgorithms = Algorithms;
        flow.TokenValidationParameters.NameClaimType = options.NameClaim;
        flow.TokenValidationParameters.RoleClaimType = options.RoleClaim;
        Protect(flow.CorrelationCookie, environment);
        Protect(flow.NonceCookie, environment);
        Follow(flow.Events, staff);
    }

    private static void KeepClaims(OpenIdConnectOptions flow, DirectorySignInOptions options)
    {
        flow.ClaimActions.Clear();
        foreach (var claim in new[] { options.NameClaim, options.RoleClaim }.Distinct())
            flow.ClaimActions.MapJsonKey(claim, claim);
    }

    private static void Protect(CookieBuilder cookie, IHostEnvironment environment)
    {
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }

    private static void Follow(OpenIdConnectEvents events, StaffOptions staff)
    {
        var certificate = staff.OpenIdConnect.ClientCertificateFile is { Length: > 0 } file ? X509Certificate2.CreateFromPemFile(file) : null;
        events.OnRedirectToIdentityProvider = context =>
        {
            if (staff.DashboardAddress.Length > 0)
                context.ProtocolMessage.RedirectUri = $"{new Uri(staff.DashboardAddress).GetLeftPart(UriPartial.Authority)}{context.Request.PathBase}{context.Options.CallbackPath}";
            return Task.CompletedTask;
        };
        if (certificate is not null)
            events.OnAuthorizationCodeReceived = context => ProveAsync(context, certificate);
        events.OnTokenValidated = context =>
        {
            // What comes straight from the token endpoint may be unsigned (OpenID Connect Core 3.1.3.7); here it may not.
            if (!Algorithms.Contains(context.SecurityToken.Header.Alg))
                context.Fail("The id token is not signed.");
            return Task.CompletedTask;
        };
        events.OnTicketReceived = context => ArriveAsync(context, staff.OpenIdConnect);
        events.OnAccessDenied = context => FailAsync(context, "access denied by the directory");
        events.OnRemoteFailure = context => FailAsync(context, "the directory's answer did not hold");
    }

    // Only what is needed is carried on.
    private static async Task ArriveAsync(TicketReceivedContext context, DirectorySignInOptions options)
    {
        if (context.Principal is { } said && StaffMember.Said(said, options) is { } member)
        {
            context.Principal = member.Arriving(ArrivalScheme);
            return;
        }

        await TurnAwayAsync(context, $"no claim {options.PersonClaim}");
    }

    private static Task FailAsync(HandleRequestContext<RemoteAuthenticationOptions> context, string why) => TurnAwayAsync(context, why);

    private static async Task TurnAwayAsync(HandleRequestContext<RemoteAuthenticationOptions> context, string why)
    {
        var services = context.HttpContext.RequestServices;
        LogTurnedAway(services.GetRequiredService<ILogger<StaffDirectory>>(), why, (context as RemoteFailureContext)?.Failure?.GetType().Name);
        await services.GetRequiredService<Lockout>().RefusedAsync(context.HttpContext, null, why);
        context.HandleResponse();
        await SignIn.DidNotWork().ExecuteAsync(context.HttpContext);
    }

    /// <summary>A token that only the holder of the certificate's key can have made (RFC 7523), in the place of a secret.</summary>
    private static async Task ProveAsync(AuthorizationCodeReceivedContext context, X509Certificate2 certificate)
    {
        var services = context.HttpContext.RequestServices;
        var directory = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var request = context.TokenEndpointRequest!;
        request.ClientSecret = null;
        request.ClientAssertionType = AssertionType;
        request.ClientAssertion = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = context.Options.ClientId,
            Audience = directory.TokenEndpoint,
            Claims = new Dictionary<string, object> { ["sub"] = context.Options.ClientId!, ["jti"] = services.GetRequiredService<NewId>()() },
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(2),
            SigningCredentials = new X509SigningCredentials(certificate, SecurityAlgorithms.RsaSha256),
        });
    }

    [LoggerMessage(EventId = 1511, Level = LogLevel.Error, Message = "Nobody can sign in to the dashboard: the organisation's directory does not answer ({Kind})")]
    private static partial void LogAway(ILogger log, string? kind);

    [LoggerMessage(EventId = 1510, Level = LogLevel.Warning, Message = "A sign-in to the dashboard was turned away: {Why} ({Kind})")]
    private static partial void LogTurnedAway(ILogger log, string why, string? kind);
}
