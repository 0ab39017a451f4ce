using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;

namespace SocialRx.Tests.Dashboard;

/// <summary>You said, we did, as staff see it.</summary>
public sealed class FindingPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Written_by_one_published_by_another_answered_by_a_commissioner_and_each_is_recorded()
    {
        await using var dashboard = await StartAsync();
        await Some.PeopleAsync(dashboard, 60);
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        using var commissioner = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);

        var form = await facilitator.PageAsync("/dashboard/findings/new");
        Assert.Contains("value=\"after-school/when/evenings\"", form, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"after-school/when/weekends\"", form, StringComparison.Ordinal);
        using var written = await facilitator.PostAsync("/dashboard/findings", "/dashboard/findings/new", Form());
        var address = written.Headers.Location!.OriginalString;
        Assert.Equal(HttpStatusCode.NotFound, (await commissioner.GetAsync(address)).StatusCode);
        Assert.DoesNotContain("least to do", await commissioner.PageAsync("/dashboard/findings"), StringComparison.Ordinal);

        using var own = await facilitator.PostAsync($"{address}/publish", address, new() { ["reason"] = "" });
        Assert.Equal(HttpStatusCode.BadRequest, own.StatusCode);
        using var another = await dashboard.BrowserAsync();
        await another.PostAsync("/dashboard/sign-in", "/dashboard/sign-in", new() { ["role"] = StaffRole.Facilitator.Id, ["second"] = "yes" });
        await another.PostAsync($"{address}/publish", address, new() { ["reason"] = "" });
        Assert.Contains("Waits for an answer until 24 December 2026", await commissioner.PageAsync(address), StringComparison.Ordinal);

        using var undated = await commissioner.PostAsync($"{address}/answer", address, new() { ["answer"] = "we-will", ["words"] = "Open until eight", ["by"] = "" });
        Assert.Equal(HttpStatusCode.BadRequest, undated.StatusCode);
        Assert.Contains("A promise needs a day", await undated.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await commissioner.PostAsync($"{address}/answer", address, new() { ["answer"] = "we-will", ["words"] = "Open <b>until</b> eight", ["by"] = "2027-02-01" });

        var answered = await commissioner.PageAsync(address);
        Assert.Contains("We will, by 1 February 2027", answered, StringComparison.Ordinal);
        Assert.Contains("Open &lt;b&gt;until&lt;/b&gt; eight", answered, StringComparison.Ordinal);
        Assert.Equal(3, await dashboard.ScalarAsync<int>("select count(*) from audit where action in ('finding written', 'finding published', 'finding answered')"));
    }

    [Fact]
    public async Task What_is_overdue_is_seen_by_everybody()
    {
        var clock = new FakeTimeProvider(Now);
        await using var dashboard = await StartAsync(clock);
        await dashboard.WriteAsync(
            """
            insert into finding (programme_id, id, consultation_id, question_id, row_id, words, owner, answer_by, state, made_by, made_at)
            values ('fernbridge', 'f1', 'after-school', 'when', 'evenings', 'Evenings are empty', 'Fernbridge Council', '2026-11-25', 'published', 'a', '2026-11-01T10:00:00.000Z')
            """);
        using var worker = await dashboard.BrowserAsync(StaffRole.LinkWorker.Id);

        var list = await worker.PageAsync("/dashboard/findings");

        Assert.Contains("One answer is overdue.", list, StringComparison.Ordinal);
        Assert.Contains("Overdue: an answer was due by 25 November 2026", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_said_and_what_was_typed_is_still_there()
    {
        await using var dashboard = await StartAsync();
        await Some.PeopleAsync(dashboard, 60);
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        var form = Form();
        (form["about"], form["answerBy"]) = ("after-school/when/weekends", "2026-11-26");

        using var refused = await facilitator.PostAsync("/dashboard/findings", "/dashboard/findings/new", form);
        var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Choose what it is about.", page, StringComparison.Ordinal);
        Assert.Contains("has to be after today", page, StringComparison.Ordinal);
        Assert.Contains("There is least to do in the evenings", page, StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from finding"));
    }

    [Fact]
    public async Task What_young_people_could_not_read_is_neither_kept_nor_published_nor_put_to_a_panel_nor_answered_and_the_words_are_named()
    {
        const string Hard = "Municipal infrastructure expenditure necessitates prioritisation.";
        await using var dashboard = await StartAsync();
        await Some.PeopleAsync(dashboard, 60);
        await dashboard.WriteAsync(
            """
            insert into finding (programme_id, id, consultation_id, question_id, row_id, words, owner, answer_by, state, made_by, made_at)
            values ('fernbridge', 'f1', 'after-school', 'when', '', @Hard, 'Fernbridge Council', '2026-12-25', 'draft', 'a', '2026-11-01T10:00:00.000Z'),
              ('fernbridge', 'f2', 'after-school', 'when', '', 'Evenings are empty', 'Fernbridge Council', '2026-12-25', 'published', 'a', '2026-11-01T10:00:00.000Z')
            """,
            new { Hard });
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        using var commissioner = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);

        await RefusedAsync(facilitator.PostAsync("/dashboard/findings", "/dashboard/findings/new", new(Form()) { ["words"] = Hard }));
        await RefusedAsync(facilitator.PostAsync("/dashboard/findings/f1/publish", "/dashboard/findings/f1", new() { ["reason"] = "" }));
        await RefusedAsync(facilitator.PostAsync("/dashboard/findings/f1/panel", "/dashboard/findings/f1", new() { ["panel"] = "p", ["closes"] = "2026-12-10" }));
        await RefusedAsync(commissioner.PostAsync("/dashboard/findings/f2/answer", "/dashboard/findings/f2", new() { ["answer"] = "we-cannot", ["words"] = Hard }));

        Assert.Equal(2, await dashboard.ScalarAsync<int>("select count(*) from finding"));
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from finding_answer"));
        Assert.Equal("draft", await dashboard.ScalarAsync<string>("select state from finding where id = 'f1'"));

        static async Task RefusedAsync(Task<HttpResponseMessage> sent)
        {
            using var refused = await sent;
            var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("It is too hard to read.", page, StringComparison.Ordinal);
            Assert.Contains("Long words to look at first: Municipal, infrastructure, expenditure", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_kind_of_question_can_be_spoken_of()
    {
        await using var dashboard = await StartAsync();
        await Some.PeopleAsync(dashboard, 60);
        await Some.HaveASayAsync(dashboard, 60);
        dashboard.Services.GetRequiredService<ConsultationBook>().Turn(new Consultations([Some.EveryKind], 1));
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        var form = WebUtility.HtmlDecode(await facilitator.PageAsync("/dashboard/findings/new"));
        Assert.Contains("value=\"fair-share/order/warm\">What matters most in a place to go? “Warm” first (40 of 60)", form, StringComparison.Ordinal);
        Assert.Contains("value=\"fair-share/pairs/park\">Which would you rather have? “A better park” rather than something else (of 60)", form, StringComparison.Ordinal);
        Assert.Contains("value=\"fair-share/pairs/bus|park|second\">Which would you rather have? “A better park” rather than “More buses” (20 of 30)", form, StringComparison.Ordinal);
        Assert.Contains("value=\"fair-share/sum/bins\">What would you pay for? “More bins” (55 of 60)", form, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing-at-all", form, StringComparison.Ordinal);

        using var written = await facilitator.PostAsync("/dashboard/findings", "/dashboard/findings/new", new(Form()) { ["about"] = "fair-share/pairs/bus|park|second", ["words"] = "Most would like a better park." });
        Assert.Contains("“A better park” rather than “More buses”: 20 of the 30 who answered", WebUtility.HtmlDecode(await facilitator.PageAsync(written.Headers.Location!.OriginalString)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_something_back_needs_a_reason()
    {
        await using var dashboard = await StartAsync();
        await dashboard.WriteAsync(
            """
            insert into finding (programme_id, id, consultation_id, question_id, row_id, words, owner, answer_by, state, made_by, made_at)
            values ('fernbridge', 'f1', 'after-school', 'when', '', 'Evenings are empty', 'Fernbridge Council', '2026-12-25', 'published', 'a', '2026-11-01T10:00:00.000Z')
            """);
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        Assert.Equal(HttpStatusCode.BadRequest, (await facilitator.PostAsync("/dashboard/findings/f1/withdraw", "/dashboard/findings/f1", new() { ["reason"] = " " })).StatusCode);
        await facilitator.PostAsync("/dashboard/findings/f1/withdraw", "/dashboard/findings/f1", new() { ["reason"] = "It was about another town." });

        Assert.Equal("withdrawn", await dashboard.ScalarAsync<string>("select state from finding"));
        Assert.Equal("It was about another town.", await dashboard.ScalarAsync<string>("select reason from audit where action = 'finding withdrawn'"));
    }

    [Fact]
    public async Task With_a_panel_only_the_panel_publishes_and_the_facilitator_sees_turns_and_never_votes()
    {
        await using var dashboard = await StartAsync();
        await dashboard.WriteAsync(
            """
            insert into finding (programme_id, id, consultation_id, question_id, row_id, words, owner, answer_by, state, made_by, made_at)
            values ('fernbridge', 'f1', 'after-school', 'when', '', 'Evenings are empty', 'Fernbridge Council', '2026-12-25', 'draft', 'a', '2026-11-01T10:00:00.000Z')
            """);
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        using var commissioner = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);

        using var made = await facilitator.PostAsync("/dashboard/panels", "/dashboard/panels", new() { ["name"] = "Young Voices", ["quorum"] = "2" });
        var panel = made.Headers.Location!.OriginalString;
        using var invited = await facilitator.PostAsync($"{panel}/invite", panel, new() { ["role"] = "chair" });
        Assert.Matches("<p class=\"code\">[2-9A-Z]{4}-[2-9A-Z]{4}</p>", await invited.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain("class=\"code\"", await facilitator.PageAsync(panel), StringComparison.Ordinal);

        using var refused = await facilitator.PostAsync("/dashboard/findings/f1/publish", "/dashboard/findings/f1", new() { ["reason"] = "" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await facilitator.PostAsync("/dashboard/findings/f1/panel", "/dashboard/findings/f1", new() { ["panel"] = panel.Split('/')[^1], ["closes"] = "2026-12-10" });
        Assert.Contains("The panel votes until 10 December 2026", await facilitator.PageAsync("/dashboard/findings/f1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await commissioner.GetAsync("/dashboard/findings/f1")).StatusCode);

        await dashboard.WriteAsync("update panel_item set state = 'signed-off', voted = 5, members = 6");
        await dashboard.WriteAsync("update finding set state = 'published', published_by = 'youth panel: Young Voices', published_at = made_at");
        Assert.Contains("Signed off by Young Voices; 5 of 6 members voted", await commissioner.PageAsync("/dashboard/findings/f1"), StringComparison.Ordinal);
    }

    private static Task<RunningDashboard> StartAsync(FakeTimeProvider? clock = null) => RunningDashboard.StartAsync(new RunningDashboard.Setup { Clock = clock ?? new FakeTimeProvider(Now) });

    private static Dictionary<string, string> Form() => new()
    {
        ["about"] = "after-school/when/evenings",
        ["words"] = "There is least to do in the evenings.",
        ["owner"] = "Fernbridge Council",
        ["answerBy"] = "2026-12-24",
    };
}
