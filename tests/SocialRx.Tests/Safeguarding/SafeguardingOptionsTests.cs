using SocialRx.Dialogs.Safeguarding;
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

    [Fact]
    public void An_approval_without_approver_or_date_is_none_and_is_named()
    {
        var options = new SafeguardingOptions { ApprovedWords = new Dictionary<string, ApprovedWords> { ["pl"] = new() { Version = "2026-11-26", Approver = " ", Date = new(2026, 12, 1) } } };

        Assert.Equal("ApprovedWords:pl", Assert.Single(options.Problems()).Key);
    }

    [Fact]
    public void Words_are_approved_in_the_version_that_was_read_and_in_no_other()
    {
        var version = SafetyWords.Load("pl").Version;

        Assert.DoesNotContain(new SafetyLanguages(Approving("pl", version)).NotApproved, words => words.Language == "pl");
        Assert.Contains(new SafetyLanguages(Approving("pl", "2020-01-01")).NotApproved, words => words.Language == "pl");
    }

    [Fact]
    public void Where_only_approved_translations_are_to_be_used_others_are_answered_in_English_and_English_always_is()
    {
        var languages = new SafetyLanguages(Approving("pl", SafetyWords.Load("pl").Version) with { UseUnapprovedTranslations = false });

        Assert.NotNull(languages.Find("pl"));
        Assert.Null(languages.Find("cy"));
        Assert.Contains(languages.NotApproved, words => words is { Language: SafetyWords.English, IsUsed: true });
        Assert.Contains(languages.NotApproved, words => words is { Language: "cy", IsUsed: false });
    }

    [Fact]
    public void A_translation_is_used_before_anybody_has_approved_it_unless_that_was_decided_otherwise() =>
        Assert.NotNull(new SafetyLanguages(new SafeguardingOptions()).Find("cy"));

    private static SafeguardingOptions Approving(string language, string version) =>
        new() { ApprovedWords = new Dictionary<string, ApprovedWords> { [language] = new() { Version = version, Approver = "the safeguarding lead of Fernbridge", Date = new(2026, 12, 1) } } };
}
