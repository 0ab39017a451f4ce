using System.Net;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Tests.Dashboard;

/// <summary>What panels do, as staff see it.</summary>
public sealed class PanelPageTests
{
    private const string Programme = RunningDashboard.Programme;
    private const string Panel = "/dashboard/panels/panel";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
    private static readonly StaffAction Facilitator = new("a", "facilitator", "facilitator", Now);

    [Fact]
    public async Task A_finding_goes_to_the_panel_with_statements_for_and_against_and_what_members_made_of_them_is_shown_only_when_enough_did()
    {
        await using var dashboard = await StartAsync();
        await dashboard.Database.WriteAsync(connection =>
        {
            Shown(connection, "s1", "Clubs end before I am home");
            Shown(connection, "s2", "There is plenty on");
            Findings.Draft(connection, Programme, Draft);
        });
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        using var commissioner = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);

        var form = await facilitator.PageAsync("/dashboard/findings/f1");
        Assert.Contains("value=\"against/s2\"", form, StringComparison.Ordinal);
        using var refused = await facilitator.PostAsync("/dashboard/findings/f1/panel", "/dashboard/findings/f1", new() { ["panel"] = "panel", ["closes"] = "2026-12-10", ["side"] = "for/unknown" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await facilitator.PostAsync("/dashboard/findings/f1/panel", "/dashboard/findings/f1", new() { ["panel"] = "panel", ["closes"] = "2026-12-10", ["side"] = "against/s2", ["missing"] = "Whether it is so in summer" });
        Assert.Equal("count f1;against s2;missing Whether it is so in summer", await dashboard.ScalarAsync<string>("select group_concat(kind || ' ' || about, ';') from (select kind, about from panel_evidence order by number)"));

        var itemId = (await dashboard.ScalarAsync<string>("select id from panel_item"))!;
        await dashboard.Database.WriteAsync(connection =>
        {
            foreach (var number in Enumerable.Range(1, 24))
                Decides(connection, itemId, number);
        });
        var page = await commissioner.PageAsync("/dashboard/findings/f1");
        Assert.Contains("Signed off by Young Voices; 24 of 24 members voted", page, StringComparison.Ordinal);
        Assert.Contains("Against: &#x201C;There is plenty on&#x201D;", page, StringComparison.Ordinal);
        Assert.Contains("A lot: <span class=\"count\">10</span>", page, StringComparison.Ordinal);
        Assert.Contains("Not at all: <span class=\"count\">0</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("because I know", page, StringComparison.Ordinal);
        Assert.DoesNotContain("How members weighed it is shown only", page, StringComparison.Ordinal);

        await facilitator.PostAsync($"{Panel}/reasons/why-1/release", Panel, new() { ["reason"] = "" });
        Assert.Contains("because I know", await commissioner.PageAsync("/dashboard/findings/f1"), StringComparison.Ordinal);
        Assert.Contains("nothing can be said yet about how even it is", await facilitator.PageAsync(Panel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_let_through_and_answered_with_a_reason_and_becomes_a_draft()
    {
        await using var dashboard = await StartAsync();
        await dashboard.Database.WriteAsync(connection =>
        {
            Seat(connection, 1);
            Seat(connection, 2);
            PanelProposals.Suggest(connection, Who(1), "q1", new(QuestionKind.Words, "Where do you <b>meet</b>?", []), Now);
            ConsultationShelf.Keep(connection, Programme, Consultation, 0, "first", Now);
        });
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        using var commissioner = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);

        Assert.Contains("Where do you &lt;b&gt;meet&lt;/b&gt;?", await facilitator.PageAsync(Panel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await facilitator.PostAsync($"{Panel}/suggestions/q1/withhold", Panel, new() { ["reason"] = "I do not like it" })).StatusCode);
        await facilitator.PostAsync($"{Panel}/suggestions/q1/release", Panel, new() { ["reason"] = "" });
        Assert.DoesNotContain("Where do you", await commissioner.PageAsync("/dashboard/panel-questions"), StringComparison.Ordinal);
        await dashboard.Database.WriteAsync(connection => PanelProposals.Support(connection, Who(2), "q1", PanelVotes.For, Now));

        Assert.Contains("Where do you", await commissioner.PageAsync("/dashboard/panel-questions"), StringComparison.Ordinal);
        using var empty = await commissioner.PostAsync("/dashboard/panel-questions/q1/answer", "/dashboard/panel-questions", new() { ["answer"] = "used", ["reason"] = "" });
        Assert.Contains("Give the panel a reason", await empty.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await facilitator.PostAsync("/dashboard/panel-questions/q1/answer", "/dashboard/panel-questions", new() { ["answer"] = "changed", ["words"] = "Where do you meet?", ["reason"] = "Plainer", ["consultation"] = "c1" });

        Assert.Contains("“Plainer”", await commissioner.PageAsync("/dashboard/panel-questions"), StringComparison.Ordinal);
        Assert.Contains("Where do you meet?", await facilitator.PageAsync("/dashboard/consultations/c1"), StringComparison.Ordinal);
        Assert.Equal(1, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'panel question answered'"));
    }

    [Fact]
    public async Task A_facilitator_lets_members_check_statements_and_takes_it_back()
    {
        await using var dashboard = await StartAsync();
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        await facilitator.PostAsync($"{Panel}/checking", Panel, new() { ["may"] = "yes" });
        Assert.Contains("Leave it to adults", await facilitator.PageAsync(Panel), StringComparison.Ordinal);
        await facilitator.PostAsync($"{Panel}/checking", Panel, new() { ["may"] = "no" });
        Assert.Contains("Let members check statements", await facilitator.PageAsync(Panel), StringComparison.Ordinal);
        Assert.Equal(2, await dashboard.ScalarAsync<int>("select count(*) from audit where action like 'panel may%'"));
    }

    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync(new RunningDashboard.Setup { Clock = new FakeTimeProvider(Now) });
        await dashboard.Database.WriteAsync(connection => Panels.Make(connection, Programme, "panel", "Young Voices", 2, Facilitator));
        return dashboard;
    }

    private static Finding Draft => new()
    {
        Id = "f1",
        ConsultationId = "after-school",
        QuestionId = "when",
        RowId = "evenings",
        Words = "There is least to do in the evenings.",
        People = 45,
        OutOf = 120,
        Owner = "Fernbridge Council",
        AnswerBy = new(2026, 12, 24),
        State = FindingState.Draft,
        MadeBy = "first",
        MadeAt = Now,
    };

    private static Consultation Consultation => new()
    {
        Id = "c1",
        Title = "After school",
        Owner = "Fernbridge Council",
        Why = "They plan the clubs.",
        Level = ConsultationLevel.MyArea,
        Opens = new(2026, 1, 1),
        Closes = new(2027, 1, 1),
        Questions = [new ConsultationQuestion.FreeText("first", "What is missing?")],
    };

    private static TurnIdentity Who(int number) => new(Programme, $"c/{number}", new($"p{number}"));

    private static void Seat(Connection connection, int number)
    {
        Panels.Invite(connection, Programme, "panel", Receipt.From($"code {number}"), PanelRole.Member, Now);
        Panels.Join(connection, Who(number), Receipt.From($"code {number}"), $"m{number}", Now);
    }

    private static void Decides(Connection connection, string itemId, int number)
    {
        if (number == 1)
        {
            foreach (var seat in Enumerable.Range(1, 24))
                Seat(connection, seat);
        }

        PanelWeights.Weigh(connection, Who(number), itemId, 2, number > 12 ? EvidenceWeight.ALot : EvidenceWeight.ABit, new NewNote($"why-{number}", $"because I know {number}"), Now);
        PanelVotes.Vote(connection, Who(number), itemId, [PanelVotes.For], Now);
    }

    private static void Shown(Connection connection, string id, string words) => connection.Execute(
        """
        insert into statement (programme_id, id, consultation_id, question_id, source, words, redacted, state, is_shown, said_at, waiting_since)
        values (@Programme, @id, 'after-school', 'ideas', 'young-person', @words, @words, 'approved', 1, @Now, @Now)
        """,
        new { Programme, id, words, Now });
}
