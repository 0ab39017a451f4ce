using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Safeguarding;
using SocialRx.Dashboard.Access;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.People;
using SocialRx.Language.Signals;
using SocialRx.Storage;
using SocialRx.TestKit;
using SocialRx.Tests.Dashboard;
using SocialRx.Tests.Dialogs;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Assurance;

/// <summary>The fifteen standards of the Information Commissioner's Children's code, each on the running product. What they mean here is in deploymentTemplates/assurance/dpia.md.</summary>
public sealed partial class ChildrensCodeTests
{
    private static readonly string[] ToTheFirstConsent = ["15", "FB1", "music", "nothing", "skip", "any time", "not now", "not now"];
    private static readonly string[] ToEveryConsent = ["15", "FB1", "football with my brother", "nothing", "skip", "any time", "1", "just go and look", "8", "not now", "keep it"];
    private static readonly string[] ToTheReferral = ["17", "FB1", "football", "nothing", "skip", "any time", "1", "just go and look", "8", "yes, ask"];
    private static readonly string[] PageFiles = ["index.html", "chat.js", "chat.css"];
    private static readonly string[] WaysOut = ["Skip", "Not now", "No, don't", "No, leave it out", "Don't send it", "Change it", "No"];

    [Fact]
    public async Task Standard_01_best_interests_how_long_or_often_somebody_comes_is_neither_kept_nor_shown()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await Some.PeopleAsync(dashboard, 203);
        using var commissioner = await dashboard.BrowserAsync("commissioner");

        var columns = await dashboard.Database.ReadAsync(connection => Catalogue.TablesWith(connection, "person_id").SelectMany(table => Catalogue.Columns(connection, table)).ToList());
        var page = await commissioner.PageAsync("/dashboard");

