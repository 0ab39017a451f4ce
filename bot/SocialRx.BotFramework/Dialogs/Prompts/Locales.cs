using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace SocialRx.BotFramework;

/// <summary>How a language says yes and no and joins choices.</summary>
internal sealed record LocaleWords(string Locale, string Yes, string No, string Or, string OrMore, string YesWords, string NoWords)
{
    private readonly HashSet<string> yes = [.. YesWords.Split(' '), Yes.ToLowerInvariant(), "👍", "👌", "y"];
    private readonly HashSet<string> no = [.. NoWords.Split(' '), No.ToLowerInvariant(), "👎", "n"];

    public ChoiceFactoryOptions Options => new(Locale is "ja" or "zh" ? "、" : ", ", Or, OrMore, true);

    /// <summary>Null where neither is said, or both are.</summary>
    public bool? ReadYesOrNo(string text, out bool isBoth)
    {
        var (saysYes, saysNo) = (false, false);
        foreach (var word in Tokenizer.DefaultTokenizer(text ?? string.Empty))
        {
            var said = word.Normalized.Replace('’', '\'');
            saysYes |= yes.Contains(said);
            saysNo |= no.Contains(said);
        }

        isBoth = saysYes && saysNo;
        return saysYes == saysNo ? null : saysYes;
    }
}

internal static class Locales
{
    public const string English = "en-us";

    private static readonly Dictionary<string, LocaleWords> All = new LocaleWords[]
    {
        new("en", "Yes", "No", " or ", ", or ", "yes yeah yep yup yea ok okay sure true agree agreed definitely certainly absolutely correct right", "no nope nah not don't never false disagree wrong incorrect"),
        new("cy", "Ie", "Na", " neu ", ", neu ", "ie ydw ydy ydyn oes iawn cywir", "na nac nage nid anghywir"),
        new("fr", "Oui", "Non", " ou ", ", ou ", "oui ouais ok d'accord vrai exact", "non faux pas jamais"),
        new("es", "Sí", "No", " o ", ", o ", "sí si claro vale ok verdadero", "no nunca falso"),
        new("de", "Ja", "Nein", " oder ", ", oder ", "ja jawohl jo ok klar richtig", "nein nee nicht nie falsch"),
        new("it", "Sì", "No", " o ", " o ", "sì si certo ok vero giusto", "no mai falso"),
        new("pt", "Sim", "Não", " ou ", ", ou ", "sim claro ok certo verdade", "não nao nunca falso"),
        new("nl", "Ja", "Nee", " of ", ", of ", "ja jawel ok zeker klopt", "nee niet nooit fout"),
        new("pl", "Tak", "Nie", " lub ", " lub ", "tak jasne dobrze ok pewnie", "nie nigdy"),
        new("sv", "Ja", "Nej", " eller ", " eller ", "ja japp jo ok visst", "nej nä inte aldrig"),
        new("tr", "Evet", "Hayır", " veya ", " veya ", "evet tamam ok olur doğru", "hayır hayir yok yanlış"),
        new("hi", "हाँ", "नहीं", " या ", ", या ", "हाँ हां जी ठीक", "नहीं नही"),
        new("ur", "ہاں", "نہیں", " یا ", "، یا ", "ہاں جی ٹھیک", "نہیں"),
        new("ar", "نعم", "لا", " أو ", "، أو ", "نعم أجل اجل", "لا كلا"),
        new("ja", "はい", "いいえ", " または ", "、 または ", "はい ええ うん", "いいえ いや"),
        new("ko", "예", "아니", " 또는 ", " 또는 ", "예 네 응", "아니 아니요 아니오"),
        new("zh", "是的", "不", " 要么 ", "， 要么 ", "是的 是 好 好的 对", "不 不是 没有"),
    }.ToDictionary(words => words.Locale);

    public static LocaleWords Words(string locale)
    {
        var language = locale is null ? "en" : locale.Split('-', '_')[0].ToLowerInvariant();
        return All.GetValueOrDefault(language, All["en"]);
    }

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
