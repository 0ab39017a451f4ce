using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Staff;
using SocialRx.TestKit;

namespace SocialRx.Tests.Dashboard;

/// <summary>How long somebody is signed in, how much they may ask for, and what their cookies are like.</summary>
public sealed class SessionTests
{
    private const string Overview = "/dashboard";

    [Fact]
    public async Task Who_does_nothing_for_the_idle_time_has_to_sign_in_again_and_who_works_does_not()
    {
        var clock = Clock();
        await using var dashboard = await RunningDashboard.StartAsync(new RunningDashboard.Setup { Clock = clock, Settings = ["--Staff:IdleMinutes=10"] });
        using var browser = await dashboard.BrowserAsync("commissioner");
        for (var page = 0; page < 3; page++)
        {
            clock.Advance(TimeSpan.FromMinutes(9));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Overview)).StatusCode);
        }

        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Overview)).StatusCode);
    }

    [Fact]
    public async Task However_busy_and_in_whatever_role_nobody_is_signed_in_for_longer_than_the_session_lasts()
    {
        var clock = Clock();
        await using var dashboard = await RunningDashboard.StartAsync(new RunningDashboard.Setup { Clock = clock, Settings = ["--Staff:IdleMinutes=60", "--Staff:SessionHours=2"] });
        using var browser = await dashboard.BrowserAsync("commissioner");
        clock.Advance(TimeSpan.FromMinutes(50));
        await ChangeRoleAsync(browser, "curator");
        clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/dashboard/imports")).StatusCode);

        clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Overview)).StatusCode);
    }

    [Fact]
    public async Task A_cookie_that_was_copied_before_signing_out_is_worth_nothing_after_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync();
        using var entered = await browser.PostAsync("/dashboard/sign-in", "/dashboard/sign-in", new() { ["role"] = "commissioner" });
        var copied = Cookie(entered, "socialrx-staff");
        Assert.Equal(HttpStatusCode.OK, await WithCookieAsync(dashboard, copied));

        await browser.PostAsync("/dashboard/sign-out", Overview, new() { ["leave"] = "yes" });

        Assert.Equal(HttpStatusCode.Redirect, await WithCookieAsync(dashboard, copied));
        Assert.Equal("sign-in,sign-out", await dashboard.ScalarAsync<string>("select group_concat(action) from (select action from audit order by length(id), id)"));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_of_that_person()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var here = await dashboard.BrowserAsync("commissioner");
        using var there = await dashboard.BrowserAsync("curator");

        await here.PostAsync("/dashboard/sign-out-everywhere", "/dashboard/role", new() { ["leave"] = "yes" });

        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync(Overview)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync(Overview)).StatusCode);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from staff_session"));
    }

    [Fact]
    public async Task Changing_the_role_is_recorded_shown_and_takes_the_old_one_away()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync("safeguarding-lead");

        await ChangeRoleAsync(browser, "administrator");

        Assert.Contains(">Administrator</a>", await browser.PageAsync(Overview), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/dashboard/audit")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/dashboard/concerns")).StatusCode);
        Assert.Equal("administrator from safeguarding-lead", await dashboard.ScalarAsync<string>("select role || ' ' || subject from audit where action = 'change role'"));
    }

    [Fact]
    public async Task One_person_and_one_address_may_ask_for_so_much_and_then_wait()
    {
        await using var person = await RunningDashboard.StartAsync("Development", "--Staff:RequestsPerPersonPerMinute=3");
        await using var address = await RunningDashboard.StartAsync("Development", "--Staff:RequestsPerAddressPerMinute=3");
        await using var signIn = await RunningDashboard.StartAsync("Development", "--Staff:SignInStepsPerAddressPerMinute=3");
        using var busy = await person.BrowserAsync("commissioner");
        using var anybody = await address.BrowserAsync();
        using var trying = await signIn.BrowserAsync();

        await RefusedAfterThreeAsync(busy, Overview);
        await RefusedAfterThreeAsync(anybody, Overview);
        await RefusedAfterThreeAsync(trying, "/dashboard/sign-in");
        Assert.Equal(HttpStatusCode.Redirect, (await trying.GetAsync(Overview)).StatusCode);
    }

    [Fact]
    public async Task In_production_cookies_belong_to_this_host_over_https_alone_and_browsers_are_told_to_stay_there()
    {
        await using var issuer = await DirectoryIssuer.StartAsync("https://directory.example");
        await using var dashboard = await RunningDashboard.StartAsync(Production(issuer));
        using var browser = new HttpsBrowser(dashboard.Address);

        var (plain, cookies) = await browser.SignInAsync(issuer, "administrator");

        Assert.Contains("Staff sign in over https only", plain, StringComparison.Ordinal);
        foreach (var name in new[] { "__Host-socialrx-staff", "__Host-socialrx-form", "__Host-socialrx-arrival" })
        {
            var cookie = Assert.Single(cookies, set => set.StartsWith($"{name}=", StringComparison.Ordinal) && !set.StartsWith($"{name}=;", StringComparison.Ordinal));
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(name == "__Host-socialrx-arrival" ? "; samesite=lax" : "; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        }

        Assert.All(cookies, set => Assert.Contains("; secure", set, StringComparison.OrdinalIgnoreCase));
        using var audit = await browser.GetAsync("/dashboard/audit");
        Assert.Equal(HttpStatusCode.OK, audit.StatusCode);
        Assert.Equal("max-age=31536000", audit.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_also_errors_and_what_is_not_there()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new RunningDashboard.Setup
        {
            Environment = "Production",
            Also = app => app.MapGet("/breaks", new Func<string>(() => throw new InvalidOperationException("secret words"))),
        });
        using var browser = await dashboard.BrowserAsync();

        foreach (var path in new[] { "/breaks", "/nowhere", "/dashboard", "/dashboard/sign-in", "/dashboard/style.css", "/dashboard/nowhere" })
        {
            using var answer = await browser.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
            Assert.Contains("microphone=()", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains(answer.Headers.GetValues("Referrer-Policy").Single(), (string[])["no-referrer", "same-origin"]);
            Assert.False(answer.Headers.Contains("Server"));
            Assert.DoesNotContain("secret words", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    private static RunningDashboard.Setup Production(DirectoryIssuer issuer) => new()
    {
        Environment = "Production",
        Settings =
        [
            "--ForwardedHeaders_Enabled=true",
            $"--Staff:OpenIdConnect:Authority={issuer.Issuer}",
            $"--Staff:OpenIdConnect:ClientId={DirectoryIssuer.ClientId}",
            $"--Staff:OpenIdConnect:ClientSecret={DirectoryIssuer.Secret}",
            "--Staff:OpenIdConnect:Members:0:Person=ann-1",
            "--Staff:OpenIdConnect:Members:0:Role=administrator",
            "--Staff:DashboardAddress=https://socialrx.example/dashboard",
        ],
        // The directory's https address is played by a port of this computer.
        Services = services => services.Configure<OpenIdConnectOptions>(DirectorySignIn.Scheme, flow => flow.Backchannel = new HttpClient(new ToLoopback(issuer.Address))),
    };

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));

    private static Task<HttpResponseMessage> ChangeRoleAsync(RunningDashboard.Browser browser, string role) =>
        browser.PostAsync("/dashboard/role", "/dashboard/role", new() { ["role"] = role });

    private static async Task RefusedAfterThreeAsync(RunningDashboard.Browser browser, string path)
    {
        for (var n = 0; n < 3; n++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await browser.GetAsync(path)).StatusCode);
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Contains("Too many at once", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Cookie(HttpResponseMessage answer, string name) =>
        answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith($"{name}=", StringComparison.Ordinal)).Split(';')[0];

    private static async Task<HttpStatusCode> WithCookieAsync(RunningDashboard dashboard, string cookie)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = dashboard.Address };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return (await client.GetAsync(new Uri(Overview, UriKind.Relative))).StatusCode;
    }

    private sealed class ToLoopback(Uri address) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>A browser behind a proxy that ends https: it keeps each cookie it is given.</summary>
    private sealed class HttpsBrowser : IDisposable
    {
        private readonly HttpClient _client;
        private readonly Dictionary<string, string> _cookies = [];
        private readonly List<string> _set = [];

        public HttpsBrowser(Uri address)
        {
            _client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
            _client.DefaultRequestHeaders.Host = "socialrx.example";
        }

        public async Task<(string Plain, IReadOnlyList<string> Cookies)> SignInAsync(DirectoryIssuer issuer, string role)
        {
            var plain = await _client.GetStringAsync(new Uri("/dashboard/sign-in", UriKind.Relative));
            using var asks = await GetAsync("/dashboard/sign-in/start");
            using var issued = await _client.GetAsync(new Uri(issuer.Address, asks.Headers.Location!.PathAndQuery));
            Assert.Equal("https://socialrx.example", issued.Headers.Location!.GetLeftPart(UriPartial.Authority));
            using var back = await GetAsync(issued.Headers.Location!.PathAndQuery);
            Assert.Equal("/dashboard/sign-in/role", back.Headers.Location!.OriginalString);
            using var choice = await GetAsync("/dashboard/sign-in/role");
            var page = await choice.Content.ReadAsStringAsync();
            var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["role"] = role, ["__RequestVerificationToken"] = token });
            using var entered = await SendAsync(HttpMethod.Post, "/dashboard/sign-in/role", form);
            Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
            return (plain, _set);
        }

        public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

        public void Dispose() => _client.Dispose();

        private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.Add("X-Forwarded-Proto", "https");
            if (_cookies.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            var answer = await _client.SendAsync(request);
            foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            {
                _set.Add(set);
                var cookie = set.Split(';')[0].Split('=', 2);
                _cookies[cookie[0]] = cookie[1];
            }

            return answer;
        }
    }
}
