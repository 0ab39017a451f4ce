using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Safeguarding;
using SocialRx.Tests.Dialogs;

namespace SocialRx.Tests.Dashboard;

public sealed class StatementPageTests
{
    private const string Page = "/dashboard/statements";
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_statement_is_let_through_by_two_people_and_shows_nothing_of_its_writer()
    {
        await using var dashboard = await StartAsync();
        await SendAsync(dashboard, "w1", "ask <b>[NAME]</b> for a roof", StatementFlag.NameTakenOut);
        using var moderator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        var page = await moderator.PageAsync(Page);
        Assert.Contains("ask &lt;b&gt;[NAME]&lt;/b&gt; for a roof", page, StringComparison.Ordinal);
        Assert.Contains("A name or a contact was taken out.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("zzwriter", page, StringComparison.Ordinal);
        Assert.DoesNotContain("zzraw", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await moderator.PostAsync($"{Page}/w1/approve", Page, [])).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await moderator.PostAsync($"{Page}/w1/approve", Page, [])).StatusCode);
        page = await moderator.PageAsync(Page);
        Assert.Contains("1 more, by somebody else", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Page}/w1/approve", page, StringComparison.Ordinal);

        Assert.Equal(DecisionTaken.Done, await DecideAsync(dashboard, "w1", "somebody else"));
        page = await moderator.PageAsync(Page);
        Assert.Contains("Nothing waits for you.", page, StringComparison.Ordinal);
        Assert.Contains("Take it down", page, StringComparison.Ordinal);
        Assert.Contains("approved", await moderator.PageAsync($"{Page}/log"), StringComparison.Ordinal);
        Assert.Equal(2, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'statement approved' and subject = 'statement/w1'"));
    }

