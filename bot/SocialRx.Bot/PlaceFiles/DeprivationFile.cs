using System.Globalization;
using CsvHelper;
using SocialRx.Bot.Directories;

namespace SocialRx.Bot.PlaceFiles;

/// <summary>What came of reading the English Indices of Deprivation.</summary>
internal abstract record DeprivationReading
{
    private DeprivationReading() { }

    public sealed record Done(IReadOnlyDictionary<string, int> DecileByLsoa) : DeprivationReading;

    public sealed record Broken(string Why) : DeprivationReading;
}

/// <summary>Reads the decile of every small area; where a file has ranks only, the decile is the tenth its rank lies in.</summary>
internal static class DeprivationFile
{
    private const int MostRows = 100_000;

    public static DeprivationReading Read(string path)
    {
        try
        {
            if (!File.Exists(path))
                return new DeprivationReading.Broken("there is no such file");

            using var file = File.OpenRead(path);
            if (PostcodeFile.IsZip(file))
                return new DeprivationReading.Broken("it is a zip or a workbook; the file with scores, ranks and deciles as CSV is needed");
            using var csv = CsvReader.Create(file, new CsvReaderOptions { MaxRecordSize = 1 << 16, MalformedData = CsvMalformedDataHandling.Throw }, leaveOpen: true);
            return Read(csv);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            return new DeprivationReading.Broken(PlainFault.OfFile(error));
        }
    }

    private static DeprivationReading Read(CsvReader csv)
    {
        csv.ReadHeader();
        var (area, decile, rank) = (Column(csv, IsArea), Column(csv, heading => IsOverall(heading, "decile")), Column(csv, heading => IsOverall(heading, "rank")));
        if (area is null || (decile is null && rank is null))
            return new DeprivationReading.Broken("it should have a column with the code of the LSOA and one with the decile or rank of the Index of Multiple Deprivation");

        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        while (csv.Read())
        {
            var lsoa = csv.GetString(area.Value).Trim();
            if (!int.TryParse(csv.GetString(decile ?? rank!.Value), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) || value < 1 || (decile is not null && value > 10) || lsoa.Length is 0 or > 12 || values.Count > MostRows)
                return new DeprivationReading.Broken($"row {csv.RowNumber} is no small area with a decile from 1 to 10; nothing was changed");
            values[lsoa] = value;
        }

        if (values.Count == 0)
            return new DeprivationReading.Broken("it holds no small areas");
        return new DeprivationReading.Done(decile is null ? values.ToDictionary(pair => pair.Key, pair => Decile(pair.Value, values.Count), StringComparer.Ordinal) : values);
    }

    // Rank 1 is the most deprived of all.
    private static int Decile(int rank, int count) => Math.Clamp((int)Math.Ceiling(10.0 * rank / count), 1, 10);

    private static int? Column(CsvReader csv, Func<string, bool> isIt)
    {
        var at = csv.Headers.ToList().FindIndex(heading => isIt(heading.Trim().ToLowerInvariant()));
        return at < 0 ? null : at;
    }

    private static bool IsArea(string heading) => heading.Contains("lsoa", StringComparison.Ordinal) && heading.Contains("code", StringComparison.Ordinal);

    private static bool IsOverall(string heading, string figure) =>
        (heading.Contains("(imd)", StringComparison.Ordinal) || heading.StartsWith("imd", StringComparison.Ordinal)) && heading.Contains(figure, StringComparison.Ordinal);
}
