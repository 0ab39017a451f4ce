using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Tests.Storage.ActivityDirectory;
using SomeListing = SocialRx.Tests.Domain.ActivityDirectory.Some;

namespace SocialRx.Tests.Dashboard;

/// <summary>The directory as its curator sees and mends it.</summary>
public sealed partial class CuratorPageTests
{
    private const string A = "/dashboard/listings/test.a";

    private static readonly DateTimeOffset Now = SomeListing.Now;

    private static readonly Listing Full = SomeListing.Listing("full") with
    {
        Name = "Making & “mending” <for all>",
        Summary = "Bring anything. It's \"free\" & easy.",
        Themes = ["games", "active", "creative"],
        MinimumAge = 11.5m,
        MaximumAge = 17.75m,
        OnlyFor = ["send", "a-group-nobody-knows", "girls"],
        Sessions =
        [
            SomeListing.At(DayOfWeek.Saturday, 10, 12) with { From = new DateOnly(2026, 9, 1), Until = new DateOnly(2027, 7, 1), TermTimeOnly = true },
            new Session(DayOfWeek.Friday, new TimeOnly(23, 0), new TimeOnly(0, 30)) { Rule = "RRULE:FREQ=MONTHLY;BYDAY=1FR", HolidaysOnly = true },
        ],
        Venue = "The Mill, 1 Water Lane",
        Location = new GeoPoint(53.123456789012, -1.9876543210987),
        Cost = new Cost.Pounds(2.5m, "first time free"),
        Access = ["quiet-space", "lift-to-all-floors", "step-free"],
        WelcomesNewcomers = true,
        CanJoinDirectly = false,
        HowToJoin = "Ring first",
        Phone = "01422 555 0100",
        Email = "hello@mill.example",
        Web = "https://mill.example/making?a=1&b=2",
        Licence = "https://licence.example/own",
        Assured = new DateOnly(2026, 10, 1),
    };

    [Fact]
    public async Task A_form_sent_back_as_it_came_changes_nothing_whatever_a_listing_says()
    {
        await using var dashboard = await StartAsync();
        var listings = new[] { Full, SomeListing.Listing("bare") with { Themes = [], MinimumAge = null, MaximumAge = null, Location = null, Sessions = [], Cost = new Cost.Unknown() }, SomeListing.Listing("online") with { IsOnline = true, Location = null } };
        await ReadAsync(dashboard, listings);
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        foreach (var listing in listings)
        {
            var address = $"/dashboard/listings/{listing.Id}";
            using var sent = await SendAsync(curator, address, new() { ["why"] = "looked at it" });
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        }

        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from listing_edit"));
    }

    [Fact]
    public async Task What_a_curator_changes_is_read_by_young_people_kept_at_every_reading_recorded_and_taken_back()
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(dashboard, SomeListing.Listing("a"));
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        await SendAsync(curator, A, new() { ["name"] = "Kickabout", ["minimum-age"] = "14", ["cost"] = "pounds", ["pounds"] = "1.50", ["s1-day"] = "Thursday", ["s1-opens"] = "18:00", ["s1-closes"] = "19:30", ["near"] = "fb2", ["why"] = "Rang the club" });
        await ReadAsync(dashboard, SomeListing.Listing("a"));
        var page = WebUtility.HtmlDecode(await curator.PageAsync($"{A}?near=FB2&age=14-15"));

        Assert.Contains("<h1>Kickabout</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Tuesdays 5 pm to 6 pm and Thursdays 6 pm to 7.30 pm", page, StringComparison.Ordinal);
        Assert.Contains("£1.50", page, StringComparison.Ordinal);
        Assert.Contains("in the middle of FB2", page, StringComparison.Ordinal);
        Assert.Contains("Name: Kickabout (the source said: Listing a)", page, StringComparison.Ordinal);
        Assert.Contains("First seen here</dt><dd>4 November 2026", page, StringComparison.Ordinal);
        Assert.Contains("Rang the club", page, StringComparison.Ordinal);
        Assert.Contains("They are not offered it.", await curator.PageAsync($"{A}?age=11-13"), StringComparison.Ordinal);
        Assert.Equal(("Kickabout", 14m), ((await Listings.FindAsync(dashboard.Database, "test.a", Stop))!.Name, (await Listings.FindAsync(dashboard.Database, "test.a", Stop))!.MinimumAge));

