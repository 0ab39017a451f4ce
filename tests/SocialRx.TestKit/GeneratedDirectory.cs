using System.Globalization;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.People;

namespace SocialRx.TestKit;

/// <summary>
/// A made-up directory of any size over a made-up England, and people who ask it for things: the same for the same seed. One place in eight lies in the biggest town, half of
/// the others in smaller ones; the words of its listings are as unevenly used as those of a language.
/// </summary>
public sealed class GeneratedDirectory
{
    private static readonly string[] Kinds =
    [
        "football", "climbing", "boxing", "swimming", "dance", "drama", "art", "painting", "guitar", "choir", "coding", "gaming", "chess", "cooking", "gardening", "photography", "skateboarding",
        "basketball", "counselling", "mentoring", "volunteering", "homework", "poetry", "film", "cycling", "walking", "karate", "sewing", "pottery", "robotics", "debating", "fishing", "yoga",
        "running", "table tennis", "badminton", "hockey", "rugby", "netball", "singing",
    ];

    private static readonly string[] Forms = ["club", "group", "sessions", "drop-in", "workshop", "project", "academy", "crew", "space", "café"];
    private static readonly string[] Manners = ["Friendly", "Saturday", "Open", "Junior", "Green", "Bright", "Riverside", "Quiet", "First Steps", "All Stars", "Made-up", "Hilltop"];
    private static readonly string[] ThemeIds = ["active", "music", "creative", "nature", "games", "friends", "family", "learning", "difference", "money", "housing", "feelings", "identity", "caring", "access", "safety"];
    private static readonly string[] Groups = ["girls", "lgbt", "young-carers", "send", "care-experienced"];
    private static readonly string[] AccessIds = ["step-free", "quiet-space", "hearing-loop", "bsl", "accessible-toilet"];
    private static readonly string[] Beginnings = ["ba", "do", "fer", "gli", "ha", "ke", "lum", "mo", "ni", "pra", "ro", "sel", "tu", "vi", "wen"];
    private static readonly string[] Middles = ["la", "ri", "men", "to", "ga", "sti", "no", "bel", "du", "ky"];
    private static readonly string[] Ends = ["n", "th", "ck", "m", "nd", "st", "x", "l", "rt", "p", "ng", "sh"];

    private readonly int _seed;
    private readonly DateTimeOffset _now;

    public GeneratedDirectory(int seed, int places, DateTimeOffset now)
    {
        _seed = seed;
        _now = now;
        Places = MakePlaces(new Random(seed), places);
    }

    public IReadOnlyList<Place> Places { get; }

    /// <summary>Made one after another as they are asked for.</summary>
    public IEnumerable<Listing> Listings(string sourceId, int count)
    {
        var random = new Random(_seed + 1);
        for (var number = 0; number < count; number++)
            yield return MakeListing(random, sourceId, number);
    }

    /// <summary>Of all kinds: with much and little said, and with what was turned down before.</summary>
    public IEnumerable<Wishes> Wishes(string sourceId, int listings, int count)
    {
        var random = new Random(_seed + 2);
        for (var number = 0; number < count; number++)
            yield return MakeWishes(random, sourceId, listings);
    }

    /// <summary>What most people say: where, how old, which day, what about.</summary>
    public IEnumerable<Wishes> TypicalWishes(int count)
    {
        var random = new Random(_seed + 3);
        for (var number = 0; number < count; number++)
            yield return new Wishes { Near = One(random, Places), Age = One(random, AgeBand.All), Days = [(DayOfWeek)random.Next(7)], Themes = [Theme(random)] };
    }

    private static List<Place> MakePlaces(Random random, int count)
    {
        var towns = Enumerable.Range(0, Math.Max(2, count / 40)).Select(_ => Somewhere(random)).ToList();
        return [.. Enumerable.Range(0, count).Select(number => MakePlace(number, number % 8 == 0 ? Beside(random, towns[0], 14) : number % 2 == 0 ? Beside(random, One(random, towns), 8) : Somewhere(random)))];
    }

    private static Place MakePlace(int number, GeoPoint centre)
    {
        var outcode = string.Create(CultureInfo.InvariantCulture, $"F{(char)('A' + (number / 99 % 26))}{1 + (number % 99)}");
        return new Place($"{outcode}.{number}", outcode, outcode, centre);
    }

    private static GeoPoint Somewhere(Random random) => new(50.7 + (random.NextDouble() * 4.1), -2.9 + (random.NextDouble() * 3.9));

    private static GeoPoint Beside(Random random, GeoPoint centre, double km)
    {
        var (away, angle) = (km * Math.Sqrt(random.NextDouble()) / 111.2, random.NextDouble() * 2 * Math.PI);
        return new GeoPoint(centre.Latitude + (away * Math.Cos(angle)), centre.Longitude + (away * Math.Sin(angle) / Math.Cos(centre.Latitude * Math.PI / 180)));
    }

