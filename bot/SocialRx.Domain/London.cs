namespace SocialRx.Domain;

/// <summary>The clock on the wall of the people who work for the service.</summary>
public static class London
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>The point in time at which the clock shows this; in the hour that is left out in March, as if it were there.</summary>
    public static DateTimeOffset At(DateTime shown) => new DateTimeOffset(shown, Zone.GetUtcOffset(shown)).ToUniversalTime();
}
