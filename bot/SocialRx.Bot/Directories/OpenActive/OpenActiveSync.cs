using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>
/// Reads the feeds of an OpenActive source on from where they were left, and makes listings of what has changed. Wherever it is broken off, it goes on from there: a page is taken in whole or not at all,
/// and a listing is made with the note that it was.
/// </summary>
internal sealed class OpenActiveSync(Database database, DirectoryOptions options, TimeProvider clock, NewId newId, Draw draw)
{
    private const int GroupsAtATime = 100;

    private static readonly TimeSpan KeepsDeleted = TimeSpan.FromDays(30);
    private static readonly TimeSpan MadeAnewAfter = TimeSpan.FromDays(7);

    /// <summary>What a curator decides may be stored a moment after the time it is decided at.</summary>
    private static readonly TimeSpan DecidedAWhileAgo = TimeSpan.FromMinutes(1);

    private readonly ActivityMap _activities = ActivityMap.Load();
    private readonly TermMap _terms = TermMap.Load(options.Mappings);

    /// <summary>Null when no feed of the source is due and nothing is left to do.</summary>
    /// <param name="isAsked">Somebody asks for it now: a feed that is not due is read too, unless it failed or asked to be left alone; one that has stopped begins again.</param>
    /// <param name="watch">Told of every problem and of how many items were read; null when nobody looks.</param>
    /// <param name="requests">Those that looked at its first page, if any did.</param>
    /// <param name="noticed">What was wrong before its feeds were read.</param>
    public async Task<ImportReport?> RunAsync(
        FeedSource source, CancellationToken stop, bool isAsked = false, ImportWatch? watch = null, FeedRequests? requests = null, IReadOnlyList<ImportProblem>? noticed = null)
    {
        using var http = FeedRequests.Client();
        var address = new RpdeAddress(requests ?? new FeedRequests(http, options, clock));
        var feeds = await FeedsAsync(source, isAsked, stop);
        var due = feeds.Where(feed => !feed.IsStopped && ((isAsked && feed.Why is null) || feed.DueAt <= clock.GetUtcNow())).ToList();
        var notes = await ImportNotes.ForAsync(database, source.SourceId, watch?.Problem, stop);
        foreach (var problem in noticed ?? [])
            notes.Add(problem);
        var run = new Run(notes, watch);
        foreach (var feed in due)
            await ReadAsync(feed, address, run, stop);
        if (due.Count > 0)
            await TidyAsync(source, stop);
        await MakeAsync(source, run, stop);
        if (due.Count > 0 || run.HasMade)
            await RemoveLeftOverAsync(source, run, stop);
        return due.Count == 0 && !run.HasMade ? null : await ReportAsync(source, run, stop);
    }

