using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Tests.Domain.ActivityDirectory;

public sealed class YearGroupsTests
{
    [Theory]
    [InlineData("Year 7", 11, 12)]
    [InlineData("For Years 7-9", 11, 14)]
    [InlineData("years 7 to 9 welcome", 11, 14)]
    [InlineData("Yrs 10 & 11", 14, 16)]
    [InlineData("y8–y10", 12, 15)]
    [InlineData("Year 7 to Year 11", 11, 16)]
    [InlineData("KS3", 11, 14)]
    [InlineData("Key Stage 4 pupils", 14, 16)]
    [InlineData("sixth form", 16, 18)]
    [InlineData("Yr12+", 16, null)]
    [InlineData("year 9 and above", 13, null)]
    public void School_years_are_ages(string text, int from, int? to) => Assert.Equal((from, to), YearGroups.Read(text));

    [Theory]
    [InlineData("every year since 2019")]
    [InlineData("10 years old and up")]
    [InlineData("11-16 year olds")]
    [InlineData("year 15")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_school_year_is_not_guessed(string? text) => Assert.Null(YearGroups.Read(text));
}
