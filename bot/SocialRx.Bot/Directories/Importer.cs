using System.Text.Json;
using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Reads a source and puts what it holds in the place of what it held before: all good records together in one commit, or none when it could not be read to its end. Every record left
/// out or mended is in the report. However many records there are, a few thousand are held at a time.
/// </summary>
/// <param name="watch">Told of every problem and of every record read, as they come; null when nobody looks.</param>
internal sealed class Importer(Database database, TermMap terms, TimeProvider clock, NewId newId, ImportWatch? watch = null)
{
    /// <summary>Services of Open Referral UK.</summary>
    /// <param name="adjust">Applied to every listing before it is stored.</param>
    /// <param name="goOn">A reading that was broken off; the services follow those it has.</param>
    public Task<ImportReport> ImportAsync(
        string sourceId,
        string address,
        IAsyncEnumerable<FeedPart<JsonElement>> services,
        CancellationToken cancellationToken,
        Func<Listing, Listing>? adjust = null,
        OrukSource? source = null,
        Staging? goOn = null)
    {
        var now = clock.GetUtcNow();
        var meanings = terms.For(sourceId);
        var records = services.ReadAs((item, position) => OrukService.Read(item, position, sourceId, meanings, now, source ?? new OrukSource()).ToRecord());
        return ImportAsync(sourceId, address, records, cancellationToken, adjust, goOn);
    }

    /// <summary>The same for records that were read already, whatever their format.</summary>
    /// <param name="problems">What was wrong with the source as a whole.</param>
    public Task<ImportReport> ImportAsync(
        string sourceId, string address, IReadOnlyList<ReadRecord> records, IReadOnlyList<ImportProblem> problems, CancellationToken cancellationToken, Func<Listing, Listing>? adjust = null) =>
        ImportAsync(sourceId, address, records.ToAsyncEnumerable(), problems, cancellationToken, adjust);

    /// <summary>The same for records that come one after the other.</summary>
    public Task<ImportReport> ImportAsync(
        string sourceId, string address, IAsyncEnumerable<ReadRecord> records, IReadOnlyList<ImportProblem> problems, CancellationToken cancellationToken, Func<Listing, Listing>? adjust = null)
    {
        var noticed = problems.Select(FeedPart<ReadRecord> (problem) => new FeedPart<ReadRecord>.Noticed(problem)).ToAsyncEnumerable();
        return ImportAsync(sourceId, address, noticed.Concat(records.Select(FeedPart<ReadRecord> (record) => new FeedPart<ReadRecord>.Record(record))), cancellationToken, adjust);
    }

    /// <summary>The same for a source that may turn out to be broken on the way, or to hold some records that were not read again.</summary>
    public async Task<ImportReport> ImportAsync(
        string sourceId, string address, IAsyncEnumerable<FeedPart<ReadRecord>> parts, CancellationToken cancellationToken, Func<Listing, Listing>? adjust = null, Staging? goOn = null)
    {
        var notes = await NotesAsync(sourceId, cancellationToken);
        var staging = goOn ?? await database.WriteAsync(connection => Staging.Begin(connection, newId(), sourceId, address, clock.GetUtcNow()), cancellationToken);
        await using var intake = new Intake(database, clock, staging, notes, watch);
        var broken = await TakeInAsync(intake, notes, parts, adjust ?? (listing => listing), cancellationToken);
        broken ??= intake.Listings > 0 || goOn is not null ? null : new(intake.Records == 0 ? "it holds no services" : "none of its records can be used");
        var runId = newId();
        if (broken is null)
            return new ImportReport(await intake.SwapAsync(counts => Run(runId, sourceId, address, notes, counts)), notes.All());

        await intake.DiscardAsync();
        return await NothingReadAsync(sourceId, address, notes, broken, cancellationToken);
    }

