using System.Globalization;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Dialogs.Safeguarding;

/// <summary>
/// How one person is spoken to: in their language where there are words in it, always with the same in English after it, because the language may
/// have been taken wrongly and whoever stands by has to understand it too.
/// </summary>
internal sealed class SafetySpeech(SafetyWords english, SafetyWords? theirs, string leadRole, Look look)
{
    private const string Between = " · ";
    private const int Anybody = 100;

    public SafetyWords English => english;

    public SafetyWords? Theirs => theirs;

    public string Say(params IReadOnlyList<string> keys) => Say(keys, []);

    /// <summary>One message of several lines' words; helplines are listed once, in the words of the person.</summary>
    public string Say(IReadOnlyList<string> keys, IReadOnlyList<Helpline> lines) =>
        theirs is null ? In(english, keys, lines) : $"{In(theirs, keys, lines)}\n\n{In(english, [.. keys.Where(key => key != "red.lines")], [])}";

    /// <summary>A button's label, which is also what it sends.</summary>
    public string Button(string key) => theirs is null ? english[key] : $"{theirs[key]}{Between}{english[key]}";

    /// <summary>Whether this is what the button sends, or either half of its label.</summary>
    public bool IsButton(string key, string said) =>
        AnswerReader.IsSame(said, english[key]) || (theirs is not null && (AnswerReader.IsSame(said, theirs[key]) || AnswerReader.IsSame(said, Button(key))));

    private string In(SafetyWords words, IReadOnlyList<string> keys, IReadOnlyList<Helpline> lines)
    {
        return string.Join(' ', keys.Where(key => key != "red.lines" || lines.Count > 0).Select(key => words.With(
            key,
            ("lead", words["lead"].Replace("{lead}", leadRole, StringComparison.Ordinal)),
            ("when", When(words)),
            ("lines", string.Join('\n', lines.Select(line => Line(words, line)))),
            ("line", lines.Count > 0 ? $"{lines[0].Name}: {(words.IsEnglish ? lines[0].Contact : lines[0].Number)}" : ""))));
    }

    // A helpline's note is in English, so a translation says in figures whom it is for.
    private static string Line(SafetyWords words, Helpline line) =>
        words.IsEnglish ? $"{line.Name}: {line.Contact} ({line.Note})."
        : line.ToAge < Anybody ? $"{line.Name} (<{line.ToAge + 1}): {line.Number}"
        : $"{line.Name}: {line.Number}";

    private string When(SafetyWords words)
    {
        var key = (look.InDays, look.IsBefore) switch { (0, true) => "when.today-before", (0, false) => "when.today-after", (1, _) => "when.tomorrow", _ => "when.later" };
        return words[key]
            .Replace("{time}", words.IsEnglish ? Spoken(look.Time) : look.Time.ToString("HH:mm", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{day}", look.Day.ToString(!words.IsEnglish ? "d/M" : look.InDays < 7 ? "dddd" : "dddd d MMMM", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Spoken(TimeOnly time) =>
        time.ToString(time.Minute == 0 ? "h tt" : "h:mm tt", CultureInfo.InvariantCulture).ToLowerInvariant();
}
