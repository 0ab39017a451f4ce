using System.Globalization;
using SocialRx.Bot.Schedule;

namespace SocialRx.Tests.Bot.Schedule;

public sealed class CheckInOptionsTests
{
    [Theory]
    [InlineData("2026-01-15T15:59:59Z", false)]
    [InlineData("2026-01-15T16:00:00Z", true)]
    [InlineData("2026-01-15T18:59:59Z", true)]
    [InlineData("2026-01-15T19:00:00Z", false)]
    [InlineData("2026-07-15T14:59:59Z", false)]
    [InlineData("2026-07-15T15:00:00Z", true)]
    [InlineData("2026-07-15T18:00:00Z", false)]
    public void Civil_hours_are_those_of_the_clock_on_the_wall(string now, bool isCivil)
    {
        var options = new CheckInOptions();

        Assert.Equal(isCivil, options.IsCivil(options.Local(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("4 pm", "19:00", "Europe/London", "From")]
    [InlineData("16:00", "16:00", "Europe/London", "Until")]
    [InlineData("16:00", "19:00", "Europe/Fernbridge", "TimeZone")]
    public void What_cannot_be_used_is_named(string from, string until, string zone, string key) =>
        Assert.Equal(key, Assert.Single(new CheckInOptions { From = from, Until = until, TimeZone = zone }.Problems()).Key);
}
