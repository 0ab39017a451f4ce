using System.Collections.Frozen;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>A word somebody used, with what it may also be called.</summary>
/// <param name="Said">As the person said it.</param>
/// <param name="Stems">Stems of it and of its British synonyms.</param>
internal sealed record SearchWord(string Said, FrozenSet<string> Stems)
{
    private static readonly FrozenSet<string> TooCommon = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "an", "and", "the", "to", "of", "or", "in", "on", "at", "for", "with", "my", "me", "i", "im", "is", "it", "its", "do", "doing", "some", "sum", "something", "summat", "smth", "stuff",
        "thing", "things", "want", "wanna", "like", "love", "would", "really", "go", "going", "get", "near", "club", "group", "session", "sessions", "be", "just", "not", "no", "any", "maybe");

    // Before ">" are words for the same; after it, kinds of it: "art" finds drawing, "drawing" finds drawing only, so that a reason given is true.
    private static readonly string[] Meanings =
    [
        "football footie footy soccer kickabout fives futsal",
        "gaming games game gamer videogame > xbox playstation fortnite minecraft esports console dungeons warhammer tabletop",
        "coding code programming coder > robotics scratch python",
        "computer computers pc laptop tech",
        "art arts arty > drawing painting sketching printmaking graffiti sculpture craft",
        "drawing draw sketching sketch doodling doodle",
        "painting paint",
        "craft crafts crafting diy > sewing knitting crochet woodwork pottery",
        "sewing sew textiles",
        "dance dancing dancer > streetdance ballet hiphop",
        "music > band guitar drums singing choir dj rap songwriting",
        "singing sing singer vocals > choir",
        "rap rapping rapper mc lyrics",
        "dj djing decks",
        "drama acting theatre act improv",
        "film filming video videos youtube movie movies",
        "photography photos photo camera",
        "writing write writer > poetry stories lyrics songwriting",
        "poetry poems poem poet spokenword",
        "cooking cook baking bake chef",
        "sport sports sporty > football basketball boxing swimming climbing running netball rugby cricket badminton",
        "gym weights lifting fitness workout",
        "boxing boxercise boxer",
        "martial > karate judo taekwondo kickboxing",
        "swimming swim swimmer",
        "climbing climb climber bouldering",
        "skate skating skateboarding skateboard skatepark",
        "bike bikes cycling cycle bicycle > bmx",
        "walking walk hiking hike ramble",
        "running run jogging parkrun",
        "basketball hoops",
        "gardening garden allotment growing",
        "nature outdoors outside wildlife > gardening woods pond allotment",
        "animal animals pets > dogs horses pony farm",
        "dog dogs puppy",
        "horse horses pony ponies",
        "fishing fish angling",
        "manga anime comics comic",
        "reading read books book",
        "volunteering volunteer volunteers helping",
        "job jobs career careers cv apprenticeship apprenticeships employment",
        "counselling therapy counsellor therapist",
        "anxiety anxious worry worried worries nervous",
        "stress stressed",
        "lgbt lgbtq lgbtqia queer gay lesbian bisexual trans",
        "vape vaping vapes",
        "cannabis weed",
        "alcohol drinking drink",
        "debt debts owe",
        "homeless homelessness sofa",
        "mates friends pals",
        "skint broke money",
        "mum parents family",
    ];

    private static readonly FrozenDictionary<string, string[]> ByMeaning = Meanings
        .Select(line => line.Split('>'))
        .SelectMany(sides => StemsOf(sides[0]).Select(stem => (stem, stems: StemsOf(string.Join(' ', sides)))))
        .GroupBy(pair => pair.stem, StringComparer.Ordinal)
        .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.SelectMany(pair => pair.stems).Distinct().ToArray(), StringComparer.Ordinal);

    /// <summary>The words of what was said that can be looked for; "something like football" is one word.</summary>
    public static IEnumerable<SearchWord> Of(string said) =>
        Spelling.Words(said, 40).Where(word => word.Length > 1 && !TooCommon.Contains(word)).Distinct().Take(10).Select(One);

    /// <summary>What a word and its forms share: "climbing", "climber" and "climbs" are "climb".</summary>
    public static string Stem(string word)
    {
        var stem = Without(word, "s");
        stem = Without(stem, "ing");
        stem = Without(stem, "er");
        stem = stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;
        return stem.Length > 3 && stem[^1] == stem[^2] ? stem[..^1] : stem;
    }

    public bool IsIn(IReadOnlySet<string> stems) => Stems.Any(stems.Contains) || stems.Any(stem => Spelling.IsSlipOf(Stem(Said), stem));

    private static string[] StemsOf(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stem).Distinct()];

    private static SearchWord One(string word)
    {
        var stem = Stem(word);
        var meaning = ByMeaning.GetValueOrDefault(stem) ?? ByMeaning.Where(pair => Spelling.IsSlipOf(stem, pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).FirstOrDefault();
        return new SearchWord(word, (meaning ?? []).Append(stem).ToFrozenSet(StringComparer.Ordinal));
    }

    private static string Without(string word, string ending) => word.Length >= ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal) ? word[..^ending.Length] : word;
}
