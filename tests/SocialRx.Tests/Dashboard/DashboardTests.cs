using System.Net;
using System.Text.RegularExpressions;
using SocialRx.Dashboard.Access;

namespace SocialRx.Tests.Dashboard;

public sealed partial class DashboardTests
{
    private const string Commissioner = "commissioner";

    private static readonly string[] Insights =
        ["/dashboard", "/dashboard/what-matters", "/dashboard/not-found", "/dashboard/have-your-say", "/dashboard/in-their-words", "/dashboard/taking-part"];

    public static TheoryData<string, string> Own => new()
    {
        { "/dashboard/quotes", "facilitator" },
        { "/dashboard/concerns", "safeguarding-lead" },
        { "/dashboard/concerns/c1", "safeguarding-lead" },
        { "/dashboard/referrals", "link-worker" },
        { "/dashboard/referrals/r0", "link-worker" },
        { "/dashboard/audit", "administrator" },
    };

    private static readonly string[] Roles = [.. StaffRole.All.Select(role => role.Id)];

    private static readonly string[] Deeds =
    [
        "/dashboard/quotes/w1/release", "/dashboard/quotes/w1/withhold", "/dashboard/concerns/c1/acknowledge", "/dashboard/concerns/c1/note",
        "/dashboard/concerns/c1/close", "/dashboard/concerns/c1/evidence", "/dashboard/concerns/c1/assign", "/dashboard/concerns/c1/who", "/dashboard/referrals/r0/accept", "/dashboard/referrals/r0/close",
    ];

