using System.Globalization;
using SocialRx.Domain.HandOff;

namespace SocialRx.Tests.Domain.HandOff;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-11-23T10:00Z", 1, "2026-11-24T10:00Z")] // Monday
    [InlineData("2026-11-23T10:00Z", 5, "2026-11-30T10:00Z")]
    [InlineData("2026-11-20T18:00Z", 1, "2026-11-23T18:00Z")] // Friday
    [InlineData("2026-11-21T10:00Z", 1, "2026-11-24T00:00Z")] // Saturday counts from Monday's start
    [InlineData("2026-11-22T23:59Z", 5, "2026-11-30T00:00Z")] // Sunday
    [InlineData("2026-03-27T10:00Z", 1, "2026-03-30T09:00Z")] // the clock goes forward in between
    [InlineData("2026-07-03T22:30Z", 1, "2026-07-06T22:30Z")] // 23:30 on a Friday
    [InlineData("2026-07-03T23:30Z", 1, "2026-07-06T23:00Z")] // half past midnight on Saturday
    public void They_are_Monday_to_Friday_by_the_clock_on_the_wall(string since, int days, string expected) =>
        Assert.Equal(At(expected), WorkingDays.After(At(since), days));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
