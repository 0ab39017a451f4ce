namespace SocialRx.BotFramework;

/// <summary>How a language says numbers.</summary>
/// <param name="Articles">Words that are a number only when they are all that is said, or count what follows (un, ein, a).</param>
/// <param name="And">What may stand between the parts of a number.</param>
/// <param name="IsGlued">Numbers are written as one word.</param>
internal sealed record NumberWords(
    Dictionary<string, decimal> Small,
    Dictionary<string, decimal> Scales,
    HashSet<string> Articles,
    HashSet<string> And,
    HashSet<string> Minus,
    HashSet<string> Point,
    Dictionary<string, decimal> Fractions,
    Dictionary<string, int> Ordinals,
    HashSet<string> Last,
    bool IsGlued = false)
{
    private const int LongestGlued = 60;

    private static readonly Dictionary<string, NumberWords> Languages = new(StringComparer.Ordinal)
    {
        ["en"] = Make(
            "zero 0 nought 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 dozen 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fourty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90",
            "hundred 100 thousand 1000 million 1000000 billion 1000000000 trillion 1000000000000",
            "a an", "and", "minus negative", "point",
            "half 2 halves 2 third 3 thirds 3 quarter 4 quarters 4 fifth 5 fifths 5 sixth 6 sixths 6 eighth 8 eighths 8 tenth 10 tenths 10",
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
            "last"),
        ["es"] = Make(
            "cero 0 uno 1 dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12 trece 13 catorce 14 quince 15 dieciséis 16 dieciseis 16 diecisiete 17 dieciocho 18 diecinueve 19 veinte 20 veintiuno 21 veintiún 21 veintidós 22 veintidos 22 veintitrés 23 veintitres 23 veinticuatro 24 veinticinco 25 veintiséis 26 veintiseis 26 veintisiete 27 veintiocho 28 veintinueve 29 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa 90 cien 100 ciento 100 doscientos 200 trescientos 300 cuatrocientos 400 quinientos 500 seiscientos 600 setecientos 700 ochocientos 800 novecientos 900",
            "mil 1000 millón 1000000 millon 1000000 millones 1000000",
            "un una", "y", "menos", "coma punto", "medio 2 media 2 tercio 3 tercios 3 cuarto 4 cuartos 4",
            "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo | primera segunda tercera cuarta quinta sexta séptima octava novena décima | primer - tercer",
            "último última ultimo ultima"),
        ["fr"] = Make(
            "zéro 0 zero 0 deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 treize 13 quatorze 14 quinze 15 seize 16 vingt 20 vingts 20 trente 30 quarante 40 cinquante 50 soixante 60 septante 70 huitante 80 octante 80 nonante 90",
            "cent 100 cents 100 mille 1000 million 1000000 millions 1000000 milliard 1000000000 milliards 1000000000",
            "un une", "et", "moins", "virgule", "demi 2 demie 2 tiers 3 quart 4 quarts 4",
            "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième | première seconde - - - - - - - - | - second",
            "dernier dernière"),
        ["pt"] = Make(
            "zero 0 dois 2 duas 2 três 3 tres 3 quatro 4 cinco 5 seis 6 sete 7 oito 8 nove 9 dez 10 onze 11 doze 12 treze 13 catorze 14 quatorze 14 quinze 15 dezesseis 16 dezasseis 16 dezessete 17 dezassete 17 dezoito 18 dezenove 19 dezanove 19 vinte 20 trinta 30 quarenta 40 cinquenta 50 sessenta 60 setenta 70 oitenta 80 noventa 90 cem 100 cento 100 duzentos 200 trezentos 300 quatrocentos 400 quinhentos 500 seiscentos 600 setecentos 700 oitocentos 800 novecentos 900",
            "mil 1000 milhão 1000000 milhao 1000000 milhões 1000000 milhoes 1000000",
            "um uma", "e", "menos", "vírgula virgula ponto", "meio 2 meia 2 terço 3 terços 3 quarto 4 quartos 4",
            "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo | primeira segunda terceira quarta quinta sexta sétima oitava nona décima",
            "último última ultimo ultima"),
        ["de"] = Make(
            "null 0 eins 1 zwei 2 zwo 2 drei 3 vier 4 fünf 5 fuenf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 elf 11 zwölf 12 zwoelf 12 dreizehn 13 vierzehn 14 fünfzehn 15 sechzehn 16 siebzehn 17 achtzehn 18 neunzehn 19 zwanzig 20 dreißig 30 dreissig 30 vierzig 40 fünfzig 50 sechzig 60 siebzig 70 achtzig 80 neunzig 90",
            "hundert 100 tausend 1000 million 1000000 millionen 1000000 milliarde 1000000000 milliarden 1000000000",
            "ein eine einen einem einer", "und", "minus", "komma", "halb 2 halbe 2 drittel 3 viertel 4",
            "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte | ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten | erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter | erstes zweites drittes viertes fünftes sechstes siebtes achtes neuntes zehntes",
            "letzte letzten letzter letztes", isGlued: true),
        ["nl"] = Make(
            "nul 0 één 1 twee 2 drie 3 vier 4 vijf 5 zes 6 zeven 7 acht 8 negen 9 tien 10 elf 11 twaalf 12 dertien 13 veertien 14 vijftien 15 zestien 16 zeventien 17 achttien 18 negentien 19 twintig 20 dertig 30 veertig 40 vijftig 50 zestig 60 zeventig 70 tachtig 80 negentig 90",
            "honderd 100 duizend 1000 miljoen 1000000 miljard 1000000000",
            "een", "en ën", "min", "komma", "half 2 halve 2 derde 3 kwart 4",
            "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
            "laatste", isGlued: true),
        ["it"] = Make(
            "zero 0 uno 1 due 2 tre 3 tré 3 quattro 4 cinque 5 sei 6 sette 7 otto 8 nove 9 dieci 10 undici 11 dodici 12 tredici 13 quattordici 14 quindici 15 sedici 16 diciassette 17 diciotto 18 diciannove 19 venti 20 vent 20 trenta 30 trent 30 quaranta 40 quarant 40 cinquanta 50 cinquant 50 sessanta 60 sessant 60 settanta 70 settant 70 ottanta 80 ottant 80 novanta 90 novant 90",
            "cento 100 mille 1000 mila 1000 milione 1000000 milioni 1000000 miliardo 1000000000 miliardi 1000000000",
            "un una", "e", "meno", "virgola", "mezzo 2 mezza 2 terzo 3 terzi 3 quarto 4 quarti 4",
            "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo | prima seconda terza quarta quinta sesta settima ottava nona decima",
            "ultimo ultima", isGlued: true),
    };

    private static readonly NumberWords None = Make(string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty);

    private static readonly NumberWords Chinese = None with
    {
        Ordinals = "一二三四五六七八九十".Select((digit, index) => (Word: $"第{digit}", Place: index + 1)).Concat(Enumerable.Range(1, 10).Select(place => (Word: $"第{place}", Place: place))).ToDictionary(pair => pair.Word, pair => pair.Place),
        Last = ["最后", "最後"],
    };

    /// <summary>English where nothing is known of the language's words but how it writes digits.</summary>
    public static NumberWords For(string language) => language switch
    {
        "zh" or "ja" => Chinese,
        _ => Languages.GetValueOrDefault(language, Languages["en"]),
    };

    /// <summary>The parts of a word that stand for numbers, or null where it has another part. Bounded: one look-up a letter and length of part.</summary>
    public List<string> Parts(string word)
    {
        if (Small.ContainsKey(word) || Scales.ContainsKey(word))
            return [word];
        if (!IsGlued || word.Length > LongestGlued)
            return null;

        // best[i] is where the part that ends at i begins.
        var best = new int[word.Length + 1];
        Array.Fill(best, -1, 1, word.Length);
        for (var end = 1; end <= word.Length; end++)
        {
            for (var start = Math.Max(0, end - 14); start < end && best[end] < 0; start++)
            {
                if ((start == 0 || best[start] >= 0) && IsPart(word[start..end]))
                    best[end] = start;
            }
        }

        if (best[word.Length] < 0)
            return null;
        var parts = new List<string>();
        for (var end = word.Length; end > 0; end = best[end])
            parts.Insert(0, word[best[end]..end]);
        return parts.Exists(part => Small.ContainsKey(part) || Scales.ContainsKey(part)) ? parts : null;
    }

    private bool IsPart(string part) => Small.ContainsKey(part) || Scales.ContainsKey(part) || And.Contains(part) || Articles.Contains(part);

    private static NumberWords Make(string small, string scales, string articles, string and, string minus, string point, string fractions, string ordinals, string last, bool isGlued = false) =>
        new(Pairs(small), Pairs(scales), Set(articles), Set(and), Set(minus), Set(point), Pairs(fractions), Places(ordinals), Set(last), isGlued);

    private static Dictionary<string, decimal> Pairs(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(pair => pair[0], pair => decimal.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static HashSet<string> Set(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static Dictionary<string, int> Places(string text)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var forms in text.Split('|'))
        {
            var words = forms.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < words.Length; i++)
                places.TryAdd(words[i], i + 1);
        }

        places.Remove("-");
        return places;
    }
}
