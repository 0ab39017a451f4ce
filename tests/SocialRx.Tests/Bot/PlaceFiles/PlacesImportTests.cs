using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot;
using SocialRx.Bot.Directories.Sheets;
using SocialRx.Bot.PlaceFiles;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.Insights;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.PlaceFiles;

public sealed class PlacesImportTests : IDisposable
{
    private const string Onspd =
        """
        pcds,dointr,doterm,oslaua,lat,long,lsoa21
        "FB2 1AA",199001,,E09,53.400000,-2.000000,E01000001
        "FB2 1AB",199001,,E09,53.410000,-2.010000,E01000001
        "FB2 9ZZ",199001,,E09,53.420000,-2.020000,E01000002
        "FB2 1AC",199001,201504,E09,53.900000,-2.900000,E01000001
        "FB2 1AD",199001,,E09,99.999999,0.000000,E01000001
        "BT1 1AA",199001,,N09,54.600000,-5.930000,95AA01S1
        "not one",199001,,E09,53.400000,-2.000000,E01000001
        "FB3 1AA",199001,,E09,53.500000,-2.100000,E01000009
        """;

    private static readonly DateTimeOffset Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-places-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Live_postcodes_become_outcodes_to_search_from_and_positions_for_venues(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);

        var report = await ImportAsync(test, Write("ONSPD_AUG_2026_UK.csv", Onspd));

        Assert.True(report.IsDone);
        Assert.Equal("4 live postcodes of 2 outcodes were read (onspd).", report.Lines[0]);
        Assert.Equal(
            [
                "1 that have ended were left out.",
                "1 without a position were left out.",
                "1 of Northern Ireland were left out: they need a licence of their own (Land and Property Services).",
                "1 rows that are no postcode in Great Britain were left out.",
            ],
            report.Lines.Skip(1).Take(4));
        Assert.Contains("Royal Mail copyright and database right 2026", report.Lines[^1], StringComparison.Ordinal);

        var found = Assert.IsType<PlaceFinding.Found>(await Places.FindAsync(test.Database, "i live in fb2"));
        Assert.Equal((53.41, -2.01), (Math.Round(found.Place.Centre.Latitude, 5), Math.Round(found.Place.Centre.Longitude, 5)));
        var venues = new VenuePositions(test.Database);
        Assert.Equal(new VenuePosition(new GeoPoint(53.41, -2.01), null), await venues.FindAsync("fb21ab", CancellationToken.None));
        var beside = await venues.FindAsync("FB2 1ZZ", CancellationToken.None);
        Assert.Equal((53.405, -2.005), (beside.At!.Value.Latitude, beside.At.Value.Longitude));
        Assert.NotNull(beside.Remark);
        Assert.Equal(found.Place.Centre, (await venues.FindAsync("FB2 4AA", CancellationToken.None)).At);
        Assert.Null((await venues.FindAsync("ZZ9 9ZZ", CancellationToken.None)).At);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Deciles_are_spread_over_outcodes_whichever_file_comes_first(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var imd = Write("imd.csv", "\"LSOA code (2021)\",\"Index of Multiple Deprivation (IMD) Rank\",\"Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)\"\nE01000001,\"1,200\",1\nE01000002,31000,10\n");

        await ImportAsync(test, imd);
        var report = await ImportAsync(test, Write("onspd.csv", Onspd));

        Assert.Contains("1 small areas with postcodes have no decile: they are outside England, or the two files are of different years.", report.Lines);
        var figures = (await test.Database.ReadAsync(connection => Geography.FiguresOf(connection, "FB2")))!;
        Assert.Equal(3, figures.Postcodes);
        Assert.Equal([(1, 2L), (10, 1L)], figures.Deciles.Select(decile => (decile.Decile, decile.Postcodes)));
        Assert.Equal(["imd", "onspd"], (await test.Database.ReadAsync(Geography.Sources)).Select(source => source.Kind));
        var deprivation = await test.Database.ReadAsync(connection => Geography.DeprivationOf(connection, ["FB2", "FB9"]));
        Assert.Equal("FB2", Assert.Single(deprivation.ByOutcode).Key);
        Assert.Equal([2.0 / 3, 0, 1.0 / 3], Tenths.All.Select(deprivation.ByOutcode["FB2"].Share));
        Assert.Equal(2, deprivation.Licences.Count);
    }

