using System.Globalization;
using CsvHelper;
using SocialRx.Bot.PlaceFiles;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Bot.PlaceFiles;

/// <summary>Open data of ONS and MHCLG where it is at hand; it is not part of the project, so these tests are skipped where it is missing.</summary>
public sealed class DownloadedGeographyTests
{
    private static readonly string Folder = Repository.PathOf("..", "shared", "data", "geo");

    [Fact]
    public async Task Centres_made_from_postcodes_agree_with_centres_somebody_else_made()
    {
        var file = PathOf("nspl", "NSPL_NOV_2021_UK_HX.csv");
        var others = Rows(PathOf("outcodes", "gibbs-uk-outcodes.csv")).ToDictionary(row => row("postcode"), row => new GeoPoint(Number(row("latitude")), Number(row("longitude"))));
        await using var test = await TestDatabase.CreateAsync();

        var report = await new PlacesImport(test.Database, TimeProvider.System).ImportAsync(file, null, CancellationToken.None);

        Assert.Equal("5677 live postcodes of 7 outcodes were read (nspl).", report.Lines[0]);
        var kilometres = new List<double>();
        foreach (var outcode in Enumerable.Range(1, 7).Select(number => $"HX{number}"))
            kilometres.Add((await Places.OfOutcodeAsync(test.Database, outcode))!.Centre.KilometresTo(others[outcode]));
        Assert.All(kilometres, km => Assert.InRange(km, 0, 0.5));
        Assert.InRange(kilometres.Order().ElementAt(3), 0, 0.17);
    }

    [Fact]
    public void Eastings_and_northings_become_the_latitude_and_longitude_that_stand_beside_them()
    {
        var grid = new NationalGrid();

        Assert.All(
            Rows(PathOf("nspl", "NSPL_NOV_2021_UK_HX.csv")).Where(row => row("oseast1m").Length > 0),
            row => Assert.InRange(grid.ToPoint(Number(row("oseast1m")), Number(row("osnrth1m"))).KilometresTo(new GeoPoint(Number(row("lat")), Number(row("long")))), 0, 0.005));
    }

    [Fact]
    public async Task Every_outcode_has_a_distribution_of_deprivation()
    {
        var (postcodes, imd) = (PathOf("nspl", "NSPL_NOV_2021_UK_HX.csv"), PathOf("imd2025", "imd2025_england_lsoa21.csv"));
        await using var test = await TestDatabase.CreateAsync();
        var import = new PlacesImport(test.Database, TimeProvider.System);

        await import.ImportAsync(postcodes, "nspl", CancellationToken.None);
        var report = await import.ImportAsync(imd, null, CancellationToken.None);

        Assert.Equal("The deciles of 33755 small areas were read (imd).", report.Lines[0]);
        var figures = (await test.Database.ReadAsync(connection => Geography.FiguresOf(connection, "HX1")))!;
        Assert.Equal(902, figures.Postcodes);
        // The postcodes are of 2021 and name the areas of 2011, some of which were divided since.
        Assert.InRange(figures.Deciles.Sum(decile => decile.Postcodes), 500, 901);
        Assert.Contains("small areas with postcodes have no decile", report.Lines[1], StringComparison.Ordinal);
    }

    private static string PathOf(params string[] parts)
    {
        var path = Path.Combine([Folder, .. parts]);
        if (!File.Exists(path))
            Assert.Skip($"{Path.Combine(parts)} is not at hand.");
        return path;
    }

    private static IEnumerable<Func<string, string>> Rows(string path)
    {
        using var csv = CsvReader.Create(File.OpenText(path), new CsvReaderOptions { Separator = ',' });
        while (csv.Read())
            yield return csv.GetString;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
