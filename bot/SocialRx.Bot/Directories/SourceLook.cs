using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Bot.Directories;

/// <summary>What a source is read as: by the configuration, by an earlier reading, or by looking at what is at its addresses.</summary>
internal sealed class SourceLook(Database database, DirectoryOptions options)
{
    private const string NoPage = "the page of its dataset cannot be had";
    private const int LargestPageBytes = 4 << 20;

    /// <summary>The source as feeds of OpenActive, where an earlier reading found that it is; null for any other.</summary>
    public Task<FeedSource?> AsKnownAsync(FeedSource feed, CancellationToken stop) => MayBeFeeds(feed) ? database.ReadAsync(connection => AsKnown(connection, feed), stop) : Task.FromResult<FeedSource?>(null);

    public async Task<Told> LookAsync(FeedSource feed, SourceReading before, FeedRequests requests, CancellationToken stop)
    {
        if (feed.ReadAs == FeedSource.Table || feed.Kind == OrukFeed.Kind)
            return new Told(feed.ReadAs);
        if (!MayBeFeeds(feed))
            return feed.Kind.Length > 0 ? new Told(feed.Kind) : await AtFileAsync(feed.AllAddresses[0], stop);

        var known = await AsKnownAsync(feed, stop);
        if (known is { Found: null })
            return Told.OpenActive;
        return known is null && await IsKnownOrukAsync(feed, before, stop) ? Told.Oruk : await LookAsync(feed, known?.Found ?? [], requests, stop);
    }

    // Feeds that were found before are read on with while their page cannot be.
    private async Task<Told> LookAsync(FeedSource feed, IReadOnlyList<string> known, FeedRequests requests, CancellationToken stop)
    {
        var feeds = new List<string>();
        var noticed = new List<ImportProblem>();
        foreach (var address in feed.AllAddresses)
        {
            var told = await AtAsync(FeedSource.Web(address)!, feed, known.Count > 0, requests, stop);
            if (told.Why is { } why && known.Count > 0)
                return Told.OpenActive with { Feeds = known, Noticed = [new("dataset", Plain.Clip(address, 120), ImportProblem.Noted, $"{why}; the feeds it named before are read on")] };
            if (told.Why is not null || (told.Kind == OrukFeed.Kind && feed.AllAddresses.Count == 1))
                return told;
            if (told.Kind == OrukFeed.Kind)
                return new Told("", $"several addresses are for feeds of OpenActive, and {Plain.Clip(address, 120)} is none");
            feeds.AddRange(told.Feeds ?? [address]);
            noticed.AddRange(told.Noticed);
        }

        return Told.OpenActive with { Feeds = [.. feeds.Distinct(StringComparer.Ordinal)], Noticed = noticed };
    }

    // What it is said to be is not doubted, but both feeds and pages that name them are OpenActive.
    private async Task<Told> AtAsync(Uri address, FeedSource feed, bool wasPage, FeedRequests requests, CancellationToken stop)
    {
        var told = await requests.LookAsync(address, stop);
        if (told.Kind == Told.Dataset.Kind)
            return await AtPageAsync(address, requests, stop);
        if (wasPage && (told.Why is not null || !told.IsSeen || (feed.Kind == FeedSource.OpenActive && told.Kind != FeedSource.OpenActive)))
            return new Told("", told.Why ?? NoPage);

        return feed.Kind == FeedSource.OpenActive ? Told.OpenActive : told;
    }

    private async Task<Told> AtPageAsync(Uri address, FeedRequests requests, CancellationToken stop)
    {
        try
        {
            await using var answer = await requests.AskAsync(address, stop);
            if (answer is not FeedAnswer.Document document)
                return new Told("", NoPage);

            using var bytes = new MemoryStream();
            await using var page = new LimitedStream(document.Body, LargestPageBytes, $"the page of the dataset is larger than {LargestPageBytes >> 20} MB");
            await page.CopyToAsync(bytes, stop);
            return DatasetPage.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), address) switch
            {
                DatasetPage.Feeds feeds => Allowed(address, feeds.All),
                DatasetPage.Broken broken => new Told("", broken.Why),
                var other => throw new InvalidOperationException($"No meaning for {other}."),
            };
        }
        catch (Exception error) when (!stop.IsCancellationRequested && FeedRequests.Why(error, address) is not null)
        {
            return new Told("", FeedRequests.Why(error, address));
        }
    }

    // What a page says is data: it leads to no host that nobody allowed, and not to this machine.
    private Told Allowed(Uri page, IReadOnlyList<Uri> feeds)
    {
        var refused = feeds.Where(feed => !options.AllowsFrom(page, feed)).ToList();
        if (refused.Count == feeds.Count)
            return new Told("", $"none of the feeds it names may be read: {string.Join(", ", refused.Select(feed => feed.Authority).Distinct())} is not in Directory:AllowedHosts");

        return Told.OpenActive with
        {
            Feeds = [.. feeds.Except(refused).Select(feed => feed.AbsoluteUri)],
            Noticed = [.. refused.Select(feed => new ImportProblem("dataset", Plain.Clip(feed.AbsoluteUri, 120), ImportProblem.Noted, $"is not read: {feed.Authority} is not in Directory:AllowedHosts"))],
        };
    }

    private async Task<Told> AtFileAsync(string file, CancellationToken stop) =>
        await FirstLook.AtAsync(file, options, stop) is var told && told.Kind == Told.Dataset.Kind ? Told.Neither("it describes a dataset or is a web page; give its address, and its feeds are found there") : told;

    private static bool MayBeFeeds(FeedSource feed) => feed.Kind is "" or FeedSource.OpenActive && feed.AllAddresses.All(address => FeedSource.Web(address) is not null);

    private static FeedSource? AsKnown(Connection connection, FeedSource feed)
    {
        var known = RpdeFeeds.Of(connection, feed.SourceId);
        if (feed.AllAddresses.All(address => known.Any(one => one.Address == address && one.Pages > 0)))
            return feed with { Kind = FeedSource.OpenActive };

        var wasFound = known.Count > 0 && known.All(one => !feed.AllAddresses.Contains(one.Address))
            && SourceReadings.AddressOf(connection, feed.SourceId) == feed.AllAddresses[0]
            && SourceReadings.Find(connection, feed.SourceId)?.Kind == FeedSource.OpenActive;
        return wasFound ? feed with { Kind = FeedSource.OpenActive, Found = [.. known.Select(one => one.Address)] } : null;
    }

    private async Task<bool> IsKnownOrukAsync(FeedSource feed, SourceReading before, CancellationToken stop) =>
        feed.Kind.Length == 0 && before is { Kind: OrukFeed.Kind, ReadAt: not null, Failures: 0 }
        && await database.ReadAsync(connection => SourceReadings.AddressOf(connection, feed.SourceId), stop) == feed.Address;
}