    [Fact]
    public async Task One_area_is_read_after_another_and_the_same_one_again_without_rows_left_over()
    {
        await using var test = await TestDatabase.CreateAsync();
        await ImportAsync(test, Write("all.csv", Onspd));

        await ImportAsync(test, Write("fb2.csv", "pcds,doterm,lat,long\nFB2 1AA,,53.5,-2.2\n"));

        var (fb2, fb3) = await test.Database.ReadAsync(connection => (Geography.FiguresOf(connection, "FB2")!, Geography.FiguresOf(connection, "FB3")!));
        Assert.Equal((1, 1), (fb2.Postcodes, fb3.Postcodes));
        Assert.Equal(53.5, fb2.Place.Centre.Latitude, 6);
    }

    [Fact]
    public async Task A_zip_as_it_was_downloaded_is_read_once_and_its_other_files_are_passed_over()
    {
        await using var test = await TestDatabase.CreateAsync();
        var path = Zip("ONSPD_AUG_2026.zip", ("Documents/Country names.csv", "CTRY12CD,CTRY12NM\nE92000001,England\n"), ("Data/multi_csv/ONSPD_FB.csv", Onspd), ("Data/ONSPD_AUG_2026_UK.csv", Onspd));

        var report = await ImportAsync(test, path);

        Assert.Equal("4 live postcodes of 2 outcodes were read (onspd).", report.Lines[0]);
    }

