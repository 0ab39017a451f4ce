using SocialRx.Domain;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>What an answer of a feed means for its reading (RPDE 1.0, consumers).</summary>
/// <param name="Feed">Where the reading stands afterwards.</param>
/// <param name="Items">To be taken in together with it.</param>
/// <param name="GoesOn">There is a page to read now.</param>
internal sealed record RpdeStep(RpdeFeed Feed, IReadOnlyList<RpdeItem> Items, bool GoesOn, IReadOnlyList<ImportProblem> Problems)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LeastRest = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <param name="every">How soon a feed that was read to its end is asked for news.</param>
    /// <param name="visited">Pages read in this run.</param>
    public static RpdeStep Of(RpdeFeed feed, RpdeAnswer answer, IReadOnlySet<Uri> visited, TimeSpan every, DateTimeOffset now, Draw draw) => answer switch
    {
        RpdeAnswer.Page page => RpdePage.Read(page.Bytes) switch
        {
            RpdePage.Items items => Of(feed, items, visited, every, now),
            RpdePage.Broken broken => Failed(feed, broken.Why, now),
            var other => throw new InvalidOperationException($"No step for {other}."),
        },
        RpdeAnswer.Busy => Still(feed with { DueAt = now + LeastRest + (LeastRest * draw()), Why = "it asks to be left alone for a while (503)" }),
        RpdeAnswer.Gone gone => Still(feed with { State = RpdeFeed.Stopped, Why = $"{gone.Why}: it is no longer there and is not asked again; what it held is kept" }),
        RpdeAnswer.Failed failed => Failed(feed, failed.Why, now),
        _ => throw new InvalidOperationException($"No step for {answer}."),
    };

    private static RpdeStep Of(RpdeFeed feed, RpdePage.Items page, IReadOnlySet<Uri> visited, TimeSpan every, DateTimeOffset now)
    {
        var own = new Uri(feed.NextAddress);
        if (!Uri.TryCreate(page.Next, UriKind.Absolute, out var next) || next.Scheme is not ("http" or "https"))
            return Failed(feed, "the address of its next page is not whole", now);
        if (!RpdeAddress.IsSameHost(own, next) || next.Scheme != own.Scheme)
            return Failed(feed, "its next page is at another host", now);

        var read = feed with { NextAddress = next.OriginalString, State = RpdeFeed.Reading, Licence = page.Licence ?? feed.Licence, Pages = feed.Pages + 1, Failures = 0, DueAt = now, Why = null };
        if (next == own)
            return new RpdeStep(read with { State = RpdeFeed.Current, DueAt = now + every }, page.All, false, page.HasItems ? [.. page.Problems, LastPageHoldsItems] : page.Problems);
        return visited.Contains(next) ? Failed(feed, "its pages go round in a circle", now) : new RpdeStep(read, page.All, true, page.Problems);
    }

    private static ImportProblem LastPageHoldsItems => new("feed", "next", ImportProblem.Noted, "its last page holds items, which only an empty page should be");

    private static RpdeStep Failed(RpdeFeed feed, string why, DateTimeOffset now)
    {
        var wait = FirstRetry * Math.Pow(2, Math.Min(feed.Failures, 10));
        return Still(feed with { Failures = feed.Failures + 1, DueAt = now + (wait < LongestWait ? wait : LongestWait), Why = why });
    }

    private static RpdeStep Still(RpdeFeed feed) => new(feed, [], false, []);
}
