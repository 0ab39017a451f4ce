using System.Globalization;
using System.Text.RegularExpressions;

namespace SocialRx.Domain.Insights;

/// <summary>Works a sentence out again from the published tables and reads its text: numbers, quantity word, subject and direction must all hold.</summary>
public static partial class SummaryCheck
{
    public static bool Holds(Sentence sentence, PublishedNumbers numbers) => Problem(sentence, numbers) is null;

    /// <summary>What is wrong with the sentence, or null.</summary>
    public static string? Problem(Sentence sentence, PublishedNumbers numbers)
    {
        if (Recount(sentence, numbers) is not { } again)
            return "the published tables do not say this";
        if (sentence.Count != again.Count || sentence.Of != again.Of || !sentence.More.SequenceEqual(again.More))
            return "the counts are not the published ones";
        return ProblemOfText(sentence, again);
    }

    private static string? ProblemOfText(Sentence sentence, Counted again)
    {
        var (count, of, more) = (again.Count, again.Of, again.More);
        var subject = Summary.Label(sentence.Kind, sentence.TableId, sentence.Row);
        if (subject.Length > 0 && !sentence.Text.Contains($"\u201c{subject}\u201d", StringComparison.Ordinal))
            return "the subject is not the row's";
        if (sentence.Column is { } place && !sentence.Text.EndsWith($" in {place}.", StringComparison.Ordinal))
            return "the place is not the column's";

        var rest = WithoutSubject(sentence, subject);
        if (!Numbers(rest).SequenceEqual(Expected(sentence.Kind, count, of).Concat(more)))
            return "a number in the text is not the published one";
        if (!Words(rest).SequenceEqual(HasQuantity(sentence.Kind) ? [Quantity.Word(count, of)] : []))
            return "the quantity word does not fit the counts";
        return sentence.Text == Summary.Text(sentence.Kind, subject, sentence.Column, count, of, more) ? null : "the wording is not the template's";
    }

    private static string WithoutSubject(Sentence sentence, string subject)
    {
        var rest = subject.Length > 0 ? sentence.Text.Replace($"\u201c{subject}\u201d", "", StringComparison.Ordinal) : sentence.Text;
        return sentence.Column is { } place ? rest.Replace($" in {place}.", ".", StringComparison.Ordinal) : rest;
    }

    private static Counted? Recount(Sentence sentence, PublishedNumbers numbers)
    {
        if (numbers.Find(sentence.TableId) is not { } table)
            return null;
        return sentence.Kind switch
        {
            SentenceKind.TookPart => new(table.Respondents, table.Respondents),
            SentenceKind.Hidden => new(table.Cells.Sum(row => row.Count(cell => cell is null)), table.Rows.Count * table.Columns.Count),
            SentenceKind.NotHeard or SentenceKind.HeardHidden => Unheard(sentence, numbers),
            SentenceKind.InTenths or SentenceKind.InTenthsHidden => InTenths(sentence, numbers),
            SentenceKind.TenthsLeftOut => new(Deprivation.LeftOut(numbers).Count, Deprivation.LeftOut(numbers).Of),
            SentenceKind.WentWithout => table.Group(sentence.Row!) is { } group ? new(group, table.Respondents) : null,
            SentenceKind.WasMissingThere => table.Cell(sentence.Row!, sentence.Column!) is { } cell ? new(cell, table.Respondents) : null,
            _ => table.Row(sentence.Row!) is { } row ? new(row, table.Respondents) : null,
        };
    }

    private static Counted? Unheard(Sentence sentence, PublishedNumbers numbers)
    {
        var group = numbers.NotHeard(sentence.TableId).FirstOrDefault(group => group.Id == sentence.Row);
        return group is null || (group.Heard is null) != (sentence.Kind == SentenceKind.HeardHidden) ? null : new(group.Heard ?? 0, group.FairShare);
    }

    private static Counted? InTenths(Sentence sentence, PublishedNumbers numbers) =>
        Deprivation.Groups(numbers).FirstOrDefault(group => group.Tenths.Id == sentence.Row) switch
        {
            { Heard: { } heard } group when sentence.Kind == SentenceKind.InTenths => new(heard, group.Of, group.Margin, group.FairShare),
            { Heard: null } group when sentence.Kind == SentenceKind.InTenthsHidden => new(0, group.FairShare),
            _ => null,
        };

    private static int[] Expected(SentenceKind kind, int count, int of) => kind switch
    {
        SentenceKind.TookPart => [count],
        SentenceKind.HeardHidden or SentenceKind.InTenthsHidden => [of],
        _ => [count, of],
    };

    private static bool HasQuantity(SentenceKind kind) =>
        kind is not (SentenceKind.TookPart or SentenceKind.NotHeard or SentenceKind.HeardHidden or SentenceKind.InTenths or SentenceKind.InTenthsHidden or SentenceKind.TenthsLeftOut or SentenceKind.Hidden);

    private static IEnumerable<int> Numbers(string text) =>
        WholeNumber().Matches(text).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));

    private static IEnumerable<string> Words(string text) =>
        Quantity.Words.Where(word => Regex.IsMatch(text, $"\\b{word}\\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex WholeNumber();

    /// <param name="More">What the text says after these two.</param>
    private sealed record Counted(int Count, int Of, params IReadOnlyList<int> More);
}
