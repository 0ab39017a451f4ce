using SocialRx.Bot.Schedule;

namespace SocialRx.Tests.Bot.Schedule;

public sealed class ScheduleOptionsTests
{
    [Fact]
    public void What_is_configured_by_default_is_in_order() => Assert.Empty(new ScheduleOptions().Problems());

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(1441)]
    [InlineData(double.NaN)]
    public void Every_pause_that_cannot_be_is_named(double minutes)
    {
        var options = new ScheduleOptions { AlarmEveryMinutes = minutes, SyncEveryMinutes = minutes, RemoveEveryMinutes = minutes, CompactEveryMinutes = minutes, OpinionsEveryMinutes = minutes, WeighEveryMinutes = minutes };

        Assert.Equal(["AlarmEveryMinutes", "SyncEveryMinutes", "RemoveEveryMinutes", "CompactEveryMinutes", "OpinionsEveryMinutes", "WeighEveryMinutes"], options.Problems().Select(problem => problem.Key));
    }
}
