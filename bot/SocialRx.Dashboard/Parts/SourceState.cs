using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.Staff;

namespace SocialRx.Dashboard.Parts;

/// <summary>How a source stands, and what that means for young people.</summary>
/// <param name="Level">"good", "amber" or "red": how soon somebody should look.</param>
/// <param name="Words">In a few words; never only a colour.</param>
/// <param name="Means">What young people notice, and what to do.</param>
public sealed record SourceState(string Level, string Words, string Means)
{
    /// <summary>Of a source nobody reads regularly, what it said may be this old before somebody should read it again.</summary>
    private static readonly TimeSpan OldByHand = TimeSpan.FromDays(90);

    private static readonly TimeSpan VeryOld = TimeSpan.FromDays(365);

    /// <summary>A source that is read regularly and could not be for this long needs somebody.</summary>
    private static readonly TimeSpan TooLongSilent = TimeSpan.FromDays(7);

    internal static SourceState Of(SourceReport source, bool isRegular, TimeSpan every, DateTimeOffset now)
    {
        if (source.SourceId == ListingEdits.OwnSource)
            return new("good", "Written here", "You keep these yourselves. Nothing reads them again.");
        if (source.LastGoodAt is not { } good)
            return new("red", "Never read", "Young people see nothing of it. Check its address, and whether its host may be read (Directory:AllowedHosts).");
        var failed = source.Readings is [{ Why: not null }, ..];
        if (isRegular && now - good > TooLongSilent + every)
            return new("red", $"Not read for {Dates.Age(now - good)}", $"Young people are still offered what it said on {Dates.Day(good)}. Some of it may have closed or moved. Ask whoever publishes it.");
        if (failed)
            return new("amber", "The last reading failed", $"Young people are offered what it said on {Dates.Day(good)}. It is tried again by itself{(isRegular ? "." : " only when somebody reads it in.")}");
        if (!isRegular && now - good > VeryOld)
            return new("red", $"Not read for {Dates.Age(now - good)}", "Much of it may no longer be true. What nobody changed or checked for two years is offered to nobody. Read it in again, or hide what has closed.");
        if (!isRegular && now - good > OldByHand)
            return new("amber", $"Not read for {Dates.Age(now - good)}", "Nobody reads it regularly, so what changed since is not known here. Read it in again.");
        return Shrinks(source)
            ? new("amber", "Many listings have gone", "The last reading took away a third of it or more. Young people are no longer offered those. If that is a mistake, it is one of its publisher.")
            : new("good", "Up to date", "Young people are offered what it says.");
    }

    private static bool Shrinks(SourceReport source) =>
        source.Readings is [{ Why: null } newest, ..] && newest.Removed > 0 && newest.Removed * 3 >= newest.Removed + newest.Imported + newest.Unchanged;
}
