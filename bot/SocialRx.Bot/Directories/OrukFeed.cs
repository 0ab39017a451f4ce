using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Reads a source of Open Referral UK. Of an address only what has changed is read when the server can tell; of lists that hold heads only the details that have changed are asked for.
/// All of it is read again every few days, because nothing else shows what a server forgot to mention.
/// </summary>
internal sealed class OrukFeed(Database database, Importer importer, FeedRequests requests, DirectoryOptions options)
{
    public const string Kind = "oruk";

    /// <summary>When more has changed than this, reading all of it is no more work.</summary>
    private const int MostChanges = 5_000;

    /// <summary>Clocks differ, and a record may be published a while after it was changed.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>A reading that was broken off is gone on with for so long; after that too much has moved from page to page.</summary>
    private static readonly TimeSpan GoesOnFor = TimeSpan.FromHours(1);

    private readonly FeedAddress _pages = new(requests, options);

    /// <summary>Nothing of the source is changed when it cannot be read to its end.</summary>
    /// <returns>The report, and what is known of the source now.</returns>
    public async Task<(ImportReport Report, SourceReading After)> ReadAsync(FeedSource feed, SourceReading before, DateTimeOffset now, CancellationToken stop)
    {
        if (FeedSource.Web(feed.Address) is not { } address)
            return await WholeAsync(feed, before, new OrukSource(feed.Licence), FeedFile.ReadAsync(feed.Address, options), null, now, stop);

        var source = new OrukSource(feed.Licence ?? await LicenceAsync(address, stop) ?? before.Licence, address);
        var isWholeDue = before.WholeAt is not { } whole || now - whole >= TimeSpan.FromDays(options.ReadAllEveryDays);
        if (!isWholeDue && before is { HonoursModifiedAfter: not false, NewestChange: { } newest })
        {
            if (await ChangesAsync(address, newest - Overlap, stop) is { } changes)
                return await ChangeAsync(feed, before, source, changes, now, stop);
            return WithHonours(await WholeAsync(feed, before, source, isWholeDue, address, now, stop), false);
        }

        // Whether a server that could not tell can do so now is tried again after each whole reading.
        return WithHonours(await WholeAsync(feed, before, source, isWholeDue, address, now, stop), isWholeDue && before.HonoursModifiedAfter != true ? null : before.HonoursModifiedAfter);
    }

    // A server that is down has not said what it can do.
    private static (ImportReport Report, SourceReading After) WithHonours((ImportReport Report, SourceReading After) read, bool? honours) =>
        read.Report.Run.Why is null ? (read.Report, read.After with { HonoursModifiedAfter = honours }) : read;

    private async Task<(ImportReport Report, SourceReading After)> WholeAsync(
        FeedSource feed, SourceReading before, OrukSource source, bool isWholeDue, Uri address, DateTimeOffset now, CancellationToken stop)
    {
        var known = isWholeDue ? null : await database.ReadAsync(connection => StoredRecords.Changes(connection, feed.SourceId), stop);
        var goOn = await database.ReadAsync(connection => Staging.Unfinished(connection, feed.SourceId), stop);
        if (goOn?.Address != feed.Address || now - goOn.StartedAt > GoesOnFor || goOn.Position is null)
            goOn = null;

        var first = goOn is null ? 1 : int.Parse(goOn.Position!, CultureInfo.InvariantCulture) + 1;
        var parts = _pages.WithDetailsAsync(address, _pages.ReadAsync(address, first), head => HasChanged(head, feed.SourceId, known), stop);
        return await WholeAsync(feed, before, source, goOn is null ? parts : parts.Prepend(WentOn(first)), goOn, now, stop);
    }

    private async Task<(ImportReport Report, SourceReading After)> WholeAsync(
        FeedSource feed, SourceReading before, OrukSource source, IAsyncEnumerable<FeedPart<JsonElement>> parts, Staging? goOn, DateTimeOffset now, CancellationToken stop)
    {
        var seen = new Seen(now) { Newest = before.NewestChange };
        var report = await importer.ImportAsync(feed.SourceId, feed.Address, LookedAtAsync(parts, seen, stop), stop, source: source, goOn: goOn);
        var after = After(before, feed, source, report, now);
        return (report, report.Run.Why is null ? after with { NewestChange = seen.Newest, WholeAt = seen.HasKept ? before.WholeAt : now } : after);
    }

    private async Task<(ImportReport Report, SourceReading After)> ChangeAsync(
        FeedSource feed, SourceReading before, OrukSource source, Changes changes, DateTimeOffset now, CancellationToken stop)
    {
        var report = await importer.ChangeAsync(feed.SourceId, feed.Address, changes.Items, changes.Problems, source, stop);
        var after = After(before, feed, source, report, now) with { HonoursModifiedAfter = true };

        // What could not be had has to be asked for again.
        return (report, changes.IsComplete ? after with { NewestChange = changes.Items.Aggregate(before.NewestChange, (newest, item) => Later(newest, item, now)) } : after);
    }

