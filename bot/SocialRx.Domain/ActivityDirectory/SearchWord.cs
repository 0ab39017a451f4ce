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
        "used", "hate", "without", "into", "nothing", "nowt", "owt", "anything", "everything", "place", "places", "somewhere", "round", "here", "local", "after", "before", "free", "cost", "costs", "cheap", "young", "teen", "teens", "teenagers", "kids",
        "day", "days", "weekend", "weekends", "today", "tonight", "tomorrow", "morning", "evening", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yeah", "please", "help", "mum", "dad", "brother", "sister", "mate", "mates", "friend", "friends", "family", "home", "school");

    private static readonly FrozenSet<string> Against = FrozenSet.Create(StringComparer.Ordinal, "hate", "hated", "not", "dont", "cant", "no", "never", "without", "rubbish");

    // Before ">" are words for the same; after it, kinds of it: "art" finds drawing, "drawing" finds drawing only, so that a reason given is true.
    private static readonly string[] Meanings =
    [
        "football footie footy soccer kickabout fives futsal",
        "rugby rugger",
        "netball", "hockey", "tennis", "badminton", "cricket", "rounders", "volleyball", "dodgeball", "athletics", "golf", "archery", "fencing", "wrestling", "trampolining trampoline", "cheerleading cheerleader",
        "gymnastics gymnast tumbling",
        "tabletennis pingpong",
        "gaming games game gamer videogames > xbox playstation fortnite minecraft esports console dungeons warhammer tabletop boardgames roblox nintendo",
        "minecraft", "roblox", "fortnite", "esports", "pokemon",
        "boardgames > chess tabletop warhammer dungeons catan",
        "chess",
        "dnd dungeons dragons roleplay roleplaying rpg",
        "warhammer > tabletop miniatures",
        "coding code programming coder > robotics scratch python",
        "robotics robots robot",
        "computer computers pc laptop tech",
        "youtube youtuber streaming streamer twitch",
        "art arts arty > drawing painting sketching printmaking graffiti sculpture craft",
        "drawing draw sketching sketch doodling doodle",
        "painting paint",
        "graffiti mural murals",
        "craft crafts crafting diy > sewing knitting crochet woodwork pottery",
        "woodwork carpentry joinery",
        "pottery ceramics clay",
        "animation animating animator",
        "sewing sew textiles",
        "knitting knit crochet",
        "fashion clothes clothing styling upcycling > sewing textiles",
        "makeup beauty nails nail lashes brows manicure cosmetics",
        "hair hairdressing hairdresser barber barbering braiding braids",
        "dance dancing dancer > streetdance ballet hiphop",
        "streetdance breakdance breakdancing",
        "music > band guitar drums singing choir dj rap songwriting beatmaking",
        "guitar guitars guitarist", "drums drumming drummer", "piano keyboard keys", "band bands",
        "singing sing singer vocals > choir",
        "choir",
        "rap rapping rapper mc grime drill lyrics",
        "beatmaking beats producing producer > studio recording",
        "dj djing decks turntables",
        "songwriting songwriter",
        "drama acting theatre act improv > musical pantomime",
        "film filming video videos movie movies filmmaking",
        "photography photos photo camera",
        "podcast podcasting radio",
        "writing write writer > poetry stories lyrics songwriting",
        "poetry poems poem poet spokenword",
        "debating debate",
        "cooking cook cookery chef > baking bake pizza",
        "baking bake baker cake cakes",
        "sport sports sporty > football basketball boxing swimming climbing running netball rugby cricket badminton hockey tennis",
        "gym weights lifting fitness workout",
        "yoga pilates stretching",
        "mindfulness meditation mindful",
        "boxing boxercise boxer sparring",
        "martialarts mma jujitsu > karate judo taekwondo kickboxing",
        "karate", "judo", "taekwondo", "kickboxing",
        "selfdefence",
        "parkour freerunning",
        "swimming swim swimmer",
        "sailing sail > dinghy",
        "canoeing canoe kayaking kayak paddleboarding paddle",
        "surfing surf surfer",
        "climbing climb climber bouldering",
        "skate skating skateboarding skateboard skatepark > rollerskating",
        "scooter scooters scootering",
        "bike bikes cycling cycle bicycle > bmx",
        "bmx",
        "mechanics mechanic engines motorbike motorbikes",
        "walking walk hiking hike ramble",
        "running run jogging parkrun",
        "basketball hoops",
        "gardening garden allotment growing",
        "nature outdoors outside wildlife > gardening woods pond allotment",
        "camping camp bushcraft > expedition",
        "animal animals pets > dogs horses pony farm cats rescue",
        "dog dogs puppy",
        "cat cats kitten",
        "horse horses pony ponies riding",
        "fishing fish angling angler",
        "manga anime comics comic cosplay",
        "reading read books book",
        "scouts scout scouting explorers guides rangers",
        "cadets cadet",
        "dofe duke",
        "youthclub",
        "volunteering volunteer volunteers helping",
        "campaigning campaign activism activist > parliament council",
        "climate environment eco sustainability",
        "job jobs career careers cv apprenticeship apprenticeships employment > interview interviews",
        "interview interviews",
        "workexperience",
        "driving driver > theory",
        "revision revise homework exam exams gcse gcses tutoring tutor",
        "counselling therapy counsellor therapist",
        "anxiety anxious worry worried worries nervous",
        "stress stressed",
        "sleep insomnia",
        "bereavement bereaved grief grieving",
        "autism autistic asd neurodivergent neurodiverse aspergers",
        "adhd",
        "faith religion religious > muslim christian church mosque gurdwara temple hindu sikh jewish",
        "muslim islam islamic mosque",
        "christian church",
        "refugee refugees asylum",
        "youngcarers",
        "lgbt lgbtq lgbtqia queer gay lesbian bisexual trans",
        "bullying bullied bullies bully",
        "vape vaping vapes",
        "cannabis weed",
        "alcohol drinking drink",
        "budgeting budget bills",
        "debt debts owe",
        "benefits universalcredit",
        "foodbank pantry larder",
        "homeless homelessness sofa",
        "housing accommodation tenancy > homelessness hostel",
    ];

    // Two words that are one thing, as that is written here and as it is said back.
    private static readonly FrozenDictionary<(string, string), string> Compounds = new Dictionary<(string, string), string>
    {
        [("board", "game")] = "boardgames", [("board", "games")] = "boardgames", [("martial", "art")] = "martialarts", [("martial", "arts")] = "martialarts", [("street", "dance")] = "streetdance",
        [("young", "carer")] = "youngcarers", [("young", "carers")] = "youngcarers", [("youth", "club")] = "youthclub", [("youth", "clubs")] = "youthclub", [("video", "game")] = "videogames", [("video", "games")] = "videogames",
        [("d", "d")] = "dnd", [("dungeons", "dragons")] = "dnd", [("table", "tennis")] = "tabletennis", [("ping", "pong")] = "tabletennis", [("work", "experience")] = "workexperience", [("food", "bank")] = "foodbank",
        [("food", "banks")] = "foodbank", [("hip", "hop")] = "hiphop", [("spoken", "word")] = "spokenword", [("self", "defence")] = "selfdefence", [("beat", "making")] = "beatmaking", [("universal", "credit")] = "universalcredit",
        [("roller", "skating")] = "rollerskating", [("free", "running")] = "freerunning", [("make", "up")] = "makeup",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Apart = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["boardgames"] = "board games", ["martialarts"] = "martial arts", ["streetdance"] = "street dance", ["youngcarers"] = "young carers", ["youthclub"] = "youth club", ["videogames"] = "video games", ["dnd"] = "D&D",
        ["tabletennis"] = "table tennis", ["workexperience"] = "work experience", ["foodbank"] = "food bank", ["hiphop"] = "hip hop", ["spokenword"] = "spoken word", ["selfdefence"] = "self defence", ["beatmaking"] = "beat making",
        ["universalcredit"] = "universal credit", ["rollerskating"] = "roller skating", ["freerunning"] = "free running",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> ByMeaning = Meanings
        .Select(line => line.Split('>'))
        .SelectMany(sides => StemsOf(sides[0]).Select(stem => (stem, stems: StemsOf(string.Join(' ', sides)))))
        .GroupBy(pair => pair.stem, StringComparer.Ordinal)
        .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.SelectMany(pair => pair.stems).Distinct().ToArray(), StringComparer.Ordinal);

    private static readonly FrozenSet<string> KnownStems = Meanings.SelectMany(line => StemsOf(line.Replace('>', ' '))).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words of what was said that can be looked for: "something like football" is one word, and so is "football w my brother but he moved out".</summary>
    public static IEnumerable<SearchWord> Of(string said)
    {
        var words = Wanted(WordsOf(said, 200)).Distinct().Select(One).ToList();
        return words.Where(word => word.IsKnown || words.Count <= MostInAName).Take(10);
    }

    /// <summary>Words as they are looked for: two that are one thing are one word.</summary>
    public static IReadOnlyList<string> WordsOf(string? text, int most = 400)
    {
        var words = Spelling.Words(text, most);
        var joined = new List<string>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var compound = i + 1 < words.Count ? Compounds.GetValueOrDefault((words[i], words[i + 1])) : null;
            joined.Add(compound ?? words[i]);
            i += compound is null ? 0 : 1;
        }

        return joined;
    }

    /// <summary>A word as people write it.</summary>
    public static string Written(string word) => Apart.GetValueOrDefault(word, word);

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
