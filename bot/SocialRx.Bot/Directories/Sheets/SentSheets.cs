using SocialRx.Dashboard.Pages;
using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>Looks through a spreadsheet that a curator sent, and takes it in as any other reading of a source.</summary>
internal sealed class SentSheets(Database database, DirectoryOptions options, TimeProvider clock, NewId newId)
{
    public DirectorySheets ForPages() => new(options.LargestDocumentMegabytes, FeedSource.IsId, SheetTemplate.WriteWorkbook, LookThroughAsync, TakeInAsync);

    /// <summary>What taking it in would do. Nothing is changed.</summary>
    public async Task<SheetFindings> LookThroughAsync(SheetUpload upload, CancellationToken stop) => await ReadAsync(upload, stop) switch
    {
        SheetReading.Records records => await FindingsAsync(upload.SourceId, records, stop),
        SheetReading.Broken broken => Broken(broken.Why),
        var other => throw new InvalidOperationException($"No way to look through {other}."),
    };

    /// <summary>Puts what it holds in the place of what the source held, or nothing; returns the id of the reading's report.</summary>
    public async Task<string> TakeInAsync(SheetUpload upload, CancellationToken stop)
    {
        var importer = new Importer(database, TermMap.Load(options.Mappings), clock, newId);
        var report = await ReadAsync(upload, stop) switch
        {
            SheetReading.Records records => await importer.ImportAsync(upload.SourceId, Address(upload), records.Items, records.Problems, stop),
            SheetReading.Broken broken => await importer.NothingReadAsync(upload.SourceId, Address(upload), broken.Why, stop),
            var other => throw new InvalidOperationException($"No way to import {other}."),
        };
        await database.WriteAsync(connection => NoteReading(connection, upload, report.Run), stop);
        return report.Run.RunId;
    }

    private static string Address(SheetUpload upload) => $"sent in: {upload.FileName}";

    private async Task<SheetReading> ReadAsync(SheetUpload upload, CancellationToken stop)
    {
        var (mapping, why) = upload.Mapping is { } text ? SheetMapping.Of(text) : (SheetMapping.None, null);
        return mapping is null ? new SheetReading.Broken(why!) : await ReadAsync(upload, mapping, stop);
    }

    // Its copy on disk is as old as what was sent, so that it says the same whenever it is read.
    private async Task<SheetReading> ReadAsync(SheetUpload upload, SheetMapping mapping, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-sheet-");
        try
        {
            var path = Path.Combine(folder.FullName, "sheet");
            await using (var file = File.Create(path))
                await SheetUploads.CopyAsync(database, upload.UploadId, file, stop);
            File.SetLastWriteTimeUtc(path, upload.SentAt.UtcDateTime);
            return await new SheetImport(database, TermMap.Load(options.Mappings).For(upload.SourceId), options, clock).ReadAsync(path, upload.SourceId, mapping, upload.Licence, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<SheetFindings> FindingsAsync(string sourceId, SheetReading.Records records, CancellationToken stop)
    {
        var notes = await ImportNotes.ForAsync(database, sourceId, each: null, stop);
        foreach (var problem in records.Problems)
            notes.Add(problem);
        foreach (var record in records.Items)
            notes.Add(record);
        var listings = Once(records.Items, notes);
        if (listings.Count == 0)
            return Broken(records.Items.Count == 0 ? "there is no row below its headings" : "none of its rows can be used") with { LeftOut = notes.LeftOut, Problems = notes.All() };

        return new SheetFindings
        {
            Changes = await database.ReadAsync(connection => ListingChanges.Of(connection, sourceId, listings, clock.GetUtcNow()), stop),
            LeftOut = notes.LeftOut,
            Mended = notes.Mended,
            Problems = notes.All(),
        };
    }

    // As when it is gathered: of two with one id the one changed last is kept, of equals the first.
    private static List<Listing> Once(IReadOnlyList<ReadRecord> records, ImportNotes notes)
    {
        var all = records.SelectMany(record => record.Listings.Select(listing => (record.RecordId, Listing: listing))).GroupBy(pair => pair.Listing.Id, StringComparer.Ordinal).ToList();
        foreach (var again in all.SelectMany(same => Enumerable.Repeat(same.Last().RecordId, same.Count() - 1)))
            notes.Add(Intake.Repetition(again));
        return [.. all.Select(same => same.Select(pair => pair.Listing).MaxBy(listing => listing.LastModified)!)];
    }

    private static SheetFindings Broken(string why) => new() { Why = why, Changes = new ListingChanges(0, 0, 0, 0, 0), LeftOut = 0, Mended = 0, Problems = [] };

    private void NoteReading(Connection connection, SheetUpload upload, ImportRun run)
    {
        var now = clock.GetUtcNow();
        var before = SourceReadings.Find(connection, upload.SourceId) ?? new SourceReading { SourceId = upload.SourceId, Kind = FeedSource.Table, TriedAt = now };
        SourceReadings.Put(connection, run.Why is { } why ? before.Failed(now, why, null) : before.Succeeded(now) with { Licence = upload.Licence });
        SheetUploads.Forget(connection, upload.UploadId);
    }
}
