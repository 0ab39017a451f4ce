using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Schedule;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Opinions;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Tests.CoDesign.Opinions;
using SocialRx.Tests.Dialogs;
using SocialRx.Tests.Storage.CoDesign;
using OpinionVote = SocialRx.Domain.CoDesign.Opinions.CastVote;

namespace SocialRx.Tests.Dashboard;

public sealed class OpinionPageTests
{
    private const string Say = "/dashboard/have-your-say/getting-about";
    private const string Workshops = "/dashboard/consultations/getting-about/workshops";
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Groups_are_shown_with_what_speaks_for_them_and_nobody_in_them()
    {
        await using var dashboard = await StartAsync();
        await VotesAsync(dashboard, SomeVotes.OfCamps([63, 41], 16, 14, 0.9, seed: 3));
        using var commissioner = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);

        var page = await commissioner.PageAsync(Say);

        Assert.Contains("Group 1, <span class=\"count\">65</span> people", page, StringComparison.Ordinal);
        Assert.Contains("Group 2, <span class=\"count\">40</span> people", page, StringComparison.Ordinal);
        Assert.Contains("What divides", page, StringComparison.Ordinal);
        Assert.Contains("looked at 25 Nov 2026, 16:00", page, StringComparison.Ordinal);
        Assert.DoesNotContain("c0-", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">63<", page, StringComparison.Ordinal);
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        Assert.Contains("Group 1, <span class=\"count\">65</span> people", await facilitator.PageAsync("/dashboard/statements"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_there_are_no_groups_is_said_with_its_reason_and_what_most_agree_on_all_the_same()
    {
        await using var dashboard = await StartAsync();
        await VotesAsync(dashboard, [.. SomeVotes.OfCamps([33], 6, 5, 0.2, seed: 1), .. Enumerable.Range(0, 33).Select(n => new OpinionVote($"c0-{n}", "roof", n % 4 == 0 ? Vote.Disagree : Vote.Agree))]);
        using var commissioner = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);

        var page = await commissioner.PageAsync(Say);

        Assert.Contains("No stable groups", page, StringComparison.Ordinal);
        Assert.Contains("Too few people have voted often enough.", page, StringComparison.Ordinal);
        Assert.Contains("Agree: “Idea roof.”", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">33<", page, StringComparison.Ordinal);

        await dashboard.WriteAsync("update statement set state = 'rejected', is_shown = 0 where id = 'roof'");
        Assert.DoesNotContain("Idea roof.", await commissioner.PageAsync(Say), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_a_youth_panel_only_facilitators_see_it_before_the_panel_has_signed_off()
    {
        await using var dashboard = await StartAsync();
        await VotesAsync(dashboard, SomeVotes.OfCamps([63, 41], 16, 14, 0.9, seed: 3));
        await dashboard.WriteAsync("insert into panel (programme_id, id, name, quorum, made_by, made_at) values ('fernbridge', 'p', 'Young Voices', 2, 'a', '2026-11-01T10:00:00.000Z')");
        using var commissioner = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        var hidden = await commissioner.PageAsync(Say);
        Assert.DoesNotContain("Group 1", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("Idea s", hidden, StringComparison.Ordinal);
        Assert.Contains("Waiting for the panel", hidden, StringComparison.Ordinal);
        Assert.Contains("Group 1", await facilitator.PageAsync(Say), StringComparison.Ordinal);

        await dashboard.WriteAsync(
            """
            insert into panel_item (programme_id, id, panel_id, kind, consultation_id, opened_by, opened_at, closes, state, voted, members, decided_at)
            values ('fernbridge', 'i', 'p', 'results', 'getting-about', 'a', '2026-11-01T10:00:00.000Z', '2026-11-08', 'signed-off', 2, 2, '2026-11-02T10:00:00.000Z')
            """);
        Assert.Contains("Group 1", await commissioner.PageAsync(Say), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statements_from_a_room_are_entered_without_names_and_wait_for_others()
    {
        await using var dashboard = await StartAsync();
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        using var entered = await facilitator.PostAsync(Workshops, Workshops, Form("There should be a roof at the bus stop.\r\n\r\nthe  late bus should ring me on 07700 900123\r\n"));

        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Equal(2, await dashboard.ScalarAsync<int>("select count(*) from statement where source = 'workshop' and state = 'waiting' and is_shown = 0 and words = redacted and person_id is null"));
        var page = await facilitator.PageAsync("/dashboard/statements");
        Assert.Contains("There should be a roof at the bus stop.", page, StringComparison.Ordinal);
        Assert.Contains("A name or a contact was taken out.", page, StringComparison.Ordinal);
        Assert.Contains("others decide about it", page, StringComparison.Ordinal);
        Assert.DoesNotContain("07700", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/approve", page, StringComparison.Ordinal);
        var id = await dashboard.ScalarAsync<string>("select min(id) from statement");
        Assert.Equal(HttpStatusCode.Conflict, (await facilitator.PostAsync($"/dashboard/statements/{id}/approve", "/dashboard/statements", [])).StatusCode);
    }

    [Fact]
    public async Task What_may_be_about_somebodys_safety_is_not_taken_before_the_safeguarding_lead_knows_and_nothing_typed_is_lost()
    {
        await using var dashboard = await StartAsync();
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        var form = Form("my dad hits me every night");

        using var refused = await facilitator.PostAsync(Workshops, Workshops, form);
        var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Tell the safeguarding lead now", page, StringComparison.Ordinal);
        Assert.Contains("my dad hits me every night</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from statement"));
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from workshop"));

        form["lead-knows"] = "yes";
        using var taken = await facilitator.PostAsync(Workshops, Workshops, form);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Contains("says the safeguarding lead knows of it", await facilitator.PageAsync("/dashboard/statements"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ok", "too short to agree or disagree with")]
    [InlineData("long", "longer than 280 characters")]
    [InlineData("", "Nothing was counted and nothing was said.")]
    public async Task A_statement_that_cannot_be_voted_on_is_refused(string said, string because)
    {
        await using var dashboard = await StartAsync();
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        using var refused = await facilitator.PostAsync(Workshops, Workshops, Form(said == "long" ? string.Concat(Enumerable.Repeat("buses should run late ", 20)) : said));

        Assert.Contains(because, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from statement"));
    }

    [Fact]
    public async Task Words_from_a_room_lose_names_and_are_released_by_somebody_else()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new RunningDashboard.Setup { Services = services => services.AddSingleton(new ConsultationBook(new Consultations([Some.Consultation]))) });
        using var worker = await dashboard.BrowserAsync(StaffRole.LinkWorker.Id);
        const string Address = "/dashboard/consultations/after-school/workshops";
        Dictionary<string, string> Room(string people) => new() { ["held-on"] = "2026-11-02", ["people"] = people, ["one-change/said"] = "somewhere warm to sit\nask me on 07700 900123" };
        await worker.PostAsync(Address, Address, Room("6"));
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        var id = await dashboard.ScalarAsync<string>("select min(id) from workshop_words");

        var page = await facilitator.PageAsync("/dashboard/quotes");
        Assert.Contains("said in a room, entered by", page, StringComparison.Ordinal);
        Assert.DoesNotContain("07700", page, StringComparison.Ordinal);
        await dashboard.WriteAsync("update workshop_words set entered_by = 'mo'");
        foreach (var words in new[] { id, await dashboard.ScalarAsync<string>("select max(id) from workshop_words") })
            Assert.Equal(HttpStatusCode.Redirect, (await facilitator.PostAsync($"/dashboard/quotes/{words}/release", "/dashboard/quotes", [])).StatusCode);

        Assert.DoesNotContain("somewhere warm to sit", await worker.PageAsync("/dashboard/have-your-say/after-school"), StringComparison.Ordinal);
        await worker.PostAsync(Address, Address, Room("6"));
        Assert.Contains("<li>“somewhere warm to sit”</li>", WebUtility.HtmlDecode(await worker.PageAsync("/dashboard/have-your-say/after-school")), StringComparison.Ordinal);
        var own = await dashboard.ScalarAsync<string>("select min(id) from workshop_words where release_state = 'waiting'");
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.PostAsync($"/dashboard/quotes/{own}/release", "/dashboard/quotes", [])).StatusCode);
    }

    [Fact]
    public async Task Pairs_are_counted_by_hands_and_shown_apart()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new RunningDashboard.Setup { Services = services => services.AddSingleton(new ConsultationBook(new Consultations([Some.EveryKind]))) });
        using var facilitator = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        var address = $"/dashboard/consultations/{Some.EveryKind.Id}/workshops";
        Dictionary<string, string> Hands(int bus, int park) => new()
        {
            ["held-on"] = "2026-11-02", ["people"] = "40", ["pairs/bus|park|first"] = $"{bus}", ["pairs/bus|park|second"] = $"{park}",
        };

        using var refused = await facilitator.PostAsync(address, address, Hands(30, 20));
        Assert.Contains("together they cannot be more than took part", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var taken = await facilitator.PostAsync(address, address, Hands(26, 11));
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);

        var page = await facilitator.PageAsync($"/dashboard/have-your-say/{Some.EveryKind.Id}");
        Assert.Contains("Face to face", page, StringComparison.Ordinal);
        Assert.Contains("More buses (first) or A better park (second)", page, StringComparison.Ordinal);
        Assert.Contains("<td><span class=\"count\">25</span></td>", page, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Form(string said) => new() { ["held-on"] = "2026-11-02", ["people"] = "12", ["ideas/said"] = said };

    private static Task<RunningDashboard> StartAsync() =>
        RunningDashboard.StartAsync(new RunningDashboard.Setup { Services = services => services.AddSingleton(new ConsultationBook(SomeStatements.Consultations)) });

    private static async Task VotesAsync(RunningDashboard dashboard, IReadOnlyList<OpinionVote> votes)
    {
        await dashboard.Database.WriteAsync(connection => SomeBallots.Put(connection, RunningDashboard.Programme, SomeStatements.Of, votes, Now));
        await new OpinionLook(
            dashboard.Database,
            new ProgrammeOptions { Id = RunningDashboard.Programme },
            dashboard.Services.GetRequiredService<ConsultationBook>(),
            new DisclosureOptions(),
            new FakeTimeProvider(Now),
            NullLogger<OpinionLook>.Instance).LookAsync(TestContext.Current.CancellationToken);
    }
}
