using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>Finds the checks an organisation says it makes in what it says of its accreditations. A sentence that denies anything says nothing.</summary>
internal static class SafetyWords
{
    private static readonly (string Words, string Check)[] Known =
    [
        ("dbs", "dbs"),
        ("disclosure and barring", "dbs"),
        ("safeguarding policy", "safeguarding-policy"),
        ("safeguarding lead", "safeguarding-policy"),
        ("first aid", "first-aid"),
        ("first aider", "first-aid"),
        ("first aiders", "first-aid"),
        ("ofsted", "ofsted"),
        ("public liability", "insured"),
    ];

    public static IEnumerable<string> Find(IEnumerable<string?> texts) =>
        texts.OfType<string>()
            .SelectMany(text => Plain.Text(text).Split('.', ';'))
            .Select(sentence => $" {string.Join(' ', Spelling.Words(sentence))} ")
            .Where(sentence => !Denies(sentence))
            .SelectMany(sentence => Known.Where(known => sentence.Contains($" {known.Words} ", StringComparison.Ordinal)).Select(known => known.Check))
            .Distinct();

    private static bool Denies(string sentence) => sentence.Contains(" no ", StringComparison.Ordinal) || sentence.Contains(" not ", StringComparison.Ordinal) || sentence.Contains(" without ", StringComparison.Ordinal);
}
