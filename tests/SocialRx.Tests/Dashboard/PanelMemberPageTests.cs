using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.ChatPage;
using SocialRx.Bot.PanelPage;
using SocialRx.Dialogs;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.People;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Tests.Dashboard;

/// <summary>The page of a member of a youth panel, on their phone.</summary>
public sealed class PanelMemberPageTests : IAsyncLifetime
{
    private const string Programme = RunningDashboard.Programme;
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
    private static readonly StaffAction Facilitator = new("a", "facilitator", "facilitator", Now);
    private readonly FakeTimeProvider _clock = new(Now);
    private RunningDashboard _running = null!;

    public async ValueTask InitializeAsync()
    {
        _running = await RunningDashboard.StartAsync(new RunningDashboard.Setup
        {
            Clock = _clock,
            Services = services =>
            {
                services.AddSingleton(new PanelPageOptions { RequestsPerAddressPerMinute = 60 }).AddSingleton(new WebChatOptions()).AddSingleton<ConcernBell>().AddPanelPageText();
                services.AddPanelPage();
            },
            Also = app => app.MapPanelPage(),
        });
        await _running.Database.WriteAsync(connection =>
        {
            Panels.Make(connection, Programme, "panel", "Young Voices", 2, Facilitator);
            Seat(connection, "ann");
            Seat(connection, "bo");
            Findings.Draft(connection, Programme, Draft);
            Panels.PutFinding(connection, Programme, "i1", "panel", "f1", new(2026, 12, 10), Facilitator);
        });
    }

    public async ValueTask DisposeAsync() => await _running.DisposeAsync();

