using System.Collections.Frozen;
using System.Globalization;

namespace SocialRx.Bot.Directories;

/// <summary>What directories call a language, and its tag of BCP 47.</summary>
internal static class LanguageTags
{
    // What people in England speak at home (Census 2021, main language), and sign.
    private static readonly (string Tag, string Name)[] Known =
    [
        ("en", "English"), ("cy", "Welsh"), ("bfi", "British Sign Language"), ("bfi", "BSL"), ("ar", "Arabic"), ("bn", "Bengali"), ("bn", "Bangla"), ("bg", "Bulgarian"), ("yue", "Cantonese"), ("zh", "Chinese"),
        ("zh", "Mandarin"), ("cs", "Czech"), ("nl", "Dutch"), ("fa", "Persian"), ("fa", "Farsi"), ("fa", "Dari"), ("tl", "Tagalog"), ("fr", "French"), ("de", "German"), ("el", "Greek"), ("gu", "Gujarati"),
        ("he", "Hebrew"), ("hi", "Hindi"), ("hu", "Hungarian"), ("it", "Italian"), ("ja", "Japanese"), ("ko", "Korean"), ("ku", "Kurdish"), ("ckb", "Central Kurdish"), ("ckb", "Sorani"), ("lv", "Latvian"),
        ("lt", "Lithuanian"), ("ml", "Malayalam"), ("ne", "Nepali"), ("pa", "Punjabi"), ("pa", "Panjabi"), ("ps", "Pashto"), ("pl", "Polish"), ("pt", "Portuguese"), ("ro", "Romanian"), ("rom", "Romani"),
        ("ru", "Russian"), ("sk", "Slovak"), ("so", "Somali"), ("es", "Spanish"), ("sw", "Swahili"), ("sq", "Albanian"), ("ta", "Tamil"), ("te", "Telugu"), ("th", "Thai"), ("ti", "Tigrinya"), ("am", "Amharic"),
        ("tr", "Turkish"), ("uk", "Ukrainian"), ("ur", "Urdu"), ("vi", "Vietnamese"), ("yi", "Yiddish"), ("yo", "Yoruba"),
    ];

    private static readonly FrozenDictionary<string, string> ByName = Known.ToFrozenDictionary(pair => pair.Name, pair => pair.Tag, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Tags = Known.Select(pair => pair.Tag).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Beside them whatever else the runtime has a name for.
    private static readonly Lazy<FrozenDictionary<string, string>> Others = new(() => CultureInfo.GetCultures(CultureTypes.NeutralCultures)
        .Where(culture => culture.Name.Length is 2 or 3)
        .SelectMany(culture => new (string Said, string Tag)[] { (culture.EnglishName, culture.Name), (culture.Name, culture.Name) })
        .GroupBy(pair => pair.Said, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group => group.First().Tag, StringComparer.OrdinalIgnoreCase));

    /// <param name="said">A tag ("ur", "ur-Latn") or an English name.</param>
    /// <returns>The tag; null for what is no language known here.</returns>
    public static string? Find(string said) =>
        ByName.GetValueOrDefault(said.Trim()) ?? (Tags.TryGetValue(said.Trim().Split('-', '_')[0], out var tag) ? tag : Others.Value.GetValueOrDefault(said.Trim()));
}
