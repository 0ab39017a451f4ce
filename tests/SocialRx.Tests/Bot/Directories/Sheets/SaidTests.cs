using SocialRx.Bot.Directories.Sheets;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories.Sheets;

/// <summary>Ages, prices and times as people write them into cells.</summary>
public sealed class SaidTests
{
    private static readonly DateOnly Today = new(2026, 11, 4);

    [Theory]
    [InlineData("11-16", 11, 16)]
    [InlineData("11 – 16 yrs", 11, 16)]
    [InlineData("ages 11 to 16", 11, 16)]
    [InlineData("between 11 and 16", 11, 16)]
    [InlineData("13yrs-19yrs", 13, 19)]
    [InlineData("8+", 8, null)]
    [InlineData("8 and over", 8, null)]
    [InlineData("over 18s", 18, null)]
    [InlineData("from age 11", 11, null)]
    [InlineData("under 18s", null, 17)]
    [InlineData("U12s", null, 11)]
    [InlineData("up to 25", null, 25)]
    [InlineData("16 and under", null, 16)]
    [InlineData("Years 7-9", 11, 14)]
    [InlineData("Year 10", 14, 15)]
    [InlineData("Years 11-16", 11, 16)]
    [InlineData("KS3", 11, 14)]
    [InlineData("primary and secondary", 4, 16)]
    [InlineData("all ages", 0, null)]
    [InlineData("14", 14, 14)]
    [InlineData("11.0", 11, 11)]
    public void Ages_are_read(string said, int? from, int? to)
    {
        var read = AgesSaid.Read(said);

        Assert.Equal((from, to, null), ((int?)read.From, (int?)read.To, read.Remark));
    }

    [Theory]
    [InlineData("2016-11-01", 11, 16)]
    [InlineData("2026-12-08", 8, 12)]
    [InlineData("Nov-16", 11, 16)]
    [InlineData("08-Dec", 8, 12)]
    [InlineData("16-11", 11, 16)]
    public void What_a_spreadsheet_made_of_ages_is_put_right_and_said(string said, int from, int to)
    {
        var read = AgesSaid.Read(said);

        Assert.Equal((from, to, true), ((int?)read.From, (int?)read.To, read.IsMended));
        Assert.NotNull(read.Remark);
    }

    [Theory]
    [InlineData("ask us")]
    [InlineData("200-300")]
    [InlineData("2026-02-31")]
    public void What_is_no_age_is_said_and_no_guess_made(string said)
    {
        var read = AgesSaid.Read(said);

        Assert.False(read.IsKnown);
        Assert.NotNull(read.Remark);
    }

    [Fact]
    public void Of_two_ages_the_first_is_taken_and_it_is_said() =>
        Assert.Equal(new AgesRead(11, 18, "says more than one age; the first was taken"), AgesSaid.Read("11-18 (25 with SEND)"));

    [Theory]
    [InlineData("free", 0.0)]
    [InlineData("0", 0.0)]
    [InlineData("£3.50", 3.5)]
    [InlineData("3.5", 3.5)]
    [InlineData("50p", 0.5)]
    [InlineData("2.50 per session", 2.5)]
    [InlineData("£2 per session, first one free", 2.0)]
    [InlineData("donation", null)]
    [InlineData("2 sessions a week", null)]
    [InlineData("varies", null)]
    [InlineData("", null)]
    public void Costs_are_read(string said, double? pounds) =>
        Assert.Equal(pounds, CostSaid.Read(said) switch { Cost.Free => 0, Cost.Pounds price => (double)price.Amount, _ => null });

    [Fact]
    public void A_price_with_words_keeps_them_and_one_without_has_none()
    {
        Assert.Equal(new Cost.Pounds(2, "£2 per session, first one free"), CostSaid.Read("£2 per session, first one free"));
        Assert.Equal(new Cost.Pounds(3.5m), CostSaid.Read("£3.50"));
    }

