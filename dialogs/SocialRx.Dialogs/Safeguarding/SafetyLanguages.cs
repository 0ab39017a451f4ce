using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Readings;
using SocialRx.Language.Signals;

namespace SocialRx.Dialogs.Safeguarding;

/// <summary>The safety words in every language there are words in, and which of them may be used.</summary>
public sealed class SafetyLanguages
{
    private readonly Dictionary<string, SafetyWords> _usable;

    public SafetyLanguages(SafeguardingOptions options)
    {
        var all = SafetyWords.Languages.Select(SafetyWords.Load).ToList();
        English = all.Single(words => words.IsEnglish);
        NotApproved = [.. all.Where(words => !words.IsApproved(options)).Select(words => new NotApprovedWords(words.Language, words.Version, IsUsed: words.IsEnglish || options.UseUnapprovedTranslations))];
        _usable = all.Where(words => !words.IsEnglish)
            .Where(words => options.UseUnapprovedTranslations || words.IsApproved(options))
            .ToDictionary(words => words.Language, StringComparer.Ordinal);
    }

    /// <summary>Words nobody has approved in this version, English first. English is used all the same: a frightened child must get an answer.</summary>
    public IReadOnlyList<NotApprovedWords> NotApproved { get; }

    internal SafetyWords English { get; }

    /// <summary>Null for English, and for a language without words that may be used.</summary>
    internal SafetyWords? Find(string? language) => language is null ? null : _usable.GetValueOrDefault(language);

    /// <summary>
    /// The language of a message: by its letters and everyday words, else by the language of the rules it fired. "en" for English, "und" for letters
    /// of no language known here, null when it cannot be told.
    /// </summary>
    internal static string? Of(string said, SignalReading reading)
    {
        var read = LanguageReader.Read(said);
        return read is null or LanguageReader.English ? reading.PatternIds.Select(OfRule).FirstOrDefault(language => language is not null) ?? read : read;
    }

    // Rules in other languages are named after them: "pl.suicide".
    private static string? OfRule(string id) => id.Split('.')[0] switch
    {
        "ur-hi-roman" => "ur-Latn",
        "pa-roman" => "pa",
        var start => SafetyWords.Languages.Contains(start) ? start : null,
    };
}

/// <summary>Safety words of a version that the organisation has not approved.</summary>
public sealed record NotApprovedWords(string Language, string Version, bool IsUsed);
