using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Tests.Bot.Directories.Sheets;
using SocialRx.Tests.Storage.ActivityDirectory;
using SomeListing = SocialRx.Tests.Domain.ActivityDirectory.Some;

namespace SocialRx.Tests.Dashboard;

/// <summary>A curator sends a spreadsheet, sees what it would do, and takes it in or gives it up.</summary>
public sealed partial class SheetPageTests
{
    private const string Sources = "/dashboard/directory";
    private const string Send = "/dashboard/sheets";

    private readonly FakeTimeProvider _clock = new(SomeListing.Now);

    [Fact]
    public async Task Nothing_of_a_spreadsheet_is_in_the_directory_until_whoever_sent_it_takes_it_in()
    {
        await using var dashboard = await StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        await curator.PostAsync(await SentAsync(curator, "Name,Organisation,Cost\nChess,Mill,Free\nBand,Mill,Free\nBoxing,Mill,Free\n"), "take-in");
        _clock.Advance(TimeSpan.FromMinutes(10));

        var address = await SentAsync(curator, "Name,Organisation,Cost,Category,Shoe size\nChess,Mill,Free,Underwater,3\nBand,Mill,£2,Music,4\nDrama,Mill,Free,Drama,5\n,Mill,Free,,6\n", known: true);
        var page = Text(await curator.PageAsync(address));

        Assert.Matches("New</dt><dd>1</dd>.*Changed</dt><dd>2</dd>.*Gone</dt><dd>1</dd>.*Rows left out</dt><dd>1</dd>", page);
        Assert.Matches("1 listing it has now would go", page);
        Assert.Matches("Headings nothing was taken from.*<li>Shoe size</li>", page);
        Assert.Matches("“Underwater” is not mapped to a theme", page);
        Assert.Matches("Rows that are left out.*row 5.*is missing", page);
        Assert.Equal(["Band", "Boxing", "Chess"], await NamesAsync(dashboard));
        Assert.Contains("clubs.csv for fernbridge-clubs", Text(await curator.PageAsync(Sources)), StringComparison.Ordinal);

        using var taken = await curator.PostAsync(address, "take-in");
        Assert.Matches("^/dashboard/imports/.+", taken.Headers.Location!.OriginalString);
        Assert.Contains("Shoe size", await curator.PageAsync(taken.Headers.Location.OriginalString), StringComparison.Ordinal);
        Assert.Equal(["Band", "Chess", "Drama"], await NamesAsync(dashboard));
        Assert.Equal(HttpStatusCode.NotFound, (await curator.PostAsync($"{address}/take-in", Sources, new() { ["reason"] = "again" })).StatusCode);
        Assert.Equal("sent in: clubs.csv", await dashboard.ScalarAsync<string>("select address from source"));
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select (select count(*) from sheet_upload) + (select count(*) from sheet_upload_part)"));
        Assert.Equal(
            ["spreadsheet sent source/fernbridge-clubs", "spreadsheet taken in source/fernbridge-clubs", "spreadsheet sent source/fernbridge-clubs", "spreadsheet taken in source/fernbridge-clubs", "refused " + address + "/take-in"],
            await AuditAsync(dashboard));
    }

    [Fact]
    public async Task The_same_file_again_changes_only_the_day_it_was_said()
    {
        await using var dashboard = await StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        await curator.PostAsync(await SentAsync(curator, "Name,Organisation\nChess,Mill\n"), "take-in");
        _clock.Advance(TimeSpan.FromMinutes(10));

        var page = Text(await curator.PageAsync(await SentAsync(curator, "Name,Organisation\nChess,Mill\n", known: true)));

        Assert.Matches("New</dt><dd>0</dd>.*Changed</dt><dd>0</dd>.*As before</dt><dd>1, with today.*Gone</dt><dd>0</dd>", page);
    }

    [Fact]
    public async Task What_was_given_up_is_gone_and_somebody_elses_was_never_there()
    {
        await using var dashboard = await StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        var given = await SentAsync(curator, "Name,Organisation\nChess,Mill\n");
        await curator.PostAsync(given, "give-up");
        Assert.Equal(HttpStatusCode.NotFound, (await curator.GetAsync(given)).StatusCode);

        var others = await SentAsync(curator, "Name,Organisation\nChess,Mill\n");
        await dashboard.WriteAsync("update sheet_upload set sent_by = 'somebody else'");

        Assert.Equal(HttpStatusCode.NotFound, (await curator.GetAsync(others)).StatusCode);
        foreach (var deed in new[] { "take-in", "give-up" })
            Assert.Equal(HttpStatusCode.NotFound, (await curator.PostAsync($"{others}/{deed}", Sources, new() { ["reason"] = "x" })).StatusCode);
        Assert.Equal(1, await dashboard.ScalarAsync<int>("select count(*) from sheet_upload where taken_at is null"));
        Assert.Empty(await NamesAsync(dashboard));
    }

