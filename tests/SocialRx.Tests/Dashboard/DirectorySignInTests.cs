using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SocialRx.Bot.Configuration;
using SocialRx.TestKit;

namespace SocialRx.Tests.Dashboard;

/// <summary>Signing in with the organisation's directory, played by a strict one on this computer.</summary>
public sealed class DirectorySignInTests
{
    private static readonly string[] Grants =
    [
        "--Staff:OpenIdConnect:Roles:0:Value=lead-group",
        "--Staff:OpenIdConnect:Roles:0:Role=safeguarding-lead",
        "--Staff:OpenIdConnect:Roles:1:Value=work-group",
        "--Staff:OpenIdConnect:Roles:1:Role=link-worker",
        "--Staff:OpenIdConnect:Roles:1:Organisation=north",
        "--Staff:OpenIdConnect:Members:0:Person=ann-1",
        "--Staff:OpenIdConnect:Members:0:Role=administrator",
        "--Programme:Organisations:0:Id=north",
        "--Programme:Organisations:0:Name=North Fernbridge Youth",
        "--Programme:Organisations:1:Id=south",
        "--Programme:Organisations:1:Name=South Fernbridge Youth",
    ];

    [Fact]
    public async Task Somebody_the_directory_knows_chooses_among_their_roles_and_acts_in_one()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        issuer.Person = new("ann-1", "Ann Lee", ["lead-group", "choir"]);
        await using var dashboard = await StartAsync(issuer);
        using var browser = await dashboard.BrowserAsync();

        var choice = await (await browser.FollowAsync("/dashboard/sign-in/start")).Content.ReadAsStringAsync();
        using var entered = await ChooseAsync(browser, "safeguarding-lead");

