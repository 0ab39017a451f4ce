using System.Globalization;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Rounds;

namespace SocialRx.Domain.Insights;

/// <summary>
/// What became of answers once people had seen what others said, in sentences made from published counts. They say what was answered before and after, never why:
/// nobody was asked that. What is hidden is not said.
/// </summary>
public static class SecondRoundSentences
{
    private const int Most = 3;
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Empty while there is nothing to say.</summary>
    public static IReadOnlyList<string> Of(string consultationId, ConsultationQuestion question, PublishedNumbers numbers) =>
    [
        .. numbers.Find(TableIds.Looks(consultationId, question.Id)) is { } looks ? Looked(looks) : [],
        .. numbers.Find(TableIds.Moves(consultationId, question.Id)) is { } moves ? Moved(question, moves) : [],
    ];

    private static IEnumerable<string> Looked(PublishedTable looks) =>
    [
        string.Create(British, $"{looks.Respondents:N0} people were shown what others had said, and were asked again."),
        .. RoundOutcome.All
            .Where(outcome => looks.Row(outcome) > 0)
            .Select(outcome => string.Create(British, $"{Quantity.Word(looks.Row(outcome)!.Value, looks.Respondents)} of them, {looks.Row(outcome):N0} of {looks.Respondents:N0}, {Did(outcome)}.")),
    ];

    private static string Did(string outcome) => outcome switch
    {
        RoundOutcome.Keep => "kept their answer",
        RoundOutcome.Change => "gave another answer",
        RoundOutcome.NotSure => "said they were not sure any more",
        _ => "did not answer again",
    };

    private static IEnumerable<string> Moved(ConsultationQuestion question, PublishedTable moves) => question.TakesSeveral
        ? moves.Rows.SelectMany(side => Picked(question, moves, side))
        : [.. FromTo(question, moves), .. moves.Rows.SelectMany(side => Total(question, moves, side))];

    /// <summary>The largest moves from one side to another.</summary>
    private static IEnumerable<string> FromTo(ConsultationQuestion question, PublishedTable moves) =>
        (from side in moves.Rows
         from now in moves.Columns
         where side != now && moves.Cell(side, now) > 0
         orderby moves.Cell(side, now) descending
         select now == Move.NotSure
             ? string.Create(British, $"{moves.Cell(side, now):N0} had said “{Name(question, side)}” and were not sure any more.")
             : string.Create(British, $"{moves.Cell(side, now):N0} had said “{Name(question, side)}” and then said “{Name(question, now)}”.")).Take(Most);

    private static IEnumerable<string> Total(ConsultationQuestion question, PublishedTable moves, string side)
    {
        if (moves.Row(side) is { } before && moves.Group(side) is { } after)
            yield return string.Create(British, $"Of the {moves.Respondents:N0} who answered again, {before:N0} had said “{Name(question, side)}” before, and {after:N0} said it after.");
    }

    private static IEnumerable<string> Picked(ConsultationQuestion question, PublishedTable moves, string side)
    {
        if (moves.Cell(side, Move.Still) is { } still && moves.Cell(side, Move.NoLonger) is { } gone && moves.Cell(side, Move.New) is { } come)
            yield return string.Create(British, $"“{Name(question, side)}”: {still:N0} picked it both times, {gone:N0} only before, {come:N0} only after.");
    }

    private static string Name(ConsultationQuestion question, string side) => ConsultationSentences.Label(question, side);
}