    [Fact]
    public async Task Code_Point_Open_is_read_from_its_files_without_headings_and_its_grid_is_converted()
    {
        await using var test = await TestDatabase.CreateAsync();
        var path = Zip(
            "codepo_gb.zip",
            ("Doc/Code-Point_Open_Column_Headers.csv", "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality_indicator,Eastings,Northings,Country_code,x,x,x,x,x\n"),
            ("Data/CSV/fb.csv", "\"FB2 1AA\",10,651410,313177,\"E92000001\",\"\",\"\",\"\",\"\",\"\"\n\"FB2 1AB\",90,0,0,\"E92000001\",\"\",\"\",\"\",\"\",\"\"\n"),
            ("Data/CSV/fd.csv", "\"FD1 1AA\",10,400000,400000,\"E92000001\",\"\",\"\",\"\",\"\",\"\"\n"));

        var report = await ImportAsync(test, path);

        Assert.Equal("2 live postcodes of 2 outcodes were read (codepoint).", report.Lines[0]);
        Assert.Equal("1 without a position were left out.", report.Lines[1]);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", null, "none of the files known here")]
    [InlineData("pcds,lat,long\nBT1 1AA,54.6,-5.9\n", null, "no live postcode with a position")]
    [InlineData("pcds,lat,long\nFB1 1AA,53.6,-2.9\n", "codepoint", "it is no codepoint")]
    [InlineData("pcds,lat,long\n\"FB1 1AA,53.6,-2.9\n", null, "cannot be read")]
    [InlineData("LSOA code,IMD decile\nE01,11\n", "imd", "row 1 is no small area")]
    [InlineData("LSOA code,Income decile\nE01,1\n", "imd", "decile or rank")]
    public async Task A_file_that_is_something_else_is_told_in_a_sentence_and_nothing_is_lost(string text, string? kind, string why)
    {
        await using var test = await TestDatabase.CreateAsync();
        await ImportAsync(test, Write("before.csv", Onspd));

        var report = await ImportAsync(test, Write("after.csv", text), kind);

        Assert.False(report.IsDone);
        Assert.Contains(why, report.Lines[0], StringComparison.Ordinal);
        Assert.Equal(3, (await test.Database.ReadAsync(connection => Geography.FiguresOf(connection, "FB2")))!.Postcodes);
    }

    [Fact]
    public void Ranks_alone_give_tenths()
    {
        var read = Assert.IsType<DeprivationReading.Done>(DeprivationFile.Read(Write("imd.csv", "LSOA code (2021),IMD rank\n" + string.Concat(Enumerable.Range(1, 20).Select(rank => $"E{rank:00},{rank}\n")))));

        Assert.Equal((1, 1, 2, 10), (read.DecileByLsoa["E01"], read.DecileByLsoa["E02"], read.DecileByLsoa["E03"], read.DecileByLsoa["E20"]));
    }

    [Fact]
    public async Task The_verbs_show_an_outcode_as_JSON_and_list_the_licences()
    {
        await using var test = await TestDatabase.CreateAsync();
        var storage = $"--Storage:File={test.File}";
        Assert.Equal(0, (await RunAsync("places", "import", Write("onspd_2026.csv", Onspd), storage)).Code);
        Assert.Equal(0, (await RunAsync("places", "import", Write("imd_2025.csv", "LSOA code,IMD decile\nE01000001,1\nE01000002,10\n"), "--kind", "imd", storage)).Code);

        var shown = JsonNode.Parse((await RunAsync("places", "show", "fb2", "--json", storage)).Output)!;
        var listed = (await RunAsync("places", "list", storage)).Output;
        var unknown = await RunAsync("places", "show", "LS6", storage);

        Assert.Equal(("FB2", 3), ((string)shown["outcode"]!, (int)shown["postcodes"]!));
        Assert.Equal([0.6667, 0.3333], shown["deciles"]!.AsArray().Select(decile => (double)decile!["share"]!));
        Assert.Contains("English Indices of Deprivation 2025", listed, StringComparison.Ordinal);
        Assert.Contains("Royal Mail", listed, StringComparison.Ordinal);
        Assert.Equal(1, unknown.Code);
    }

    // Ordnance Survey's worked example (A guide to coordinate systems in Great Britain, annexe C) and the same point by the precise transformation: within 5 m.
    [Fact]
    public void The_national_grid_is_converted_to_within_metres()
    {
        Assert.InRange(new NationalGrid().ToPoint(651409.903, 313177.270).KilometresTo(new GeoPoint(52.657979, 1.716052)), 0, 0.005);
    }

    [Fact]
    public async Task Thousands_of_outcodes_are_not_gone_through_for_a_message()
    {
        await using var test = await TestDatabase.CreateAsync();
        var plans = await test.Database.ReadAsync(connection => (
            Plan(connection, "select place_id from place where outcode = 'FB2' and kind = 'outcode'"),
            Plan(connection, "select place_id, name from place where kind = 'named' order by place_id"),
            Plan(connection, "select positions from postcode_sector where sector in ('FB2 1')")));

        Assert.All([plans.Item1, plans.Item2, plans.Item3], plan => Assert.Contains("SEARCH", plan, StringComparison.Ordinal));
    }

    private static string Plan(SocialRx.Storage.Connection connection, string sql) => string.Join('\n', connection.Query<PlanRow>($"explain query plan {sql}").Select(row => row.Detail));

    private static Task<PlacesImportReport> ImportAsync(TestDatabase test, string path, string? kind = null) =>
        new PlacesImport(test.Database, new FakeTimeProvider(Now)).ImportAsync(path, kind, CancellationToken.None);

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await Commands.Root().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        return (code, output.ToString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Zip(string name, params (string Name, string Text)[] files)
    {
        var path = Path.Combine(_folder.FullName, name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, text) in files)
        {
            using var part = zip.CreateEntry(entry).Open();
            part.Write(Encoding.UTF8.GetBytes(text));
        }

        return path;
    }

    private sealed record PlanRow
    {
        public required string Detail { get; init; }
    }
}
