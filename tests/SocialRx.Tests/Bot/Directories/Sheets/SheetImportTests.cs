using System.CommandLine;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.Sheets;
using SocialRx.Bot.Schedule;
using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Storage.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories.Sheets;

public sealed class SheetImportTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-sheets-");
    private readonly NewId _ids = TestDatabase.CountingIds();
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_row_under_headings_people_use_becomes_a_listing()
    {
        await PlacesAsync();
        var report = await ImportAsync(
            """
            Fernbridge clubs 2026,,,,,,,,
            Activity,Run by,Blurb,Category,Age Range (years),PRICE,Day(s) and time(s),Post code,Drop in
            Quarry Climbers,Fernbridge Outdoors,Climbing for all.,Sports,11-16,"£2 per session, first one free","Mon & Wed 16:00-17:30, term time only",FB3 2QH,Yes
            """);

        var listing = await OnlyAsync();
        Assert.Equal(("Quarry Climbers", "Fernbridge Outdoors"), (listing.Name, listing.Organisation));
        Assert.Equal((11, 16), (listing.MinimumAge, listing.MaximumAge));
        Assert.Equal(new Cost.Pounds(2, "£2 per session, first one free"), listing.Cost);
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Wednesday], listing.Sessions.Select(session => session.Day));
        Assert.All(listing.Sessions, session => Assert.True(session.TermTimeOnly));
        Assert.Equal(["active"], listing.Themes);
        Assert.Equal(new GeoPoint(53.42, -2.07), listing.Location);
        Assert.True(listing.WelcomesNewcomers);
        Assert.Equal("OGL-UK-3.0", listing.Licence);
        Assert.Contains(report.Problems, problem => problem is { RecordId: "columns", Field: "Blurb", Effect: ImportProblem.Noted });
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_by_row_and_column_and_shown_as_it_is_written_while_the_rest_is_kept()
    {
        var report = await ImportAsync(
            """
            Name,Organisation,Description,Categories,Ages,Cost,When,Only for,Phone,Website,Last checked
            Night In,Northgate Trust,Games.,Board games,ask us,by donation,ring for times,goths,09011 223344,not a page,soon
            ,No name,,,,,,,,,
            Chess,Northgate Trust,Chess.,Games,8+,free,Fri 4-6pm,girls,0113 496 0000,www.chess.fernbridge.example,01/10/2026
            """);

        var listings = await AllAsync();
        Assert.Equal((2, 1), (report.Run.Imported, report.Run.LeftOut));
        var night = listings.Single(listing => listing.Name == "Night In");
        Assert.Equal("Games. Ages: ask us. Cost: by donation. Times: ring for times. Only for: goths.", night.Summary);
        Assert.Null(night.Phone);
        Assert.Equal(["Ages", "Cost", "Last checked", "Only for", "Phone", "Postcode", "Website", "When"], report.Problems.Where(problem => problem.RecordId == "row 2").Select(problem => problem.Field).Distinct().Order());
        Assert.Contains(report.Problems, problem => problem is { RecordId: "row 3", Field: "Name", Effect: ImportProblem.LeftOut });
        var chess = listings.Single(listing => listing.Name == "Chess");
        Assert.Equal(("https://www.chess.fernbridge.example/", new DateOnly(2026, 10, 1)), (chess.Web, chess.Assured));
        Assert.Equal(["girls"], chess.OnlyFor);
    }

    [Theory]
    [InlineData("utf-8", ',')]
    [InlineData("utf-8", ';')]
    [InlineData("utf-16", '\t')]
    [InlineData("utf-16BE", ',')]
    [InlineData("windows-1252", ';')]
    public async Task Every_encoding_and_separator_spreadsheets_write_is_read(string encoding, char separator)
    {
        var text = "Name;Organisation;Description;Cost\r\nCafé Québec;Northgate, Fernbridge;\"One, two; three\tfour\";£3.50\r\n".Replace(";", separator.ToString(), StringComparison.Ordinal);
        text = text.Replace($"Northgate, Fernbridge", separator == ',' ? "\"Northgate, Fernbridge\"" : "Northgate, Fernbridge", StringComparison.Ordinal).Replace("Northgate\t Fernbridge", "\"Northgate, Fernbridge\"", StringComparison.Ordinal);
        var path = Path.Combine(_folder.FullName, "clubs.csv");
        await File.WriteAllTextAsync(path, text, CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding));

        await ImportFileAsync(path);

        var listing = await OnlyAsync();
        Assert.Equal(("Café Québec", new Cost.Pounds(3.5m)), (listing.Name, listing.Cost));
        Assert.StartsWith("Northgate", listing.Organisation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_activity_on_two_rows_with_two_times_is_one_listing_and_the_same_row_twice_is_left_out_once()
    {
        var report = await ImportAsync(
            """
            Name,Organisation,Venue,Day,Start time,End time,Cost
            Band Room,Fernbridge Music,Mill,Tuesday,16:00,18:00,Free
            Band Room,Fernbridge Music,Mill,Thursday,17:00,19:00,Free
            Band Room,Fernbridge Music,Mill,Friday,17:00,19:00,£5
            """);

        var listing = await OnlyAsync();
        Assert.Equal([(DayOfWeek.Tuesday, new TimeOnly(16, 0)), (DayOfWeek.Thursday, new TimeOnly(17, 0))], listing.Sessions.Select(session => (session.Day, session.Opens)));
        Assert.Contains(report.Problems, problem => problem is { RecordId: "row 3", Field: "When" } && problem.Why.Contains("row 2", StringComparison.Ordinal));
        Assert.Contains(report.Problems, problem => problem is { RecordId: "row 4", Field: "id", Effect: ImportProblem.LeftOut });
    }

    [Fact]
    public async Task Reading_the_same_file_again_changes_nothing_and_a_file_that_cannot_be_read_keeps_what_was_there()
    {
        const string Text = "Name,Cost\nBand Room,Free\nChess,Free\n";
        await ImportAsync(Text);

        var again = await ImportAsync(Text);
        var broken = await ImportAsync("one,two\n1,2\n");

        Assert.Equal((0, 2, 0), (again.Run.Imported, again.Run.Unchanged, again.Run.Removed));
        Assert.Contains("no row of headings", broken.Run.Why, StringComparison.Ordinal);
        Assert.Equal(2, (await AllAsync()).Count);
    }

    [Fact]
    public async Task A_mapping_says_what_somebody_elses_columns_are()
    {
        var mapping = Write(
            "mapping.json",
            """
            {
              "headerRow": 2, "separator": ";", "dateFormats": ["dd~MM~yyyy"],
              "columns": {
                "name": "Titel",
                "organisation": { "constant": "Fernbridge Council" },
                "description": { "from": ["Text", "C"], "join": " / " },
                "referral": { "from": "Way in", "values": { "GP": "yes" }, "otherwise": "no" },
                "lastChecked": "Seen"
              }
            }
            """);

        await ImportAsync("A list;;;;\nTitel;Text;More;Way in;Seen\nPottery;Clay;Mugs;gp;02~10~2026\n", mapping: mapping);

        var listing = await OnlyAsync();
        Assert.Equal(("Pottery", "Fernbridge Council", "Clay / Mugs", false, new DateOnly(2026, 10, 2)), (listing.Name, listing.Organisation, listing.Summary, listing.CanJoinDirectly, listing.Assured));
    }

    [Theory]
    [InlineData("{ \"columns\": { \"nam\": \"Title\" } }", "\"nam\"")]
    [InlineData("{ \"colums\": {} }", "the mapping cannot be used: \"colums\" is unknown, or does not say what it should (line 1, position 12)")]
    [InlineData("{ \"columns\": {\n  \"name\": { \"frm\": 3 } } }", "the mapping cannot be used: \"columns.name\" is unknown, or does not say what it should (line 2, position")]
    [InlineData("{ \"columns\": {\n  \"name\": { \"from\": 3 } } }", "the mapping cannot be used: \"columns.name\" is unknown, or does not say what it should (line 2, position")]
    [InlineData("{ \"columns\": { \"name\": {} } }", "neither \"from\" nor \"constant\"")]
    [InlineData("{ \"columns\": { \"name\": \"Missing one\" } }", "Missing one")]
    [InlineData("not json", "the mapping cannot be used: it is not JSON (line 1, position 2)")]
    public async Task A_mapping_that_is_wrong_is_told_in_a_sentence(string mapping, string why)
    {
        var report = await ImportAsync("Name,Cost\nChess,Free\n", mapping: Write("mapping.json", mapping));

        Assert.Contains(why, report.Run.Why, StringComparison.Ordinal);
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task A_workbook_is_read_with_dates_times_numbers_merged_cells_and_the_values_of_formulas()
    {
        var path = Path.Combine(_folder.FullName, "clubs.xlsx");
        SomeWorkbook.Write(
            path,
            [
                ["Organisation", "Name", "Day", "Starts", "Ends", "Ages", "Cost", "Phone", "Last checked"],
                ["Northgate Trust", "Chess", "Friday", new TimeOnly(16, 0), new TimeOnly(17, 30), new DateOnly(2026, 12, 8), 3.5, 1134960000.0, new DateOnly(2026, 10, 1)],
                [null, new SomeWorkbook.Formula("UPPER(\"draughts\")", "DRAUGHTS"), "Saturday", new TimeOnly(10, 0), new TimeOnly(12, 0), "8+", 0.0, null, null],
            ],
            merged: ["A2:A3"]);

        var report = await ImportFileAsync(path);

        var listings = (await AllAsync()).ToDictionary(listing => listing.Name);
        Assert.Equal(["Northgate Trust", "Northgate Trust"], listings.Values.Select(listing => listing.Organisation));
        var chess = listings["Chess"];
        Assert.Equal(new Session(DayOfWeek.Friday, new TimeOnly(16, 0), new TimeOnly(17, 30)), Assert.Single(chess.Sessions));
        Assert.Equal((8, 12, "01134960000", new DateOnly(2026, 10, 1)), (chess.MinimumAge, chess.MaximumAge, chess.Phone, chess.Assured));
        Assert.Equal(new Cost.Pounds(3.5m), chess.Cost);
        Assert.IsType<Cost.Free>(listings["DRAUGHTS"].Cost);
        Assert.Contains(report.Problems, problem => problem is { RecordId: "row 2", Field: "Ages", Effect: ImportProblem.Mended });
    }

    [Theory]
    [InlineData("macros", "macros")]
    [InlineData("password", "password")]
    [InlineData("zip", "no workbook")]
    [InlineData("empty", "empty")]
    [InlineData("broken", "cannot be read: the workbook is damaged")]
    [InlineData("sheet", "no sheet \"Other\"")]
    [InlineData("bomb", "unpacks to more than")]
    [InlineData("blank", "no row of headings")]
    public async Task A_file_that_is_no_plain_workbook_is_refused_with_its_reason(string kind, string why)
    {
        var path = Path.Combine(_folder.FullName, "clubs.xlsx");
        switch (kind)
        {
            case "macros" or "sheet":
                SomeWorkbook.Write(path, [["Name", "Cost"], ["Chess", "Free"]], macros: kind == "macros");
                break;
            case "blank":
                SomeWorkbook.Write(path, []);
                break;
            case "password":
                await File.WriteAllBytesAsync(path, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
                break;
            case "empty":
                await File.WriteAllBytesAsync(path, []);
                break;
            case "broken":
                await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create))
                    zip.CreateEntry("[Content_Types].xml").Open().Dispose();
                break;
            default:
                await PackAsync(path, kind == "bomb");
                break;
        }

        var report = await ImportFileAsync(path, kind == "sheet" ? Write("mapping.json", "{ \"sheet\": \"Other\" }") : null);

        Assert.Contains(why, report.Run.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_formulas_and_numbers_that_are_dear_to_call_do_not_get_through()
    {
        await ImportAsync(
            """"
            Name,Description,Phone,Getting there
            <b>Chess</b><script>alert(1)</script>,Ring 09011 223344 now. Bring a friend.,"=""0113 496 0000""",<img src=x onerror=alert(1)>Bus 7
            "=HYPERLINK(""https://bad.example"",""Chess"")",x,,
            """");

        var listing = await OnlyAsync();
        Assert.Equal(("Chess", "Bring a friend.", "0113 496 0000", "Bus 7"), (listing.Name, listing.Summary, listing.Phone, listing.TravelHint));
    }

    [Theory]
    [InlineData("Name,Cost\nChess,\"Free\nPottery,Free\n")]
    [InlineData("Name,Cost\nChess,\"Free\nPottery,\"Free\"\n")]
    public async Task A_quotation_mark_that_takes_rows_into_a_cell_is_told_instead_of_losing_them(string text)
    {
        var report = await ImportAsync(text);

        Assert.Contains("in line 2 a quotation mark", report.Run.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".xlsx")]
    [InlineData(".csv")]
    public async Task The_template_is_read_as_it_is_written_and_imports_none_of_its_examples(string extension)
    {
        var path = Path.Combine(_folder.FullName, $"template{extension}");
        Assert.Equal(0, await Commands.Root().Parse(["directory", "template", path]).InvokeAsync(new InvocationConfiguration { Output = TextWriter.Null }));

        var empty = await ImportFileAsync(path);
        Assert.Equal("it holds no services", empty.Run.Why);
        Assert.Contains(empty.Problems, problem => problem.Why.StartsWith("2 example rows", StringComparison.Ordinal));

        using (var file = new SheetFile(path, SheetMapping.None, new DirectoryOptions()))
        {
            var opened = Assert.IsType<SheetOpening.Opened>(file.Open());
            Assert.Empty(opened.Header.Unused);
            var frame = new SheetFrame("test", opened.Header, SheetMapping.None, TermMap.Load(), null, Now, Now);
            var examples = opened.Rows.Where(row => SheetTemplate.IsExample(opened.Header, row)).Select(row => ActivityRow.Read(frame, row, new VenuePosition(new GeoPoint(53.4, -2), null))).ToList();
            Assert.Equal(2, examples.Count);
            Assert.All(examples, example => Assert.Empty(example.Problems));
            Assert.All(examples, example => Assert.Empty(example.UnmappedTerms));
        }
    }

    [Fact]
    public void The_template_is_a_workbook_as_the_standard_says()
    {
        using var file = new MemoryStream();
        SheetTemplate.WriteWorkbook(file);

        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
        Assert.DoesNotContain(document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>()), _ => true);
    }

    private async Task PlacesAsync() => await _test.Database.WriteAsync(connection => Geography.ReplaceOutcodes(
        connection,
        [new OutcodeArea("FB3", new GeoPoint(53.4, -2), [new PostcodeSector("FB3 2", "FB3", new GeoPoint(53.41, -2.05), new Dictionary<string, GeoPoint> { ["QH"] = new(53.42, -2.07) })], new Dictionary<string, int>())],
        new GeographySource { Kind = "onspd", File = "x.csv", Entries = 1, Outcodes = 1, Licence = "licence", ImportedAt = Now }));

    // A zip of 2 MB of nothing, or of a part that unpacks to more than 20 times the largest file.
    private static async Task PackAsync(string path, bool isWorkbook)
    {
        await using var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create);
        await using var part = await zip.CreateEntry(isWorkbook ? "[Content_Types].xml" : "readme.txt", CompressionLevel.Fastest).OpenAsync();
        var nothing = new byte[1 << 20];
        for (var megabyte = 0; megabyte < (isWorkbook ? 21 : 1); megabyte++)
            await part.WriteAsync(nothing);
    }

    private Task<ImportReport> ImportAsync(string text, string? mapping = null) => ImportFileAsync(Write("clubs.csv", text), mapping);

    private async Task<ImportReport> ImportFileAsync(string path, string? mapping = null)
    {
        File.SetLastWriteTimeUtc(path, Now.UtcDateTime.AddDays(-3));
        var sync = new DirectorySync(_test.Database, new DirectoryOptions { LargestDocumentMegabytes = 1 }, new FakeTimeProvider(Now), _ids, NullLogger<DirectorySync>.Instance);
        return await sync.ReadAsync(new FeedSource { SourceId = "test", Address = path, Kind = FeedSource.Table, Licence = "OGL-UK-3.0", Mapping = mapping }, null, CancellationToken.None);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<Listing> OnlyAsync() => Assert.Single(await AllAsync());

    private Task<List<Listing>> AllAsync() => Stored.VisibleAsync(_test.Database);
}
