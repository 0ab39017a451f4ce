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
        if (Recount(sentence, numbers) is not var (count, of))
            return "the published tables do not say this";
        if (sentence.Count != count || sentence.Of != of)
            return "the counts are not the published ones";
        return ProblemOfText(sentence, count, of);
    }

    private static string? ProblemOfText(Sentence sentence, int count, int of)
    {
        var subject = Summary.Label(sentence.Kind, sentence.TableId, sentence.Row);
        if (subject.Length > 0 && !sentence.Text.Contains($"\u201c{subject}\u201d", StringComparison.Ordinal))
            return "the subject is not the row's";
        if (sentence.Column is { } place && !sentence.Text.EndsWith($" in {place}.", StringComparison.Ordinal))
            return "the place is not the column's";

        var rest = WithoutSubject(sentence, subject);
        if (!Numbers(rest).SequenceEqual(Expected(sentence.Kind, count, of)))
            return "a number in the text is not the published one";
        if (!Words(rest).SequenceEqual(HasQuantity(sentence.Kind) ? [Quantity.Word(count, of)] : []))
            return "the quantity word does not fit the counts";
        return sentence.Text == Summary.Text(sentence.Kind, subject, sentence.Column, count, of) ? null : "the wording is not the template's";
    }

    private static string WithoutSubject(Sentence sentence, string subject)
    {
        var rest = subject.Length > 0 ? sentence.Text.Replace($"\u201c{subject}\u201d", "", StringComparison.Ordinal) : sentence.Text;
        return sentence.Column is { } place ? rest.Replace($" in {place}.", ".", StringComparison.Ordinal) : rest;
    }

    private static (int Count, int Of)? Recount(Sentence sentence, PublishedNumbers numbers)
    {
        if (numbers.Find(sentence.TableId) is not { } table)
            return null;
        return sentence.Kind switch
        {
            SentenceKind.TookPart => (table.Respondents, table.Respondents),
            SentenceKind.Hidden => (table.Cells.Sum(row => row.Count(cell => cell is null)), table.Rows.Count * table.Columns.Count),
            SentenceKind.NotHeard or SentenceKind.HeardHidden => Unheard(sentence, numbers),
            SentenceKind.WentWithout => table.Group(sentence.Row!) is { } group ? (group, table.Respondents) : null,
            SentenceKind.WasMissingThere => table.Cell(sentence.Row!, sentence.Column!) is { } cell ? (cell, table.Respondents) : null,
            _ => table.Row(sentence.Row!) is { } row ? (row, table.Respondents) : null,
        };
    }

    private static (int Count, int Of)? Unheard(Sentence sentence, PublishedNumbers numbers)
    {
        var group = numbers.NotHeard(sentence.TableId).FirstOrDefault(group => group.Id == sentence.Row);
        return group is null || (group.Heard is null) != (sentence.Kind == SentenceKind.HeardHidden) ? null : (group.Heard ?? 0, group.FairShare);
    }

    private static int[] Expected(SentenceKind kind, int count, int of) => kind switch
    {
        SentenceKind.TookPart => [count],
        SentenceKind.HeardHidden => [of],
        _ => [count, of],
    };

    private static bool HasQuantity(SentenceKind kind) =>
        kind is not (SentenceKind.TookPart or SentenceKind.NotHeard or SentenceKind.HeardHidden or SentenceKind.Hidden);

    private static IEnumerable<int> Numbers(string text) =>
        WholeNumber().Matches(text).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));

    private static IEnumerable<string> Words(string text) =>
        Quantity.Words.Where(word => Regex.IsMatch(text, $"\\b{word}\\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex WholeNumber();
}
