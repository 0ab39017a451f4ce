using SocialRx.Language.Matching;

namespace SocialRx.Language.Redaction;

/// <summary>What a word can be.</summary>
[Flags]
internal enum WordKind
{
    None = 0,
    FirstName = 1 << 0,
    Surname = 1 << 1,

    /// <summary>A name and an everyday word.</summary>
    Ambiguous = 1 << 2,

    /// <summary>A name, but nearly always the word.</summary>
    HardlyName = 1 << 3,
    Ordinary = 1 << 4,
    Never = 1 << 5,
    Place = 1 << 6,
    Title = 1 << 7,

    /// <summary>Somebody one has: "my mate", "our neighbour".</summary>
    Relation = 1 << 8,

    /// <summary>Somebody: "a girl", "some lad".</summary>
    Person = 1 << 9,

    /// <summary>What people do or are: stands after a name.</summary>
    PersonVerb = 1 << 10,
    Joiner = 1 << 11,
    DigitWord = 1 << 12,
    Street = 1 << 13,
    SchoolEnding = 1 << 14,
    Birth = 1 << 15,
    Month = 1 << 16,
    Platform = 1 << 17,
    MailWord = 1 << 18,
    HarmlessStart = 1 << 19,
    Syllable = 1 << 20,
    Living = 1 << 21,
    Building = 1 << 22,
    GenericSchool = 1 << 23,
    Saintly = 1 << 24,
    MaybeName = FirstName | Surname | Ambiguous | HardlyName,
}

/// <summary>Every word that redaction knows. One look-up tells all that a word can be.</summary>
internal static class WordKinds
{
    private static readonly HashSet<string> Harmless = [.. Embedded.Lines(Embedded.Text("Redaction/harmless"))];
    private static readonly Dictionary<string, WordKind> Kinds = Read();
    private static readonly Dictionary<string, WordKind>.AlternateLookup<ReadOnlySpan<char>> Lookup = Kinds.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> HarmlessLookup = Harmless.GetAlternateLookup<ReadOnlySpan<char>>();

    public static IEnumerable<string> FirstNames => Kinds.Where(word => (word.Value & WordKind.FirstName) != 0 && (word.Value & WordKind.Ordinary) == 0).Select(word => word.Key);

    public static WordKind Of(ReadOnlySpan<char> word) => Lookup.TryGetValue(word, out var kind) ? kind : WordKind.None;

    /// <summary>"harry potter", "may half term": words that identify nobody.</summary>
    public static bool IsHarmless(ReadOnlySpan<char> phrase) => HarmlessLookup.Contains(phrase);

    private static Dictionary<string, WordKind> Read()
    {
        var kinds = new Dictionary<string, WordKind>(StringComparer.Ordinal);
        foreach (var (list, kind) in new[]
        {
            ("ordinary-words", WordKind.Ordinary), ("first-names", WordKind.FirstName), ("surnames", WordKind.Surname), ("ambiguous", WordKind.Ambiguous),
            ("hardly-names", WordKind.HardlyName), ("never-names", WordKind.Never), ("places", WordKind.Place),
        })
            foreach (var line in Embedded.Lines(Embedded.Text($"Redaction/{list}")))
                Add(kinds, line, kind);
        foreach (var line in Embedded.Lines(Embedded.Text("Redaction/roles")))
            Add(kinds, line[(line.IndexOf(':') + 1)..], Enum.Parse<WordKind>(line[..line.IndexOf(':')]));
        foreach (var phrase in Harmless)
            Add(kinds, phrase.Split(' ')[0], WordKind.HarmlessStart);
        foreach (var word in kinds.Keys.Where(word => (kinds[word] & (WordKind.Ambiguous | WordKind.HardlyName)) != 0).ToList())
            kinds[word] &= ~WordKind.FirstName;
        return kinds;
    }

    private static void Add(Dictionary<string, WordKind> kinds, string words, WordKind kind)
    {
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            kinds[word] = kinds.GetValueOrDefault(word) | kind;
    }
}