        Assert.Contains("You are Ann Lee.", choice, StringComparison.Ordinal);
        Assert.Contains("value=\"safeguarding-lead\"", choice, StringComparison.Ordinal);
        Assert.Contains("value=\"administrator\"", choice, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"commissioner\"", choice, StringComparison.Ordinal);
        Assert.Equal("/dashboard", entered.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/dashboard/concerns")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/dashboard/audit")).StatusCode);
        Assert.Equal("Ann Lee [ann-1] safeguarding-lead", await dashboard.ScalarAsync<string>("select actor || ' ' || role from audit where action = 'sign-in'"));
    }

    [Fact]
    public async Task The_flow_is_a_code_with_proof_state_and_nonce_and_the_secret_goes_only_to_the_token_endpoint()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        await using var dashboard = await StartAsync(issuer);
        using var browser = await dashboard.BrowserAsync();
        await browser.FollowAsync("/dashboard/sign-in/start");

        Assert.Equal("code", issuer.LastAsked["response_type"]);
        Assert.Equal("S256", issuer.LastAsked["code_challenge_method"]);
        Assert.NotEmpty(issuer.LastAsked["state"]);
        Assert.NotEmpty(issuer.LastAsked["nonce"]);
        Assert.Equal("openid profile", issuer.LastAsked["scope"]);
        Assert.Equal($"{dashboard.Address.AbsoluteUri}dashboard/sign-in/back", issuer.LastAsked["redirect_uri"]);
        Assert.DoesNotContain(DirectoryIssuer.Secret, issuer.LastAsked.Values);
        Assert.Equal(DirectoryIssuer.Secret, issuer.LastToken["client_secret"]);
    }

    [Fact]
    public async Task A_directory_that_is_away_is_said_to_be_and_no_page_of_an_error()
    {
        var issuer = await DirectoryIssuer.StartAsync();
        await using var dashboard = await StartAsync(issuer);
        using var browser = await dashboard.BrowserAsync();
        await issuer.DisposeAsync();

        using var answer = await browser.GetAsync("/dashboard/sign-in/start");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Nobody can sign in just now", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_they_were_not_given_cannot_be_chosen()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        issuer.Person = new("bo-2", "Bo", ["lead-group"]);
        await using var dashboard = await StartAsync(issuer);
        using var browser = await dashboard.BrowserAsync();
        await browser.FollowAsync("/dashboard/sign-in/start");

        using var answer = await ChooseAsync(browser, "administrator");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/dashboard")).StatusCode);
    }

    [Fact]
    public async Task Somebody_without_a_role_stays_outside_and_is_written_down()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        issuer.Person = new("cy-3", "Cy", ["choir"]);
        await using var dashboard = await StartAsync(issuer);
        using var browser = await dashboard.BrowserAsync();

        using var answer = await browser.FollowAsync("/dashboard/sign-in/start");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("You have no role here", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("Cy [cy-3] no such role", await dashboard.ScalarAsync<string>("select actor || ' ' || subject from audit where action = 'refused sign-in'"));
    }

    [Fact]
    public async Task A_person_is_known_by_who_they_are_and_never_by_a_name_or_a_value_they_share()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        issuer.Person = new("imposter", "ann-1", ["ann-1", "administrator"]);
        await using var dashboard = await StartAsync(issuer);
        using var browser = await dashboard.BrowserAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.FollowAsync("/dashboard/sign-in/start")).StatusCode);
    }

    public static TheoryData<string> Forgeries => ["nonce", "aud", "iss", "exp", "sub", "none", "HS256", "other"];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task An_answer_of_the_directory_that_does_not_hold_lets_nobody_in(string wrong)
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        await using var dashboard = await StartAsync(issuer);
        using var browser = await dashboard.BrowserAsync();
        if (wrong is "none" or "HS256" or "other")
            issuer.SignedWith = wrong;
        else
            issuer.Spoil = claims => claims[wrong] = wrong switch { "exp" => 1, "sub" => "", _ => "somebody-elses" };

        using var answer = await browser.FollowAsync("/dashboard/sign-in/start");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/dashboard")).StatusCode);
        Assert.Equal("/dashboard/sign-in", (await browser.GetAsync("/dashboard/sign-in/role")).Headers.Location!.OriginalString);
        Assert.Equal(1, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'refused sign-in'"));
    }

    [Fact]
    public async Task A_code_that_another_browser_asked_for_lets_nobody_in()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        await using var dashboard = await StartAsync(issuer);
        using var attacker = await dashboard.BrowserAsync();
        using var victim = await dashboard.BrowserAsync();
        var asks = (await attacker.GetAsync("/dashboard/sign-in/start")).Headers.Location!;
        var back = (await attacker.Client.GetAsync(asks, TestContext.Current.CancellationToken)).Headers.Location!;

        using var answer = await victim.Client.GetAsync(back, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await victim.GetAsync("/dashboard")).StatusCode);
    }

    [Fact]
    public async Task Who_says_no_at_the_directory_is_told_plainly()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        issuer.Person = null;
        await using var dashboard = await StartAsync(issuer);
        using var browser = await dashboard.BrowserAsync();

        Assert.Contains("You could not be signed in", await (await browser.FollowAsync("/dashboard/sign-in/start")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_tells_names_and_roles_only_on_asking_is_asked()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        issuer.TellsOnlyAtUserInfo = true;
        issuer.Person = new("dee-4", "Dee Okafor", ["choir", "lead-group"]);
        await using var dashboard = await StartAsync(issuer, "--Staff:OpenIdConnect:ReadUserInfo=true");
        using var browser = await dashboard.BrowserAsync();

        var choice = await (await browser.FollowAsync("/dashboard/sign-in/start")).Content.ReadAsStringAsync();

        Assert.Contains("You are Dee Okafor.", choice, StringComparison.Ordinal);
        Assert.Contains("value=\"safeguarding-lead\"", choice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_certificate_no_secret_travels_and_the_proof_is_signed()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=socialrx.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}", TestContext.Current.CancellationToken);
        await using var issuer = await DirectoryIssuer.StartAsync();
        await using var dashboard = await StartAsync(issuer, "--Staff:OpenIdConnect:ClientSecret=", $"--Staff:OpenIdConnect:ClientCertificateFile={file}");
        using var browser = await dashboard.BrowserAsync();

        Assert.Equal(HttpStatusCode.OK, (await browser.FollowAsync("/dashboard/sign-in/start")).StatusCode);
        File.Delete(file);

        Assert.False(issuer.LastToken.ContainsKey("client_secret"));
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", issuer.LastToken["client_assertion_type"]);
        var parts = issuer.LastToken["client_assertion"].Split('.');
        var signed = System.Text.Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        Assert.True(key.VerifyData(signed, System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Contains($"\"aud\":\"{issuer.Issuer}/token\"", System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_turned_away_again_and_again_has_to_wait_and_that_is_recorded()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        issuer.Person = new("cy-3", "Cy", []);
        await using var dashboard = await StartAsync(issuer, "--Staff:LockoutAfterRefusals=3", "--Staff:LockoutMinutes=10");
        using var browser = await dashboard.BrowserAsync();
        for (var n = 0; n < 3; n++)
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.FollowAsync("/dashboard/sign-in/start")).StatusCode);

        using var answer = await browser.FollowAsync("/dashboard/sign-in/start");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(10));
        Assert.Equal(2, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'locked out'"));
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from staff_refusal where who_hash like '%127.0.0.1%' or who_hash like '%cy%'"));
    }

    [Fact]
    public async Task A_person_who_was_turned_away_too_often_waits_also_at_another_address_and_with_a_new_role()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        issuer.Person = new("cy-3", "Cy", []);
        await using var dashboard = await StartAsync(issuer, "--Staff:LockoutAfterRefusals=2");
        using var browser = await dashboard.BrowserAsync();
        await browser.FollowAsync("/dashboard/sign-in/start");
        await browser.FollowAsync("/dashboard/sign-in/start");
        // The address's own lock is taken away; the person's stays.
        await dashboard.WriteAsync("delete from staff_refusal where who_hash = (select who_hash from staff_refusal order by length(id), id limit 1)");
        issuer.Person = new("cy-3", "Cy", ["lead-group"]);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.FollowAsync("/dashboard/sign-in/start")).StatusCode);

        issuer.Person = new("ann-1", "Ann Lee", []);
        Assert.Equal(HttpStatusCode.OK, (await browser.FollowAsync("/dashboard/sign-in/start")).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_taken_out_of_the_configuration_is_out_with_the_next_page()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        issuer.Person = new("ann-1", "Ann Lee", ["lead-group"]);
        await using var before = await StartAsync(issuer);
        using var browser = await before.BrowserAsync();
        await browser.FollowAsync("/dashboard/sign-in/start");
        await ChooseAsync(browser, "safeguarding-lead");

        await using var same = await StartOverAsync(before, issuer, "lead-group");
        await using var after = await StartOverAsync(before, issuer, "another-group");

        Assert.Equal(HttpStatusCode.OK, (await browser.Client.GetAsync(new Uri(same.Address, "/dashboard/concerns"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Client.GetAsync(new Uri(after.Address, "/dashboard/concerns"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_still_signed_in_may_sign_in_again()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        await using var dashboard = await StartAsync(issuer);
        using var browser = await dashboard.BrowserAsync();
        await browser.FollowAsync("/dashboard/sign-in/start");
        await ChooseAsync(browser, "administrator");

        await browser.FollowAsync("/dashboard/sign-in/start");
        using var again = await ChooseAsync(browser, "administrator");

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/dashboard/audit")).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_offered_that_is_not_configured()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync();

        Assert.DoesNotContain("sign-in/start", await browser.PageAsync("/dashboard/sign-in"), StringComparison.Ordinal);
        Assert.Equal("/dashboard/sign-in", (await browser.GetAsync("/dashboard/sign-in/start")).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/dashboard/sign-in/back")).StatusCode);
    }

    [Fact]
    public async Task A_directory_over_plain_http_or_a_grant_that_cannot_be_stops_the_start()
    {
        await using var issuer = await DirectoryIssuer.StartAsync();
        var plain = await Assert.ThrowsAsync<ConfigurationException>(() => RunningDashboard.StartAsync(new RunningDashboard.Setup { Environment = "Production", Settings = [.. Settings(issuer)] }));
        var nowhere = await Assert.ThrowsAsync<ConfigurationException>(() => StartAsync(issuer, "--Staff:OpenIdConnect:Roles:1:Organisation=west"));
        var secret = await Assert.ThrowsAsync<ConfigurationException>(() => StartAsync(issuer, "--Staff:OpenIdConnect:ClientSecret="));

        Assert.Contains("outside of Development it should be an https address", plain.Message, StringComparison.Ordinal);
        Assert.Contains("it should be one of north, south", nowhere.Message, StringComparison.Ordinal);
        Assert.Contains("OpenIdConnect:ClientCertificateFile", secret.Message, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> ChooseAsync(RunningDashboard.Browser browser, string role) =>
        browser.PostAsync("/dashboard/sign-in/role", "/dashboard/sign-in/role", new() { ["role"] = role });

    private static Task<RunningDashboard> StartAsync(DirectoryIssuer issuer, params string[] settings) =>
        RunningDashboard.StartAsync("Development", [.. Settings(issuer), .. Grants, .. settings]);

    private static Task<RunningDashboard> StartOverAsync(RunningDashboard before, DirectoryIssuer issuer, string group) =>
        RunningDashboard.StartAsync(new RunningDashboard.Setup { Over = before, Settings = [.. Settings(issuer), .. Grants, $"--Staff:OpenIdConnect:Roles:0:Value={group}"] });

    private static IEnumerable<string> Settings(DirectoryIssuer issuer) =>
    [
        "--Staff:DemonstrationSignIn=false",
        "--Staff:OpenIdConnect:Name=Fernbridge Council account",
        $"--Staff:OpenIdConnect:Authority={issuer.Issuer}",
        $"--Staff:OpenIdConnect:ClientId={DirectoryIssuer.ClientId}",
        $"--Staff:OpenIdConnect:ClientSecret={DirectoryIssuer.Secret}",
    ];
}
