using System.Text.Json;
using SocialRx.Bot.Directories;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories;

public sealed class ScheduleTests
{
    private const string Hours = "\"opens_at\": \"17:00\", \"closes_at\": \"18:30\"";

    [Theory]
    [InlineData("\"freq\": \"WEEKLY\", \"interval\": 2, \"byday\": \"TU\", \"dtstart\": \"2026-11-03\"", "Tuesday", "RRULE:FREQ=WEEKLY;BYDAY=TU;INTERVAL=2")]
    [InlineData("\"freq\": \"MONTHLY\", \"byday\": \"1SA,3SA\"", "Saturday", "RRULE:FREQ=MONTHLY;BYDAY=1SA,3SA")]
    [InlineData("\"byday\": \"1SA\"", "Saturday", "RRULE:FREQ=MONTHLY;BYDAY=1SA")]
    [InlineData("\"rrule\": \"RRULE:FREQ=MONTHLY;BYDAY=-1FR\"", "Friday", "RRULE:FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("\"rrule\": \"DTSTART;TZID=Europe/London:20261103T170000\\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU\\nEXDATE:20261117T170000\"", "Tuesday", "RRULE:FREQ=WEEKLY;BYDAY=TU;INTERVAL=2\nEXDATE:20261117T170000")]
    [InlineData("\"freq\": \"WEEKLY\", \"byday\": \"MO\", \"bymonth\": \"5,6,7\"", "Monday", "RRULE:FREQ=WEEKLY;BYDAY=MO;BYMONTH=5,6,7")]
    public void What_is_not_every_week_keeps_its_rule(string fields, string day, string rule)
    {
        var session = Assert.Single(Read($"{{ {fields}, {Hours} }}"));

        Assert.Equal((day, rule), (session.Day.ToString(), session.Rule));
    }

    [Fact]
    public void A_day_of_the_month_is_a_session_on_each_day_of_the_week_it_may_fall_on()
    {
        var sessions = Read($"{{ \"freq\": \"MONTHLY\", \"bymonthday\": 15, {Hours} }}");

        Assert.Equal(7, sessions.Select(session => session.Day).Distinct().Count());
        Assert.Equal(
            [new(2026, 11, 15), new(2026, 12, 15), new(2027, 1, 15)],
            Occurrences.Next(SocialRx.Tests.Domain.ActivityDirectory.Some.Listing("a") with { Sessions = sessions }, SocialRx.Tests.Domain.ActivityDirectory.Some.Now).Select(one => one.Day));
    }

    [Fact]
    public void A_rule_valid_from_a_later_day_keeps_its_step() =>
        Assert.Equal(new DateOnly(2026, 11, 17), Assert.Single(Read($"{{ \"freq\": \"WEEKLY\", \"interval\": 2, \"byday\": \"TU\", \"dtstart\": \"2026-11-03\", \"valid_from\": \"2026-11-09\", {Hours} }}")).From);

    [Fact]
    public void A_number_of_times_is_an_end() =>
        Assert.Equal(new DateOnly(2026, 12, 1), Assert.Single(Read($"{{ \"freq\": \"WEEKLY\", \"interval\": 2, \"byday\": \"TU\", \"count\": 3, \"dtstart\": \"2026-11-03\", {Hours} }}")).Until);

    [Fact]
    public void A_night_may_go_on_past_midnight_and_a_morning_may_not()
    {
        Assert.True(Assert.Single(Read("""{ "byday": "FR", "opens_at": "22:00", "closes_at": "02:00" }""")).IsOvernight);
        Assert.Empty(Read("""{ "byday": "FR", "opens_at": "10:00", "closes_at": "02:00" }"""));
    }

    [Theory]
    [InlineData("Term time only", true, false)]
    [InlineData("Every week, not in the school holidays", true, false)]
    [InlineData("Closed for half term", true, false)]
    [InlineData("School holidays only", false, true)]
    [InlineData("Runs every half term", false, true)]
    [InlineData("All year, including school holidays", false, false)]
    [InlineData("Bring a drink", false, false)]
    public void When_school_matters_is_read_from_the_words(string notes, bool inTerm, bool inHolidays) => Assert.Equal((inTerm, inHolidays), SchoolTime.Read(notes));

    private static IReadOnlyList<Session> Read(string schedule)
    {
        using var document = JsonDocument.Parse(schedule);
        return WeeklySchedule.Read(document.RootElement).Sessions;
    }
}
