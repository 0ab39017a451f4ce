using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>What a spreadsheet held.</summary>
internal abstract record SheetReading
{
    private SheetReading() { }

    /// <param name="Items">One a row that says something.</param>
    /// <param name="Problems">Of the sheet as a whole.</param>
    public sealed record Records(IReadOnlyList<ReadRecord> Items, IReadOnlyList<ImportProblem> Problems) : SheetReading;

    /// <summary>Nothing of it can be used.</summary>
    public sealed record Broken(string Why) : SheetReading;
}

/// <summary>Reads an organisation's spreadsheet into records: its own columns by a mapping, or those of the template and what they are also called.</summary>
internal sealed class SheetImport(Database database, TermMap terms, DirectoryOptions options, TimeProvider clock)
{
    private readonly VenuePositions _positions = new(database);

    /// <param name="licence">What its organisation lets others do with it; null when it says nothing.</param>
    public async Task<SheetReading> ReadAsync(string path, string sourceId, SheetMapping mapping, string? licence, CancellationToken stop)
    {
        try
        {
            using var file = new SheetFile(path, mapping, options);
            return file.Open() switch
            {
                SheetOpening.Opened opened => await RecordsAsync(opened, Frame(path, sourceId, opened.Header, mapping, licence), stop),
                SheetOpening.Broken broken => new SheetReading.Broken(broken.Why),
                var other => throw new InvalidOperationException($"No way to read {other}."),
            };
        }
        catch (Exception error) when (SheetFile.IsFault(error))
        {
            return new SheetReading.Broken(PlainFault.OfFile(error));
        }
    }

    // A file that was copied from a clock that runs ahead is no newer than now.
    private SheetFrame Frame(string path, string sourceId, SheetHeader header, SheetMapping mapping, string? licence)
    {
        var now = clock.GetUtcNow();
        var written = new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);
        return new SheetFrame(sourceId, header, mapping, terms, licence, written < now ? written : now, now);
    }

    private async Task<SheetReading> RecordsAsync(SheetOpening.Opened opened, SheetFrame frame, CancellationToken stop)
    {
        var records = new List<ReadRecord>();
        var seen = new Dictionary<string, Seen>(StringComparer.Ordinal);
        var examples = 0;
        foreach (var row in opened.Rows)
        {
            if (ActivityRow.IsEmpty(row) || SheetTemplate.IsHelp(opened.Header, row))
                continue;
            if (SheetTemplate.IsExample(opened.Header, row))
            {
                examples++;
                continue;
            }

            if (records.Count >= options.MostRecords)
                return new SheetReading.Broken($"it has more than {options.MostRecords} rows (Directory:MostRecords)");
            Add(records, seen, ActivityRow.Read(frame, row, await PositionAsync(frame, row, stop)), SameBesideTimes(opened.Header, row));
        }

        return new SheetReading.Records(records, [.. SheetProblems(opened.Header, examples)]);
    }

    private async Task<VenuePosition> PositionAsync(SheetFrame frame, SheetRow row, CancellationToken stop) =>
        ActivityRow.PostcodeOf(frame, row) is { } postcode ? await _positions.FindAsync(postcode, stop) : default;

    // One activity on several rows, each with another time, is one activity with several times.
    private static void Add(List<ReadRecord> records, Dictionary<string, Seen> seen, ReadRecord record, string beside)
    {
        var id = record.Listings.Count > 0 ? record.Listings[0].Id : null;
        if (id is not null && seen.TryGetValue(id, out var first) && first.Beside == beside)
        {
            records[first.At] = Together(records[first.At], record);
            return;
        }

        if (id is not null)
            seen.TryAdd(id, new Seen(records.Count, beside));
        records.Add(record);
    }

    private static ReadRecord Together(ReadRecord first, ReadRecord next) => first with
    {
        Listings = [first.Listings[0] with { Sessions = [.. first.Listings[0].Sessions.Concat(next.Listings[0].Sessions).Distinct()] }],
        Problems = [.. first.Problems, .. next.Problems, new ImportProblem(next.RecordId, SheetColumn.When.Heading, ImportProblem.Noted, $"is the same activity as {first.RecordId}; its times were added there")],
    };

    private static string SameBesideTimes(SheetHeader header, SheetRow row) =>
        string.Join('\n', SheetColumn.All.Except(SheetColumn.Times).Select(column => header.Value(column, row)));

    private static IEnumerable<ImportProblem> SheetProblems(SheetHeader header, int examples)
    {
        foreach (var heading in header.Unused)
            yield return new ImportProblem("columns", Plain.Clip(Plain.Text(heading), 80), ImportProblem.Noted, "is no heading that is known; nothing was taken from it");
        if (examples > 0)
            yield return new ImportProblem("rows", SheetColumn.Name.Heading, ImportProblem.Noted, $"{examples} example rows of the template were not imported");
    }

    /// <param name="At">Where its record stands.</param>
    /// <param name="Beside">Everything it says beside times.</param>
    private sealed record Seen(int At, string Beside);
}
