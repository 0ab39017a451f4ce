using System.Globalization;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Tests.Domain.Safeguarding;

public sealed class BankHolidaysTests
{
    /// <summary>As gov.uk/bank-holidays lists them for England and Wales.</summary>
    [Theory]
    [InlineData(2021, "2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28")]
    [InlineData(2024, "2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26")]
    [InlineData(2025, "2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26")]
    [InlineData(2026, "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28")]
    [InlineData(2027, "2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28")]
    public void Weekdays_off_are_those_that_were_announced(int year, string announced) =>
        Assert.Equal(
            announced.Split(' ').Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            BankHolidays.Of(year).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Order());

    [Theory]
    [InlineData("2026-11-23T10:00Z", "today, before 5 pm")]
    [InlineData("2026-11-23T08:00Z", "today, after 9 am")]
    [InlineData("2026-11-23T16:30Z", "today, before 5 pm")]
    [InlineData("2026-11-23T16:31Z", "tomorrow, after 9 am")] // nobody promises to look within minutes
    [InlineData("2026-11-23T17:00Z", "tomorrow, after 9 am")]
    [InlineData("2026-11-20T18:00Z", "on Monday, after 9 am")]
    [InlineData("2026-11-22T23:30Z", "tomorrow, after 9 am")]
    [InlineData("2026-07-05T23:30Z", "today, after 9 am")] // Monday already, by the clock on the wall
    [InlineData("2026-12-24T18:00Z", "on Tuesday, after 9 am")] // Christmas, Saturday, Sunday, the day in place of Boxing Day
    [InlineData("2026-12-25T10:00Z", "on Tuesday, after 9 am")]
    [InlineData("2027-04-01T10:00Z", "today, before 5 pm")]
    [InlineData("2027-03-25T18:00Z", "on Tuesday, after 9 am")] // Easter
    [InlineData("2027-12-31T18:00Z", "on Tuesday, after 9 am")] // New Year's Day on a Saturday: the Monday is off
    public void A_young_person_is_told_when_somebody_will_really_look(string now, string expected) =>
        Assert.Equal(expected, new SafeguardingOptions().Hours().Next(At(now)).Said());

    [Fact]
    public void Days_the_programme_closes_are_left_out_and_far_ones_have_a_date()
    {
        var closed = new SafeguardingOptions { ClosedDays = [.. Enumerable.Range(21, 11).Select(day => new DateOnly(2026, 12, day))] };

        Assert.Equal("on Monday 4 January, after 9 am", closed.Hours().Next(At("2026-12-20T12:00Z")).Said());
        Assert.Equal("today, after 9 am", new SafeguardingOptions { WatchesBankHolidays = true }.Hours().Next(At("2026-12-25T07:00Z")).Said());
        Assert.Equal("on Tuesday 5 January, after 9 am", new SafeguardingOptions { WatchedDays = [DayOfWeek.Tuesday], ClosedDays = [new(2026, 12, 29)] }.Hours().Next(At("2026-12-23T12:00Z")).Said());
    }

    [Fact]
    public void Watching_on_one_day_that_is_off_is_looked_for_further_on() =>
        Assert.Equal("on Monday 4 January, after 9 am", new SafeguardingOptions { WatchedDays = [DayOfWeek.Monday] }.Hours().Next(At("2026-12-22T12:00Z")).Said());

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

file static class Spoken
{
    /// <summary>As the chat says it in English.</summary>
    public static string Said(this Look look) => (look.InDays, look.IsBefore) switch
    {
        (0, true) => $"today, before {Time(look)}",
        (0, false) => $"today, after {Time(look)}",
        (1, _) => $"tomorrow, after {Time(look)}",
        ( < 7, _) => $"on {look.Day.DayOfWeek}, after {Time(look)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"on {look.Day:dddd d MMMM}, after {Time(look)}"),
    };

    private static string Time(Look look) => look.Time.ToString("h tt", CultureInfo.InvariantCulture).ToLowerInvariant();
}