    [Fact]
    public async Task A_member_weighs_votes_and_leaves_a_note_and_a_link_opens_once()
    {
        using var phone = await EnterAsync("ann", 1);
        var page = await phone.PageAsync("/panel");
        Assert.Contains("<blockquote>There is least to do in the evenings</blockquote>", page, StringComparison.Ordinal);
        Assert.Contains("29 to 47 in a hundred", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);

        await phone.PostAsync("/panel/weigh", "/panel", new() { ["item"] = "i1", ["number"] = "1", ["weight"] = "a-bit", ["why"] = "only some, says Priya Sharma" });
        using var asked = await phone.PostAsync("/panel/vote", "/panel", new() { ["item"] = "i1", ["choice"] = "against", ["why"] = "it leaves out the bus, ask Priya Sharma" });
        var question = await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("it leaves out the bus, ask [NAME]", question, StringComparison.Ordinal);
        Assert.Equal(0, await _running.ScalarAsync<int>("select count(*) from panel_note"));
        using var voted = await phone.PostAsync("/panel/vote", "/panel", new() { ["item"] = "i1", ["choice"] = "against", ["why"] = "it leaves out the bus, ask [NAME]", ["may"] = "yes" });
        Assert.Equal("/panel?said=done", voted.Headers.Location!.OriginalString);

        Assert.Contains("Nothing waits for you right now.", await phone.PageAsync("/panel"), StringComparison.Ordinal);
        Assert.Equal(("a-bit", "against"), (await _running.ScalarAsync<string>("select weight from panel_weight"), await _running.ScalarAsync<string>("select choice from panel_vote")));
        Assert.Equal("member ann", await _running.ScalarAsync<string>("select member_id from panel_note"));
        using var again = new RunningDashboard.Browser(_running.Address);
        using var used = await again.PostAsync("/panel/in", $"/panel/in/{Link(1).Letters}", new() { ["code"] = Link(1).Letters });
        Assert.Equal(HttpStatusCode.Gone, used.StatusCode);
        Assert.Contains("This link was used before", await used.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_last_vote_decides_is_published_and_shown_and_nobody_votes_for_another()
    {
        using var ann = await EnterAsync("ann", 1);
        using var bo = await EnterAsync("bo", 2);
        await ann.PostAsync("/panel/vote", "/panel", new() { ["item"] = "i1", ["choice"] = "for" });
        using var invented = await bo.PostAsync("/panel/vote", "/panel", new() { ["item"] = "i1", ["choice"] = "everything" });
        Assert.Equal("/panel?said=choose", invented.Headers.Location!.OriginalString);
        foreach (var deed in new[] { "weigh", "vote", "step" })
            Assert.Equal(HttpStatusCode.Redirect, (await bo.PostAsync($"/panel/{deed}", "/panel", [])).StatusCode);
        await bo.PostAsync("/panel/vote", "/panel", new() { ["item"] = "i1", ["choice"] = "for" });

        Assert.Equal("published", await _running.ScalarAsync<string>("select state from finding"));
        Assert.Contains("was signed off. 2 of 2 voted.", await ann.PageAsync("/panel"), StringComparison.Ordinal);
        using var late = await bo.PostAsync("/panel/vote", "/panel", new() { ["item"] = "i1", ["choice"] = "against" });
        Assert.Equal("/panel?said=gone", late.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Nobody_is_in_without_a_link_after_a_while_after_leaving_or_when_their_seat_is_gone()
    {
        using var stranger = new RunningDashboard.Browser(_running.Address);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync("/panel")).StatusCode);
        using var ann = await EnterAsync("ann", 1);
        using var untokened = await ann.PostAsync("/panel/vote", new Dictionary<string, string> { ["item"] = "i1", ["choice"] = "for" });
        Assert.Equal(HttpStatusCode.BadRequest, untokened.StatusCode);

        await ann.PostAsync("/panel/out", "/panel", new() { ["leave"] = "yes" });
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.GetAsync("/panel")).StatusCode);
        using var back = await EnterAsync("ann", 2);
        Assert.Equal(HttpStatusCode.OK, (await back.GetAsync("/panel")).StatusCode);
        _clock.Advance(TimeSpan.FromMinutes(61));
        using var over = await back.GetAsync("/panel");
        Assert.Contains("this page has closed", await over.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var last = await EnterAsync("ann", 3);
        await _running.Database.WriteAsync(connection => PersonalRecord.Delete(connection, Who("ann")));
        Assert.Equal(HttpStatusCode.Forbidden, (await last.GetAsync("/panel")).StatusCode);
        await GiveAsync("bo", 4);
        _clock.Advance(TimeSpan.FromMinutes(11));
        using var late = await stranger.PostAsync("/panel/in", $"/panel/in/{Link(4).Letters}", new() { ["code"] = Link(4).Letters });
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
    }

    [Fact]
    public async Task What_may_be_about_safety_is_a_concern_and_no_note_and_whom_to_call_is_open()
    {
        using var ann = await EnterAsync("ann", 1);
        using var said = await ann.PostAsync("/panel/vote", "/panel", new() { ["item"] = "i1", ["choice"] = "against", ["why"] = "i want to kill myself" });

        Assert.Equal("/panel?said=worry", said.Headers.Location!.OriginalString);
        var page = await ann.PageAsync("/panel?said=worry");
        Assert.Contains("An adult will read it.", page, StringComparison.Ordinal);
        Assert.Matches("<details open[^>]*>\\s*<summary>Not safe right now", page);
        Assert.Contains("999", page, StringComparison.Ordinal);
        Assert.Equal((1, 0, 1), (await _running.ScalarAsync<int>("select count(*) from concern"), await _running.ScalarAsync<int>("select count(*) from panel_note"), await _running.ScalarAsync<int>("select count(*) from panel_vote")));
    }

    [Fact]
    public async Task The_cookie_is_for_this_page_only_and_no_script_reads_it_and_too_many_requests_are_turned_away()
    {
        await GiveAsync("ann", 1);
        using var phone = new RunningDashboard.Browser(_running.Address);
        using var entered = await phone.PostAsync("/panel/in", $"/panel/in/{Link(1).Letters}", new() { ["code"] = Link(1).Letters });
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("socialrx-panel", StringComparison.Ordinal));
        Assert.Contains("path=/panel", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        using var page = await phone.GetAsync("/panel");
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);

        for (var more = 0; more < 60; more++)
            (await phone.GetAsync("/panel")).Dispose();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await phone.GetAsync("/panel")).StatusCode);
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

    private static TurnIdentity Who(string key) => new(Programme, $"c/{key}", new(key));

    private static PanelPass Link(int number) => PanelPass.From($"link {number}");

    private static void Seat(Connection connection, string key)
    {
        Panels.Invite(connection, Programme, "panel", Receipt.From($"code of {key}"), PanelRole.Member, Now);
        Panels.Join(connection, Who(key), Receipt.From($"code of {key}"), $"member {key}", Now);
    }

    private Task GiveAsync(string key, int number) => _running.Database.WriteAsync(connection => PanelPasses.Give(connection, Who(key), Link(number), PanelRules.LinkIsGoodFor, _clock.GetUtcNow()));

    private async Task<RunningDashboard.Browser> EnterAsync(string key, int number)
    {
        await GiveAsync(key, number);
        var browser = new RunningDashboard.Browser(_running.Address);
        await browser.PostAsync("/panel/in", $"/panel/in/{Link(number).Letters}", new() { ["code"] = Link(number).Letters });
        return browser;
    }
}
