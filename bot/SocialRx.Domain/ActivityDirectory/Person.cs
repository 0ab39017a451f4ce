using System.Collections.Frozen;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Somebody's wishes, read for what they mean to a choice.</summary>
internal sealed record Person
{
    /// <summary>At this confidence and less, a first step should be a gentle one.</summary>
    private const int LowConfidence = 4;

    private static readonly TimeOnly SchoolIsOut = new(15, 0);

    public required Wishes Wishes { get; init; }
    public required DateTimeOffset Now { get; init; }
    /// <summary>Words to look for; what names nothing to do and stands in no listing is no wish.</summary>
    public required IReadOnlyList<SearchWord> Words { get; init; }
    public required bool NeedsFree { get; init; }
    public required bool NeedsNear { get; init; }
    public required bool NeedsGentle { get; init; }
    public required FrozenSet<string> TurnedDown { get; init; }

    /// <summary>Days that were wrong before; empty unless "wrong-time" was said.</summary>
    public required FrozenSet<DayOfWeek> WrongDays { get; init; }

    /// <summary>What was "not my thing": organisations and themes to go easy on.</summary>
    public required FrozenSet<string> NotMyThing { get; init; }

    public static Person From(Wishes wishes, IReadOnlyCollection<Listing> open, DateTimeOffset now)
    {
        var turnedDown = wishes.Except.ToFrozenSet(StringComparer.Ordinal);
        var before = open.Where(listing => turnedDown.Contains(listing.Id)).ToList();
        return new Person
        {
            Wishes = wishes,
            Now = now,
            Words = [.. wishes.Words.SelectMany(SearchWord.Of).Where(word => word.IsKnown || open.Any(listing => ListingText.Found(listing, [word]).Any()))],
            NeedsFree = Says(wishes, "cost", "costs"),
            NeedsNear = Says(wishes, "travel", "too-far"),
            NeedsGentle = Says(wishes, "confidence", "too-nervous") || wishes.Barriers.Contains("alone") || wishes.Confidence <= LowConfidence,
            TurnedDown = turnedDown,
            WrongDays = wishes.PutOffBy.Contains("wrong-time") && wishes.Days.Count == 0 ? before.SelectMany(listing => listing.Sessions.Select(session => session.Day)).ToFrozenSet() : [],
            NotMyThing = wishes.PutOffBy.Contains("not-my-thing") ? before.SelectMany(Kind).ToFrozenSet(StringComparer.Ordinal) : [],
        };
    }

    /// <summary>Organisation and first theme: two listings that share one are somewhat alike.</summary>
    public static IEnumerable<string> Kind(Listing listing) => listing.Themes.Take(1).Prepend(listing.Organisation);

    /// <summary>True when something about day or time was said.</summary>
    public bool AsksForTimes => Wishes.Days.Count > 0 || Wishes.NotBefore is not null || Wishes.NotAfter is not null || WrongDays.Count > 0;

    public bool CanMake(Session session) =>
        Freshness.IsSoon(session, Now)
        && (Wishes.Days.Count == 0 || Wishes.Days.Contains(session.Day))
        && !WrongDays.Contains(session.Day)
        && FitsBetween(session, NotBefore(session.Day), Wishes.NotAfter ?? TimeOnly.MaxValue);

    // Under 16 a weekday begins when school is out, said or not.
    private TimeOnly NotBefore(DayOfWeek day)
    {
        var said = Wishes.NotBefore ?? TimeOnly.MinValue;
        var atSchool = Wishes.Age is { To: < 16 } && day is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        return atSchool && said < SchoolIsOut ? SchoolIsOut : said;
    }

    // Longer than three hours is a drop-in: an hour of it will do. A shorter one is joined at its start and left at its end.
    private static bool FitsBetween(Session session, TimeOnly from, TimeOnly until)
    {
        var starts = session.Opens > from ? session.Opens : from;
        var ends = session.Closes < until ? session.Closes : until;
        var isDropIn = session.Closes - session.Opens > TimeSpan.FromHours(3);
        return isDropIn ? starts < ends && ends - starts >= TimeSpan.FromHours(1) : session.Opens >= from && session.Closes <= until;
    }

    private static bool Says(Wishes wishes, string barrier, string notForMe) => wishes.Barriers.Contains(barrier) || wishes.PutOffBy.Contains(notForMe);
}
