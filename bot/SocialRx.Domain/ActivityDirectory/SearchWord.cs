using System.Collections.Frozen;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>A word somebody used, with what it may also be called.</summary>
/// <param name="Said">As the person said it.</param>
/// <param name="Stems">Stems of it and of its British synonyms.</param>
/// <param name="IsKnown">It is a word for something to do, not just any word.</param>
internal sealed record SearchWord(string Said, FrozenSet<string> Stems, bool IsKnown)
{
    /// <summary>More words than this are a sentence, of which only words for something to do are looked for.</summary>
    private const int MostInAName = 3;

    private static readonly FrozenSet<string> TooCommon = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "an", "and", "the", "to", "of", "or", "in", "on", "at", "for", "with", "my", "me", "i", "im", "is", "it", "its", "do", "doing", "some", "sum", "something", "summat", "smth", "stuff",
        "thing", "things", "want", "wanna", "like", "love", "would", "really", "go", "going", "get", "near", "club", "group", "session", "sessions", "be", "just", "not", "no", "any", "maybe",
        "but", "he", "she", "they", "we", "you", "us", "our", "his", "her", "out", "now", "up", "down", "was", "were", "have", "has", "had", "been", "when", "what", "this", "that", "there", "so", "am", "are", "if", "can", "cant",
        "dont", "feel", "boring", "bored", "good", "bad", "lot", "lots", "time", "people", "someone", "anyone", "new", "more", "again", "too", "very", "from", "about", "who", "because", "cos", "nobody", "anybody", "idk", "dunno",
        "used", "hate", "without", "into", "idk", "yeah", "please", "help", "mum", "dad", "brother", "sister", "mate", "mates", "friend", "friends", "family", "home", "school");

    private static readonly FrozenSet<string> Against = FrozenSet.Create(StringComparer.Ordinal, "hate", "hated", "not", "dont", "cant", "no", "never", "without", "rubbish");

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
    ];

    private static readonly FrozenDictionary<string, string[]> ByMeaning = Meanings
        .Select(line => line.Split('>'))
        .SelectMany(sides => StemsOf(sides[0]).Select(stem => (stem, stems: StemsOf(string.Join(' ', sides)))))
        .GroupBy(pair => pair.stem, StringComparer.Ordinal)
        .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.SelectMany(pair => pair.stems).Distinct().ToArray(), StringComparer.Ordinal);

    private static readonly FrozenSet<string> KnownStems = Meanings.SelectMany(line => StemsOf(line.Replace('>', ' '))).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words of what was said that can be looked for: "something like football" is one word, and so is "football w my brother but he moved out".</summary>
    public static IEnumerable<SearchWord> Of(string said)
    {
        var words = Wanted(Spelling.Words(said, 200)).Distinct().Select(One).ToList();
        return words.Where(word => word.IsKnown || words.Count <= MostInAName).Take(10);
    }

    // "I hate football" asks for anything but; the no reaches three words far, and ends at a but.
    private static IEnumerable<string> Wanted(IReadOnlyList<string> words)
    {
        var against = int.MinValue / 2;
        foreach (var (index, word) in words.Index())
        {
            against = word switch { "but" or "though" or "although" => int.MinValue / 2, _ => Against.Contains(word) ? index : against };
            if (word.Length > 1 && !TooCommon.Contains(word) && index - against > 3)
                yield return word;
        }
    }

    /// <summary>What a word and its forms share: "climbing", "climber" and "climbs" are "climb".</summary>
    public static string Stem(string word)
    {
        var stem = Without(word, "s");
        stem = Without(stem, "ing");
        stem = Without(stem, "er");
        stem = stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;
        return stem.Length > 3 && stem[^1] == stem[^2] ? stem[..^1] : stem;
    }

    public bool IsIn(HashSet<string> stems) => Stems.Any(stems.Contains) || HasSlipOf(Stem(Said), stems);

    private static bool HasSlipOf(string said, HashSet<string> stems)
    {
        foreach (var stem in stems)
        {
            if (Spelling.IsSlipOf(said, stem))
                return true;
        }

        return false;
    }

    private static string[] StemsOf(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stem).Distinct()];

    private static SearchWord One(string word)
    {
        var stem = Stem(word);
        var meaning = ByMeaning.GetValueOrDefault(stem) ?? ByMeaning.Where(pair => Spelling.IsSlipOf(stem, pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).FirstOrDefault();
        return new SearchWord(word, (meaning ?? []).Append(stem).ToFrozenSet(StringComparer.Ordinal), meaning is not null || KnownStems.Contains(stem));
    }

    private static string Without(string word, string ending) => word.Length >= ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal) ? word[..^ending.Length] : word;
}
