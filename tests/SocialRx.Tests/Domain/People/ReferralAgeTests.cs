using SocialRx.Domain.HandOff;
using SocialRx.Domain.People;

namespace SocialRx.Tests.Domain.People;

public sealed class ReferralAgeTests
{
    [Theory]
    [InlineData(16, null, ReferralState.WaitingForPerson)]
    [InlineData(16, "11-13", ReferralState.WaitingForPerson)]
    [InlineData(16, "14-15", ReferralState.WaitingForPerson)]
    [InlineData(16, "16-17", ReferralState.Requested)]
    [InlineData(16, "18-25", ReferralState.Requested)]
    [InlineData(13, "11-13", ReferralState.WaitingForPerson)]
    [InlineData(13, "14-15", ReferralState.Requested)]
    [InlineData(15, "14-15", ReferralState.WaitingForPerson)]
    [InlineData(17, "16-17", ReferralState.WaitingForPerson)]
    [InlineData(18, "16-17", ReferralState.WaitingForPerson)]
    [InlineData(18, "18-25", ReferralState.Requested)]
    public void Whoever_may_be_under_the_age_waits_for_a_person(int alone, string? band, string state) =>
        Assert.Equal(state, ReferralState.AtFirst(AgeBand.Find(band), new ProgrammeOptions { ReferralAloneAge = alone }));
}
