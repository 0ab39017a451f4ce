using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.Insights;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Tests.Dashboard;

/// <summary>Where there is a youth panel, nobody but who prepares it sees results before it has signed them off; without one all is as it was.</summary>
public sealed class ResultsGateTests
{
    /// <summary>Found in nothing but the tables and the outcome of the consultation.</summary>
    private const string Marker = "7,345";

    private const string Page = "/dashboard/have-your-say/fair-share";

    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task No_address_shows_results_to_anybody_else_until_the_panel_has_signed_them_off()
    {
        await using var dashboard = await StartAsync();
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        Assert.Equal([Page, "/dashboard/have-your-say"], await ReadersAsync(dashboard, StaffRole.Commissioner));

        using var made = await facilitator.PostAsync("/dashboard/panels", "/dashboard/panels", new() { ["name"] = "Young Voices", ["quorum"] = "2" });
        var panel = made.Headers.Location!.OriginalString.Split('/')[^1];
        foreach (var role in StaffRole.All.Where(role => role != StaffRole.Facilitator))
            Assert.Empty(await ReadersAsync(dashboard, role));
        Assert.Contains(Page, await ReadersAsync(dashboard, StaffRole.Facilitator));

        await facilitator.PostAsync($"{Page}/panel", Page, new() { ["panel"] = panel, ["closes"] = "2026-12-10" });
        Assert.Empty(await ReadersAsync(dashboard, StaffRole.Commissioner));
        await dashboard.WriteAsync("update panel_item set state = 'returned', voted = 5, members = 6");
        Assert.Empty(await ReadersAsync(dashboard, StaffRole.Commissioner));
        await facilitator.PostAsync($"{Page}/panel", Page, new() { ["panel"] = panel, ["closes"] = "2026-12-12" });
        await dashboard.WriteAsync("update panel_item set state = 'signed-off', voted = 5, members = 6 where state = 'open'");

        Assert.Equal([Page, "/dashboard/have-your-say"], await ReadersAsync(dashboard, StaffRole.Commissioner));
        Assert.Equal(2, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'put to panel' and subject = 'results/fair-share'"));
    }

    [Fact]
    public async Task What_one_panel_signs_off_opens_nothing_else_and_a_closed_panel_holds_nothing_back()
    {
        await using var dashboard = await StartAsync();
        await PanelAsync(dashboard);
        await dashboard.WriteAsync(
            """
            insert into panel_item (programme_id, id, panel_id, kind, consultation_id, opened_by, opened_at, closes, state)
            values ('fernbridge', 'i1', 'panel', 'results', 'after-school', 'a', '2026-11-20T10:00:00.000Z', '2026-11-25', 'signed-off'),
              ('elsewhere', 'i2', 'panel', 'results', 'fair-share', 'a', '2026-11-20T10:00:00.000Z', '2026-11-25', 'signed-off')
            """);

        Assert.Empty(await ReadersAsync(dashboard, StaffRole.Commissioner));
        await dashboard.WriteAsync("update panel set closed_at = '2026-11-26T10:00:00.000Z'");
        Assert.NotEmpty(await ReadersAsync(dashboard, StaffRole.Commissioner));
    }

    [Fact]
    public async Task The_page_says_what_it_waits_for_since_when_and_how_it_opens()
    {
        await using var dashboard = await StartAsync();
        await PanelAsync(dashboard);
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        using var commissioner = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);

        var waits = WebUtility.HtmlDecode(await commissioner.PageAsync(Page));
        Assert.Contains("Waiting for the panel", waits, StringComparison.Ordinal);
        Assert.Contains("Since 20 November 2026: Young Voices sees what young people answered before those who decide do.", waits, StringComparison.Ordinal);
        Assert.Contains("It has not been put to the panel yet.", waits, StringComparison.Ordinal);
        Assert.Contains("To open it, a panel facilitator puts these results to the panel", waits, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/dashboard/have-your-say", waits, StringComparison.Ordinal);

        using var undated = await facilitator.PostAsync($"{Page}/panel", Page, new() { ["panel"] = "panel", ["closes"] = "2026-11-26" });
        Assert.Equal(HttpStatusCode.BadRequest, undated.StatusCode);
        Assert.Contains("Choose a day after today", await undated.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await facilitator.PostAsync($"{Page}/panel", Page, new() { ["panel"] = "panel", ["closes"] = "2026-12-10" });
        Assert.Contains("The panel votes until 10 December 2026.", await commissioner.PageAsync(Page), StringComparison.Ordinal);
        Assert.Contains("May results be seen: What comes first", await facilitator.PageAsync("/dashboard/panels/panel"), StringComparison.Ordinal);
        using var again = await facilitator.PostAsync($"{Page}/panel", Page, new() { ["panel"] = "panel", ["closes"] = "2026-12-11" });
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(1, await dashboard.ScalarAsync<int>("select count(*) from panel_item"));
    }

    [Theory]
    [InlineData("fair-share/when", true)]
    [InlineData("signed-off/when", false)]
    [InlineData("matters", false)]
    public void Released_words_wait_with_the_results_of_their_consultation(string about, bool isHeldBack)
    {
        var signedOff = new PanelItem
        {
            Id = "i",
            PanelId = "panel",
            PanelName = "Young Voices",
            Quorum = 2,
            Kind = PanelItemKind.Results,
            FindingIds = [],
            ConsultationId = "signed-off",
            OpenedAt = Now,
            Closes = new(2026, 12, 1),
            State = PanelItemState.SignedOff,
        };

        Assert.Equal(isHeldBack, new ResultsGate([new("panel", "Young Voices", 2, Now, null)], [signedOff]).HoldsBack(about));
        Assert.False(new ResultsGate([], [signedOff]).HoldsBack(about));
    }

    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync(new RunningDashboard.Setup { Clock = new FakeTimeProvider(Now) });
        dashboard.Services.GetRequiredService<ConsultationBook>().Turn(new Consultations([Some.EveryKind], 1));
        await dashboard.Database.WriteAsync(connection =>
        {
            var rules = new DisclosureOptions().Rules;
            foreach (var id in new[] { TableIds.Question("fair-share", "when"), TableIds.Question("fair-share", "pairs"), TableIds.Places("fair-share", "order"), TableIds.FaceToFace("fair-share", "when") })
                connection.Execute("insert into published_table (programme_id, table_id, rules, respondents, body, published_at) values ('fernbridge', @id, @rules, 7345, @Body, '2026-11-25T10:00:00.000Z')", new { id, rules, Body = JsonSerializer.Serialize(Table(id)) });
            connection.Execute(
                "insert into question_outcome (programme_id, consultation_id, question_id, rules, respondents, body, published_at) values ('fernbridge', 'fair-share', 'sum', @rules, 7345, @Body, '2026-11-25T10:00:00.000Z')",
                new { rules, Body = JsonSerializer.Serialize<QuestionOutcome>(new QuestionOutcome.Money([new Funding(FundingRule.MostVotes, ["bins"], [], 100, 7345)]) { Respondents = 7345 }) });
        });
        return dashboard;
    }

    private static PublishedTable Table(string id) => new()
    {
        Id = id,
        Respondents = 7345,
        Rows = id.EndsWith("pairs", StringComparison.Ordinal) ? ["bus|park"] : ["evenings"],
        Columns = [TableIds.FirstOfPair, TableIds.SecondOfPair],
        Cells = [[7345, 7345]],
        RowTotals = [7345],
        Groups = [7345, 7345],
    };

    private static Task PanelAsync(RunningDashboard dashboard) =>
        dashboard.WriteAsync("insert into panel (programme_id, id, name, quorum, made_by, made_at) values ('fernbridge', 'panel', 'Young Voices', 2, 'a', '2026-11-20T10:00:00.000Z')");

    /// <summary>Every declared page at which somebody of a role reads the results, whatever id is put in.</summary>
    private static async Task<IReadOnlyList<string>> ReadersAsync(RunningDashboard dashboard, StaffRole role)
    {
        using var browser = await dashboard.BrowserAsync(role.Id);
        List<string> readers = [];
        foreach (var path in DeclaredRoutes.Staff.Where(route => route.Key.StartsWith("GET ", StringComparison.Ordinal)).Select(route => route.Key["GET ".Length..].Replace("{id}", "fair-share", StringComparison.Ordinal)))
        {
            using var answer = await browser.GetAsync(path);
            if ((await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(Marker, StringComparison.Ordinal))
                readers.Add(path);
        }

        return [.. readers.OrderDescending(StringComparer.Ordinal)];
    }
}