        Assert.Contains("first_seen_at", columns);
        Assert.DoesNotContain(columns, column => Engagement().IsMatch(column));
        Assert.Contains("young people took part", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Engagement(), page);
    }

    [Fact]
    public void Standard_02_data_protection_impact_assessment_has_every_standard_with_its_test_and_names_the_files_it_rests_on()
    {
        var assessment = new AssuranceFile("dpia.md");

        var standards = assessment.Table("The fifteen standards");

        Assert.Equal(Enumerable.Range(1, 15).Select(number => $"{number}"), standards.Select(standard => standard["no."]));
        Assert.All(standards, standard =>
        {
            var tests = AssuranceFile.Marked(standard["tests"]);
            Assert.Contains(tests, test => test.StartsWith($"{nameof(ChildrensCodeTests)}.Standard_{int.Parse(standard["no."], null):00}_", StringComparison.Ordinal));
            Assert.All(tests, test => Assert.Contains(test, TestNames.All));
        });
        Assert.All(AssuranceFile.Names.Where(name => name is "record-of-processing.md" or "hazard-log.md" or "promises.md"), name => Assert.Contains($"]({name})", assessment.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Standard_02_data_protection_impact_assessment_is_as_new_as_what_is_stored()
    {
        await using var test = await TestDatabase.CreateAsync();
        var record = new AssuranceFile("record-of-processing.md").Table("Kinds of personal data").SelectMany(kind => AssuranceFile.Marked(kind["tables"])).ToList();

        var personal = await test.Database.ReadAsync(connection => Catalogue.TablesWith(connection, "person_id"));

        Assert.Contains("referral", personal);
        Assert.Empty(personal.Except(record));
    }

    [Theory]
    [InlineData("12", 11, 13)]
    [InlineData("15", 14, 15)]
    [InlineData("17", 16, 17)]
    [InlineData("22", 18, 25)]
    public async Task Standard_03_age_appropriate_application_age_is_asked_once_and_what_is_suggested_is_for_it(string age, int from, int to)
    {
        await using var talk = await TestConversation.StartAsync();
        var replies = (await talk.JoinAsync()).Concat(await SayAllAsync(talk, [age, "FB1", "music and football", "nothing", "skip", "any time", "not now", "not now", "no", "find something to do", "not now"])).ToList();

        var suggested = replies.SelectMany(reply => reply.Attachments ?? []).Select(card => NumberInFront().Replace(((HeroCard)card.Content).Title, "")).Distinct().ToList();

        Assert.Single(replies, reply => reply.Text == WordBook.Load()[Lines.About.Age]);
        Assert.DoesNotContain(replies, reply => reply.Text == WordBook.Load()[Lines.About.AgeAgain]);
        Assert.NotEmpty(suggested);
        foreach (var name in suggested)
            Assert.True(await FitsAsync(talk.Database, name, from, to), name);
    }

    [Fact]
    public async Task Standard_04_transparency_who_reads_what_is_said_before_the_first_question_and_again_where_more_is_asked_for()
    {
        await using var talk = await TestConversation.StartAsync();

        var hello = await talk.JoinAsync();
        var referral = Text(await SayAllAsync(talk, ToTheReferral));

        Assert.Contains("a computer program, not a person", hello[0].Text, StringComparison.Ordinal);
        Assert.Contains("People only read what you agree to share", hello[1].Text, StringComparison.Ordinal);
        Assert.EndsWith("It's so I only show you things that fit.", hello[2].Text, StringComparison.Ordinal);
        Assert.Matches(@"(?s)Nothing goes until you've seen it all\..*What should they call you\?", referral);
    }

    [Fact]
    public void Standard_05_detrimental_use_nothing_lures_or_advertises_and_nothing_on_the_page_comes_from_elsewhere()
    {
        Assert.All(WordBook.Load().All, line => Assert.DoesNotMatch(Luring(), line.Wording));
        Assert.All(PageFiles.Select(Page), file => Assert.DoesNotMatch(FromElsewhere(), file));
    }

    [Fact]
    public void Standard_05_detrimental_use_chats_train_nothing()
    {
        var reads = typeof(RiskSignals).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();

        Assert.Equal(["--corpus", "--output"], SignalVerbs.Train().Options.Select(option => option.Name).Order(StringComparer.Ordinal));
        Assert.Contains("System.Runtime", reads);
        Assert.DoesNotContain(reads, name => name.StartsWith("SocialRx.Storage", StringComparison.Ordinal) || name is "Dapper" or "Npgsql" or "Microsoft.Data.Sqlite" || name.StartsWith("System.Net", StringComparison.Ordinal));
    }

    [Fact]
    public void Standard_06_policies_and_community_standards_every_promise_in_the_notice_has_a_test()
    {
        var linked = new AssuranceFile("promises.md").Table("What is said").ToLookup(row => row["line"].Trim('`'), row => row["words"]);
        var notice = WordBook.Load().All.Where(line => Notice().IsMatch(line.Key)).ToList();

        Assert.True(notice.Count > 20, $"{notice.Count} lines.");
        Assert.All(notice, line => Assert.Contains(line.Wording, linked[line.Key]));
    }

    [Fact]
    public async Task Standard_07_default_settings_until_a_yes_nobody_is_counted_quoted_passed_on_or_asked_later()
    {
        await using var talk = await TestConversation.StartAsync();
        await talk.JoinAsync();

        await SayAllAsync(talk, ToEveryConsent);
        Assert.Equal((1, 0, 0, 0, 0), await KeptAsync(talk.Database));
        Assert.Equal(0, await CountAsync(talk.Database, "consent"));

        await SayAllAsync(talk, ["dunno", "idk", "whatever", "no"]);
        Assert.Equal((1, 0, 0, 0, 0), await KeptAsync(talk.Database));
        Assert.Equal(3, await CountAsync(talk.Database, "consent where given = 0 and purpose in ('numbers', 'quote', 'check-in')"));
        Assert.Equal(3, await CountAsync(talk.Database, "consent"));
    }

    [Fact]
    public async Task Standard_07_default_settings_each_yes_opens_its_own_purpose_alone()
    {
        await using var talk = await TestConversation.StartAsync();
        await talk.JoinAsync();

        await SayAllAsync(talk, [.. ToEveryConsent, "yes"]);
        Assert.Equal((1, 1, 0, 0, 0), await KeptAsync(talk.Database));

        await talk.SayAsync("yes");
        Assert.Equal((1, 1, 1, 0, 0), await KeptAsync(talk.Database));

        await talk.SayAsync("yes");
        Assert.Equal((1, 1, 1, 0, 1), await KeptAsync(talk.Database));
    }

    [Fact]
    public async Task Standard_08_data_minimisation_of_a_postcode_the_first_half_is_kept_and_of_a_birthday_nothing()
    {
        await using var talk = await TestConversation.StartAsync();
        await talk.JoinAsync();

        await SayAllAsync(talk, ["14/03/2011", "15", "FB1 2QZ", "music"]);

        Assert.Equal("FB1", await talk.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select outcode from person")));
        Assert.NotEmpty(await talk.Database.ReadAsync(connection => Catalogue.Holding(connection, "14-15")));
        Assert.Empty(await talk.Database.ReadAsync(connection => Catalogue.Holding(connection, "2QZ")));
        Assert.Empty(await talk.Database.ReadAsync(connection => Catalogue.Holding(connection, "14/03/2011")));
    }

    [Fact]
    public async Task Standard_08_data_minimisation_a_person_is_a_pseudonym_with_age_band_and_outcode_and_a_name_is_asked_for_a_request_only()
    {
        await using var talk = await TestConversation.StartAsync();
        var before = Text(await talk.JoinAsync()) + Text(await SayAllAsync(talk, ToTheReferral[..^1]));
        var asked = Text(await talk.SayAsync(ToTheReferral[^1]));

        Assert.Equal(
            ["age_band", "conversation_id", "first_seen_at", "left_at", "outcode", "person_id", "programme_id"],
            (await talk.Database.ReadAsync(connection => Catalogue.Columns(connection, "person"))).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("call you", before, StringComparison.Ordinal);
        Assert.Contains("What should they call you?", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_09_data_sharing_each_item_is_asked_for_shown_and_passed_on_only_with_its_own_yes()
    {
        await using var talk = await TestConversation.StartAsync();
        await talk.JoinAsync();

        var shown = Text((await SayAllAsync(talk, [.. ToTheReferral, "Jaz", "07700 900456", "text after 4", "no", "no", "yes", "no", "no"])).TakeLast(1));
        Assert.Equal(0, await CountAsync(talk.Database, "referral"));
        var sent = Text(await talk.SayAsync("send it"));

        Assert.DoesNotMatch("Age:|Area:|First step:", shown);
        Assert.Contains("What matters: ", shown, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(talk.Database, "referral where shared_age_band is null and shared_outcode is null and shared_goal is null and shared_matters = 'active'"));
        Assert.Equal(1, await CountAsync(talk.Database, "consent where purpose = 'referral' and given = 1"));
        Assert.Contains("Your receipt is", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_10_geolocation_the_page_cannot_ask_where_the_device_is_and_no_place_of_a_person_is_finer_than_an_outcode()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync();
        using var answer = await browser.GetAsync("/dashboard/sign-in");

        var placed = await dashboard.Database.ReadAsync(connection => Catalogue.TablesWith(connection, "latitude"));

        Assert.Contains("geolocation=()", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.All(PageFiles.Select(Page), file => Assert.DoesNotContain("geolocation", file, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["listing", "listing_digest", "place", "search_listing", "search_spot", "staged_listing"], placed);
    }

    [Fact]
    public async Task Standard_11_parental_controls_where_an_adult_may_see_the_chat_it_says_so_at_once_and_nobody_else_has_a_way_in()
    {
        await using var teams = await TestConversation.StartAsync(channelId: "msteams");
        await using var web = await TestConversation.StartAsync(channelId: "directline");
        var mayBeSeen = WordBook.Load()[Lines.Hello.Teams];

        Assert.Contains(await teams.JoinAsync(), reply => reply.Text == mayBeSeen);
        Assert.DoesNotContain(await web.JoinAsync(), reply => reply.Text == mayBeSeen);
        Assert.DoesNotContain(StaffRole.All, role => Adults().IsMatch(role.Id));
        Assert.DoesNotContain(DeclaredRoutes.Staff.Keys.Concat(DeclaredRoutes.Others), route => Adults().IsMatch(route));
    }

    [Fact]
    public async Task Standard_12_profiling_every_suggestion_says_why_and_nothing_of_the_person_is_left_after_delete()
    {
        await using var talk = await TestConversation.StartAsync();
        await talk.JoinAsync();
        var replies = await SayAllAsync(talk, [.. ToEveryConsent, "yes", "yes", "yes"]);
        var cards = replies.SelectMany(reply => reply.Attachments ?? []).Select(card => (HeroCard)card.Content).ToList();
        var before = await OfPersonAsync(talk.Database);

        await SayAllAsync(talk, ["delete my data", "yes"]);

        Assert.NotEmpty(cards);
        Assert.All(cards, card => Assert.Matches("^(It's |You said |You can |It has )", card.Text));
        Assert.True(before > 6, $"{before} rows.");
        Assert.Equal(0, await OfPersonAsync(talk.Database));
    }

    [Fact]
    public async Task Standard_13_nudge_techniques_every_question_can_be_left_out_and_every_moment_stopped()
    {
        await using var talk = await TestConversation.StartAsync();
        var asked = await talk.JoinAsync();
        foreach (var said in (string[])[.. ToTheReferral, "Jaz", "07700 900456", "text", "yes", "yes", "yes", "yes", "no", "don't send it", "keep it", "no"])
        {
            Assert.Contains(Buttons(asked), WaysOut.Contains);
            Assert.Contains("stopped", Text(await talk.SayAsync("stop")), StringComparison.OrdinalIgnoreCase);
            await talk.SayAsync("carry on");
            asked = await talk.SayAsync(said);
        }
    }

    [Fact]
    public async Task Standard_13_nudge_techniques_yes_and_no_weigh_the_same_and_nothing_is_ticked_beforehand()
    {
        await using var talk = await TestConversation.StartAsync();
        await talk.JoinAsync();

        var consent = (await SayAllAsync(talk, ToTheFirstConsent))[^1].SuggestedActions.Actions;

        Assert.Equal(2, consent.Count);
        Assert.Single(consent.Select(button => (button.Type, HasPicture: button.Image is not null)).Distinct());
        Assert.DoesNotMatch(@"\b(checked|type=""(checkbox|radio)"")", Page("index.html"));
        Assert.DoesNotMatch(@"checkbox|card-choice\.|card-choice:(first|last|nth)|primary-button", Page("chat.css") + Page("chat.js"));
        Assert.Single(Regex.Matches(Page("chat.js"), @"element\('button', \{ key: index, type: 'button', className: 'card-choice'"));
    }

    /// <summary>The service is a conversation in a page or in Teams: no toy or device is connected to it, and the page uses none of the device it is opened on.</summary>
    [Fact]
    public void Standard_14_connected_toys_and_devices_there_is_no_way_in_for_a_device_and_the_page_uses_none()
    {
        Assert.All(PageFiles.Select(Page), file => Assert.DoesNotMatch(Device(), file));
        Assert.All(DeclaredRoutes.Others, route => Assert.Matches(@" (/$|/api/(token|messages)|/v3/directline/|/health/|/panel|/dashboard/)", route));
    }

    [Fact]
    public async Task Standard_15_online_tools_seeing_correcting_exporting_deleting_and_complaining_are_at_hand_at_every_point()
    {
        await using var talk = await TestConversation.StartAsync();
        await talk.JoinAsync();
        foreach (var said in (string[])[.. ToTheReferral, "Jaz", "07700 900456", "text", "yes", "yes", "yes", "yes", "no", "don't send it", "keep it", "no", "help"])
        {
            var known = await talk.SayAsync("what do you know about me");
            Assert.Contains(known, reply => reply.Text.StartsWith("Here's what I know about you.", StringComparison.Ordinal));
            Assert.Equal(["Change something", "Download it", "My receipts", "Take back a yes", "Delete it", "Complain", "Done"], Buttons(known));
            await SayAllAsync(talk, ["done", said]);
        }

        Assert.Contains("ico.org.uk", Text(await talk.SayAsync("complain")), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Activity>> SayAllAsync(TestConversation talk, IReadOnlyList<string> lines)
    {
        var replies = new List<Activity>();
        foreach (var line in lines)
            replies.AddRange(await talk.SayAsync(line));
        return replies;
    }

    private static string Text(IEnumerable<Activity> replies) => string.Join('\n', replies.Select(reply => reply.Text));

    private static IReadOnlyList<string> Buttons(IReadOnlyList<Activity> replies) => [.. replies[^1].SuggestedActions?.Actions.Select(button => button.Title) ?? []];

    private static string Page(string file) => Repository.Read("bot", "SocialRx.Bot", "wwwroot", file);

    private static Task<int> CountAsync(Database database, string rows) => database.ReadAsync(connection => connection.ExecuteScalar<int>($"select count(*) from {rows}"));

    private static Task<int> OfPersonAsync(Database database) => database.ReadAsync(connection =>
        Catalogue.TablesWith(connection, "person_id").Sum(table => connection.ExecuteScalar<int>($"select count(*) from {table}")));

    private static async Task<(int People, int Counted, int Quotable, int PassedOn, int AskedLater)> KeptAsync(Database database) =>
        (await CountAsync(database, "person"), await CountAsync(database, "counted_person"), await CountAsync(database, "own_words"), await CountAsync(database, "referral"), await CountAsync(database, "check_in"));

    private static async Task<bool> FitsAsync(Database database, string name, int from, int to) =>
        await database.ReadAsync(connection => connection.ExecuteScalar<int>(
            "select count(*) from listing where name = @name and coalesce(minimum_age, 0) <= @to and coalesce(maximum_age, 120) >= @from",
            new { name, from, to })) > 0;

    [GeneratedRegex(@"\b(visits?|streaks?|points|minutes spent|time spent|active users|engagement|returning|log-?ins?|clicks|views|message_count|session_count|duration)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Engagement();

    [GeneratedRegex(@"\b(streaks?|badges?|rewards?|points|level up|unlock|prize|win|sponsored|advert|limited time|last chance|don't miss|keep going|everyone else)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Luring();

    [GeneratedRegex(@"(src|href)=""https?://|@import|url\(['""]?https?:|import\(|analytics|gtag|sendBeacon|document\.cookie", RegexOptions.IgnoreCase)]
    private static partial Regex FromElsewhere();

    [GeneratedRegex(@"^(hello\.(who|rules|teams)|consent\.(numbers|quote|check-in|young)|adult\.(what-is-told|item-by-item|read-first|sent|sent-to-be-read)|data\.(how-long|complain|complain-ask|delete-what|deleted|concern-stays|took-back-.*))$")]
    private static partial Regex Notice();

    [GeneratedRegex(@"parent|guardian|carer|teacher|family", RegexOptions.IgnoreCase)]
    private static partial Regex Adults();

    [GeneratedRegex(@"navigator\.(bluetooth|usb|serial|hid|mediaDevices|wakeLock|vibrate|getBattery|contacts)|getUserMedia|NDEFReader|Device(Motion|Orientation)|Notification\.|pushManager|serviceWorker")]
    private static partial Regex Device();

    [GeneratedRegex(@"^\d\. ")]
    private static partial Regex NumberInFront();
}
