using SocialRx.Domain.People;

namespace SocialRx.Tests.Domain.People;

public sealed class RetentionOptionsTests
{
    private static readonly DateTimeOffset Now = new(2040, 5, 4, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(11, 14)]
    [InlineData(14, 11)]
    [InlineData(16, 9)]
    [InlineData(18, 7)]
    [InlineData(25, 0)]
    public void A_request_that_has_ended_stays_until_the_youngest_of_the_band_is_certainly_twenty_five(int youngest, int years) =>
        Assert.Equal(Now.AddYears(-years), new RetentionOptions().ReferredBefore(youngest, Now));

    [Fact]
    public void What_ships_can_be_used() => Assert.Empty(new RetentionOptions().Problems());

    public static TheoryData<RetentionOptions, string> Unusable => new()
    {
        { new RetentionOptions { ForgetAfterDays = 0 }, nameof(RetentionOptions.ForgetAfterDays) },
        { new RetentionOptions { ForgetAfterDays = 366, QuotesDays = 400 }, nameof(RetentionOptions.ForgetAfterDays) },
        { new RetentionOptions { QuotesDays = 29 }, nameof(RetentionOptions.QuotesDays) },
        { new RetentionOptions { ReferredUntilAge = 17 }, nameof(RetentionOptions.ReferredUntilAge) },
        { new RetentionOptions { ConcernsYears = 0 }, nameof(RetentionOptions.ConcernsYears) },
        { new RetentionOptions { AuditYears = 13 }, nameof(RetentionOptions.AuditYears) },
        { new RetentionOptions { ComplaintsDays = 29 }, nameof(RetentionOptions.ComplaintsDays) },
        { new RetentionOptions { ImportReportsDays = 29 }, nameof(RetentionOptions.ImportReportsDays) },
        { new RetentionOptions { UndeliveredDays = 0 }, nameof(RetentionOptions.UndeliveredDays) },
        { new RetentionOptions { TracesHours = double.NaN }, nameof(RetentionOptions.TracesHours) },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void A_time_that_cannot_be_used_is_named(RetentionOptions options, string key) =>
        Assert.Equal(key, Assert.Single(options.Problems()).Key);
}