    private static SourceReading After(SourceReading before, FeedSource feed, OrukSource source, ImportReport report, DateTimeOffset now)
    {
        var known = before with { Kind = Kind, Name = feed.Name, Licence = source.Licence };
        return report.Run.Why is { } why ? known.Failed(now, why, report.AskAgainAt) : known.Succeeded(now);
    }

    private static FeedPart<JsonElement> WentOn(int page) =>
        new FeedPart<JsonElement>.Noticed(new("feed", "pages", ImportProblem.Noted, $"a reading that was broken off went on at page {page}; what was wrong on pages before is not in this report"));

    private static bool HasChanged(JsonElement head, string sourceId, IReadOnlyDictionary<string, DateTimeOffset>? known) =>
        known is null
        || head.Instant("last_modified") is not { } changed
        || !known.TryGetValue(OrukService.IdOf(sourceId, head.Text("id")!), out var then)
        || then != Stored(changed);

    // The database keeps milliseconds.
    private static DateTimeOffset Stored(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <summary>Null when the server cannot tell what has changed: it gives what is older, or nothing that can be read.</summary>
    private async Task<Changes?> ChangesAsync(Uri address, DateTimeOffset since, CancellationToken stop)
    {
        var asked = FeedAddress.With(address, "modified_after", since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        var (items, problems, isComplete) = (new List<JsonElement>(), new List<ImportProblem>(), true);
        await foreach (var part in _pages.WithDetailsAsync(address, OnlyNewAsync(_pages.ReadAsync(asked), since, stop), _ => true, stop))
        {
            switch (part)
            {
                case FeedPart<JsonElement>.Broken:
                    return null;
                case FeedPart<JsonElement>.Record { Item: var item }:
                    items.Add(item);
                    break;
                case FeedPart<JsonElement>.Kept { Head: var head, Why: var why }:
                    isComplete = false;
                    problems.Add(new(Plain.Clip(Plain.Text(head.Text("id")), 80), "details", ImportProblem.Noted, $"cannot be had: {why}; what was read before stands"));
                    break;
                case FeedPart<JsonElement>.Noticed { Problem: var problem }:
                    problems.Add(problem);
                    break;
            }

            if (items.Count > MostChanges)
                return null;
        }

        return new Changes(items, problems, isComplete);
    }

    // Looked at before any details are asked for: a server that ignores the question would give its whole list.
    private static async IAsyncEnumerable<FeedPart<JsonElement>> OnlyNewAsync(IAsyncEnumerable<FeedPart<JsonElement>> parts, DateTimeOffset since, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var part in parts.WithCancellation(stop))
        {
            var isOld = part is FeedPart<JsonElement>.Record { Item: var item } && !(item.Instant("last_modified") >= since.AddSeconds(-1));
            yield return isOld ? new FeedPart<JsonElement>.Broken("it gives what has not changed") : part;
            if (isOld)
                yield break;
        }
    }

    private static async IAsyncEnumerable<FeedPart<JsonElement>> LookedAtAsync(IAsyncEnumerable<FeedPart<JsonElement>> parts, Seen seen, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var part in parts.WithCancellation(stop))
        {
            if (part is FeedPart<JsonElement>.Record { Item: var item })
                seen.Newest = Later(seen.Newest, item, seen.Now);
            seen.HasKept |= part is FeedPart<JsonElement>.Kept;
            yield return part;
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? newest, JsonElement item, DateTimeOffset now) =>
        item.Instant("last_modified") is { } changed && changed <= now && !(changed <= newest) ? changed : newest;

    /// <summary>The standard has no place for it, but some say it where the server says what it is.</summary>
    private async Task<string?> LicenceAsync(Uri address, CancellationToken stop)
    {
        if (!address.AbsolutePath.TrimEnd('/').EndsWith("/services", StringComparison.OrdinalIgnoreCase))
            return null;

        var root = new UriBuilder(address) { Path = address.AbsolutePath.TrimEnd('/')[..^"services".Length], Query = "" }.Uri;
        try
        {
            await using var answer = await requests.GetAsync(root, stop);
            if (answer is not FeedAnswer.Document document)
                return null;
            using var json = await JsonDocument.ParseAsync(document.Body, cancellationToken: stop);
            var said = new[] { "license", "licence", "license_url", "licence_url" }.Select(name => json.RootElement.Text(name)).FirstOrDefault(text => text is not null);
            return said is null ? null : Plain.Clip(Plain.Text(said), 200);
        }
        catch (Exception error) when (error is JsonException || FeedRequests.Why(error, root) is not null)
        {
            return null;
        }
    }

    private sealed record Changes(IReadOnlyList<JsonElement> Items, IReadOnlyList<ImportProblem> Problems, bool IsComplete);

    private sealed class Seen(DateTimeOffset now)
    {
        public DateTimeOffset Now => now;

        public DateTimeOffset? Newest { get; set; }

        public bool HasKept { get; set; }
    }
}