    [Theory]
    [InlineData("no headings at all\n1,2\n", "no row of headings was found")]
    [InlineData("Name,Organisation\n\"Chess,Mill\nBand,Mill\n", "a quotation mark is opened and not closed")]
    [InlineData("Name,Organisation\n,Mill\n", "none of its rows can be used")]
    [InlineData("PK\u0003\u0004 not really", "it cannot be read")]
    public async Task A_file_that_cannot_be_used_says_why_and_is_not_kept(string content, string why)
    {
        await using var dashboard = await StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        using var refused = await SendAsync(curator, Encoding.UTF8.GetBytes(content), new() { ["new"] = "fernbridge-clubs" });
        var page = Text(await refused.Content.ReadAsStringAsync(Stop));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(why, page, StringComparison.Ordinal);
        Assert.Contains("value=\"fernbridge-clubs\"", page, StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select (select count(*) from sheet_upload) + (select count(*) from sheet_upload_part) + (select count(*) from import_run)"));
    }

    [Fact]
    public async Task Where_postcodes_are_missing_it_says_which_and_whom_to_ask()
    {
        await using var dashboard = await StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        var page = Text(await curator.PageAsync(await SentAsync(curator, "Name,Organisation,Postcode\nChess,Mill,ZZ9 9ZZ\n")));

        Assert.Contains("lies in ZZ9, which is not known here; the venue has no position, so nobody finds it near them. Postcodes of ZZ9 are missing here: ask whoever runs this service to read them in", page, StringComparison.Ordinal);
        Assert.DoesNotContain("places import", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public async Task A_spreadsheet_with_headings_of_its_own_comes_with_a_mapping(string encoding)
    {
        await using var dashboard = await StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        byte[] mapping = [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes("""{ "columns": { "name": "Was", "organisation": { "constant": "Mill" } } }""")];

        using var sent = await SendAsync(curator, "Was,Wo\nChess,Hall\nBand,Hall\n"u8.ToArray(), new() { ["new"] = "fernbridge-clubs" }, mapping);
        var address = sent.Headers.Location!.OriginalString;
        var page = Text(await curator.PageAsync(address));

        Assert.Matches("New</dt><dd>2</dd>.*Columns</dt><dd>by the mapping that was sent</dd>", page);
        await curator.PostAsync(address, "take-in");
        Assert.All(await Stored.VisibleAsync(dashboard.Database), listing => Assert.Equal("Mill", listing.Organisation));
        Assert.Equal(["Band", "Chess"], await NamesAsync(dashboard));
    }

    [Theory]
    [InlineData("Name,Cost\nChess,Free\n", "the mapping cannot be used: it is not JSON (line 1, position 1)")]
    [InlineData("""{ "columns": { "title": "Name" } }""", "the mapping names \"title\", which is none of name, ")]
    [InlineData("""{ "columns": { "name": "Club" } }""", "the mapping takes something from \"Club\", and there is no such column; there are Name, Organisation")]
    [InlineData("""{ "colums": {} }""", "the mapping cannot be used: \"colums\" is unknown, or does not say what it should (line 1, position 12)")]
    [InlineData("large", "The mapping is larger than 256 kB")]
    public async Task A_mapping_that_cannot_be_used_says_why_and_nothing_is_kept(string mapping, string why)
    {
        await using var dashboard = await StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        using var refused = await SendAsync(curator, "Name,Organisation\nChess,Mill\n"u8.ToArray(), new() { ["new"] = "fernbridge-clubs" }, mapping == "large" ? new byte[(256 * 1024) + 1] : Encoding.UTF8.GetBytes(mapping));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(why, Text(await refused.Content.ReadAsStringAsync(Stop)), StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select (select count(*) from sheet_upload) + (select count(*) from sheet_upload_part) + (select count(*) from import_run)"));
    }

    [Theory]
    [InlineData(1_050_000)]
    [InlineData(4_000_000)]
    public async Task A_file_that_is_too_large_is_said_to_be_and_not_kept(int bytes)
    {
        await using var dashboard = await StartAsync("--Directory:LargestDocumentMegabytes=1");
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        using var answer = await SendAsync(curator, new byte[bytes], new() { ["new"] = "fernbridge-clubs" });
        using var page = answer.Headers.Location is { } location ? await curator.GetAsync(location.OriginalString) : answer;

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("The file is larger than 1 MB", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from sheet_upload"));
    }

    [Theory]
    [InlineData("Fernbridge Clubs", "Choose a source, or name a new one")]
    [InlineData("by-hand", "Choose a source, or name a new one")]
    [InlineData("test", "came another way")]
    [InlineData("council", "is read regularly")]
    public async Task A_spreadsheet_takes_no_other_kind_of_source_away(string source, string why)
    {
        await using var dashboard = await StartAsync("--Directory:Feeds:0:SourceId=council", "--Directory:Feeds:0:Address=council.csv");
        await dashboard.Database.WriteAsync(connection => { Listings.Replace(connection, "test", "test.json", [SomeListing.Listing("a")], SomeListing.Now); }, Stop);
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);

        using var refused = await SendAsync(curator, "Name,Organisation\nChess,Mill\n"u8.ToArray(), new() { ["new"] = source == "by-hand" ? ListingEdits.OwnSource : source });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(why, Text(await refused.Content.ReadAsStringAsync(Stop)), StringComparison.Ordinal);
        Assert.Equal(["Listing a"], await NamesAsync(dashboard));
    }

    [Fact]
    public async Task A_workbook_and_the_template_itself_are_read()
    {
        await using var dashboard = await StartAsync();
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        using var template = await curator.GetAsync($"{Send}/template");
        using var examples = await SendAsync(curator, await template.Content.ReadAsByteArrayAsync(Stop), new() { ["new"] = "fernbridge-clubs" });
        Assert.Contains("there is no row below its headings", await examples.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        var path = Path.GetTempFileName();
        SomeWorkbook.Write(path, [["Name", "Organisation", "Cost"], ["Chess", "Mill", "Free"]]);
        using var sent = await SendAsync(curator, await File.ReadAllBytesAsync(path, Stop), new() { ["new"] = "fernbridge-clubs", ["licence"] = "OGL-UK-3.0" });
        File.Delete(path);
        await curator.PostAsync(sent.Headers.Location!.OriginalString, "take-in");

        var listing = Assert.Single(await Stored.VisibleAsync(dashboard.Database));
        Assert.Equal(("Chess", "OGL-UK-3.0", new Cost.Free()), (listing.Name, listing.Licence, listing.Cost));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<RunningDashboard> StartAsync(params string[] settings) => RunningDashboard.StartAsync(new RunningDashboard.Setup { Clock = _clock, Settings = settings });

    /// <summary>Returns the address of the page that says what it would do.</summary>
    private static async Task<string> SentAsync(RunningDashboard.Browser curator, string csv, bool known = false)
    {
        using var sent = await SendAsync(curator, Encoding.UTF8.GetBytes(csv), new() { [known ? "known" : "new"] = "fernbridge-clubs" });
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        return sent.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningDashboard.Browser curator, byte[] content, Dictionary<string, string> fields, byte[]? mapping = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(Token().Match(await curator.PageAsync(Sources)).Groups[1].Value), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(content), "file", "clubs.csv");
        if (mapping is not null)
            form.Add(new ByteArrayContent(mapping), "mapping", "mapping.json");
        return await curator.Client.PostAsync(new Uri(Send, UriKind.Relative), form, Stop);
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(RunningDashboard dashboard) => [.. (await Stored.VisibleAsync(dashboard.Database)).Select(listing => listing.Name).Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<string>> AuditAsync(RunningDashboard dashboard) =>
        await dashboard.Database.ReadAsync(connection => connection.Query<string>("select action || ' ' || subject from audit where action like 'spreadsheet%' or action = 'refused' order by rowid"), Stop);

    private static string Text(string page) => WebUtility.HtmlDecode(page).ReplaceLineEndings(" ");

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

file static class Deeds
{
    /// <summary>Presses a button of the page at that address.</summary>
    public static Task<HttpResponseMessage> PostAsync(this RunningDashboard.Browser curator, string address, string deed) =>
        curator.PostAsync($"{address}/{deed}", address, new Dictionary<string, string> { ["reason"] = deed });
}
