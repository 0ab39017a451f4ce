namespace SocialRx.Domain;

/// <summary>The clock on the wall of the people who work for the service.</summary>
public static class London
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>The point in time at which the clock shows this; in the hour that is left out in March, as if it were there.</summary>
    public static DateTimeOffset At(DateTime shown) => new DateTimeOffset(shown, Zone.GetUtcOffset(shown)).ToUniversalTime();

    /// <summary>
    /// The point in time at which the clock shows this, with its offset: the first of two in the hour that comes twice in October, an hour later in the hour that is left out in
    /// March (RFC 5545, section 3.3.5).
    /// </summary>
    public static DateTimeOffset Shown(DateTime shown)
    {
        if (Zone.IsInvalidTime(shown))
            return Shown(shown.AddHours(1));
        return new DateTimeOffset(shown, Zone.IsAmbiguousTime(shown) ? Zone.GetAmbiguousTimeOffsets(shown).Max() : Zone.GetUtcOffset(shown));
    }

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);
}