    [Fact]
    public async Task It_is_turned_down_only_for_a_reason_on_the_list_and_taken_down_later_too()
    {
        await using var dashboard = await StartAsync();
        await SendAsync(dashboard, "w1", "one thing to change");
        await SendAsync(dashboard, "w2", "lights along the canal");
        foreach (var moderator in new[] { "mo", "nia" })
            await DecideAsync(dashboard, "w2", moderator);
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        Assert.Equal(HttpStatusCode.BadRequest, (await facilitator.PostAsync($"{Page}/w1/reject", Page, new() { ["reason"] = "I do not like it" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await facilitator.PostAsync($"{Page}/w1/reject", Page, new() { ["reason"] = StatementRejection.NotClear })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await facilitator.PostAsync($"{Page}/w2/reject", Page, new() { ["reason"] = StatementRejection.Unsafe })).StatusCode);

        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from statement where is_shown = 1"));
        var log = await facilitator.PageAsync($"{Page}/log");
        Assert.Contains("turned down: Cannot be understood", log, StringComparison.Ordinal);
        Assert.Contains("turned down: Could put the writer or others at risk", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proposed_words_are_shown_beside_the_writers_own_and_need_somebody_else()
    {
        await using var dashboard = await StartAsync();
        await SendAsync(dashboard, "w1", "bus stop need rooof");
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        Assert.Equal(HttpStatusCode.BadRequest, (await facilitator.PostAsync($"{Page}/w1/reword", Page, new() { ["words"] = new string('x', 281) })).StatusCode);
        await facilitator.PostAsync($"{Page}/w1/reword", Page, new() { ["words"] = "Bus stops should have a roof." });

        var page = await facilitator.PageAsync(Page);
        Assert.Contains("bus stop need rooof", page, StringComparison.Ordinal);
        Assert.Contains("<blockquote><p>Bus stops should have a roof.</p></blockquote>", page, StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from statement where is_shown = 1"));
        await DecideAsync(dashboard, "w1", "nia");
        Assert.Contains("“Bus stops should have a roof.”", await facilitator.PageAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_configuration_says_one_one_person_approves()
    {
        await using var dashboard = await StartAsync("--Statements:ApprovalsNeeded=1");
        await SendAsync(dashboard, "w1", "one thing to change");
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        await facilitator.PostAsync($"{Page}/w1/approve", Page, []);

        Assert.Equal("approved", await dashboard.ScalarAsync<string>("select state from statement"));
    }

    [Fact]
    public async Task Checking_first_is_turned_off_only_by_two_people_and_stays_so_when_the_service_starts_again()
    {
        await using var dashboard = await StartAsync();
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        Dictionary<string, string> Off(string reason) => new() { ["about"] = "getting-about/ideas", ["deed"] = "off", ["reason"] = reason };

        Assert.Contains("Checked first", await facilitator.PageAsync(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await facilitator.PostAsync($"{Page}/checking", Page, Off(" "))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.PostAsync($"{Page}/checking", Page, new() { ["about"] = "x/y", ["deed"] = "off", ["reason"] = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await facilitator.PostAsync($"{Page}/checking", Page, Off("an evening with the youth panel"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await facilitator.PostAsync($"{Page}/checking", Page, Off("again"))).StatusCode);
        Assert.Contains("wants it off", await facilitator.PageAsync(Page), StringComparison.Ordinal);
        await dashboard.Database.WriteAsync(connection => StatementChecks.Decide(connection, RunningDashboard.Programme, SomeStatements.Of, "d2", true, "agreed", By("nia")));
        Assert.Contains("Shown first, checked later", await facilitator.PageAsync(Page), StringComparison.Ordinal);

        await using var again = await RunningDashboard.StartAsync(new RunningDashboard.Setup { Over = dashboard, Services = services => services.AddSingleton(new ConsultationBook(SomeStatements.Consultations)) });
        using var later = await again.BrowserAsync(StaffRole.Facilitator.Id);
        Assert.Contains("Shown first, checked later", await later.PageAsync(Page), StringComparison.Ordinal);
        await later.PostAsync($"{Page}/checking", Page, new() { ["about"] = "getting-about/ideas", ["deed"] = "on", ["reason"] = "enough" });
        Assert.Contains("Checked first", await later.PageAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_burst_is_shown_without_who_and_its_votes_are_kept_apart_by_two()
    {
        await using var dashboard = await StartAsync();
        await dashboard.Database.WriteAsync(connection =>
        {
            for (var n = 0; n < 20; n++)
                Vote(connection, $"zzvoter{n}", Now.AddSeconds(n));
            StatementFlags.Look(connection, RunningDashboard.Programme, Now.AddDays(-1), new StatementOptions(), () => "f1", Now);
        });
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        var page = await facilitator.PageAsync(Page);
        Assert.Contains("25 Nov 2026, 16:00 to 25 Nov 2026, 16:00, not decided", page, StringComparison.Ordinal);
        Assert.DoesNotContain("zzvoter", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await facilitator.PostAsync($"{Page}/flags/f1/apart", Page, [])).StatusCode);
        await facilitator.PostAsync($"{Page}/flags/f1/apart", Page, new() { ["reason"] = "one person, twenty chats" });
        Assert.Equal(20, await dashboard.ScalarAsync<int>("select agrees from statement_tally"));
        await dashboard.Database.WriteAsync(connection => StatementFlags.Decide(connection, RunningDashboard.Programme, "f1", "d2", true, "so it is", By("nia")));

        Assert.Equal(0, await dashboard.ScalarAsync<int>("select agrees from statement_tally"));
        Assert.Contains("kept apart", await facilitator.PageAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_many_do_not_get_it_is_said_without_a_number()
    {
        await using var dashboard = await StartAsync();
        await dashboard.Database.WriteAsync(connection =>
        {
            for (var n = 0; n < 9; n++)
                Vote(connection, $"p{n}", Now.AddHours(n), StatementVote.Unclear);
        });
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        var page = await facilitator.PageAsync(Page);

        Assert.Contains("Many people do not get it.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">9<", page, StringComparison.Ordinal);
    }

    private static Task<RunningDashboard> StartAsync(params string[] settings) =>
        RunningDashboard.StartAsync(new RunningDashboard.Setup { Settings = settings, Services = services => services.AddSingleton(new ConsultationBook(SomeStatements.Consultations)) });

    private static Task SendAsync(RunningDashboard dashboard, string id, string redacted, params string[] flags) => dashboard.Database.WriteAsync(connection =>
        StatementQueue.Send(connection, Who("zzwriter"), new NewStatement(SomeStatements.Of, id, "zzraw", redacted, flags, []), new StatementOptions(), Now));

    private static Task<DecisionTaken> DecideAsync(RunningDashboard dashboard, string id, string moderator) => dashboard.Database.WriteAsync(connection =>
        StatementModeration.Decide(connection, RunningDashboard.Programme, id, new NewDecision($"{id}-{moderator}", StatementDeed.Approve), 2, By(moderator)));

    private static void Vote(Connection connection, string person, DateTimeOffset at, StatementVote vote = StatementVote.Agree)
    {
        var seed = SomeStatements.Question.Seeds[0];
        var shown = new ShownStatement(SomeStatements.Of, StatementServing.SeedId(SomeStatements.Of, seed), seed.Words, true);
        StatementBallots.Show(connection, Who(person), shown, $"b-{person}", at);
        StatementBallots.Vote(connection, Who(person), new CastVote(SomeStatements.Of, shown.Id, vote, at), $"b-{person}", at);
    }

    private static TurnIdentity Who(string person) => new(RunningDashboard.Programme, $"test/{person}", new PersonId(person));

    private static StaffAction By(string moderator) => new($"a-{moderator}-{Guid.Empty:N}{moderator.Length}", moderator, "facilitator", Now);
}