    /// <summary>Only what has changed: each service's listings come in the place of those it had, one that is not active any more goes, and all others stay.</summary>
    public async Task<ImportReport> ChangeAsync(
        string sourceId, string address, IReadOnlyList<JsonElement> changed, IReadOnlyList<ImportProblem> problems, OrukSource source, CancellationToken cancellationToken)
    {
        var (notes, now, runId) = (await NotesAsync(sourceId, cancellationToken), clock.GetUtcNow(), newId());
        var meanings = terms.For(sourceId);
        var records = changed.Select((item, index) => (Id: OrukService.IdOf(sourceId, item.Text("id") ?? ""), Read: OrukService.Read(item, index + 1, sourceId, meanings, now, source).ToRecord())).ToList();
        problems.ToList().ForEach(notes.Add);
        records.ForEach(record => notes.Add(record.Read));
        var run = await database.WriteAsync(
            connection =>
            {
                var counts = records.Select(record => StoredRecords.Replace(connection, record.Id, record.Read.Listings, now)).ToList();
                var imported = counts.Sum(count => count.Imported);
                var unchanged = StoredRecords.Count(connection, sourceId) - imported;
                var run = Run(runId, sourceId, address, notes, new ImportCounts(imported, unchanged, counts.Sum(count => count.Removed)));
                StoredRecords.NoteRead(connection, sourceId, now);
                Listings.Report(connection, run, notes.All());
                return run;
            },
            cancellationToken);
        return new ImportReport(run, notes.All());
    }

    /// <summary>Nothing could be read; what the source held before is kept.</summary>
    public async Task<ImportReport> NothingReadAsync(string sourceId, string address, string why, CancellationToken cancellationToken) =>
        await NothingReadAsync(sourceId, address, await NotesAsync(sourceId, cancellationToken), new(why), cancellationToken);

    /// <summary>Terms of the source that a curator has decided about.</summary>
    public Task<IReadOnlySet<string>> DecidedAsync(string sourceId, CancellationToken cancellationToken) => TermDecisions.DecidedAsync(database, sourceId, cancellationToken);

    private Task<ImportNotes> NotesAsync(string sourceId, CancellationToken cancellationToken) => ImportNotes.ForAsync(database, sourceId, watch?.Problem, cancellationToken);

    private async Task<FeedPart<ReadRecord>.Broken?> TakeInAsync(
        Intake intake, ImportNotes notes, IAsyncEnumerable<FeedPart<ReadRecord>> parts, Func<Listing, Listing> adjust, CancellationToken cancellationToken)
    {
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            switch (part)
            {
                case FeedPart<ReadRecord>.Record { Item: var record }:
                    await intake.AddAsync(record, [.. record.Listings.Select(adjust)]);
                    break;
                case FeedPart<ReadRecord>.Kept { Head: var head, Why: var why }:
                    await KeepAsync(intake, notes, head, why, adjust, cancellationToken);
                    break;
                case FeedPart<ReadRecord>.Reached { Position: var position }:
                    await intake.ReachedAsync(position);
                    break;
                case FeedPart<ReadRecord>.Noticed { Problem: var problem }:
                    notes.Add(problem);
                    break;
                case FeedPart<ReadRecord>.Broken broken:
                    return broken;
            }
        }

        return null;
    }

    private async Task KeepAsync(Intake intake, ImportNotes notes, ReadRecord head, string? why, Func<Listing, Listing> adjust, CancellationToken cancellationToken)
    {
        var stored = head.Listings.Count == 0 ? [] : await database.ReadAsync(connection => StoredRecords.Of(connection, head.Listings[0].Id), cancellationToken);
        if (why is not null)
            notes.Add(new ImportProblem(head.RecordId, "details", ImportProblem.Noted, $"cannot be had: {why}; {(stored.Count > 0 ? "what was read before stands" : "it is listed with what the list says of it")}"));
        if (stored.Count == 0)
            await intake.AddAsync(head, [.. head.Listings.Select(adjust)]);
        else
            await intake.AddAsync(head with { Problems = [], UnmappedTerms = [] }, stored);
    }

    private async Task<ImportReport> NothingReadAsync(string sourceId, string address, ImportNotes notes, FeedPart<ReadRecord>.Broken broken, CancellationToken cancellationToken)
    {
        var run = Run(newId(), sourceId, address, notes, new ImportCounts(0, 0, 0)) with { Why = broken.Why };
        await database.WriteAsync(connection => Listings.Report(connection, run, notes.All()), cancellationToken);
        return new ImportReport(run, notes.All()) { AskAgainAt = broken.AskAgainAt };
    }

    private ImportRun Run(string runId, string sourceId, string address, ImportNotes notes, ImportCounts counts) =>
        new(runId, sourceId, address, counts.Imported, counts.Unchanged, counts.Removed, notes.Mended, notes.LeftOut, Why: null, clock.GetUtcNow());
}

/// <summary>What an import did, and the records that were left out, mended or worth a look.</summary>
internal sealed record ImportReport(ImportRun Run, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>When a source that could not be read wants to be asked again; null when it does not say.</summary>
    public DateTimeOffset? AskAgainAt { get; init; }
}