    private Listing MakeListing(Random random, string sourceId, int number)
    {
        var kind = One(random, Kinds);
        var (isOnline, from) = (random.Next(25) == 0, random.Next(4) == 0 ? (int?)null : 8 + random.Next(10));
        return new Listing
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{sourceId}.{number}"),
            SourceId = sourceId,
            Name = $"{One(random, Manners)} {kind} {One(random, Forms)}",
            Organisation = $"{Rare(random)} {One(random, Manners)} trust",
            Summary = $"Come and try {kind} with us. {string.Join(' ', Enumerable.Range(0, 18).Select(_ => Rare(random)))}.",
            Themes = random.Next(10) == 0 ? [] : [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Theme(random)).Distinct()],
            MinimumAge = from,
            MaximumAge = from is null || random.Next(5) == 0 ? null : from + 2 + random.Next(10),
            Location = isOnline || random.Next(50) == 0 ? null : Beside(random, One(random, Places).Centre, 3),
            IsOnline = isOnline,
            Sessions = [.. Enumerable.Range(0, random.Next(4)).Select(_ => MakeSession(random))],
            Cost = random.Next(4) switch { 0 => new Cost.Unknown(), 1 => new Cost.Pounds(1 + random.Next(12)), _ => new Cost.Free() },
            Access = [.. AccessIds.Where(_ => random.Next(6) == 0)],
            OnlyFor = random.Next(12) == 0 ? [One(random, Groups)] : [],
            WelcomesNewcomers = random.Next(3) == 0,
            OneToOne = random.Next(12) == 0,
            CanJoinDirectly = random.Next(8) > 0,
            PlacesLeft = random.Next(20) == 0 ? random.Next(3) : null,
            LastModified = _now.AddDays(-random.Next(random.Next(8) == 0 ? 900 : 500)),
            Assured = random.Next(3) == 0 ? DateOnly.FromDateTime(_now.UtcDateTime).AddDays(-random.Next(400)) : null,
        };
    }

    private Session MakeSession(Random random)
    {
        var today = DateOnly.FromDateTime(_now.UtcDateTime);
        var opens = new TimeOnly(9 + random.Next(11), 0);
        return new Session(
            (DayOfWeek)random.Next(7),
            opens,
            opens.AddHours(1 + random.Next(3)),
            random.Next(6) == 0 ? today.AddDays(random.Next(120) - 40) : null,
            random.Next(4) == 0 ? today.AddDays(random.Next(300) - 60) : null,
            random.Next(3) == 0);
    }

    private Wishes MakeWishes(Random random, string sourceId, int listings)
    {
        string Known() => string.Create(CultureInfo.InvariantCulture, $"{sourceId}.{random.Next(listings)}");
        return new Wishes
        {
            Near = random.Next(8) == 0 ? null : One(random, Places),
            WithinKm = One(random, [1.0, 3, 5, 5, 10, 20]),
            Age = random.Next(4) == 0 ? null : One(random, AgeBand.All),
            Themes = random.Next(3) == 0 ? [] : [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Theme(random)).Distinct()],
            Barriers = [.. new[] { "cost", "travel", "confidence", "alone" }.Where(_ => random.Next(6) == 0)],
            Days = random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => (DayOfWeek)random.Next(7)).Distinct()],
            NotBefore = random.Next(5) == 0 ? new TimeOnly(12 + random.Next(6), 0) : null,
            MostPounds = random.Next(6) == 0 ? random.Next(6) : null,
            Access = random.Next(8) == 0 ? [One(random, AccessIds)] : [],
            BelongsTo = random.Next(6) == 0 ? [One(random, Groups)] : [],
            Except = random.Next(4) == 0 ? [Known(), Known(), Known()] : [],
            PutOffBy = random.Next(4) == 0 ? [One(random, ["too-far", "costs", "wrong-time", "not-my-thing", "too-nervous"])] : [],
            Confidence = random.Next(4) == 0 ? random.Next(11) : null,
            Words = random.Next(2) == 0 ? [] : [Said(random)],
        };
    }

    // A word for something to do, a slip of the finger, a word that stands somewhere or nowhere.
    private static string Said(Random random) => random.Next(4) switch
    {
        0 => One(random, ["footie", "summat like art", "gaming", "bike", "sing", "therapy", "xbox", "lgbt"]),
        1 => Mistyped(random, One(random, Kinds)),
        2 => Rare(random),
        _ => One(random, ["wrestling", "quidditch", "ferrets", "trombone choir", "sessions"]),
    };

    private static string Mistyped(Random random, string word)
    {
        var at = 1 + random.Next(word.Length - 2);
        return random.Next(2) == 0 ? word.Remove(at, 1) : $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}";
    }

    // The square makes some of its thousands of words common and most of them rare.
    private static string Rare(Random random)
    {
        var number = (int)(Beginnings.Length * Middles.Length * Ends.Length * Middles.Length * Math.Pow(random.NextDouble(), 2));
        var word = Beginnings[number % Beginnings.Length] + Middles[number / Beginnings.Length % Middles.Length];
        number /= Beginnings.Length * Middles.Length;
        return $"{word}{Middles[number / Ends.Length % Middles.Length]}{Ends[number % Ends.Length]}";
    }

    private static string Theme(Random random) => ThemeIds[(int)(ThemeIds.Length * Math.Pow(random.NextDouble(), 1.5))];

    private static T One<T>(Random random, IReadOnlyList<T> some) => some[random.Next(some.Count)];
}
