using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Reads a source and puts what it holds in the place of what it held before: all good records together, or none when nothing could be read. Every record left out or mended is
/// in the report.
/// </summary>
internal sealed class Importer(Database database, TermMap terms, TimeProvider clock, NewId newId)
{
    /// <param name="adjust">Applied to every listing before it is stored.</param>
    public async Task<ImportReport> ImportAsync(string sourceId, string address, Feed feed, CancellationToken cancellationToken, Func<Listing, Listing>? adjust = null)
    {
        var now = clock.GetUtcNow();
        if (feed is not Feed.Records records)
            return await NothingReadAsync(sourceId, address, ((Feed.Broken)feed).Why, [], now, cancellationToken);

        var meanings = terms.For(sourceId);
        var read = records.Items.Select((item, index) => OrukService.Read(item, index + 1, sourceId, meanings, now).ToRecord()).ToList();
        return await ImportAsync(sourceId, address, read, records.Problems, cancellationToken, adjust);
    }

    /// <summary>The same for records that were read already, whatever their format.</summary>
    /// <param name="problems">What was wrong with the source as a whole.</param>
    public async Task<ImportReport> ImportAsync(
        string sourceId, string address, IReadOnlyList<ReadRecord> records, IReadOnlyList<ImportProblem> problems, CancellationToken cancellationToken, Func<Listing, Listing>? adjust = null)
    {
        var now = clock.GetUtcNow();
        var repeated = Repeated(records);
        var listings = records.Where(record => !repeated.Contains(record)).SelectMany(record => record.Listings).Select(adjust ?? (listing => listing)).ToList();
        List<ImportProblem> all = [.. problems, .. records.Where(record => !repeated.Contains(record)).SelectMany(record => record.Problems), .. repeated.Select(Repetition)];
        if (listings.Count == 0)
            return await NothingReadAsync(sourceId, address, records.Count == 0 ? "it holds no services" : "none of its records can be used", all, now, cancellationToken);

        return await DoneAsync(sourceId, address, listings, all, Unmapped(records), now, cancellationToken);
    }

    // Of two records with one id the later changed one is kept.
    private static HashSet<ReadRecord> Repeated(IEnumerable<ReadRecord> records) =>
        records.Where(record => record.Listings.Count > 0)
            .GroupBy(record => record.Listings[0].Id, StringComparer.Ordinal)
            .SelectMany(same => same.OrderByDescending(record => record.LastModified).Skip(1))
            .ToHashSet<ReadRecord>(ReferenceEqualityComparer.Instance);

    private static ImportProblem Repetition(ReadRecord record) => new(record.RecordId, "id", ImportProblem.LeftOut, "is there twice; the record changed last was kept");

    private static List<(string Term, int Count)> Unmapped(IEnumerable<ReadRecord> records) =>
        [.. records.SelectMany(record => record.UnmappedTerms).GroupBy(term => term, StringComparer.OrdinalIgnoreCase).Select(same => (same.Key, same.Count())).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.Ordinal)];

    private async Task<ImportReport> DoneAsync(
        string sourceId, string address, List<Listing> listings, List<ImportProblem> problems, List<(string Term, int Count)> unmapped, DateTimeOffset now, CancellationToken cancellationToken)
    {
        problems.AddRange(unmapped.Select(pair => new ImportProblem("taxonomy", Plain.Clip(pair.Term, 80), ImportProblem.Noted, $"is not mapped to a theme ({pair.Count} records)")));
        var run = await database.WriteAsync(
            connection =>
            {
                var counts = Listings.Replace(connection, sourceId, address, listings, now);
                var run = Run(sourceId, address, problems, now) with { Imported = counts.Imported, Unchanged = counts.Unchanged, Removed = counts.Removed };
                Listings.Report(connection, run, problems);
                return run;
            },
            cancellationToken);
        return new ImportReport(run, problems);
    }

    private async Task<ImportReport> NothingReadAsync(string sourceId, string address, string why, List<ImportProblem> problems, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var run = Run(sourceId, address, problems, now) with { Why = why };
        await database.WriteAsync(connection => Listings.Report(connection, run, problems), cancellationToken);
        return new ImportReport(run, problems);
    }

    private ImportRun Run(string sourceId, string address, List<ImportProblem> problems, DateTimeOffset now) =>
        new(newId(), sourceId, address, Imported: 0, Unchanged: 0, Removed: 0, Mended(problems), problems.Count(problem => problem.Effect == ImportProblem.LeftOut), Why: null, now);

    // A record may be mended in several fields; it is left out once.
    private static int Mended(List<ImportProblem> problems) => problems.Where(problem => problem.Effect == ImportProblem.Mended).Select(problem => problem.RecordId).Distinct().Count();
}

/// <summary>What an import did, and every record that was left out, mended or worth a look.</summary>
internal sealed record ImportReport(ImportRun Run, IReadOnlyList<ImportProblem> Problems);