        var name = await dashboard.ScalarAsync<long>("select sequence from listing_edit where field = 'name'");
        await curator.PostAsync($"{A}/undo", A, new() { ["sequence"] = $"{name}" });
        Assert.Contains("<h1>Listing a</h1>", await curator.PageAsync(A), StringComparison.Ordinal);
        Assert.Equal(["listing edit undone", "listing edited"], await AuditAsync(dashboard));
    }

    [Fact]
    public async Task The_second_of_two_curators_is_told_what_changed_and_what_they_typed_is_still_there()
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(dashboard, SomeListing.Listing("a"));
        using var first = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        using var second = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        var opened = await FormAsync(second, $"{A}/edit");
        await SendAsync(first, A, new() { ["name"] = "First words", ["why"] = "x" });

        using var late = await opened.With(new() { ["name"] = "Second words", ["summary"] = "A long text somebody typed", ["why"] = "y" }).ToAsync(second, $"{A}/edit");
        var page = await late.Content.ReadAsStringAsync(Stop);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("First words", page, StringComparison.Ordinal);
        Assert.Contains("A long text somebody typed", page, StringComparison.Ordinal);
        Assert.Equal(1, await dashboard.ScalarAsync<int>("select count(*) from listing_edit"));

        using var again = await Kept(page).ToAsync(second, $"{A}/edit");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Contains("<h1>Second words</h1>", await second.PageAsync(A), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_said_and_nothing_typed_is_lost()
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(dashboard, SomeListing.Listing("a"));
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        var wrong = new Dictionary<string, string>
        {
            ["name"] = "",
            ["summary"] = new string('x', 10_000),
            ["minimum-age"] = "sixteen",
            ["s0-opens"] = "25:00",
            ["latitude"] = "100",
            ["cost"] = "pounds",
            ["pounds"] = "-3",
            ["how-to-join"] = "Ring 0906 123 4567.",
            ["phone"] = "0906 123 4567",
            ["email"] = "nobody",
            ["web"] = "javascript:alert(1)",
            ["why"] = "",
        };

        using var refused = await SendAsync(curator, A, wrong);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Stop));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        foreach (var problem in new[] { "The name is missing.", "longer than 600 characters (10000)", "The youngest age is no number", "Time 1 needs a day", "not in Great Britain", "in pounds for one session", "dear to call", "no email address", "no web address", "Say how you know" })
            Assert.Contains(problem, page, StringComparison.Ordinal);
        Assert.All(wrong.Where(pair => pair.Key is not ("cost" or "s0-opens")), pair => Assert.Contains(pair.Value, page, StringComparison.Ordinal));
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from listing_edit"));
    }

    [Fact]
    public async Task Hostile_text_in_every_field_is_text_on_every_page_and_in_the_file()
    {
        const string Bait = "=cmd|' /C calc'!A0<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        await using var dashboard = await StartAsync();
        var hostile = SomeListing.Listing("a") with
        {
            Name = Bait, Organisation = Bait, Summary = Bait + new string('y', 10_000), Venue = Bait, HowToJoin = Bait, Phone = Bait, Email = Bait, Web = Bait, TravelHint = Bait, AreaServed = Bait,
            Licence = Bait, SourcePage = "javascript:alert(1)", Themes = [Bait], OnlyFor = [Bait], Access = [Bait], Languages = [Bait], SafetyChecks = [Bait], UnmappedTerms = [Bait],
        };
        await ReadAsync(dashboard, hostile);
        await ReportAsync(dashboard, "test", new ImportProblem(Bait, "name", ImportProblem.LeftOut, Bait));
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        await curator.PostAsync($"{A}/check", A, new() { ["reason"] = Bait });

        foreach (var path in new[] { A, $"{A}/edit", $"{A}/sheet", "/dashboard/listings", "/dashboard/to-check", "/dashboard/terms", "/dashboard/left-out", "/dashboard/directory" })
        {
            var page = await curator.PageAsync(path);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("href=\"javascript", page, StringComparison.OrdinalIgnoreCase);
        }

        var file = await curator.PageAsync("/dashboard/left-out/csv");
        Assert.Contains("\"'=cmd|", file, StringComparison.Ordinal);
        Assert.DoesNotMatch("(^|,|\")=cmd", file);
    }

    [Fact]
    public async Task What_somebody_types_reaches_young_people_without_markup()
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(dashboard, SomeListing.Listing("a"));
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        await SendAsync(curator, A, new() { ["summary"] = "Come <b>along</b><script>alert(1)</script>\u202E please", ["why"] = "x" });

        Assert.Equal("Come along please", (await Listings.FindAsync(dashboard.Database, "test.a", Stop))!.Summary);
    }

    [Fact]
    public async Task What_is_hidden_is_gone_for_young_people_at_once_and_comes_back()
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(dashboard, SomeListing.Listing("a"));
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        using var odd = await curator.PostAsync($"{A}/hide", A, new() { ["because"] = "i-dislike-it" });
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        await curator.PostAsync($"{A}/hide", A, new() { ["because"] = "unsafe", ["reason"] = "The building is shut off" });

        Assert.Empty(await Listings.CandidatesAsync(dashboard.Database, SomeListing.Wishes(), Now, cancellationToken: Stop));
        Assert.Contains("Shown to nobody: The building is shut off.", await curator.PageAsync(A), StringComparison.Ordinal);
        Assert.Contains("Do not hand it over", await curator.PageAsync($"{A}/sheet"), StringComparison.Ordinal);
        Assert.Contains("no: hidden", await curator.PageAsync("/dashboard/listings?shows=Hidden"), StringComparison.Ordinal);

        await curator.PostAsync($"{A}/undo", A, new() { ["sequence"] = "1" });
        Assert.Single(await Listings.CandidatesAsync(dashboard.Database, SomeListing.Wishes(), Now, cancellationToken: Stop));
    }

    [Fact]
    public async Task When_the_source_says_something_else_the_curator_takes_it_or_keeps_theirs()
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(dashboard, SomeListing.Listing("a"));
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        await SendAsync(curator, A, new() { ["name"] = "Kickabout", ["summary"] = "Ours", ["why"] = "x" });
        await ReadAsync(dashboard, SomeListing.Listing("a") with { Name = "Football", Summary = "Theirs" });

        Assert.Contains("name, what it is", await curator.PageAsync("/dashboard/to-check"), StringComparison.Ordinal);
        await curator.PostAsync($"{A}/source", A, new() { ["field"] = "name", ["take"] = "theirs" });
        await curator.PostAsync($"{A}/source", A, new() { ["field"] = "summary", ["take"] = "ours" });

        var listing = (await Listings.FindAsync(dashboard.Database, "test.a", Stop))!;
        Assert.Equal(("Football", "Ours"), (listing.Name, listing.Summary));
        Assert.DoesNotContain("something else now", await curator.PageAsync(A), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_sure_any_more_is_listed_and_still_true_is_one_tap()
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(
            dashboard,
            SomeListing.Listing("a") with { LastModified = Now.AddDays(-500) },
            SomeListing.Listing("checked") with { LastModified = Now.AddDays(-500), Assured = new DateOnly(2026, 6, 1) },
            SomeListing.Listing("over") with { Sessions = [SomeListing.At(DayOfWeek.Tuesday, 17, 18) with { Until = new DateOnly(2026, 11, 3) }] });
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        var old = await curator.PageAsync("/dashboard/to-check");
        Assert.Contains("Not checked for a year (1)", old, StringComparison.Ordinal);
        Assert.Contains("Over (1)", old, StringComparison.Ordinal);
        Assert.Contains("Listing a", old, StringComparison.Ordinal);
        Assert.DoesNotContain("Listing checked", old, StringComparison.Ordinal);
        Assert.Contains("Listing over", await curator.PageAsync("/dashboard/to-check?shows=Over"), StringComparison.Ordinal);

        await curator.PostAsync($"{A}/check", A, new() { ["reason"] = "Rang them" });
        Assert.Contains("Not checked for a year (0)", await curator.PageAsync("/dashboard/to-check"), StringComparison.Ordinal);
        Assert.Contains("4 November 2026", await curator.PageAsync(A), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_written_by_hand_is_in_the_directory_with_what_is_known_of_it()
    {
        await using var dashboard = await StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        var form = (await FormAsync(curator, "/dashboard/new-listing")).With(new()
        {
            ["name"] = "Lantern walk", ["organisation"] = "Friends of the Rec", ["main-theme"] = "nature", ["minimum-age"] = "11", ["near"] = "FB2",
            ["s0-day"] = "Friday", ["s0-opens"] = "18:00", ["s0-closes"] = "19:00", ["s0-from"] = "2026-11-06", ["s0-until"] = "2026-11-06", ["cost"] = "free", ["why"] = "We run it",
        });

        using var room = await form.With(new() { ["do"] = "more-times" }).ToAsync(curator, "/dashboard/new-listing");
        Assert.Contains("s3-day", await room.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using var kept = await form.ToAsync(curator, "/dashboard/new-listing");

        var page = WebUtility.HtmlDecode(await curator.PageAsync(kept.Headers.Location!.OriginalString));
        Assert.Contains("6 November 2026, 18:00 to 19:00", page, StringComparison.Ordinal);
        Assert.Contains("Written here", page, StringComparison.Ordinal);
        Assert.Contains("Written here by hand", await curator.PageAsync("/dashboard/directory"), StringComparison.Ordinal);
        Assert.Single(await Stored.VisibleAsync(dashboard.Database));
    }

    [Theory]
    [InlineData("a/b?c=d&e#f%2Fg")]
    [InlineData("https://open.example/sessions/1~2")]
    [InlineData("../../audit")]
    [InlineData("é\u202E' or '1'='1")]
    public async Task Whatever_a_record_is_called_its_page_is_found_from_the_list(string record)
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(dashboard, SomeListing.Listing("a") with { Id = $"test.{record}" });
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        var link = WebUtility.HtmlDecode(Link().Match(await curator.PageAsync("/dashboard/listings")).Groups[1].Value);

        Assert.Contains("<h1>Listing a</h1>", await curator.PageAsync(link), StringComparison.Ordinal);
        using var checkedNow = await curator.PostAsync($"{link}/check", link, new() { ["reason"] = "Rang them" });
        Assert.Contains("<h1>Listing a</h1>", await curator.PageAsync(checkedNow.Headers.Location!.OriginalString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_filtered_by_what_somebody_looks_for_and_paged()
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(
            dashboard,
            [
                .. Enumerable.Range(100, 60).Select(number => SomeListing.Listing($"{number}")),
                SomeListing.Listing("100 % fun_run") with { Themes = ["music"], Location = null },
                SomeListing.Listing("untimed") with { Sessions = [], MinimumAge = null, MaximumAge = null, Themes = [] },
            ]);
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        Assert.Contains("51 to 62 of 62", await curator.PageAsync("/dashboard/listings?page=2"), StringComparison.Ordinal);
        foreach (var filter in new[] { "text=100%20%25", "text=fun_", "theme=music", "shows=NoPlace" })
            Assert.Contains("1 to 1 of 1<", await curator.PageAsync($"/dashboard/listings?{filter}"), StringComparison.Ordinal);
        foreach (var filter in new[] { "shows=NoTimes", "shows=NoAges", "shows=NoThemes", "text=UNTIMED" })
            Assert.Contains("Listing untimed", await curator.PageAsync($"/dashboard/listings?{filter}"), StringComparison.Ordinal);
        Assert.Contains("There is no such listing.", await curator.PageAsync("/dashboard/listings?source=nowhere&page=9999999&shows=nonsense"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_source_says_how_it_stands_and_what_that_means()
    {
        await using var dashboard = await StartAsync("--Directory:Feeds:0:SourceId=silent", "--Directory:Feeds:0:Address=silent.json", "--Directory:Feeds:1:SourceId=never", "--Directory:Feeds:1:Address=never.json");
        await ReadAsync(dashboard, SomeListing.Listing("a") with { Licence = "CC-BY-4.0" });
        await dashboard.Database.WriteAsync(connection => { Listings.Replace(connection, "silent", "silent.json", [SomeListing.Listing("b") with { Id = "silent.b", SourceId = "silent" }], Now.AddDays(-20)); }, Stop);
        await ReportAsync(dashboard, "silent", why: "it answers 500");
        await ReportAsync(dashboard, "broken", why: "it is no directory");
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        var page = WebUtility.HtmlDecode(await curator.PageAsync("/dashboard/directory"));

        Assert.Contains("3 sources need somebody to look.", page, StringComparison.Ordinal);
        Assert.Contains("Not read for 20 days", page, StringComparison.Ordinal);
        Assert.Contains("still offered what it said on 15 October 2026", page, StringComparison.Ordinal);
        Assert.Contains("it answers 500", page, StringComparison.Ordinal);
        Assert.Contains("4 Nov 2026, 17:15", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "Never read"));
        Assert.Contains("CC-BY-4.0", page, StringComparison.Ordinal);
        Assert.Contains("the oldest first: not read", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_left_out_is_counted_by_reason_over_the_newest_readings_and_downloaded()
    {
        await using var dashboard = await StartAsync();
        await ReportAsync(dashboard, "north", new ImportProblem("old", "name", ImportProblem.LeftOut, "was wrong before"));
        await ReportAsync(dashboard, "north", new ImportProblem("1", "name", ImportProblem.LeftOut, "has no name"), new ImportProblem("2", "name", ImportProblem.LeftOut, "has no name"), new ImportProblem("3", "age", ImportProblem.Mended, "turned round"));
        await ReportAsync(dashboard, "south", new ImportProblem("4", "name", ImportProblem.LeftOut, "has no name"), new ImportProblem("5", "id", ImportProblem.LeftOut, "is there twice"));
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        var all = await curator.PageAsync("/dashboard/left-out");
        Assert.Matches("has no name</a></th><td data-label=\"Field\">name</td><td data-label=\"Records\">3</td><td data-label=\"Sources\">2", all);
        Assert.DoesNotContain("was wrong before", all, StringComparison.Ordinal);
        Assert.DoesNotContain("turned round", all, StringComparison.Ordinal);
        Assert.DoesNotContain("is there twice", await curator.PageAsync("/dashboard/left-out?source=north"), StringComparison.Ordinal);
        Assert.Contains("turned round", await curator.PageAsync("/dashboard/left-out?effect=mended"), StringComparison.Ordinal);

        using var file = await curator.GetAsync("/dashboard/left-out/csv?field=id");
        Assert.Equal("left-out.csv", file.Content.Headers.ContentDisposition!.FileName);
        var lines = (await file.Content.ReadAsStringAsync(Stop)).Trim('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["source,record,field,effect,why,read at", "south,5,id,left-out,is there twice,2026-11-04T17:00Z"], lines);
    }

    [Fact]
    public async Task A_word_that_is_mapped_on_the_page_holds_at_once_and_is_taken_back()
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(dashboard, SomeListing.Listing("a") with { Themes = [], UnmappedTerms = ["Parkour"] });
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        Assert.Contains("“Parkour”", WebUtility.HtmlDecode(await curator.PageAsync("/dashboard/terms")), StringComparison.Ordinal);

        using var empty = await curator.PostAsync("/dashboard/terms", "/dashboard/terms", new() { ["source"] = "test", ["term"] = "Parkour", ["themes"] = "no-theme" });
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        await curator.PostAsync("/dashboard/terms", "/dashboard/terms", new() { ["source"] = "test", ["term"] = "Parkour", ["themes"] = "active", ["reach"] = "every" });

        Assert.Equal(["active"], (await Listings.FindAsync(dashboard.Database, "test.a", Stop))!.Themes);
        var page = WebUtility.HtmlDecode(await curator.PageAsync("/dashboard/terms"));
        Assert.Contains("Every word of every source is mapped.", page, StringComparison.Ordinal);
        var mapped = await curator.PageAsync("/dashboard/terms?show=mapped");
        Assert.Matches("“Parkour”.*for every source.*Means</dt><dd>Being active</dd>.*Said by</dt><dd>", WebUtility.HtmlDecode(mapped).ReplaceLineEndings(" "));

        var id = await dashboard.ScalarAsync<string>("select mapping_id from term_mapping");
        await curator.PostAsync($"/dashboard/terms/{id}/undo", "/dashboard/terms", new() { ["reason"] = "" });
        Assert.DoesNotContain("“Parkour”", WebUtility.HtmlDecode(await curator.PageAsync("/dashboard/terms?show=mapped")), StringComparison.Ordinal);
        Assert.Matches("“Parkour”.*Taken back by</dt><dd>", WebUtility.HtmlDecode(await curator.PageAsync("/dashboard/terms?show=taken-back")).ReplaceLineEndings(" "));
        Assert.Equal(["term mapped", "term mapping undone"], (await AuditAsync(dashboard)).Order());
    }

    [Fact]
    public async Task What_words_mean_is_looked_up_and_changed()
    {
        await using var dashboard = await StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        foreach (var (source, word) in new[] { ("north", "Parkour & tricking"), ("south", "Chess") })
            await curator.PostAsync("/dashboard/terms", "/dashboard/terms", new() { ["source"] = source, ["term"] = word, ["themes"] = "active" });

        Assert.Equal(["Parkour & tricking"], await WordsAsync(curator, "?show=mapped&source=north"));
        Assert.Equal(["Parkour & tricking"], await WordsAsync(curator, "?show=mapped&word=TRICK"));
        Assert.Equal(["Chess", "Parkour & tricking"], await WordsAsync(curator, "?show=mapped&source="));
        Assert.Empty(await WordsAsync(curator, "?show=mapped&word=swimming"));
        Assert.Empty(await WordsAsync(curator, "?show=taken-back"));

        var form = SentForm.On(await curator.PageAsync("/dashboard/terms?show=mapped&source=south"), "onlyFor");
        Assert.Contains(new("themes", "active"), form.Fields);
        using var changed = await form.With(new() { ["themes"] = "creative", ["onlyFor"] = "girls" }).ToAsync(curator, "/dashboard/terms");

        Assert.Equal("/dashboard/terms?show=mapped", changed.Headers.Location!.OriginalString);
        Assert.Equal("chess south creative girls", await dashboard.ScalarAsync<string>("select term || ' ' || source_id || ' ' || themes || ' ' || only_for from term_mapping where undone_at is null and source_id = 'south'"));
        Assert.Equal(["Chess"], await WordsAsync(curator, "?show=taken-back"));
        using var nothing = await form.With(new() { ["themes"] = "" }).ToAsync(curator, "/dashboard/terms");
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.Contains("What we say words mean", await nothing.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_worker_hands_over_a_sheet_and_sees_nothing_else_of_the_directory()
    {
        await using var dashboard = await StartAsync();
        await ReadAsync(dashboard, Full);
        using var worker = await dashboard.BrowserAsync(StaffRole.LinkWorker.Id);

        var sheet = WebUtility.HtmlDecode(await worker.PageAsync("/dashboard/listings/test.full/sheet"));

        Assert.Contains("Saturdays, 10:00 to 12:00, in term time, from 1 September 2026, until 1 July 2027", sheet, StringComparison.Ordinal);
        Assert.Contains("£2.50, first time free", sheet, StringComparison.Ordinal);
        Assert.Contains("class=\"qr\"", sheet, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.GetAsync("/dashboard/listings/test.full")).StatusCode);
    }

    [Fact]
    public async Task How_far_away_and_in_which_direction_something_is_needs_no_map()
    {
        await using var dashboard = await StartAsync();
        var centre = SomeListing.FB3.Centre;
        await ReadAsync(dashboard, SomeListing.Listing("a") with { Location = new GeoPoint(centre.Latitude - 0.03, centre.Longitude + 0.05) });
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        Assert.Contains("2.9 miles south-east of FB2", await curator.PageAsync($"{A}?near=FB2"), StringComparison.Ordinal);
        Assert.Contains("We know no such place", await curator.PageAsync($"{A}?near=ZZ99"), StringComparison.Ordinal);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<RunningDashboard> StartAsync(params string[] settings)
    {
        var dashboard = await RunningDashboard.StartAsync(new RunningDashboard.Setup { Clock = new FakeTimeProvider(Now), Settings = settings });
        await dashboard.Database.WriteAsync(connection => Places.Write(connection, new Place("FB2", "FB2", "FB2", SomeListing.FB3.Centre)));
        return dashboard;
    }

    private static Task ReadAsync(RunningDashboard dashboard, params Listing[] listings) =>
        dashboard.Database.WriteAsync(connection => { Listings.Replace(connection, "test", "test.json", listings, Now); });

    private static Task ReportAsync(RunningDashboard dashboard, string sourceId, params ImportProblem[] problems) => ReportAsync(dashboard, sourceId, null, problems);

    private static async Task ReportAsync(RunningDashboard dashboard, string sourceId, string? why, params ImportProblem[] problems)
    {
        var number = await dashboard.ScalarAsync<int>("select count(*) from import_run");
        var run = new ImportRun($"run{number}", sourceId, $"{sourceId}.json", 0, 0, 0, 0, problems.Length, why, Now);
        await dashboard.Database.WriteAsync(connection => Listings.Report(connection, run, problems));
    }

    // Sends the form of a listing as a browser would, with some fields filled in otherwise.
    private static async Task<HttpResponseMessage> SendAsync(RunningDashboard.Browser browser, string address, Dictionary<string, string> otherwise) =>
        await (await FormAsync(browser, $"{address}/edit")).With(otherwise).ToAsync(browser, $"{address}/edit");

    private static async Task<SentForm> FormAsync(RunningDashboard.Browser browser, string path) => Kept(await browser.PageAsync(path));

    private static SentForm Kept(string page) => SentForm.On(page, "based-on").With(new() { ["do"] = "keep" });

    /// <summary>The words on the page, in the order of the alphabet.</summary>
    private static async Task<IReadOnlyList<string>> WordsAsync(RunningDashboard.Browser curator, string filter) =>
        [.. Word().Matches(WebUtility.HtmlDecode(await curator.PageAsync($"/dashboard/terms{filter}"))).Select(word => word.Groups[1].Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex("<h2>“([^”]+)”")]
    private static partial Regex Word();

    private static async Task<IReadOnlyList<string>> AuditAsync(RunningDashboard dashboard) =>
        await dashboard.Database.ReadAsync(connection => connection.Query<string>("select action from audit where action like 'listing%' or action like 'term%' order by at, action"), Stop);

    [GeneratedRegex("<a href=\"(/dashboard/listings/[^\"]+)\">Listing a</a>")]
    private static partial Regex Link();
}
