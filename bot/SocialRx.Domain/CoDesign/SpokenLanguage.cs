namespace SocialRx.Domain.CoDesign;

/// <summary>A language that questions may be put in.</summary>
/// <param name="Tag">As in BCP 47: "pl", "ur-Latn".</param>
/// <param name="Name">In English.</param>
/// <param name="OwnName">As those who speak it call it.</param>
public sealed record SpokenLanguage(string Tag, string Name, string OwnName)
{
    private const int LongestTag = 20;
    private static readonly string[] WrittenFromTheRight = ["ar", "ckb", "fa", "he", "ps", "ug", "ur", "yi"];

    private static readonly SpokenLanguage[] Known =
    [
        new("en", "English", "English"), new("ar", "Arabic", "العربية"), new("bn", "Bengali", "বাংলা"), new("ckb", "Central Kurdish", "کوردی"), new("cy", "Welsh", "Cymraeg"), new("de", "German", "Deutsch"),
        new("es", "Spanish", "Español"), new("fa", "Persian", "فارسی"), new("fr", "French", "Français"), new("hi", "Hindi", "हिन्दी"), new("lt", "Lithuanian", "Lietuvių"), new("pa", "Punjabi", "ਪੰਜਾਬੀ"),
        new("pl", "Polish", "Polski"), new("ps", "Pashto", "پښتو"), new("pt", "Portuguese", "Português"), new("ro", "Romanian", "Română"), new("ru", "Russian", "Русский"), new("so", "Somali", "Soomaali"),
        new("sq", "Albanian", "Shqip"), new("tr", "Turkish", "Türkçe"), new("uk", "Ukrainian", "Українська"), new("ur", "Urdu", "اردو"), new("ur-Latn", "Urdu or Hindi in roman letters", "Urdu"),
        new("vi", "Vietnamese", "Tiếng Việt"), new("zh-Hant", "Chinese", "繁體中文"),
    ];

    /// <summary>"rtl" or "ltr", as pages say it.</summary>
    public string Direction => !Tag.EndsWith("-Latn", StringComparison.Ordinal) && WrittenFromTheRight.Contains(Tag.Split('-')[0]) ? "rtl" : "ltr";

    /// <summary>One that is not known here is called by its tag.</summary>
    public static SpokenLanguage Of(string tag) => Array.Find(Known, language => language.Tag == tag) ?? new SpokenLanguage(tag, tag, tag);

    public static bool IsTag(string text) =>
        text.Length <= LongestTag && text.Split('-') is [{ Length: 2 or 3 } first, .. var rest] && first.All(char.IsAsciiLetterLower) && rest.All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
}
