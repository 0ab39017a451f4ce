using System.Text.RegularExpressions;
using SocialRx.Domain.CoDesign;
using SocialRx.Language.Readability;
using SocialRx.Language.Redaction;

namespace SocialRx.Language.Prompts;

/// <summary>Whether words that a young person is to be asked can be read by all of them, and ask for nothing that would say who they are.</summary>
public static partial class PromptCheck
{
    /// <summary>Years; a text that reads harder is not opened.</summary>
    public const double OldestReader = 13;

    private const double LongestSentence = 17;

    /// <summary>Of a few words the formula says little; easy ones are thought beside them until there are as many.</summary>
    private const int LeastWords = 8;

    private const int HardFromSyllables = 3;

    private const string LeadsOut = "It holds a number, an address or a link. People should stay in the chat.";

    private static readonly string[] ContactKinds = ["PHONE", "EMAIL", "URL", "HANDLE", "NHS", "NINO"];

    /// <summary>Every text of the consultation that a young person reads, in the order of reading.</summary>
    public static IReadOnlyList<PromptReading> Of(Consultation consultation) =>
    [
        Read("Title", consultation.Title),
        Read("Why it is asked", consultation.Why),
        .. consultation.Questions.SelectMany((question, index) => OfQuestion($"Question {index + 1}", question)),
    ];

    /// <summary>Every line in another language. How hard it is to read, or what it asks for, nothing here can tell: somebody who speaks the language has to.</summary>
    public static IReadOnlyList<TranslatedPrompt> OfTranslations(Consultation consultation) =>
    [
        .. from part in consultation.Parts()
           from translation in part.Translations
           from line in part.Lines(translation)
           select new TranslatedPrompt(part.Where, translation.Language, line.English, line.Theirs, LeadsAway(line.Theirs) ? [LeadsOut] : []),
    ];

    /// <summary>Nothing in it has to change before young people are asked.</summary>
    public static bool MayBeAsked(Consultation consultation) =>
        Of(consultation).All(prompt => prompt.Problems.Count == 0) && OfTranslations(consultation).All(prompt => prompt.Problems.Count == 0);

    public static PromptReading Read(string where, string text)
    {
        var words = ReadingAge.Words(text).ToList();
        var age = Age(text, words);
        return new PromptReading(where, text, age, [.. words.Where(word => ReadingAge.Syllables(word) >= HardFromSyllables).Distinct(StringComparer.OrdinalIgnoreCase)], [.. Problems(text, words, age)]);
    }

    /// <summary>Whether a question asks its reader for a name, or a way to reach them.</summary>
    public static bool AsksWhoSomebodyIs(string text) => AsksWho().IsMatch(text);

    private static IEnumerable<PromptReading> OfQuestion(string where, ConsultationQuestion question) =>
    [
        Read(where, question.Words),
        .. question.Picks.Select(option => Read($"{where}, option", option.Label)),
        .. question is ConsultationQuestion.Scale scale ? [Read($"{where}, 0 is", scale.Zero), Read($"{where}, 10 is", scale.Ten)] : Array.Empty<PromptReading>(),
        .. question is ConsultationQuestion.Statements statements ? statements.Seeds.Select(seed => Read($"{where}, statement", seed.Words)) : [],
    ];

    private static double Age(string text, List<string> words) =>
        words.Count is 0 or >= LeastWords ? ReadingAge.Of(text) : ReadingAge.Of($"{string.Join(' ', words)} {string.Join(' ', Enumerable.Repeat("to", LeastWords - words.Count))}");

    private static IEnumerable<string> Problems(string text, List<string> words, double age)
    {
        if (age > OldestReader)
            yield return "It is too hard to read. Use shorter words and shorter sentences.";
        if ((double)words.Count / ReadingAge.Sentences(text) > LongestSentence)
            yield return "Its sentences are too long. Make two of one.";
        if (AsksWhoSomebodyIs(text))
            yield return "It asks for a name or a way to reach somebody. Nobody should say that here.";
        if (LeadsAway(text))
            yield return LeadsOut;
    }

    private static bool LeadsAway(string text) => Redactor.Redact(text).Spans.Any(span => ContactKinds.Contains(span.Kind));

    // Asked of the reader: what "your" is followed by, and questions that come to the same.
    [GeneratedRegex(
        """
        \b(?:your|ur)\s+(?:\w+\s+){0,2}(?:names?|nickname|surname|phone|mobile|number|e-?mails?|address|postcode|birthday|date\s+of\s+birth|username|user\s*name|handle|insta(?:gram)?|snap(?:chat)?|tiktok|whats?app|nhs\s+number|school|college|teacher|tutor|employer)(?!\w|'s|’s)
        |\bwho\s+are\s+you\b
        |\bname\s+(?:of|your)\s+(?:your|the)\b
        |\b(?:which|what)\s+(?:school|college)\b
        |\bwhere\s+(?:exactly\s+)?do\s+you\s+live\b
        |\bwhen\s+were\s+you\s+born\b
        |\bhow\s+(?:can|do|could|should)\s+we\s+(?:contact|reach|call|message|text|e-?mail)\s+you\b
        |\b(?:contact|call|text|e-?mail|message|dm|add)\s+(?:us|me)\b
        |\b(?:phone|mobile)\s+number\b
        |\bcontact\s+details\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksWho();
}

/// <param name="Where">"Question 2, option".</param>
/// <param name="Age">Reading age, in years.</param>
/// <param name="HardWords">Of three syllables or more; not wrong, but the ones to look at first.</param>
/// <param name="Problems">Why it cannot be opened; empty when it can.</param>
public sealed record PromptReading(string Where, string Text, double Age, IReadOnlyList<string> HardWords, IReadOnlyList<string> Problems);

/// <param name="Where">"Question 2".</param>
/// <param name="Problems">Why the consultation cannot be opened; empty when it can.</param>
public sealed record TranslatedPrompt(string Where, string Language, string English, string Text, IReadOnlyList<string> Problems);
