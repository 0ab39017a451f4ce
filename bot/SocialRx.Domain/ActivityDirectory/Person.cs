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

    /// <summary>The furthest they turned down because it was too far: nothing as far comes again. Null when nothing was.</summary>
    public required double? NearerThanKm { get; init; }

    public static Person From(Wishes wishes, IReadOnlyCollection<Listing> open, DateTimeOffset now)
    {
        var turnedDown = wishes.Except.ToFrozenSet(StringComparer.Ordinal);
        var before = open.Where(listing => turnedDown.Contains(listing.Id)).ToList();
        return new Person
        {
            Wishes = wishes,
            Now = now,
            Words = [.. wishes.Words.SelectMany(SearchWord.Of).Where(word => word.IsKnown || open.Any(listing => ListingText.Found(listing, [word]).Any()))],
            NeedsFree = wishes.PutOffBy.Contains("costs") || wishes.MostPounds == 0 || (wishes.Barriers.Contains("cost") && wishes.MostPounds is null),
            NeedsNear = wishes.PutOffBy.Contains("too-far") || (wishes.Barriers.Contains("travel") && wishes.Travel is null),
            NearerThanKm = wishes.PutOffBy.Contains("too-far") ? Furthest(before, wishes.Near) : null,
            NeedsGentle = Says(wishes, "confidence", "too-nervous") || wishes.Barriers.Contains("alone") || wishes.Confidence <= LowConfidence,
            TurnedDown = turnedDown,
            WrongDays = wishes.PutOffBy.Contains("wrong-time") && wishes.Days.Count == 0 ? before.SelectMany(listing => listing.Sessions.Select(session => session.Day)).ToFrozenSet() : [],
            NotMyThing = wishes.PutOffBy.Contains("not-my-thing") ? before.SelectMany(Kind).ToFrozenSet(StringComparer.Ordinal) : [],
        };
    }

    /// <summary>Organisation and first theme: two listings that share one are somewhat alike.</summary>
    public static IEnumerable<string> Kind(Listing listing) => listing.Themes.Take(1).Prepend(listing.Organisation);

    /// <summary>True when something about day or time was said.</summary>
    public bool AsksForTimes => Wishes.Days.Count > 0 || Wishes.NotBefore is not null || Wishes.NotAfter is not null || Wishes.Free.Count > 0 || Wishes.InHolidays || WrongDays.Count > 0;

    public bool CanMake(Session session) =>
        !WrongDays.Contains(session.Day)
        && !(Wishes.InHolidays && session.TermTimeOnly)
        && FreeOn(session.Day).Any(free => free.Holds(session, SchoolIsOutOn(session)))
        && Freshness.IsSoon(session, Now);

    private IEnumerable<FreeTime> FreeOn(DayOfWeek day)
    {
        if (Wishes.Free.Count > 0)
            return Wishes.Free.Where(free => free.Day == day);
        return Wishes.Days.Count == 0 || Wishes.Days.Contains(day) ? [new FreeTime(day, Wishes.NotBefore ?? TimeOnly.MinValue, Wishes.NotAfter ?? TimeOnly.MaxValue)] : [];
    }

    // Under 16 a weekday begins when school is out, said or not; but not in the holidays.
    private TimeOnly SchoolIsOutOn(Session session)
    {
        var goesToSchool = Wishes.Age is { To: < 16 } && session.Day is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        return goesToSchool && !IsInHolidays(session) ? SchoolIsOut : TimeOnly.MinValue;
    }

    private bool IsInHolidays(Session session) =>
        session.HolidaysOnly || Wishes.InHolidays || (session.From is { } day && day == session.Until && Wishes.Terms.IsTermTime(day) == false);

    private static double? Furthest(IEnumerable<Listing> before, Place? near) =>
        near is null ? null : before.Select(listing => listing.Location is { } there ? Math.Max(1, near.Centre.KilometresTo(there) - 0.1) : (double?)null).Max();

    private static bool Says(Wishes wishes, string barrier, string notForMe) => wishes.Barriers.Contains(barrier) || wishes.PutOffBy.Contains(notForMe);
}
