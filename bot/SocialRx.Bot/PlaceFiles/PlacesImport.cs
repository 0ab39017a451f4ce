using System.Globalization;
using System.Text.RegularExpressions;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.PlaceFiles;

/// <summary>What an import has to tell whoever started it.</summary>
internal sealed record PlacesImportReport(bool IsDone, IReadOnlyList<string> Lines);

/// <summary>Reads a download of public geography into the database: all of it, or nothing.</summary>
internal sealed partial class PlacesImport(Database database, TimeProvider clock)
{
    public Task<PlacesImportReport> ImportAsync(string file, string? kind, CancellationToken stop) =>
        kind == "imd" ? DeprivationAsync(file, stop) : PostcodesAsync(file, kind, stop);

    private async Task<PlacesImportReport> PostcodesAsync(string file, string? kind, CancellationToken stop)
    {
        var reading = PostcodeFile.Read(file, kind, stop);
        if (reading is PostcodeReading.Broken broken)
            return await NotPostcodesAsync(file, kind, broken.Why, stop);

        var (found, tally, notTaken) = (PostcodeReading.Done)reading;
        var source = Source(found, file, tally.Postcodes, tally.Outcodes);
        await database.WriteAsync(connection => Geography.ReplaceOutcodes(connection, tally.Areas(), source), stop);
        return new PlacesImportReport(IsDone: true, [
            $"{tally.Postcodes} live postcodes of {tally.Outcodes} outcodes were read ({found}).",
            .. NotTaken(notTaken),
            .. await WithoutDecileAsync(stop),
            source.Licence]);
    }

    // Nobody has to say that a file is the one with deprivation; when it is neither, the first reason is the better one.
    private async Task<PlacesImportReport> NotPostcodesAsync(string file, string? kind, string why, CancellationToken stop) =>
        kind is null && DeprivationFile.Read(file) is DeprivationReading.Done ? await DeprivationAsync(file, stop) : Nothing(file, why);

    private async Task<PlacesImportReport> DeprivationAsync(string file, CancellationToken stop)
    {
        var reading = DeprivationFile.Read(file);
        if (reading is DeprivationReading.Broken broken)
            return Nothing(file, broken.Why);

        var deciles = ((DeprivationReading.Done)reading).DecileByLsoa;
        var source = Source("imd", file, deciles.Count, 0);
        await database.WriteAsync(connection => Geography.ReplaceDeciles(connection, deciles, source), stop);
        return new PlacesImportReport(IsDone: true, [$"The deciles of {deciles.Count} small areas were read (imd).", .. await WithoutDecileAsync(stop), source.Licence]);
    }

    private static PlacesImportReport Nothing(string file, string why) => new(IsDone: false, [$"Nothing was read from {Path.GetFileName(file)}: {why}. What was known before is kept."]);

    private static IEnumerable<string> NotTaken(PostcodeCounts counts)
    {
        if (counts.Ended > 0)
            yield return $"{counts.Ended} that have ended were left out.";
        if (counts.WithoutPosition > 0)
            yield return $"{counts.WithoutPosition} without a position were left out.";
        if (counts.NorthernIreland > 0)
            yield return $"{counts.NorthernIreland} of Northern Ireland were left out: they need a licence of their own (Land and Property Services).";
        if (counts.Unreadable > 0)
            yield return $"{counts.Unreadable} rows that are no postcode in Great Britain were left out.";
    }

    private async Task<IReadOnlyList<string>> WithoutDecileAsync(CancellationToken stop)
    {
        var (areas, hasDeciles) = await database.ReadAsync(connection => (Geography.WithoutDecile(connection), Geography.Sources(connection).Any(source => source.Kind == "imd")), stop);
        return hasDeciles && areas > 0 ? [$"{areas} small areas with postcodes have no decile: they are outside England, or the two files are of different years."] : [];
    }

    private GeographySource Source(string kind, string file, int entries, int outcodes)
    {
        var name = Path.GetFileName(file);
        var year = Year().Match(name) is { Success: true } found ? found.Value : clock.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture);
        return new GeographySource { Kind = kind, File = name, Entries = entries, Outcodes = outcodes, Licence = Licence(kind, year), ImportedAt = clock.GetUtcNow() };
    }

    private static string Licence(string kind, string year) => kind switch
    {
        "imd" => $"Contains public sector information: English Indices of Deprivation {year}, Ministry of Housing, Communities and Local Government. Licensed under the Open Government Licence v3.0.",
        "codepoint" => $"Contains OS data © Crown copyright and database right {year}. Contains Royal Mail data © Royal Mail copyright and database right {year}. Contains National Statistics data © Crown copyright and database right {year}. Licensed under the Open Government Licence v3.0.",
        _ => $"Source: Office for National Statistics. Contains OS data © Crown copyright and database right {year}. Contains Royal Mail data © Royal Mail copyright and database right {year}. Contains National Statistics data © Crown copyright and database right {year}. Licensed under the Open Government Licence v3.0.",
    };

    [GeneratedRegex("20[0-9]{2}")]
    private static partial Regex Year();
}
