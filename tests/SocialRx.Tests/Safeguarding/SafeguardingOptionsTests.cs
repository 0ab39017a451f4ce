using SocialRx.Domain.Safeguarding;

namespace SocialRx.Tests.Safeguarding;

public sealed class SafeguardingOptionsTests
{
    [Fact]
    public void What_is_configured_by_default_is_in_order()
    {
        Assert.Empty(new SafeguardingOptions().Problems());
    }

    [Theory]
    [InlineData("9 o'clock", "17:00", nameof(SafeguardingOptions.WatchedFrom))]
    [InlineData("09:00", "24:00", nameof(SafeguardingOptions.WatchedUntil))]
    [InlineData("09:00", "09:00", nameof(SafeguardingOptions.WatchedUntil))]
    [InlineData("17:00", "09:00", nameof(SafeguardingOptions.WatchedUntil))]
    public void Hours_that_are_no_hours_are_named(string from, string until, string key)
    {
        var options = new SafeguardingOptions { WatchedFrom = from, WatchedUntil = until };

        Assert.Contains(options.Problems(), problem => problem.Key == key);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    public void Helplines_are_checked_at_least_every_three_years(int months)
    {
        var problem = Assert.Single(new SafeguardingOptions { HelplineMonths = months }.Problems());

        Assert.Equal(nameof(SafeguardingOptions.HelplineMonths), problem.Key);
    }

    [Theory]
    [InlineData(0, 8, nameof(SafeguardingOptions.RedOverdueAfterMinutes))]
    [InlineData(60, 0, nameof(SafeguardingOptions.OthersOverdueAfterWatchedHours))]
    [InlineData(60, 201, nameof(SafeguardingOptions.OthersOverdueAfterWatchedHours))]
    public void A_time_after_which_nothing_would_ever_be_overdue_is_named(int minutes, double hours, string key)
    {
        var options = new SafeguardingOptions { RedOverdueAfterMinutes = minutes, OthersOverdueAfterWatchedHours = hours };

        Assert.Equal(key, Assert.Single(options.Problems()).Key);
    }

    [Fact]
    public void Somebody_has_to_be_named_who_reads_concerns()
    {
        var problem = Assert.Single(new SafeguardingOptions { LeadRole = " " }.Problems());

        Assert.Equal(nameof(SafeguardingOptions.LeadRole), problem.Key);
    }
}
