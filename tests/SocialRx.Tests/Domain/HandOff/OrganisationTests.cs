using SocialRx.Domain.People;

namespace SocialRx.Tests.Domain.HandOff;

public sealed class OrganisationTests
{
    private static readonly ProgrammeOptions Two = new()
    {
        Organisations = [new() { Id = "north", Name = "North", Outcodes = ["FB1"] }, new() { Id = "south", Name = "South", Outcodes = ["FB2", "FB3"] }],
    };

    [Theory]
    [InlineData("FB3", "south")]
    [InlineData("fb2", "south")]
    [InlineData("FB9", "north")]
    [InlineData(null, "north")]
    public void A_request_goes_to_whoever_takes_the_area_that_was_shared_and_otherwise_to_the_first(string? shared, string organisation) =>
        Assert.Equal(organisation, Two.OrganisationFor(shared));

    [Fact]
    public void A_programme_with_one_team_names_nobody() => Assert.Equal("", new ProgrammeOptions().OrganisationFor("FB1"));
}
