using System.Globalization;
using CsCheck;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Tests.Domain.ActivityDirectory;

public sealed class OccurrencesTests
{
    private static readonly TermCalendar Autumn = new([new(new(2026, 9, 2), new(2026, 10, 23)), new(new(2026, 11, 2), new(2026, 12, 18))]);

    [Fact]
    public void A_weekly_session_keeps_its_hour_when_the_clocks_go_back() =>
        Assert.Equal(["2026-10-20T17:00+01:00", "2026-10-27T17:00+00:00", "2026-11-03T17:00+00:00"], Next(At(DayOfWeek.Tuesday, 17, 18), "2026-10-19T09:00Z"));

    [Theory]
    [InlineData("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-03", "2026-11-17 2026-12-01 2026-12-15")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA", "2026-11-03", "2026-11-17 2026-12-01 2026-12-15")]
    [InlineData("FREQ=MONTHLY;BYDAY=1TU,3TU", null, "2026-11-17 2026-12-01 2026-12-15")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1TU", null, "2026-11-24 2026-12-29 2027-01-26")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1", null, "2026-12-01 2027-06-01 2028-02-01")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU\nEXDATE:20261110,20261124T170000", null, "2026-11-17 2026-12-01 2026-12-08")]
    [InlineData("RDATE;VALUE=DATE:20261208,20261117,20261118", null, "2026-11-17 2026-12-08")]
    [InlineData("FREQ=YEARLY;BYMONTH=12;BYDAY=1TU", null, "2026-12-01 2027-12-07 2028-12-05")]
    public void A_rule_gives_its_days_that_are_the_sessions_own(string rule, string? from, string days)
    {
        var session = At(DayOfWeek.Tuesday, 17, 18) with { Rule = rule, From = from is null ? null : DateOnly.Parse(from, CultureInfo.InvariantCulture) };

        Assert.Equal(days.Split(' '), Next(session, "2026-11-04T17:00Z").Select(next => next[..10]));
    }

    [Fact]
    public void A_rule_ends_with_its_session() =>
        Assert.Equal(["2026-12-05"], Next(At(DayOfWeek.Saturday, 10, 12) with { Rule = "FREQ=MONTHLY;BYDAY=1SA", Until = new(2026, 12, 31) }, "2026-11-08T00:00Z").Select(next => next[..10]));

    [Theory]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=MINUTELY;INTERVAL=1")]
    [InlineData("FREQ=BANANA")]
    [InlineData("FREQ=WEEKLY;INTERVAL=0;BYDAY=TU")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=DAILY;INTERVAL=2000000000")]
    [InlineData("RRULE:FREQ=DAILY\nRRULE:FREQ=DAILY")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void A_rule_that_cannot_be_kept_gives_no_day_and_a_reason(string rule)
    {
        Assert.Empty(Next(At(DayOfWeek.Tuesday, 17, 18) with { Rule = rule, From = new(2026, 11, 4) }, "2026-11-04T17:00Z"));
        Assert.NotNull(Recurrence.Problem(rule, new(2026, 11, 4)));
    }

    [Fact]
    public void A_rule_without_end_is_not_looked_at_to_its_end() =>
        Assert.InRange(Recurrence.Days("FREQ=DAILY", new(1990, 1, 1), new(2026, 11, 4)).Count(), 3, Recurrence.Ahead);

    [Fact]
    public void Every_other_week_from_nobody_knows_when_is_refused() =>
        Assert.Equal("is not every time and does not say from when", Recurrence.Problem("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", null));

    [Fact]
    public void What_happens_once_happens_once()
    {
        var fair = At(DayOfWeek.Saturday, 10, 16) with { From = new(2026, 12, 5), Until = new(2026, 12, 5) };

        Assert.Equal(["2026-12-05T10:00+00:00"], Next(fair, "2026-11-04T17:00Z"));
        Assert.Empty(Next(fair, "2026-12-05T15:30Z"));
    }

    [Fact]
    public void A_night_that_goes_on_past_midnight_ends_the_next_day()
    {
        var night = At(DayOfWeek.Friday, 22, 2);

        var next = Assert.Single(Occurrences.Next(Some.Listing("a") with { Sessions = [night] }, Instant("2026-11-06T23:30Z"), 1));

        Assert.Equal(new DateOnly(2026, 11, 6), next.Day);
        Assert.Equal(TimeSpan.FromHours(4), next.Ends - next.Starts);
    }

    [Theory]
    [InlineData("2026-10-25", "2026-10-25T01:30+01:00")] // The hour comes twice: the first.
    [InlineData("2027-03-28", "2027-03-28T02:30+01:00")] // The hour is left out.
    [InlineData("2027-03-29", "2027-03-29T01:30+01:00")]
    public void On_the_day_the_clocks_change_an_hour_is_one_there_is(string day, string starts)
    {
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);

        Assert.Equal(starts, Written(new Occurrence(new Session(date.DayOfWeek, new(1, 30), new(4, 0)), date)));
    }

    [Fact]
    public void In_term_time_it_is_on_when_school_is()
    {
        var session = At(DayOfWeek.Tuesday, 17, 18) with { TermTimeOnly = true };

        Assert.Equal(["2026-10-20", "2026-11-03", "2026-11-10"], Next(session, "2026-10-19T09:00Z", Autumn).Select(next => next[..10]));
        Assert.Equal(["2026-11-10", "2026-11-17", "2026-11-24"], Next(session, "2026-10-19T09:00Z").Select(next => next[..10]));
    }

    [Fact]
    public void What_is_on_in_the_holidays_is_on_when_school_surely_is_not()
    {
        var session = At(DayOfWeek.Tuesday, 10, 15) with { HolidaysOnly = true };

        Assert.Equal("2026-10-27", Next(session, "2026-10-19T09:00Z", Autumn)[0][..10]);
        Assert.Equal("2026-12-29", Next(session, "2026-10-19T09:00Z")[0][..10]);
    }

    [Fact]
    public void Sessions_of_a_listing_come_in_the_order_of_their_time() =>
        Assert.Equal(
            ["2026-11-05", "2026-11-07", "2026-11-12"],
            Occurrences.Next(Some.Listing("a") with { Sessions = [At(DayOfWeek.Saturday, 10, 11), At(DayOfWeek.Thursday, 17, 18)] }, Some.Now).Select(one => Written(one)[..10]));

    [Fact]
    public void What_is_still_on_for_an_hour_is_next_and_what_is_nearly_over_is_not()
    {
        var dropIn = At(DayOfWeek.Wednesday, 15, 20);

        Assert.Equal("2026-11-04", Next(dropIn, "2026-11-04T17:00Z")[0][..10]);
        Assert.Equal("2026-11-11", Next(dropIn, "2026-11-04T19:30Z")[0][..10]);
    }

    [Fact]
    public void Whatever_the_rule_what_is_next_is_on_its_day_and_not_over() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[1, 4], Gen.Int[0, 2].Select(index => new[] { "DAILY", "WEEKLY", "MONTHLY" }[index]), Gen.Int[0, 1_000]).Sample((day, interval, frequency, start) =>
        {
            var from = new DateOnly(2024, 6, 1).AddDays(start);
            var session = new Session((DayOfWeek)day, new(17, 0), new(18, 0), from) { Rule = $"FREQ={frequency};INTERVAL={interval};BYDAY=SU,MO,TU,WE,TH,FR,SA" };
            var next = Occurrences.Next(Some.Listing("a") with { Sessions = [session] }, Some.Now);
            return next.Count is > 0 and <= 3 && next.All(one => one.Day.DayOfWeek == session.Day && one.Day >= from && one.Ends > Some.Now) && next.SequenceEqual(next.OrderBy(one => one.Starts));
        }, iter: 40);

    [Theory]
    [InlineData("2026-09-14", true)]
    [InlineData("2026-10-26", null)] // Autumn half term differs.
    [InlineData("2026-12-25", false)]
    [InlineData("2027-01-18", true)]
    [InlineData("2027-02-15", null)]
    [InlineData("2027-03-26", false)] // Good Friday.
    [InlineData("2027-03-29", false)] // Easter Monday.
    [InlineData("2027-04-08", null)]
    [InlineData("2028-04-14", false)] // Good Friday.
    [InlineData("2027-08-11", false)]
    [InlineData("2027-07-20", null)]
    public void Without_an_areas_own_terms_only_what_holds_everywhere_is_sure(string day, bool? isTerm) =>
        Assert.Equal(isTerm, TermCalendar.England.IsTermTime(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-10-23", true)]
    [InlineData("2026-10-24", null)] // Whether a Saturday club goes on is its own affair.
    [InlineData("2026-10-27", false)]
    [InlineData("2026-11-02", true)]
    [InlineData("2027-01-20", true)] // Beyond what the area has told.
    public void An_area_has_its_own_terms(string day, bool? isTerm) => Assert.Equal(isTerm, Autumn.IsTermTime(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Fact]
    public void The_terms_are_those_of_the_area_named_best()
    {
        var town = new TermCalendar([new(new(2026, 9, 1), new(2026, 10, 16))]);
        var calendars = new TermCalendars([new("County", ["FB"], Autumn), new("Town", ["FB1"], town)]);

        Assert.Equal((town, Autumn, Autumn, TermCalendar.England, TermCalendar.England), (calendars.Of("FB1"), calendars.Of("FB10"), calendars.Of("FB2"), calendars.Of("FBX1"), calendars.Of(null)));
    }

    private static Session At(DayOfWeek day, int opens, int closes) => new(day, new TimeOnly(opens, 0), new TimeOnly(closes, 0));

    private static List<string> Next(Session session, string now, TermCalendar? terms = null) =>
        [.. Occurrences.Next(Some.Listing("a") with { Sessions = [session] }, Instant(now), 3, terms).Select(Written)];

    private static string Written(Occurrence one) => one.Starts.ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
