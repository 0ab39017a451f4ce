using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Readings;

/// <summary>
/// Tells in which language somebody writes, from the letters and from everyday words (Languages/words.txt). Meant for choosing words that English
/// follows, so it answers only where several things speak for one language. Linear in the length of the text.
/// </summary>
public static class LanguageReader
{
    public const string English = "en";

    /// <summary>Written in letters that belong to no language known here.</summary>
    public const string Unknown = "und";

    private const int LeastEvidence = 2;
    private const int FewestLetters = 2;
    private const int MostCharacters = 4000;

    // Letters that only one of these languages writes with. One alone may be in a name.
    private static readonly (string Language, string Letters)[] Telltale =
    [
        ("cy", "ŵŷ"), ("pl", "łąęśźżćń"), ("ro", "ășțşţ"), ("pt", "ãõ"), ("es", "ñ¿¡"), ("tr", "ğış"), ("fr", "œçèù"), ("vi", "đơưạảấầậắặếềệịọốồộớờợụủứừựỳ"), ("sq", "ë"), ("lt", "ėįųū"), ("de", "ßäöü"),
        ("uk", "іїєґ"), ("ru", "ыэъё"), ("ur", "ٹڈڑںےہھ"), ("ar", "ةىيكأإ"), ("ps", "ښځڅډړګېۍ"), ("ckb", "ەێۆڕڵ"), ("fa", "پچژگ"),
    ];

    private static readonly Lazy<FrozenDictionary<string, string[]>> Words = new(Load);
    private static readonly FrozenDictionary<char, string[]> Letters = Telltale
        .SelectMany(telltale => telltale.Letters.Select(letter => (letter, telltale.Language)))
        .GroupBy(pair => pair.letter, pair => pair.Language)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>"en", the language's code where it is known ("ur-Latn" is Urdu or Hindi in roman letters), "und", or null: it cannot be told.</summary>
    public static string? Read(string? text)
    {
        var start = (text ?? "").AsSpan();
        var plain = start[..Math.Min(start.Length, MostCharacters)].ToString().ToLowerInvariant();
        return Script(plain) switch
        {
            null => null,
            "Latn" => Weighed(plain, language => !InOtherLetters(language), LeastEvidence),
            "Cyrl" => Weighed(plain, language => language is "uk" or "ru", 1) ?? "uk",
            "Arab" => Weighed(plain, language => language is "ar" or "ur" or "fa" or "ps" or "ckb", 1) ?? "ar",
            var language => language,
        };
    }

    private static bool InOtherLetters(string language) => language is "uk" or "ru" or "ar" or "ur" or "fa" or "ps" or "ckb";

    /// <summary>The letters most of it is written in; those of one language alone are that language. Null where hardly anything is letters.</summary>
    private static string? Script(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var c in text)
        {
            if (char.IsLetter(c) && ScriptOf(c) is var script)
                counts[script] = counts.GetValueOrDefault(script) + 1;
        }

        // Japanese writes Chinese characters between its own.
        if (counts.ContainsKey("ja"))
            return Unknown;
        var most = counts.Where(count => count.Value >= FewestLetters).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).FirstOrDefault();
        return most.Key == "ja" ? Unknown : most.Key;
    }

    private static string ScriptOf(char c) => c switch
    {
        <= '\u024F' or (>= '\u1E00' and <= '\u1EFF') or (>= '\uFF21' and <= '\uFF5A') => "Latn",
        >= '\u0400' and <= '\u052F' => "Cyrl",
        (>= '\u0600' and <= '\u06FF') or (>= '\u0750' and <= '\u077F') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE') => "Arab",
        >= '\u0900' and <= '\u097F' => "hi",
        >= '\u0980' and <= '\u09FF' => "bn",
        >= '\u0A00' and <= '\u0A7F' => "pa",
        >= '\u3040' and <= '\u30FF' => "ja",
        (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') => "zh-Hant",
        _ => Unknown,
    };

    /// <summary>The language that most speaks for; null when too little does, or as much for another.</summary>
    private static string? Weighed(string text, Func<string, bool> isPossible, int least)
    {
        var evidence = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var language in Evidence(text).Where(isPossible))
            evidence[language] = evidence.GetValueOrDefault(language) + 1;

        var ranked = evidence.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(2).ToList();
        return ranked.Count > 0 && ranked[0].Value >= least && (ranked.Count == 1 || ranked[0].Value > ranked[1].Value) ? ranked[0].Key : null;
    }

    /// <summary>Each different word and telltale letter counts once for each language it is of.</summary>
    private static IEnumerable<string> Evidence(string text) =>
        WordsOf(text).Distinct(StringComparer.Ordinal).SelectMany(word => Words.Value.GetValueOrDefault(word, []))
            .Concat(text.Distinct().SelectMany(letter => Letters.GetValueOrDefault(letter, [])));

    private static string[] WordsOf(string text) =>
        Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Accents and apostrophes gone, everything else that is no letter a gap.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var c in rune.ToString().Normalize(NormalizationForm.FormD))
                Add(plain, c);
        }

        return plain.ToString();
    }

    private static void Add(StringBuilder plain, char c)
    {
        if (char.IsLetter(c))
            plain.Append(c switch { 'ł' => 'l', 'ı' => 'i', 'đ' => 'd', _ => c });
        else if (c is not ('\'' or '’') && char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            plain.Append(' ');
    }

    private static FrozenDictionary<string, string[]> Load() => Embedded.Lines(Embedded.Text("languages"))
        .Select(line => line.Split(':', 2))
        .SelectMany(parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (Word: Plain(word).Trim(), Language: parts[0])))
        .GroupBy(pair => pair.Word, pair => pair.Language)
        .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);
}
