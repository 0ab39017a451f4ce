using System.Net;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SomeListing = SocialRx.Tests.Domain.ActivityDirectory.Some;

namespace SocialRx.Tests.Dashboard;

public sealed class DuplicatePageTests
{
    private static readonly Listing Climbing = SomeListing.Listing("x") with { Name = "Junior <i>Climbing</i>", Organisation = "The Slab", Phone = "01632 960111" };

    [Fact]
    public async Task A_curator_sees_both_side_by_side_says_which_is_shown_and_takes_it_back()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await PairAsync(dashboard);
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        var page = await curator.PageAsync("/dashboard/duplicates");
        Assert.Contains("Junior &lt;i&gt;Climbing&lt;/i&gt;", page, StringComparison.Ordinal);
        Assert.Contains("1 pair waits", page, StringComparison.Ordinal);
        Assert.Contains("<small>differs</small>", page, StringComparison.Ordinal);
        Assert.Contains("What only the other one knows would be shown with it: e-mail.", page, StringComparison.Ordinal);
        var pair = await dashboard.ScalarAsync<string>("select pair_id from same_thing");

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(curator, $"{pair}/same", "both")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(curator, "unknown/same", "first")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(curator, $"{pair}/same", "first")).StatusCode);
        Assert.Equal("council.x 0, sport.x 2", await HiddenAsync(dashboard));
        Assert.Contains("the same thing; the one of council is shown. What only the other one knows is shown with it: e-mail.", await curator.PageAsync("/dashboard/duplicates"), StringComparison.Ordinal);
        Assert.Contains("e-mail from sport", await curator.PageAsync("/dashboard/listings/council.x"), StringComparison.Ordinal);

        await PostAsync(curator, $"{pair}/undo", "");
        Assert.DoesNotContain("from sport", await curator.PageAsync("/dashboard/listings/council.x"), StringComparison.Ordinal);
        Assert.Equal("council.x 0, sport.x 0", await HiddenAsync(dashboard));
        await PostAsync(curator, $"{pair}/different", "");
        var decided = await curator.PageAsync("/dashboard/duplicates");
        Assert.Contains("Nothing waits for you.", decided, StringComparison.Ordinal);
        Assert.Contains("two different things", decided, StringComparison.Ordinal);
        Assert.Equal($"merge, undo, keep apart of duplicate/{pair}", await dashboard.ScalarAsync<string>("select group_concat(action, ', ') || ' of ' || min(subject) from (select action, subject from audit where subject like 'duplicate/%' order by at, id)"));
    }

    [Fact]
    public async Task Nothing_to_decide_is_said()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        Assert.Contains("Nothing waits for you.", await curator.PageAsync("/dashboard/duplicates"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(RunningDashboard.Browser browser, string path, string lead) =>
        browser.PostAsync($"/dashboard/duplicates/{path}", from: "/dashboard/duplicates", new() { ["lead"] = lead, ["reason"] = "" });

    private static async Task PairAsync(RunningDashboard dashboard)
    {
        await WriteAsync(dashboard, Climbing with { Id = "council.x", SourceId = "council" });
        await WriteAsync(dashboard, Climbing with { Id = "sport.x", SourceId = "sport", Email = "hello@the-slab.example", MaximumAge = 17 });
        await ListingDigests.RefreshAsync(dashboard.Database, new FakeTimeProvider(SomeListing.Now), TestContext.Current.CancellationToken);
    }

    private static Task<ImportCounts> WriteAsync(RunningDashboard dashboard, Listing listing) =>
        dashboard.Database.WriteAsync(connection => Listings.Replace(connection, listing.SourceId, "test.json", [listing], SomeListing.Now));

    private static Task<string?> HiddenAsync(RunningDashboard dashboard) =>
        dashboard.ScalarAsync<string>("select group_concat(listing_id || ' ' || hidden, ', ') from (select listing_id, hidden from listing order by listing_id)");
}
