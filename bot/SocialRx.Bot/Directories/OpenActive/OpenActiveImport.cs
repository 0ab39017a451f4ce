using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>Reads an OpenActive source because somebody asks for it: its feeds on from where they were left, or a file with one page.</summary>
internal static class OpenActiveImport
{
    public static async Task<ImportReport> RunAsync(Database database, DirectoryOptions options, FeedSource source, NewId newId, CancellationToken stop)
    {
        var clock = TimeProvider.System;
        if (FeedSource.Web(source.Address) is null)
            return await FileAsync(new Importer(database, TermMap.Load(), clock, newId), options, source, clock.GetUtcNow(), stop);

        var asked = options.Feeds.FirstOrDefault(feed => feed.IsOpenActive && feed.SourceId == source.SourceId && feed.AllAddresses.Contains(source.Address)) ?? source;
        return await new OpenActiveSync(database, options, clock, newId, Host.Chance).RunAsync(asked, stop, isAsked: true) ?? Waits(asked, newId, clock.GetUtcNow());
    }

    private static async Task<ImportReport> FileAsync(Importer importer, DirectoryOptions options, FeedSource source, DateTimeOffset now, CancellationToken stop)
    {
        var (records, problems, why) = await OpenActiveFile.ReadAsync(source.Address, source.SourceId, options, now, stop);
        return why is null
            ? await importer.ImportAsync(source.SourceId, source.Address, records, problems, stop)
            : await importer.ImportAsync(source.SourceId, source.Address, new Feed.Broken(why), stop);
    }

    private static ImportReport Waits(FeedSource source, NewId newId, DateTimeOffset now) =>
        new(new ImportRun(newId(), source.SourceId, source.Address, 0, 0, 0, 0, 0, "it failed or asked to be left alone, and is not due yet", now), []);
}
