using System.Globalization;
using CsCheck;
using Microsoft.Recognizers.Text.DataTypes.TimexExpression;
using SocialRx.Language.Readings;

namespace SocialRx.Tests.Language.Readings;

public sealed class AvailabilityReaderTests
{
    [Theory]
    [InlineData("free tuesdays after 4", "Tu", "16:00", null)]
    [InlineData("tues after 4pm", "Tu", "16:00", null)]
    [InlineData("weekends", "Sa Su", null, null)]
    [InlineData("after school", "Mo Tu We Th Fr", "15:30", null)]
    [InlineData("after school on thursdays", "Th", "15:30", null)]
    [InlineData("half six", "", "18:30", null)]
    [InlineData("from half past 5", "", "17:30", null)]
    [InlineData("quarter to 5", "", "16:45", null)]
    [InlineData("not sundays", "Mo Tu We Th Fr Sa", null, null)]
    [InlineData("any day except fri", "Mo Tu We Th Sa Su", null, null)]
    [InlineData("cant do mondays but tuesdays are fine", "Tu", null, null)]
    [InlineData("mon-thurs till 8", "Mo Tu We Th", null, "20:00")]
    [InlineData("sat mornings", "Sa", null, "12:00")]
    [InlineData("saturday from 9", "Sa", "09:00", null)]
    [InlineData("between 4 and 6 on weds", "We", "16:00", "18:00")]
    [InlineData("4-6", "", "16:00", "18:00")]
    [InlineData("16:30", "", "16:30", null)]
    [InlineData("4.30 wednesday", "We", "16:30", null)]
    [InlineData("not after 8", "", null, "20:00")]
    [InlineData("saterday or wendsday", "We Sa", null, null)]
    [InlineData("weekday evenings", "Mo Tu We Th Fr", "17:00", null)]
    [InlineData("tomorrow afternoon", "Th", "12:00", "18:00")]
    [InlineData("10 to 2 on sundays", "Su", "10:00", "14:00")]
    [InlineData("after school on tuesdays", "Tu", "15:30", null)]
    [InlineData("sat arvo", "Sa", "12:00", "18:00")]
    [InlineData("not b4 5", "", "17:00", null)]
    [InlineData("b4 6 on thurs", "Th", null, "18:00")]
    [InlineData("evenings", "", "17:00", null)]
    [InlineData("not mornings", "", "12:00", null)]
    [InlineData("wkends", "Sa Su", null, null)]
    [InlineData("not after 8 on tuesdays", "Tu", null, "20:00")]
    [InlineData("mon wed n fri after tea", "Mo We Fr", "17:30", null)]
    [InlineData("after 4 until 6", "", "16:00", "18:00")]
    public void Days_and_hours_are_read(string text, string days, string? notBefore, string? notAfter)
    {
        var times = Assert.IsType<AvailabilityReading.Times>(AvailabilityReader.Read(text, DayOfWeek.Wednesday));

        Assert.Equal(days, string.Join(' ', times.Days.Select(day => day.ToString()[..2])));
        Assert.Equal((notBefore, notAfter), (Clock(times.NotBefore), Clock(times.NotAfter)));
    }

    [Theory]
    [InlineData("weekends but not sunday mornings", "Sa Su", "Sa 00:00-, Su 12:00-")]
    [InlineData("tues after 4 and sat mornings", "Tu Sa", "Tu 16:00-, Sa 00:00-12:00")]
    [InlineData("after 4 on mondays and sat mornings", "Mo Sa", "Mo 16:00-, Sa 00:00-12:00")]
    [InlineData("weekdays after 5 or weekends", "", "Mo 17:00-, Tu 17:00-, We 17:00-, Th 17:00-, Fr 17:00-, Sa 00:00-, Su 00:00-")]
    [InlineData("any day but not monday evenings", "", "Mo 00:00-17:00, Tu 00:00-, We 00:00-, Th 00:00-, Fr 00:00-, Sa 00:00-, Su 00:00-")]
    [InlineData("sat mornings or evenings", "Sa", "Sa 00:00-12:00, Sa 17:00-")]
    [InlineData("mon 4-6 wed 5 til 7", "Mo We", "Mo 16:00-18:00, We 17:00-19:00")]
    public void Hours_that_differ_from_day_to_day_are_kept_apart(string text, string days, string free)
    {
        var times = Assert.IsType<AvailabilityReading.Times>(AvailabilityReader.Read(text, DayOfWeek.Wednesday));

        Assert.Equal(days, string.Join(' ', times.Days.Select(day => day.ToString()[..2])));
        Assert.Equal(free, string.Join(", ", times.Free.Select(span => $"{span.Day.ToString()[..2]} {Clock(span.From)}-{(span.Until == TimeOnly.MaxValue ? "" : Clock(span.Until))}")));
        Assert.Equal(times.Free.Count, times.Timex.Count);
    }

    [Theory]
    [InlineData("half term")]
    [InlineData("in the summer hols")]
    public void Holidays_are_read(string text) => Assert.True(Assert.IsType<AvailabilityReading.Times>(AvailabilityReader.Read(text, DayOfWeek.Wednesday)).InHolidays);

    [Theory]
    [InlineData("whenever")]
    [InlineData("any time")]
    [InlineData("free every day")]
    public void Whenever_is_no_limit(string text) => Assert.IsType<AvailabilityReading.AnyTime>(AvailabilityReader.Read(text, DayOfWeek.Wednesday));

    [Theory]
    [InlineData("idk")]
    [InlineData("2 or 3 days")]
    [InlineData("skip")]
    [InlineData("")]
    public void What_is_no_time_is_not_guessed(string text) => Assert.IsType<AvailabilityReading.NotRead>(AvailabilityReader.Read(text, DayOfWeek.Wednesday));

    [Theory]
    [InlineData("tuesdays", "XXXX-WXX-2")]
    [InlineData("tuesdays after 4", "XXXX-WXX-2T16")]
    [InlineData("sundays 4-6", "(XXXX-WXX-7T16,XXXX-WXX-7T18,PT2H)")]
    [InlineData("after 6", "T18")]
    public void The_answer_is_also_written_as_TIMEX(string text, string timex) =>
        Assert.Equal([timex], Assert.IsType<AvailabilityReading.Times>(AvailabilityReader.Read(text, DayOfWeek.Wednesday)).Timex);

    [Fact]
    public void The_next_tuesday_after_4_is_found_by_the_resolver()
    {
        var times = Assert.IsType<AvailabilityReading.Times>(AvailabilityReader.Read("tuesdays after 4", DayOfWeek.Wednesday));

        var resolved = TimexResolver.Resolve([.. times.Timex], new DateTime(2026, 11, 4));

        Assert.Contains(resolved.Values, value => value.Value == "2026-11-10 16:00:00");
    }

    [Fact]
    public void Whatever_is_typed_the_answer_makes_sense() =>
        Typed.Any.Sample(text =>
        {
            var reading = AvailabilityReader.Read(text, DayOfWeek.Monday);
            return reading is not AvailabilityReading.Times times || (times.Days.Distinct().Count() == times.Days.Count && !(times.NotBefore >= times.NotAfter));
        });

    private static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);
}