    [Fact]
    public async Task Without_a_role_every_page_leads_to_the_sign_in_page()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 20);
        using var browser = await dashboard.BrowserAsync();

        foreach (var path in Insights.Concat(Own.Select(row => row.Data.Item1)).Append("/dashboard/nowhere"))
        {
            using var answer = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal("/dashboard/sign-in", answer.Headers.Location!.AbsolutePath);
        }
    }

    [Fact]
    public async Task Each_page_opens_to_its_role_and_to_no_other()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 20);
        await Some.ConcernAsync(dashboard);
        foreach (var role in Roles)
        {
            using var browser = await dashboard.BrowserAsync(role);
            foreach (var path in Insights)
                Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path)).StatusCode);
            foreach (var (path, owner) in Own.Select(row => row.Data))
                Assert.Equal((path, role, role == owner ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (path, role, (await browser.GetAsync(path)).StatusCode));
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/dashboard/nowhere")).StatusCode);
        }
    }

    [Fact]
    public async Task How_deprived_neighbourhoods_are_is_said_with_its_licence_once_that_was_read_in_and_before_that_only_to_the_curator()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 200);
        using var commissioner = await dashboard.BrowserAsync(Commissioner);
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        Assert.DoesNotContain("deprived", await commissioner.PageAsync("/dashboard"), StringComparison.Ordinal);
        Assert.Contains("No Index of Multiple Deprivation was read in", await curator.PageAsync("/dashboard/directory"), StringComparison.Ordinal);

        await dashboard.WriteAsync("insert into imd_by_outcode (outcode, decile, postcodes) values ('FB1', 1, 600), ('FB1', 9, 400), ('FB2', 2, 300), ('FB2', 8, 700), ('FB3', 5, 100)");
        await dashboard.WriteAsync("insert into geography_source (kind, file, entries, outcodes, licence, imported_at) values ('imd', 'imd.csv', 3, 3, 'Some public licence', '2026-11-02T10:00:00.000Z')");

        Assert.Matches("About [0-9]+ of [0-9]+ who took part, give or take [0-9]+, live in <strong>.*the three most deprived tenths of England", WebUtility.HtmlDecode(await commissioner.PageAsync("/dashboard")));
        Assert.Contains("Some public licence", await commissioner.PageAsync("/dashboard"), StringComparison.Ordinal);
        Assert.DoesNotContain("No Index of Multiple Deprivation", await curator.PageAsync("/dashboard/directory"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commissioner_can_do_nothing_that_is_somebody_elses_work()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 20);
        await Some.ConcernAsync(dashboard);
        using var browser = await dashboard.BrowserAsync(Commissioner);

        foreach (var path in Deeds)
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync(path, "/dashboard", new() { ["reason"] = "x", ["words"] = "x" })).StatusCode);
        Assert.Equal("open", await dashboard.ScalarAsync<string>("select state from concern"));
    }

    [Fact]
    public async Task What_is_overdue_says_so_in_the_lists_until_somebody_has_looked()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 1);
        await Some.ConcernAsync(dashboard);
        await dashboard.WriteAsync("update concern set overdue_since = '2026-07-20T18:00:00.000Z'");
        await dashboard.WriteAsync("update referral set overdue_since = '2026-11-27T18:00:00.000Z'");
        using var lead = await dashboard.BrowserAsync("safeguarding-lead");
        using var worker = await dashboard.BrowserAsync("link-worker");

        Assert.Contains("open, overdue since 20 Jul 2026, 19:00", await lead.PageAsync("/dashboard/concerns"), StringComparison.Ordinal);
        Assert.Contains("overdue since 27 Nov 2026, 18:00", await worker.PageAsync("/dashboard/referrals"), StringComparison.Ordinal);

        await lead.PostAsync("/dashboard/concerns/c1/acknowledge", "/dashboard/concerns/c1", new() { ["reason"] = "" });
        await worker.PostAsync("/dashboard/referrals/r0/accept", "/dashboard/referrals/r0", new() { ["reason"] = "" });

        Assert.DoesNotContain("overdue", await lead.PageAsync("/dashboard/concerns"), StringComparison.Ordinal);
        Assert.DoesNotContain("overdue", await worker.PageAsync("/dashboard/referrals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_elsewhere_changes_nothing()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.ConcernAsync(dashboard);
        using var browser = await dashboard.BrowserAsync("safeguarding-lead");

        using var answer = await browser.PostAsync("/dashboard/concerns/c1/acknowledge", new() { ["reason"] = "" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("open", await dashboard.ScalarAsync<string>("select state from concern"));
    }

    [Theory]
    [InlineData("Production", "true")]
    [InlineData("Development", "false")]
    public async Task There_is_no_demonstration_sign_in_outside_development_or_when_it_is_turned_off(string environment, string allowed)
    {
        await using var dashboard = await RunningDashboard.StartAsync(environment, $"--Staff:DemonstrationSignIn={allowed}");
        using var browser = await dashboard.BrowserAsync();

        Assert.Contains("Staff sign-in is not configured", await browser.PageAsync("/dashboard/sign-in"), StringComparison.Ordinal);
        using var answer = await browser.PostAsync("/dashboard/sign-in", new() { ["role"] = Commissioner });
        Assert.False(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/dashboard")).StatusCode);
    }

    [Theory]
    [InlineData("Host", "fernbridge.example")]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    public async Task A_request_that_only_looks_local_is_not_offered_the_demonstration(string header, string value)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(Commissioner);
        browser.Client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        Assert.Contains("Staff sign-in is not configured", await browser.PageAsync("/dashboard/sign-in"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/dashboard")).StatusCode);
    }

    [Fact]
    public async Task Pages_carry_strict_headers_and_no_script_or_inline_style()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 60);
        using var browser = await dashboard.BrowserAsync(Commissioner);

        foreach (var path in Insights)
        {
            using var answer = await browser.GetAsync(path);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("style=", page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_cookie_cannot_be_read_by_a_script_or_sent_from_another_site()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync();

        using var answer = await browser.PostAsync("/dashboard/sign-in", "/dashboard/sign-in", new() { ["role"] = Commissioner });

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("socialrx-staff=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nobody_yet_tells_a_newcomer_what_to_do()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(Commissioner);

        Assert.Contains("simulate --people", await browser.PageAsync("/dashboard"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nine_people_are_nobody_and_ten_are_shown()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(Commissioner);
        await Some.PeopleAsync(dashboard, 9);
        var before = await browser.PageAsync("/dashboard");
        await Some.PeopleAsync(dashboard, 1, from: 9);

        Assert.Contains("Nothing can be shown yet", before, StringComparison.Ordinal);
        Assert.Contains("10 young people took part and agreed to be counted", Plain(await browser.PageAsync("/dashboard")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_few_people_every_breakdown_is_hidden()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(Commissioner);
        await Some.PeopleAsync(dashboard, 12);

        var page = await browser.PageAsync("/dashboard/taking-part");

        Assert.DoesNotMatch(@"class=""count"">[1-9]</span>", page);
        Assert.Contains("title=\"hidden, because it could point to somebody\">c</abbr>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_shows_a_number_of_people_that_is_small_or_not_rounded()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(Commissioner);
        await Some.PeopleAsync(dashboard, 203);

        foreach (var path in Insights.Where(path => path != "/dashboard/taking-part"))
        {
            var counts = Counts().Matches(await browser.PageAsync(path)).Select(match => match.Groups[1].Value).ToList();
            Assert.All(counts, count => Assert.True(count is "0" || (int.Parse(count.Replace(",", "", StringComparison.Ordinal), null) is >= 8 and var people && people % 5 == 0), count));
        }
    }

    [Fact]
    public async Task Many_people_are_summed_up_in_sentences_with_counts()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(Commissioner);
        await Some.PeopleAsync(dashboard, 203);

        var page = Plain(await browser.PageAsync("/dashboard"));

        Assert.Matches(@"(Most|About half|Some) of those who said what matters to them, \d+ of \d+, named “", page);
        Assert.Matches(@"of those we found nothing for at first, \d+ of \d+, wanted “", page);
        Assert.Contains("living in FB6", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_did_not_agree_or_took_it_back_is_not_counted()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(Commissioner);
        await Some.PeopleAsync(dashboard, 10);
        await Some.RefusesAsync(dashboard, 3, "numbers");

        Assert.Contains("Nothing can be shown yet", await browser.PageAsync("/dashboard"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_number_moves_only_when_eight_more_people_stand_behind_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(Commissioner);
        await Some.PeopleAsync(dashboard, 40);
        var first = await browser.PageAsync("/dashboard/what-matters");
        await Some.PeopleAsync(dashboard, 7, from: 40);
        var second = await browser.PageAsync("/dashboard/what-matters");
        await Some.PeopleAsync(dashboard, 1, from: 47);
        var third = await browser.PageAsync("/dashboard/what-matters");

        Assert.Equal(Figures(first), Figures(second));
        Assert.NotEqual(Figures(second), Figures(third));
    }

    [Fact]
    public async Task A_quote_is_shown_once_released_and_hostile_words_stay_words()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 40);
        for (var person = 1; person <= 8; person++)
            await Some.WordsAsync(dashboard, person, $"<script>alert({person})</script> \u202E & more");
        using var commissioner = await dashboard.BrowserAsync(Commissioner);
        using var facilitator = await dashboard.BrowserAsync("facilitator");
        var before = await commissioner.PageAsync("/dashboard/in-their-words");

        using var answer = await facilitator.PostAsync("/dashboard/quotes/w1/release", "/dashboard/quotes", new() { ["reason"] = "" });
        using var again = await facilitator.PostAsync("/dashboard/quotes/w1/release", "/dashboard/quotes", new() { ["reason"] = "" });
        var after = await commissioner.PageAsync("/dashboard/in-their-words");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.DoesNotContain("alert(", before, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", after, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", after + await facilitator.PageAsync("/dashboard/quotes"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("never shown", after, StringComparison.Ordinal);
        Assert.Equal(1, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'release' and subject = 'quote/w1' and role = 'facilitator'"));
    }

    [Fact]
    public async Task A_quote_out_of_seven_people_or_without_agreement_is_not_shown()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 40);
        for (var person = 1; person <= 7; person++)
            await Some.WordsAsync(dashboard, person, "we want a skate park", "released");
        using var browser = await dashboard.BrowserAsync(Commissioner);
        var seven = await browser.PageAsync("/dashboard/in-their-words");
        await Some.WordsAsync(dashboard, 8, "a bus that runs after six", "released");
        var eight = await browser.PageAsync("/dashboard/in-their-words");
        await Some.RefusesAsync(dashboard, 8, "quote");

        Assert.DoesNotContain("skate park", seven, StringComparison.Ordinal);
        Assert.Contains("a bus that runs", eight, StringComparison.Ordinal);
        Assert.DoesNotContain("a bus that runs", await browser.PageAsync("/dashboard/in-their-words"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withholding_needs_a_reason_from_the_list()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 3);
        await Some.WordsAsync(dashboard, 1, "words");
        using var facilitator = await dashboard.BrowserAsync("facilitator");

        using var odd = await facilitator.PostAsync("/dashboard/quotes/w1/withhold", "/dashboard/quotes", new() { ["reason"] = "because" });
        using var good = await facilitator.PostAsync("/dashboard/quotes/w1/withhold", "/dashboard/quotes", new() { ["reason"] = "Names somebody else" });

        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, good.StatusCode);
        Assert.Equal("withheld/Names somebody else", await dashboard.ScalarAsync<string>("select release_state || '/' || withheld_reason from own_words"));
    }

    [Fact]
    public async Task What_was_written_is_read_only_with_a_reason_and_the_reading_is_recorded()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.ConcernAsync(dashboard);
        using var lead = await dashboard.BrowserAsync("safeguarding-lead");
        const string One = "/dashboard/concerns/c1";

        Assert.DoesNotContain("the words behind", await lead.PageAsync(One), StringComparison.Ordinal);
        using var without = await lead.PostAsync($"{One}/evidence", One, new() { ["reason"] = " " });
        using var with = await lead.PostAsync($"{One}/evidence", One, new() { ["reason"] = "deciding whom to call" });

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Contains("the words behind the concern", await with.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("deciding whom to call", await dashboard.ScalarAsync<string>("select reason from audit where action = 'concern evidence read' and subject = 'concern/c1'"));
        Assert.Equal(1, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'concern evidence read'"));
    }

    [Fact]
    public async Task A_concern_is_acknowledged_noted_and_closed_with_a_row_each()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.ConcernAsync(dashboard);
        using var lead = await dashboard.BrowserAsync("safeguarding-lead");
        const string One = "/dashboard/concerns/c1";

        using var early = await lead.PostAsync($"{One}/close", One, Closed);
        await lead.PostAsync($"{One}/acknowledge", One, new() { ["reason"] = "" });
        await lead.PostAsync($"{One}/note", One, new() { ["words"] = "Rang the school's lead." });
        using var without = await lead.PostAsync($"{One}/close", One, new() { ["reason"] = "Spoke with the young person" });
        await lead.PostAsync($"{One}/close", One, Closed);

        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Contains("<dt>Outcome</dt><dd>Could not be reached</dd>", await lead.PageAsync(One), StringComparison.Ordinal);
        Assert.Contains("Rang the school&#x27;s lead.", await lead.PageAsync(One), StringComparison.Ordinal);
        Assert.Equal("closed", await dashboard.ScalarAsync<string>("select state from concern"));
        Assert.Equal("concern acknowledged,concern note,concern closed", await dashboard.ScalarAsync<string>("select group_concat(action) from (select action from audit where subject = 'concern/c1' and action <> 'concern read' order by sequence)"));
    }

    [Fact]
    public async Task Opening_the_queue_and_a_concern_is_recorded()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.ConcernAsync(dashboard);
        using var lead = await dashboard.BrowserAsync("safeguarding-lead");

        await lead.PageAsync("/dashboard/concerns");
        await lead.PageAsync("/dashboard/concerns?show=all");
        await lead.PageAsync("/dashboard/concerns/c1");
        await lead.GetAsync("/dashboard/concerns/nowhere");

        Assert.Equal(
            "concerns listed concerns/open,concerns listed concerns/all,concern read concern/c1,refused /dashboard/concerns/nowhere",
            await dashboard.ScalarAsync<string>("select group_concat(action || ' ' || subject) from (select action, subject from audit where action <> 'sign-in' and role = 'safeguarding-lead' order by sequence)"));
    }

    [Fact]
    public async Task The_queue_shows_what_is_not_closed_and_all_when_asked()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.ConcernAsync(dashboard);
        await Some.ConcernAsync(dashboard, id: "c2");
        await dashboard.WriteAsync("update concern set state = 'closed' where id = 'c2'");
        using var lead = await dashboard.BrowserAsync("safeguarding-lead");

        var (open, all) = (await lead.PageAsync("/dashboard/concerns"), await lead.PageAsync("/dashboard/concerns?show=all"));

        Assert.Contains("/dashboard/concerns/c1\"", open, StringComparison.Ordinal);
        Assert.DoesNotContain("/dashboard/concerns/c2\"", open, StringComparison.Ordinal);
        Assert.Contains("/dashboard/concerns/c2\"", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_concern_is_assigned_to_whoever_says_me_or_to_a_name_and_that_is_recorded()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.ConcernAsync(dashboard);
        using var lead = await dashboard.BrowserAsync("safeguarding-lead");
        const string One = "/dashboard/concerns/c1";

        await lead.PostAsync($"{One}/assign", One, new() { ["to"] = "me" });
        Assert.Contains("<dt>Assigned to</dt><dd>demonstration</dd>", await lead.PageAsync(One), StringComparison.Ordinal);
        await lead.PostAsync($"{One}/assign", One, new() { ["to"] = " Robin <Deputy> " });
        using var nobody = await lead.PostAsync($"{One}/assign", One, new() { ["to"] = " " });

        Assert.Equal(HttpStatusCode.BadRequest, nobody.StatusCode);
        Assert.Contains("Robin &lt;Deputy&gt;", await lead.PageAsync("/dashboard/concerns"), StringComparison.Ordinal);
        Assert.Equal("demonstration,Robin <Deputy>", await dashboard.ScalarAsync<string>("select group_concat(reason) from (select reason from audit where action = 'concern assigned' order by sequence)"));
    }

    [Fact]
    public async Task Who_it_is_is_shown_only_with_a_reason_and_as_far_as_the_service_knows()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.ConcernAsync(dashboard);
        using var lead = await dashboard.BrowserAsync("safeguarding-lead");
        const string One = "/dashboard/concerns/c1";

        using var without = await lead.PostAsync($"{One}/who", One, new() { ["reason"] = " " });
        var unknown = await ReadAsync(await lead.PostAsync($"{One}/who", One, new() { ["reason"] = "to call them" }));
        await dashboard.WriteAsync("insert into referral (programme_id, id, person_id, state, shared_name, shared_contact, requested_at) values ('fernbridge', 'r1', 'p1', 'requested', 'Sam', '07700 900123', '2026-11-02T10:00:00.000Z')");
        await dashboard.WriteAsync("insert into conversation_reference (conversation_id, programme_id, person_id, channel, reference, updated_at) values ('msteams/a', 'fernbridge', 'p1', 'msteams', @Reference, '2026-11-02T10:00:00.000Z')", new { Reference = """{"channel":"msteams","serviceUrl":"https://teams.example","conversationId":"a:1","botId":"28:bot","userId":"29:person","tenantId":"tenant-1"}""" });
        var known = await ReadAsync(await lead.PostAsync($"{One}/who", One, new() { ["reason"] = "to call them" }));

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Contains("The service does not know who this is.", unknown, StringComparison.Ordinal);
        Assert.All(new[] { "Sam", "07700 900123", "29:person in Teams", "tenant-1", "a:1" }, text => Assert.Contains(text, known, StringComparison.Ordinal));
        Assert.DoesNotContain("07700 900123", await lead.PageAsync(One), StringComparison.Ordinal);
        Assert.Equal(2, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'concern identity revealed' and subject = 'concern/c1' and reason = 'to call them'"));
    }

    [Fact]
    public async Task Who_was_told_what_fails_and_how_far_it_went_is_seen()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.ConcernAsync(dashboard);
        using var lead = await dashboard.BrowserAsync("safeguarding-lead");
        Assert.Contains("Nobody outside of this page", await lead.PageAsync("/dashboard/concerns/c1"), StringComparison.Ordinal);

        await dashboard.WriteAsync("update concern set escalation = 1, escalated_at = '2026-11-02T11:00:00.000Z'");
        await dashboard.WriteAsync("insert into concern_delivery (programme_id, id, concern_id, telling, step, recipient, channel, state, tries, last_error, made_at, next_try_at, delivered_at) values ('fernbridge', 'd1', 'c1', 1, 0, 'lead-mail', 'mail', 'delivered', 1, null, '2026-11-02T10:00:00.000Z', '2026-11-02T10:00:00.000Z', '2026-11-02T10:00:01.000Z')");
        await dashboard.WriteAsync("insert into concern_delivery (programme_id, id, concern_id, telling, step, recipient, channel, state, tries, last_error, made_at, next_try_at) values ('fernbridge', 'd2', 'c1', 1, 1, 'deputy', 'webhook', 'waiting', 7, 'it answered 503', '2026-11-02T11:00:00.000Z', '2026-11-02T12:00:00.000Z')");
        var (queue, one) = (await lead.PageAsync("/dashboard/concerns"), await lead.PageAsync("/dashboard/concerns/c1"));

        Assert.Contains("gone to a second person", queue, StringComparison.Ordinal);
        Assert.Contains("1 told, 1 failing", queue, StringComparison.Ordinal);
        Assert.Contains("deputy (Webhook): 1 not delivered", queue, StringComparison.Ordinal);
        Assert.Contains("7 tries; it answered 503", queue, StringComparison.Ordinal);
        Assert.Contains("Delivered 2 Nov 2026, 10:00", one, StringComparison.Ordinal);
        Assert.Contains("Failing (7 tries): it answered 503", one, StringComparison.Ordinal);
        Assert.Contains("Not acknowledged in time, gone to a second person", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_belongs_to_another_programme_is_not_there()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.ConcernAsync(dashboard, "elsewhere", "c9");
        await dashboard.WriteAsync("insert into referral (programme_id, id, person_id, state, requested_at) values ('elsewhere', 'r9', 'p', 'requested', '2026-11-03T10:00:00.000Z')");
        await dashboard.WriteAsync("insert into own_words (programme_id, id, person_id, about, words, redacted, said_at) values ('elsewhere', 'w9', 'p', 'goal', 'x', 'x', '2026-11-03T10:00:00.000Z')");
        using var lead = await dashboard.BrowserAsync("safeguarding-lead");
        using var worker = await dashboard.BrowserAsync("link-worker");
        using var facilitator = await dashboard.BrowserAsync("facilitator");

        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/dashboard/concerns/c9")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/dashboard/concerns/c9/acknowledge", "/dashboard", new() { ["reason"] = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/dashboard/concerns/c9/evidence", "/dashboard", new() { ["reason"] = "curious" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync("/dashboard/referrals/r9")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.PostAsync("/dashboard/referrals/r9/accept", "/dashboard", new() { ["reason"] = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.PostAsync("/dashboard/quotes/w9/release", "/dashboard", new() { ["reason"] = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/dashboard/concerns/c9/assign", "/dashboard", new() { ["to"] = "me" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/dashboard/concerns/c9/who", "/dashboard", new() { ["reason"] = "curious" })).StatusCode);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from audit where action not in ('sign-in', 'refused')"));
        Assert.Equal(8, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'refused'"));
    }

    [Fact]
    public async Task A_link_worker_accepts_and_closes_and_the_opening_is_recorded()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 1);
        using var worker = await dashboard.BrowserAsync("link-worker");
        const string One = "/dashboard/referrals/r0";

        Assert.DoesNotContain("Sam", await worker.PageAsync("/dashboard/referrals"), StringComparison.Ordinal);
        Assert.Contains("07700 900123", await worker.PageAsync(One), StringComparison.Ordinal);
        using var early = await worker.PostAsync($"{One}/close", One, new() { ["reason"] = "" });
        await worker.PostAsync($"{One}/accept", One, new() { ["reason"] = "" });
        await worker.PostAsync($"{One}/close", One, new() { ["reason"] = "" });

        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        Assert.Equal("closed", await dashboard.ScalarAsync<string>("select state from referral"));
        Assert.True(await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'read' and subject = 'referral/r0'") > 0);
    }

    private static Dictionary<string, string> Closed => new() { ["reason"] = "Spoke with the young person", ["outcome"] = "Could not be reached" };

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
            return await answer.Content.ReadAsStringAsync();
    }

    private static string Plain(string page) => Spaces().Replace(Tags().Replace(WebUtility.HtmlDecode(page), ""), " ");

    private static List<string> Figures(string page) => [.. Counts().Matches(page).Select(match => match.Value)];

    [GeneratedRegex("class=\"count\">([0-9,]+)</span>")]
    private static partial Regex Counts();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
