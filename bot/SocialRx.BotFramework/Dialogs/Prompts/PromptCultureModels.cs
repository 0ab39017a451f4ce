using Microsoft.Recognizers.Text;

namespace Microsoft.Bot.Builder.Dialogs.Prompts;

/// <summary>How a language says yes and no and joins choices.</summary>
public class PromptCultureModel
{
    public string Locale { get; set; }

    public string Separator { get; set; }

    /// <summary>Between two choices.</summary>
    public string InlineOr { get; set; }

    /// <summary>Before the last of three or more.</summary>
    public string InlineOrMore { get; set; }

    public string YesInLanguage { get; set; }

    public string NoInLanguage { get; set; }
}

/// <summary>The languages that choice and confirm prompts speak without being taught.</summary>
public static class PromptCultureModels
{
    private static readonly string[] SupportedLocales = [.. GetSupportedCultures().Select(culture => culture.Locale)];

    public static PromptCultureModel Bulgarian => Model(Culture.Bulgarian, " или ", ", или ", "да", "Не");

    public static PromptCultureModel Chinese => Model(Culture.Chinese, " 要么 ", "， 要么 ", "是的", "不", "， ");

    public static PromptCultureModel Dutch => Model(Culture.Dutch, " of ", ", of ", "Ja", "Nee");

    public static PromptCultureModel English => Model(Culture.English, " or ", ", or ", "Yes", "No");

    public static PromptCultureModel French => Model(Culture.French, " ou ", ", ou ", "Oui", "Non");

    public static PromptCultureModel German => Model(Culture.German, " oder ", ", oder ", "Ja", "Nein");

    public static PromptCultureModel Hindi => Model(Culture.Hindi, " या ", ", या ", "हां", "नहीं");

    public static PromptCultureModel Italian => Model(Culture.Italian, " o ", " o ", "Si", "No");

    public static PromptCultureModel Japanese => Model(Culture.Japanese, " または ", "、 または ", "はい", "いいえ", "、 ");

    public static PromptCultureModel Korean => Model(Culture.Korean, " 또는 ", " 또는 ", "예", "아니");

    public static PromptCultureModel Portuguese => Model(Culture.Portuguese, " ou ", ", ou ", "Sim", "Não");

    public static PromptCultureModel Spanish => Model(Culture.Spanish, " o ", ", o ", "Sí", "No");

    public static PromptCultureModel Swedish => Model(Culture.Swedish, " eller ", " eller ", "Ja", "Nej");

    public static PromptCultureModel Turkish => Model(Culture.Turkish, " veya ", " veya ", "Evet", "Hayır");

    /// <summary>The supported locale of the same language, whatever its case and region; a locale of no supported language comes back in lower case.</summary>
    public static string MapToNearestLanguage(string cultureCode)
    {
        if (string.IsNullOrWhiteSpace(cultureCode))
            return cultureCode;
        var locale = cultureCode.ToLowerInvariant();
        if (SupportedLocales.Contains(locale))
            return locale;
        var language = locale.Split('-')[0];
        return SupportedLocales.FirstOrDefault(supported => supported.StartsWith(language, StringComparison.Ordinal)) ?? locale;
    }

    public static PromptCultureModel[] GetSupportedCultures() =>
        [Bulgarian, Chinese, Dutch, English, French, German, Hindi, Italian, Japanese, Korean, Portuguese, Spanish, Swedish, Turkish];

    private static PromptCultureModel Model(string locale, string or, string orMore, string yes, string no, string separator = ", ") =>
        new() { Locale = locale, Separator = separator, InlineOr = or, InlineOrMore = orMore, YesInLanguage = yes, NoInLanguage = no };
}
