using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>Reads one page of a feed from a file, which may be packed (.gz), as if it were all there is.</summary>
internal static class OpenActiveFile
{
    /// <summary>What the source held before is replaced, or kept when nothing can be read.</summary>
    public static async Task<ImportReport> ImportAsync(FeedSource source, Importer importer, DirectoryOptions options, DateTimeOffset now, CancellationToken stop)
    {
        var (records, problems, why) = await ReadAsync(source.Address, source.SourceId, options, await importer.DecidedAsync(source.SourceId, stop), now, stop);
        return why is null
            ? await importer.ImportAsync(source.SourceId, source.Address, records, problems, stop, listing => listing with { Licence = source.Licence ?? listing.Licence })
            : await importer.NothingReadAsync(source.SourceId, source.Address, why, stop);
    }

    /// <param name="decided">Terms a curator has decided about.</param>
    /// <returns>The records, or why nothing can be read.</returns>
    public static async Task<(IReadOnlyList<ReadRecord> Records, IReadOnlyList<ImportProblem> Problems, string? Why)> ReadAsync(
        string file, string sourceId, DirectoryOptions options, IReadOnlySet<string> decided, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            if (!File.Exists(file))
                return ([], [], "there is no such file");

            using var bytes = new MemoryStream();
            await using (var stream = LimitedStream.Of(File.OpenRead(file), file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase), options))
                await stream.CopyToAsync(bytes, cancellationToken);
            return Read(RpdePage.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length)), sourceId, new ActivityMeanings(ActivityMap.Load(), TermMap.Load(options.Mappings).For(sourceId), decided), now);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return ([], [], PlainFault.OfFile(error));
        }
    }

    private static (IReadOnlyList<ReadRecord> Records, IReadOnlyList<ImportProblem> Problems, string? Why) Read(RpdePage page, string sourceId, ActivityMeanings meanings, DateTimeOffset now)
    {
        if (page is not RpdePage.Items items)
            return ([], [], ((RpdePage.Broken)page).Why);

        var reader = new OpportunityReader(sourceId, meanings, now);
        return ([.. OpportunityGroup.Of(items.All, items.Licence, now).Select(reader.Read)], items.Problems, null);
    }
}
