using System.Globalization;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Tests.Domain.Safeguarding;

public sealed class WatchedHoursTests
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Theory]
    [InlineData("2026-11-23T10:00Z", 2, "2026-11-23T12:00Z")] // Monday
    [InlineData("2026-11-23T16:00Z", 1, "2026-11-23T17:00Z")]
    [InlineData("2026-11-23T16:00Z", 2, "2026-11-24T10:00Z")]
    [InlineData("2026-11-23T06:00Z", 1, "2026-11-23T10:00Z")]
    [InlineData("2026-11-20T18:00Z", 8, "2026-11-23T17:00Z")] // Friday evening
    [InlineData("2026-11-20T16:00Z", 20, "2026-11-25T12:00Z")]
    [InlineData("2026-03-27T16:30Z", 1, "2026-03-30T08:30Z")] // the clock goes forward in between
    [InlineData("2026-10-23T15:30Z", 1, "2026-10-26T09:30Z")] // and back
    public void Time_stands_still_while_nobody_watches(string since, int hours, string expected) =>
        Assert.Equal(At(expected), new WatchedHours(Weekdays, new TimeOnly(9, 0), new TimeOnly(17, 0)).After(At(since), TimeSpan.FromHours(hours)));

    [Theory]
    [InlineData(SafeguardingRoute.Red, true, "2026-11-20T19:00Z")]
    [InlineData(SafeguardingRoute.Red, false, "2026-11-23T10:00Z")]
    [InlineData(SafeguardingRoute.Amber, true, "2026-11-23T17:00Z")]
    [InlineData(SafeguardingRoute.ThirdParty, true, "2026-11-23T17:00Z")]
    public void A_red_concern_of_a_Friday_evening_does_not_wait_for_Monday_unless_that_was_decided(SafeguardingRoute route, bool urgent, string overdue) =>
        Assert.Equal(At(overdue), new SafeguardingOptions { RedIsUrgentAtAnyHour = urgent }.OverdueFrom(route, At("2026-11-20T18:00Z")));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
