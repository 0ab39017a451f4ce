using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Builder.Dialogs.Prompts;

namespace SocialRx.BotFramework;

/// <summary>The words of a language for yes and for no.</summary>
internal sealed class YesNoWords
{
    private static readonly Dictionary<string, YesNoWords> All = new(StringComparer.Ordinal)
    {
        ["en"] = new("yes yeah yep yup yea y ok okay sure true agree agreed definitely certainly absolutely correct right", "no nope nop nah n not don't never false disagree wrong incorrect"),
        ["cy"] = new("ie ydw ydy ydyn oes iawn cywir", "na nac nage nid anghywir"),
        ["fr"] = new("oui ouais o ok d'accord vrai exact", "non nan n faux pas jamais"),
        ["es"] = new("sí si sip s claro vale ok cierto correcto verdad verdadero", "no nop n nunca falso"),
        ["de"] = new("ja jawohl jo jau jap j ok klar richtig wahr", "nein nee nö n nicht nie falsch"),
        ["it"] = new("sì si s certo ok vero giusto", "no n mai falso"),
        ["pt"] = new("sim s isso claro ok certo verdade verdadeiro verdadeira", "não nao n nunca falso incorreto"),
        ["nl"] = new("ja jawel jep j ok oké zeker klopt waar juist", "nee neen n niet nooit fout onwaar"),
        ["pl"] = new("tak jasne dobrze ok pewnie", "nie nigdy"),
        ["sv"] = new("ja japp jo j ok visst sant", "nej nä n inte aldrig falskt"),
        ["tr"] = new("evet tamam ok olur doğru", "hayır hayir yok yanlış"),
        ["bg"] = new("да вярно ок", "не невярно"),
        ["hi"] = new("हाँ हां जी ठीक सही", "नहीं नही ना गलत"),
        ["ur"] = new("ہاں جی ٹھیک", "نہیں"),
        ["ar"] = new("نعم أجل اجل", "لا كلا"),
        ["ko"] = new("예 네 응 그래", "아니 아니요 아니오"),
        ["ja"] = new("はい ええ うん ok 真", "いいえ いえ いや 偽", isUnspaced: true),
        ["zh"] = new("是的 是 好 好的 对 可以 行 同意 没问题 ok", "不 不是 不好 不对 不可以 不行 不同意 没有 否 拒绝", isUnspaced: true),
    };

    private readonly HashSet<string> yes;
    private readonly HashSet<string> no;
    private readonly bool isUnspaced;

    private YesNoWords(string yes, string no, bool isUnspaced = false)
    {
        this.yes = [.. yes.Split(' '), "👍", "👌"];
        this.no = [.. no.Split(' '), "👎", "✋", "🖐"];
        this.isUnspaced = isUnspaced;
    }

    public static YesNoWords Of(string locale) => All.GetValueOrDefault(Locales.Language(locale), All["en"]);

    /// <summary>Null where neither is said, or both are.</summary>
    public bool? Read(string text, out bool isBoth)
    {
        var (saysYes, saysNo) = isUnspaced ? Inside(text) : Words(text);
        isBoth = saysYes && saysNo;
        return saysYes == saysNo ? null : saysYes;
    }

    private static bool IsBreak(char character) =>
        !char.IsLetterOrDigit(character) && char.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) && character is not ('\'' or '’' or '✋');

    private (bool SaysYes, bool SaysNo) Words(string text)
    {
        var (saysYes, saysNo, before) = (false, false, string.Empty);
        foreach (var word in Tokenizer.Split(text ?? string.Empty, IsBreak))
        {
            var said = word.Normalized.Replace('’', '\'').Trim('\'');
            // "not ok" is one answer, not two.
            saysYes |= yes.Contains(said) && !(before == "not" && said is "ok" or "okay");
            saysNo |= no.Contains(said);
            before = said;
        }

        return (saysYes, saysNo);
    }

    // Without spaces between words the longest word at each place counts: 不是 is a no, not a no and a yes.
    private (bool SaysYes, bool SaysNo) Inside(string text)
    {
        var (saysYes, saysNo) = (false, false);
        var said = (text ?? string.Empty).ToLowerInvariant();
        for (var at = 0; at < said.Length;)
        {
            var rest = said[at..Math.Min(said.Length, at + 4)];
            var (isYes, isNo) = (Longest(yes, rest), Longest(no, rest));
            saysYes |= isYes > isNo;
            saysNo |= isNo > 0 && isNo >= isYes;
            at += Math.Max(1, Math.Max(isYes, isNo));
        }

        return (saysYes, saysNo);
    }

    private static int Longest(HashSet<string> words, string rest)
    {
        for (var length = rest.Length; length > 0; length--)
        {
            if (words.Contains(rest[..length]))
                return length;
        }

        return 0;
    }
}

internal static class Locales
{
    public const string English = "en-us";

    /// <summary>The languages prompts speak: those that bots know, and some that are spoken here.</summary>
    public static IReadOnlyDictionary<string, PromptCultureModel> Models { get; } = PromptCultureModels.GetSupportedCultures()
        .Append(new PromptCultureModel { Locale = "cy-gb", Separator = ", ", InlineOr = " neu ", InlineOrMore = ", neu ", YesInLanguage = "Ie", NoInLanguage = "Na" })
        .Append(new PromptCultureModel { Locale = "pl-pl", Separator = ", ", InlineOr = " lub ", InlineOrMore = " lub ", YesInLanguage = "Tak", NoInLanguage = "Nie" })
        .Append(new PromptCultureModel { Locale = "ur-pk", Separator = ", ", InlineOr = " یا ", InlineOrMore = "، یا ", YesInLanguage = "ہاں", NoInLanguage = "نہیں" })
        .Append(new PromptCultureModel { Locale = "ar-sa", Separator = ", ", InlineOr = " أو ", InlineOrMore = "، أو ", YesInLanguage = "نعم", NoInLanguage = "لا" })
        .ToDictionary(model => model.Locale, StringComparer.Ordinal);

    /// <summary>The known locale of the activity's language; English where it is not known.</summary>
    public static string Nearest<T>(string locale, IReadOnlyDictionary<string, T> known)
    {
        var nearest = PromptCultureModels.MapToNearestLanguage(locale);
        if (string.IsNullOrEmpty(nearest))
            return English;
        if (known.ContainsKey(nearest))
            return nearest;
        var language = nearest.Split('-')[0] + "-";
        return known.Keys.FirstOrDefault(key => key.StartsWith(language, StringComparison.OrdinalIgnoreCase) && Models.ContainsKey(key)) ?? English;
    }

    public static string Language(string locale) => string.IsNullOrEmpty(locale) ? "en" : locale.Split('-', '_')[0].ToLowerInvariant();

    /// <summary>Only cultures the system has; any other is read as English.</summary>
    public static CultureInfo Culture(string locale)
    {
        try
        {
            return CultureInfo.GetCultureInfo(string.IsNullOrEmpty(locale) ? English : locale, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo(English);
        }
    }
}
