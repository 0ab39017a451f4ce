using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialRx.Dashboard.Access;

namespace SocialRx.Tests.Dashboard;

public sealed class RouteTests
{
    [Fact]
    public async Task Every_route_there_is_answers_its_roles_and_refuses_all_others()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        Assert.Equal(DeclaredRoutes.Staff.Keys.Concat(DeclaredRoutes.SignIn).Order(), Routes(dashboard).Order());
        foreach (var role in StaffRole.All)
        {
            using var browser = await dashboard.BrowserAsync(role.Id);
            foreach (var (route, roles) in DeclaredRoutes.Staff)
                await MeetsAsync(browser, role, route, roles.Contains(role));
        }
    }

    [Fact]
    public async Task A_database_in_trouble_is_said_plainly_and_without_its_own_words()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.SafeguardingLead.Id);
        await dashboard.WriteAsync("alter table concern rename to elsewhere");

        using var answer = await browser.GetAsync("/dashboard/concerns");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("What you asked for was not done.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("no such table", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_nobody_has_answered_is_still_read_in_its_words()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 40);
        using var browser = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);

        Assert.Contains("If you could change one thing round here", await browser.PageAsync("/dashboard/have-your-say"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_refused_is_written_down()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);

        using var answer = await browser.GetAsync("/dashboard/concerns/c1");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("commissioner /dashboard/concerns/c1", await dashboard.ScalarAsync<string>("select role || ' ' || subject from audit where action = 'refused'"));
    }

    [Fact]
    public async Task A_link_worker_reads_the_name_of_what_somebody_would_like_to_go_to()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.WriteAsync("insert into listing (listing_id, source_id, record_id, name, is_online, is_free, last_modified, fingerprint, body, updated_at) values ('s.1', 's', '1', 'Open mic at the Mill', 0, 1, '', '', '{}', '')");
        await dashboard.WriteAsync("insert into referral (programme_id, id, person_id, state, shared_listing_id, requested_at) values ('fernbridge', 'r1', 'p1', 'requested', 's.1', '2026-11-02T10:00:00.000Z')");
        using var worker = await dashboard.BrowserAsync(StaffRole.LinkWorker.Id);

        Assert.Contains("Open mic at the Mill", await worker.PageAsync("/dashboard/referrals/r1"), StringComparison.Ordinal);
    }

    // A form without its token is refused as a form once the role is right; an unknown id is not found.
    private static async Task MeetsAsync(RunningDashboard.Browser browser, StaffRole role, string route, bool allowed)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1].Replace("{id}", "unknown", StringComparison.Ordinal));
        using var answer = method == "POST" ? await browser.PostAsync(path, new() { ["reason"] = "x" }) : await browser.GetAsync(path);
        var expected = !allowed ? HttpStatusCode.Forbidden
            : method == "POST" ? HttpStatusCode.BadRequest
            : path.Contains("/unknown", StringComparison.Ordinal) ? HttpStatusCode.NotFound
            : HttpStatusCode.OK;
        Assert.True(expected == answer.StatusCode, $"{role.Id}: {route} gave {answer.StatusCode}, not {expected}");
    }

    private static IEnumerable<string> Routes(RunningDashboard dashboard) =>
        dashboard.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.Parameters.All(parameter => !parameter.IsCatchAll))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}") ?? [])
            .Where(route => route.Contains(" /dashboard", StringComparison.Ordinal))
            .Distinct();
}