    [Theory]
    [InlineData("Tuesdays 4-6pm", "Tue 16:00-18:00")]
    [InlineData("Tuesdays 4-6pm, term time only", "Tue 16:00-18:00 term")]
    [InlineData("Mon & Wed 16:00-17:30", "Mon 16:00-17:30, Wed 16:00-17:30")]
    [InlineData("Mon, Wed and Fri 1600-1730", "Mon 16:00-17:30, Wed 16:00-17:30, Fri 16:00-17:30")]
    [InlineData("4pm – 6pm on Thursdays", "Thu 16:00-18:00")]
    [InlineData("Mondays 4-5pm and 6-7pm", "Mon 16:00-17:00, Mon 18:00-19:00")]
    [InlineData("Mon 4-5pm; Sat 10-2pm", "Mon 16:00-17:00, Sat 10:00-14:00")]
    [InlineData("Monday to Wednesday 9.30am to 12 noon", "Mon 09:30-12:00, Tue 09:30-12:00, Wed 09:30-12:00")]
    [InlineData("weekends 11-1pm", "Sat 11:00-13:00, Sun 11:00-13:00")]
    [InlineData("Fri 6-8.30pm (not school holidays)", "Fri 18:00-20:30 term")]
    [InlineData("Weds 10am-3pm, school holidays", "Wed 10:00-15:00 holidays")]
    [InlineData("Tuesdays 4-6pm all year including holidays", "Tue 16:00-18:00")]
    [InlineData("Fridays 9pm-1am", "Fri 21:00-01:00")]
    [InlineData("Saturday 10-12", "Sat 10:00-12:00")]
    [InlineData("1st Saturday of the month 10am-12pm", "Sat 10:00-12:00 RRULE:FREQ=MONTHLY;BYDAY=1SA")]
    [InlineData("monthly, 1st & 3rd Saturday 10am-12pm", "Sat 10:00-12:00 RRULE:FREQ=MONTHLY;BYDAY=1SA,3SA")]
    [InlineData("last Friday of every month 5-7pm", "Fri 17:00-19:00 RRULE:FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("every other Tuesday 4-6pm from 3 November 2026", "Tue 16:00-18:00 2026-11-03.. RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")]
    [InlineData("Saturday 14 March 2027 10am-2pm", "Sun 10:00-14:00 2027-03-14..2027-03-14")]
    [InlineData("Tuesdays 4-6pm, 12 January 2027 - 23 March 2027", "Tue 16:00-18:00 2027-01-12..2027-03-23")]
    [InlineData("Tuesdays 4-6pm until 15th December", "Tue 16:00-18:00 ..2026-12-15")]
    public void Times_are_read(string said, string sessions)
    {
        var read = TimesSaid.Read(said, Today);

        Assert.Equal(sessions, string.Join(", ", read.Sessions.Select(Shown)));
        Assert.Empty(read.Remarks);
        Assert.All(read.Sessions, session => Assert.Null(session.Rule is null ? null : Recurrence.Problem(session.Rule, session.From)));
    }

    [Theory]
    [InlineData("Tuesday 4-6", "Tue 16:00-18:00")]
    [InlineData("Mon-Fri 9-5", "Mon 09:00-17:00, Tue 09:00-17:00, Wed 09:00-17:00, Thu 09:00-17:00, Fri 09:00-17:00")]
    [InlineData("1st Saturday of the month 10am", "Sat 10:00-11:00 RRULE:FREQ=MONTHLY;BYDAY=1SA")]
    public void What_is_taken_for_granted_is_said(string said, string sessions)
    {
        var read = TimesSaid.Read(said, Today);

        Assert.Equal(sessions, string.Join(", ", read.Sessions.Select(Shown)));
        Assert.NotEmpty(read.Remarks);
        Assert.False(read.IsWhole);
    }

    [Theory]
    [InlineData("fortnightly on Tuesdays 4-6pm")]
    [InlineData("every three weeks, Tuesday 4-6pm")]
    [InlineData("monthly 4-6pm")]
    [InlineData("ring for times")]
    [InlineData("Tuesdays")]
    [InlineData("4-6pm")]
    [InlineData("Tuesdays 25:00-26:00")]
    [InlineData("Tuesdays 6pm-4pm")]
    public void Nobody_is_sent_to_a_closed_door(string said)
    {
        var read = TimesSaid.Read(said, Today);

        Assert.Empty(read.Sessions);
        Assert.NotEmpty(read.Remarks);
    }

    [Fact]
    public void A_first_day_in_a_column_of_its_own_says_which_weeks() =>
        Assert.Equal("Tue 16:00-18:00 2026-11-03.. RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", Shown(Assert.Single(TimesSaid.Read("fortnightly, Tuesdays 4-6pm", Today, new DateOnly(2026, 11, 3)).Sessions)));

    private static string Shown(Session session)
    {
        var frame = session.From is null && session.Until is null ? "" : $" {session.From:yyyy-MM-dd}..{session.Until:yyyy-MM-dd}";
        return FormattableString.Invariant($"{session.Day.ToString()[..3]} {session.Opens:HH:mm}-{session.Closes:HH:mm}{frame}{(session.TermTimeOnly ? " term" : "")}{(session.HolidaysOnly ? " holidays" : "")}{(session.Rule is null ? "" : " ")}{session.Rule}");
    }
}
