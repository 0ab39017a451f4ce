using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Dialogs;

/// <summary>Said on Monday 23 November 2026 at noon.</summary>
public sealed class DateTimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static string Shown(object result) => string.Join(" | ", ((IList<DateTimeResolution>)result).Select(read => $"{read.Timex} {read.Value ?? $"{read.Start}..{read.End}"}"));

    private static Task Says(string said, string expected, string locale = "en-us") =>
        Conversation.With(new DateTimePrompt("p"), new PromptOptions { Prompt = MessageFactory.Text("ask") }, Shown)
            .Test("hi", "ask")
            .Send(new Activity(ActivityTypes.Message) { Text = said, LocalTimestamp = Noon, Locale = locale })
            .AssertReply(expected)
            .StartTestAsync();

    [Theory]
    [InlineData("5th December 2018 at 9am", "2018-12-05T09 2018-12-05 09:00:00")]
    [InlineData("tomorrow at 3:30pm", "2026-11-24T15:30 2026-11-24 15:30:00")]
    [InlineData("at 5pm on the day after tomorrow", "2026-11-25T17 2026-11-25 17:00:00")]
    [InlineData("Wednesday 4 oclock", "XXXX-WXX-3T04 2026-11-18 04:00:00 | XXXX-WXX-3T04 2026-11-25 04:00:00 | XXXX-WXX-3T16 2026-11-18 16:00:00 | XXXX-WXX-3T16 2026-11-25 16:00:00")]
    [InlineData("12/25/2026", "2026-12-25 2026-12-25")]
    [InlineData("May 9th", "XXXX-05-09 2026-05-09 | XXXX-05-09 2027-05-09")]
    [InlineData("4 in the afternoon", "T16 16:00:00")]
    [InlineData("4 o'clock", "T04 04:00:00 | T16 16:00:00")]
    [InlineData("in 2 hours", "2026-11-23T14:00:00 2026-11-23 14:00:00")]
    [InlineData("3 days ago", "2026-11-20 2026-11-20")]
    [InlineData("now", "PRESENT_REF 2026-11-23 12:00:00")]
    public Task A_day_and_a_time_are_read_together(string said, string expected) => Says(said, $"Complete: {expected}");

    [Theory]
    [InlineData("next week", "2026-W49 2026-11-30..2026-12-07")]
    [InlineData("this weekend", "2026-W48-WE 2026-11-28..2026-11-30")]
    [InlineData("last month", "2026-10 2026-10-01..2026-11-01")]
    [InlineData("next year", "2027 2027-01-01..2028-01-01")]
    [InlineData("tomorrow morning", "2026-11-24TMO 2026-11-24 08:00:00..2026-11-24 12:00:00")]
    [InlineData("from 3pm to 5pm", "(T15,T17,PT2H) 15:00:00..17:00:00")]
    [InlineData("tomorrow from 3pm to 4:30pm", "(2026-11-24T15,2026-11-24T16:30,PT1H30M) 2026-11-24 15:00:00..2026-11-24 16:30:00")]
    [InlineData("from 3 March 2027 to 5 March 2027", "(2027-03-03,2027-03-05,P2D) 2027-03-03..2027-03-05")]
    public Task A_span_has_a_start_and_an_end(string said, string expected) => Says(said, $"Complete: {expected}");

    [Theory]
    [InlineData("two hours", "PT2H 7200")]
    [InlineData("30 minutes", "PT30M 1800")]
    [InlineData("half an hour", "PT0.5H 1800")]
    [InlineData("3 days", "P3D 259200")]
    [InlineData("2 weeks", "P2W 1209600")]
    public Task A_length_is_told_in_seconds(string said, string expected) => Says(said, $"Complete: {expected}");

    [Theory]
    [InlineData("every Monday", "XXXX-WXX-1 not resolved")]
    [InlineData("every day", "P1D not resolved")]
    [InlineData("every two weeks", "P2W not resolved")]
    [InlineData("daily", "P1D not resolved")]
    public Task A_repetition_has_no_one_day(string said, string expected) => Says(said, $"Complete: {expected}");

    [Theory]
    [InlineData("mañana", "es-es", "2026-11-24 2026-11-24")]
    [InlineData("3 mars 2027", "fr-fr", "2027-03-03 2027-03-03")]
    [InlineData("03.04.2027", "de-de", "2027-04-03 2027-04-03")]
    [InlineData("03/04/2027", "en-us", "2027-03-04 2027-03-04")]
    [InlineData("03/04/2027", "en-gb", "2027-04-03 2027-04-03")]
    public Task A_day_is_read_in_the_persons_language(string said, string locale, string expected) => Says(said, $"Complete: {expected}", locale);

    [Theory]
    [InlineData("hello again")]
    [InlineData("it may go on")]
    [InlineData("from here to there")]
    [InlineData("99 bottles")]
    public Task What_is_no_time_is_asked_again(string said) => Says(said, "ask");
}