    /// <summary>When the next of its feeds is due; at once when there is something to make.</summary>
    public Task<DateTimeOffset> DueAtAsync(FeedSource source, CancellationToken stop) =>
        database.ReadAsync(
            connection =>
            {
                var feeds = RpdeFeeds.Of(connection, source.SourceId);
                var isNew = !source.FeedAddresses.ToHashSet().SetEquals(feeds.Select(feed => feed.Address));
                return isNew || RpdeItems.Changes(connection, source.SourceId, 1).Count > 0
                    ? DateTimeOffset.MinValue
                    : feeds.Where(feed => !feed.IsStopped).Select(feed => feed.DueAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
            },
            stop);

    private Task<IReadOnlyList<RpdeFeed>> FeedsAsync(FeedSource source, bool isAsked, CancellationToken stop) =>
        database.WriteAsync(
            connection =>
            {
                var now = clock.GetUtcNow();
                RpdeFeeds.Keep(connection, source.SourceId, source.FeedAddresses, now);
                foreach (var stopped in RpdeFeeds.Of(connection, source.SourceId).Where(feed => feed.IsStopped && isAsked))
                    RpdeFeeds.Put(connection, RpdeFeed.New(source.SourceId, stopped.Address, now), now);
                return RpdeFeeds.Of(connection, source.SourceId);
            },
            stop);

    private async Task ReadAsync(RpdeFeed feed, RpdeAddress address, Run run, CancellationToken stop)
    {
        var until = clock.GetUtcNow() + TimeSpan.FromMinutes(options.MinutesAReading);
        var visited = new HashSet<Uri>();
        var held = await database.ReadAsync(connection => RpdeItems.Count(connection, feed.SourceId), stop);
        for (var goesOn = true; goesOn; goesOn = goesOn && clock.GetUtcNow() < until)
        {
            if (visited.Count >= options.MostPages || held >= options.MostItems)
            {
                run.Note(feed, visited.Count >= options.MostPages ? $"more than {options.MostPages} pages; the rest is read next time" : $"it holds more than {options.MostItems} items (Directory:MostItems); the rest is not read");
                return;
            }

            visited.Add(new Uri(feed.NextAddress));
            var step = RpdeStep.Of(feed, await address.GetAsync(new Uri(feed.NextAddress), stop), visited, TimeSpan.FromMinutes(options.PollEveryMinutes), clock.GetUtcNow(), draw);
            if (await CommitAsync(feed, step, stop) is not { } counts)
                return;
            run.Add(feed, step, counts);
            (feed, goesOn, held) = (step.Feed, step.GoesOn, held + counts.Updated);
        }
    }

    private Task<RpdeCounts?> CommitAsync(RpdeFeed feed, RpdeStep step, CancellationToken stop) =>
        database.WriteAsync(connection => RpdeItems.Commit(connection, feed, step.Feed, step.Items, clock.GetUtcNow()), stop);

    private Task TidyAsync(FeedSource source, CancellationToken stop) =>
        database.WriteAsync(
            connection =>
            {
                var now = clock.GetUtcNow();
                RpdeItems.PurgeDeleted(connection, source.SourceId, now - KeepsDeleted);
                var decided = TermDecisions.ChangedAt(connection, source.SourceId) + DecidedAWhileAgo;
                RpdeListings.MakeAnew(connection, source.SourceId, decided > now - MadeAnewAfter ? decided.Value : now - MadeAnewAfter, now);
                RpdeListings.PutSource(connection, source.SourceId, source.AllAddresses[0], now);
            },
            stop);

    /// <summary>Makes the listings of groups that have changed, some at a time, until none is left.</summary>
    private async Task MakeAsync(FeedSource source, Run run, CancellationToken stop)
    {
        var meanings = new ActivityMeanings(_activities, _terms.For(source.SourceId), await TermDecisions.DecidedAsync(database, source.SourceId, stop));
        while (await database.ReadAsync(connection => Changed(connection, source.SourceId), stop) is { Changes.Count: > 0 } changed)
        {
            var now = clock.GetUtcNow();
            var reader = new OpportunityReader(source.SourceId, meanings, now);
            var read = changed.Groups.Select(group => (group.Uri, Record: reader.Read(group))).ToList();
            var made = read.SelectMany(one => one.Record.Listings.Select(listing => (one.Uri, listing with { Licence = source.Licence ?? listing.Licence }))).ToList();
            var counts = await database.WriteAsync(connection => RpdeListings.Put(connection, source.SourceId, changed.Changes, changed.Names, made, now), stop);
            run.Add(counts, read.Select(one => one.Record));
        }
    }

    // Looked for beside the one who writes: nearly always there is nothing.
    private async Task RemoveLeftOverAsync(FeedSource source, Run run, CancellationToken stop)
    {
        if (await database.ReadAsync(connection => RpdeListings.HasLeftOver(connection, source.SourceId), stop))
            run.AddRemoved(await database.WriteAsync(connection => RpdeListings.RemoveLeftOver(connection, source.SourceId, clock.GetUtcNow()), stop));
    }

    private static ChangedGroups Changed(Connection connection, string sourceId)
    {
        var changes = RpdeItems.Changes(connection, sourceId, GroupsAtATime);
        var parts = RpdeItems.Parts(connection, sourceId, changes.Select(change => change.GroupUri));
        var all = parts.Concat(RpdeItems.Parts(connection, sourceId, parts.Select(part => part.WholeUri))).Distinct().ToList();
        var wholes = OpportunityGroup.Wholes(all);
        var names = changes.Select(change => change.GroupUri).Concat(all.SelectMany(part => (string[])[part.PartUri, part.WholeUri])).Distinct(StringComparer.Ordinal).ToList();
        var members = RpdeItems.Members(connection, sourceId, names);
        var called = RpdeItems.Called(connection, sourceId, names.Concat(members.Select(member => member.ParentUri).OfType<string>()));
        var others = RpdeItems.Called(connection, sourceId, called.Select(member => member.ParentUri).OfType<string>());
        return new ChangedGroups(changes, names, OpportunityGroup.Of(members, wholes, members.Concat(called).Concat(others)));
    }

    private async Task<ImportReport> ReportAsync(FeedSource source, Run run, CancellationToken stop)
    {
        var report = run.Report(newId(), source, clock.GetUtcNow());
        await database.WriteAsync(connection => Listings.Report(connection, report.Run, report.Problems), stop);
        return report;
    }

    /// <param name="Names">Every name the groups have or had.</param>
    private sealed record ChangedGroups(IReadOnlyList<RpdeChange> Changes, IReadOnlyList<string> Names, IReadOnlyList<OpportunityGroup> Groups);

    /// <summary>What one reading of a source brought.</summary>
    private sealed class Run(ImportNotes notes, ImportWatch? watch)
    {
        private readonly List<string> _failures = [];
        private int _pages;
        private int _items;
        private int _imported;
        private int _removed;

        public bool HasMade { get; private set; }

        public void Note(RpdeFeed feed, string why) => notes.Add(new ImportProblem("feed", Plain.Clip(feed.Address, 120), ImportProblem.Noted, why));

        public void Add(RpdeFeed feed, RpdeStep step, RpdeCounts counts)
        {
            foreach (var problem in step.Problems)
                notes.Add(problem);
            if (counts.Older > 0)
                Note(feed, $"{counts.Older} items of a page were older than what is kept, and were ignored");
            if (step.Feed.Why is { } why)
            {
                Note(feed, why);
                _failures.Add(why);
                return;
            }

            _pages++;
            _items += step.Items.Count;
            watch?.Progress?.Invoke(_items);
        }

        public void Add(ImportCounts counts, IEnumerable<ReadRecord> records)
        {
            HasMade = true;
            (_imported, _removed) = (_imported + counts.Imported, _removed + counts.Removed);
            foreach (var record in records)
                notes.Add(record);
        }

        public void AddRemoved(int removed) => _removed += removed;

        public ImportReport Report(string runId, FeedSource source, DateTimeOffset now)
        {
            var why = _pages == 0 && !HasMade && _failures.Count > 0 ? _failures[0] : null;
            return new ImportReport(new ImportRun(runId, source.SourceId, source.AllAddresses[0], _imported, 0, _removed, notes.Mended, notes.LeftOut, why, now), notes.All());
        }
    }
}
