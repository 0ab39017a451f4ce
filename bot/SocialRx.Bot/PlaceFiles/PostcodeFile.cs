using System.IO.Compression;
using CsvHelper;
using SocialRx.Bot.Directories;

namespace SocialRx.Bot.PlaceFiles;

/// <summary>What came of reading a file of postcodes.</summary>
internal abstract record PostcodeReading
{
    private PostcodeReading() { }

    /// <param name="Kind">onspd | nspl | codepoint.</param>
    public sealed record Done(string Kind, PostcodeTally Tally, PostcodeCounts NotTaken) : PostcodeReading;

    /// <summary>Nothing of it can be used.</summary>
    public sealed record Broken(string Why) : PostcodeReading;
}

/// <summary>
/// Reads postcodes from what ONS and Ordnance Survey let people download: one CSV, or the zip with many files, of which those that hold no postcodes are passed over.
/// Rows are read one after the other; memory grows with the number of live postcodes only.
/// </summary>
internal static class PostcodeFile
{
    /// <summary>The United Kingdom has 1.8 million live postcodes and 0.9 million ended ones.</summary>
    private const int MostRows = 5_000_000;

    private const int LargestRowBytes = 1 << 16;

    private static readonly CsvReaderOptions Options = new() { HasHeader = false, Separator = ',', MalformedData = CsvMalformedDataHandling.Throw, MaxRecordSize = LargestRowBytes };

    /// <param name="kind">What the caller says it is; null to find out.</param>
    public static PostcodeReading Read(string path, string? kind, CancellationToken stop)
    {
        try
        {
            if (!File.Exists(path))
                return new PostcodeReading.Broken("there is no such file");

            using var file = File.OpenRead(path);
            var run = new Run(stop);
            if (IsZip(file))
                ReadZip(file, run);
            else
                run.Read(file);
            return run.Outcome(Path.GetFileName(path), kind);
        }
        catch (InvalidDataException)
        {
            return new PostcodeReading.Broken("it cannot be read: the zip is damaged, or only part of it has arrived");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            return new PostcodeReading.Broken(PlainFault.OfFile(error));
        }
    }

    internal static bool IsZip(Stream file)
    {
        Span<byte> start = stackalloc byte[2];
        var isZip = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual("PK"u8);
        file.Position = 0;
        return isZip;
    }

    // A download of ONS has the whole file and the same once more in parts: the parts are read only when there is no whole.
    private static void ReadZip(Stream file, Run run)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entries in zip.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).GroupBy(IsPart).OrderBy(group => group.Key))
        {
            if (entries.Key && run.Found)
                return;
            foreach (var entry in entries)
            {
                using var content = entry.Open();
                run.Read(content);
            }
        }
    }

    private static bool IsPart(ZipArchiveEntry entry) => entry.FullName.Contains("multi_csv", StringComparison.OrdinalIgnoreCase);

    private sealed class Run(CancellationToken stop)
    {
        private readonly PostcodeTally _tally = new();
        private readonly PostcodeCounts _counts = new();
        private PostcodeColumns? _columns;
        private string? _why;

        public bool Found => _columns is not null;

        public void Read(Stream content)
        {
            using var csv = CsvReader.Create(content, Options, leaveOpen: true);
            if (!csv.Read() || PostcodeColumns.Of(csv) is not { } columns)
                return;

            _columns = columns;
            if (columns is PostcodeColumns.CodePoint)
                columns.Take(csv, _tally, _counts);
            while (csv.Read())
            {
                columns.Take(csv, _tally, _counts);
                if (_tally.Postcodes + _counts.Sum > MostRows)
                {
                    _why = $"it has more than {MostRows} rows, more than there are postcodes";
                    return;
                }

                if ((_tally.Postcodes & 0xFFF) == 0)
                    stop.ThrowIfCancellationRequested();
            }
        }

        public PostcodeReading Outcome(string name, string? kind)
        {
            if (_why is not null)
                return new PostcodeReading.Broken(_why);
            if (_columns is null)
                return new PostcodeReading.Broken("it is none of the files known here: it should have the columns pcds, lat and long (ONSPD, NSPL), or be Code-Point Open (postcode, quality, eastings, northings)");
            if (_tally.Postcodes == 0)
                return new PostcodeReading.Broken($"it holds no live postcode with a position ({_counts.Ended} have ended, {_counts.WithoutPosition} have no position, {_counts.NorthernIreland} are of Northern Ireland, {_counts.Unreadable} cannot be read)");

            var found = _columns switch
            {
                PostcodeColumns.CodePoint => "codepoint",
                PostcodeColumns.Ons ons when ons.IsLookup || name.Contains("NSPL", StringComparison.OrdinalIgnoreCase) => "nspl",
                _ => "onspd",
            };
            return kind is not null && (kind == "codepoint") != (found == "codepoint")
                ? new PostcodeReading.Broken($"it is no {kind}: its columns are those of {found}")
                : new PostcodeReading.Done(kind ?? found, _tally, _counts);
        }
    }
}
