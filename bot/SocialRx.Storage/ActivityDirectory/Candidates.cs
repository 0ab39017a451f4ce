using System.Text.Json;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>
/// Reads of all listings those among which <see cref="Matching.Choose"/> finds what it would find among all of them.
/// <para>
/// It takes the looks of Choose one after another, and asks the database for what keeps to all that a look says: everything that fits is among it, so what Choose picks, the step it
/// widens by and the need it names are the same, and the looks before, which found nothing, find nothing again. What was turned down is added, and a listing for each word that
/// counts only if a listing has it: they are all that Choose learns from listings that do not fit.
/// </para>
/// <para>
/// Of what keeps to a look it reads first the few that stand highest by what is known without reading them, and the rest only when something among it could be chosen instead.
/// </para>
/// <para>
/// That holds until more than <see cref="Most"/> listings with a place, or as many without one, keep to one theme or word of a look, and the best of them are not certain. Then those are read
/// that stand highest, and what fits is chosen among them.
/// </para>
/// </summary>
internal sealed class Candidates
{
    /// <summary>Listings read with a place, and as many without, for each theme.</summary>
    public const int Most = 2_000;

    /// <summary>Read first of each theme and word; then so many times as many of those that do not settle it.</summary>
    private const int First = 24;
    private const int Times = 4;

    /// <summary>Shorter words are not mistyped (<see cref="Spelling.IsSlipOf"/>).</summary>
    private const int ShortestMistyped = 3;

    /// <summary>Letters that a mistyped word may be longer or shorter by.</summary>
    private const int Slips = 2;

    private const int WitnessesAtATime = 20;

    private const string KeepsToAll =
        """
        current_until >= @Now
          and from_age < @BelowAge
          and to_age >= @FromAge
          and (days & @Days) <> 0
          and is_free >= @FreeOnly
          and (only_for = 0 or (only_for & @Groups) <> 0)
        """;

    private static readonly string Costs =
        $" - case when from_age > @AllFrom or to_age < @AllTo then {ListingSigns.PartOfAgesCosts} else 0 end - case when checked_until < @Now then {ListingSigns.UncheckedCosts} else 0 end";

    private static readonly long AllDays = ListingSigns.Days(Enum.GetValues<DayOfWeek>());

    private readonly Connection _connection;
    private readonly Wishes _wishes;
    private readonly DateTimeOffset _now;
    private readonly int _count;
    private readonly int _most;
    private readonly IReadOnlyList<SearchTerm> _terms;
    private readonly Dictionary<string, string> _stemsOf;

    private Candidates(Connection connection, Wishes wishes, DateTimeOffset now, int count, int most)
    {
        _connection = connection;
        _wishes = wishes;
        _now = now;
        _count = count;
        _most = most;
        _terms = SearchTerm.Of(wishes);
        _stemsOf = _terms.ToDictionary(term => term.Said, term => Dialect.AnyStem(StemsInUse(term)), StringComparer.Ordinal);
    }

    private SqlDialect Dialect => _connection.Dialect;

    /// <param name="count">How many are to be chosen.</param>
    public static IReadOnlyList<Listing> Find(Connection connection, Wishes wishes, DateTimeOffset now, int count = Matching.Usual, int most = Most) => new Candidates(connection, wishes, now, count, most).Find();

    private List<Listing> Find()
    {
        List<Listing> known = [.. TurnedDown(), .. _terms.Where(term => !term.IsKnown).Select(Witness).OfType<Listing>()];
        foreach (var look in Search.For(_wishes, known, _now).Looks())
        {
            var found = Keeping(look);
            if (look.Finds(found))
                return [.. known.Concat(found).DistinctBy(listing => listing.Id)];
        }

        return known;
    }

    private IReadOnlyList<Listing> Keeping(Look look)
    {
        for (var lists = Lists(look).Select(list => list.Read(Math.Min(First, _most))).ToList(); ;)
        {
            var read = KnownListings.Read(_connection, [.. lists.SelectMany(list => list.Spots).Where(spot => spot.Hidden == 0).Select(spot => spot.Version).Distinct()]);
            var cut = lists.Where(list => list.IsCut).ToList();
            var (mayHaveTheme, mayHaveWord) = (cut.Exists(list => !list.IsByWord), cut.Exists(list => list.IsByWord));
            var unsettled = look.Unsettled(read, [.. cut.Select(list => (list.Unread, look.Most(list.Unread, mayHaveTheme, mayHaveWord)))], _count).Select(place => cut[place]).ToList();
            if (unsettled.TrueForAll(list => list.Most >= _most))
                return read;
            lists = [.. lists.Select(list => unsettled.Contains(list) && list.Most < _most ? list.Read(Math.Min(list.Most * Times, _most)) : list)];
        }
    }

    private IReadOnlyList<Listing> TurnedDown() =>
        KnownListings.Read(
            _connection,
            _connection.Query<ListingVersion>(
                $"""
                select listing_id, fingerprint
                from search_listing
                where {Dialect.In("listing_id", "ids")}
                  and hidden = 0
                order by listing_id
                """,
                new { ids = _wishes.Except.ToArray() }));

    private Listing? Witness(SearchTerm term)
    {
        var asked = new Asked { Now = _now.ToUnixTimeSeconds(), Most = _most, Stems = _stemsOf[term.Said] };
        var having = (BoxOf(Matching.ReachKm(_wishes)) is { } box ? PlacedWithWord(asked.Within(box)).Concat(UnplacedWithWord(asked)) : WithWord(asked)).Where(spot => spot.Hidden == 0);
        return Search.FirstOpen(having.Chunk(WitnessesAtATime).SelectMany(some => KnownListings.Read(_connection, [.. some.Select(spot => spot.Version)])), _wishes, _now);
    }

    /// <summary>What keeps to the look, each the highest first.</summary>
    private IEnumerable<SpotList> Lists(Look look)
    {
        var asked = Asked.Of(look, _wishes, Dialect.AnyOf(look.Words.Select(word => _stemsOf[word])), _now, _most);
        return BoxOf(look.Km) is { } box ? Around(look, asked, asked.Within(box).Around(_wishes.Near!.Centre, look.PerKm)) : Anywhere(look, asked);
    }

    private Box? BoxOf(double? km) => _wishes.Near is { } near && km is { } far ? Box.Around(near.Centre, far) : null;

    private IEnumerable<SpotList> Around(Look look, Asked asked, Asked around)
    {
        var welcome = look.WantsWelcome ? " + welcome" : "";
        foreach (var theme in ThemesOf(look))
        {
            yield return new SpotList(most => Unplaced(Grid.Online, asked with { Theme = theme, Most = most }, welcome), Whereabouts.Online);
            if (_wishes.OnlineOnly)
                continue;
            yield return new SpotList(most => Placed(around with { Theme = theme, Most = most }, welcome, "1 = 1"), Whereabouts.Placed);
            yield return new SpotList(most => Unplaced(Grid.Nowhere, asked with { Theme = theme, Most = most }, welcome), Whereabouts.Nowhere);
        }

        if (asked.Stems.Length == 0)
            yield break;
        if (!_wishes.OnlineOnly)
            yield return new SpotList(most => Placed(around with { Most = most }, welcome, Dialect.HasStem), Whereabouts.Placed, IsByWord: true, MainTheme(look));
        yield return new SpotList(most => UnplacedWithWord(asked with { Most = most }), Whereabouts.Anywhere, IsByWord: true, MainTheme(look) + Welcome(look));
    }

    private IEnumerable<SpotList> Anywhere(Look look, Asked asked)
    {
        var unseen = MainTheme(look) + Welcome(look);
        if (asked.Stems.Length > 0)
            yield return new SpotList(most => WithWord(asked with { Most = most }), Whereabouts.Anywhere, IsByWord: true, unseen);
        if (look.Themes.Count > 0)
            yield return new SpotList(most => Listed("(themes & @Themes) <> 0", asked with { Most = most }), Whereabouts.Anywhere, NotInStanding: unseen);
        else if (asked.Stems.Length == 0)
            yield return new SpotList(most => Listed("1 = 1", asked with { Most = most }), Whereabouts.Anywhere, NotInStanding: unseen);
    }

    // Somebody who wished for nothing is shown anything; somebody who wished for words only is shown what has them.
    private static IEnumerable<int> ThemesOf(Look look) =>
        look.Themes.Count > 0 ? look.Themes.Select(ListingSigns.Sign).Distinct() : look.Words.Count > 0 ? [] : [SearchSpots.Any];

    private static int MainTheme(Look look) => look.Themes.Count > 0 ? ListingSigns.MainThemeCounts : 0;

    private static int Welcome(Look look) => look.WantsWelcome ? ListingSigns.MostWelcome : 0;

    private IReadOnlyList<Spot> PlacedWithWord(Asked asked) => Placed(asked, "", Dialect.HasStem);

    private IReadOnlyList<Spot> Placed(Asked asked, string welcome, string and) =>
        Spots(
            Dialect.SpotsInStretches,
            $"""
            theme = @Theme
              and {Dialect.IsInStretches}
              and latitude between @South and @North
              and longitude between @West and @East
              and {and}
            """,
            $"merit{welcome}{Costs} - @PerKm * sqrt(@KmNorth * (latitude - @Latitude) * @KmNorth * (latitude - @Latitude) + @KmEast * (longitude - @Longitude) * @KmEast * (longitude - @Longitude))",
            asked);

    private IReadOnlyList<Spot> Unplaced(long cell, Asked asked, string welcome) => Spots("from search_spot", $"theme = @Theme and cell = {cell}", $"merit{welcome}", asked);

    // They all have one more stem that no other has, so that only they are looked at.
    private IReadOnlyList<Spot> UnplacedWithWord(Asked asked) => WithWord(asked with { Stems = Dialect.AllOf([Dialect.AnyStem([ListingRow.Unplaced]), asked.Stems]) });

    private IReadOnlyList<Spot> WithWord(Asked asked) => Spots("from search_listing", Dialect.HasStem, "merit + 0", asked);

    private IReadOnlyList<Spot> Listed(string where, Asked asked) => Spots("from search_listing", where, "merit", asked);

    private IReadOnlyList<Spot> Spots(string from, string where, string standing, Asked asked) =>
        _connection.Query<Spot>(
            $"""
            with best as (
              select number, {standing} as standing, lot as tie
              {from}
              where {where}
                and {KeepsToAll}
              order by {standing} desc, lot desc
              limit @Most
            )
            select listing_id, fingerprint, hidden, cast(standing as double precision) as standing, tie
            from best
            join search_listing using (number)
            order by standing desc, tie desc
            """,
            asked);

    // A slip of the finger is found out among the stems there are, so that the index is asked for whole stems only.
    private IEnumerable<string> StemsInUse(SearchTerm term) => term.Stems.Concat(term.Stem.Length < ShortestMistyped ? [] : Alike(term.Stem).Where(term.IsMetBy)).Distinct();

    private IReadOnlyList<string> Alike(string stem) =>
        _connection.Query<string>(
            """
            select stem
            from search_stem
            where initial = @Initial
              and length between @Shortest and @Longest
            """,
            new { Initial = stem[..1], Shortest = stem.Length - Slips, Longest = stem.Length + Slips });

    /// <summary>Listings of one kind that keep to a look, the highest first.</summary>
    /// <param name="Ask">Gets so many of them.</param>
    /// <param name="NotInStanding">Tenths that may count besides, and are not in their standing.</param>
    private sealed record SpotList(Func<int, IReadOnlyList<Spot>> Ask, Whereabouts Whereabouts, bool IsByWord = false, int NotInStanding = 0)
    {
        public IReadOnlyList<Spot> Spots { get; private init; } = [];

        /// <summary>How many were asked for.</summary>
        public int Most { get; private init; }

        /// <summary>There may be more of them.</summary>
        public bool IsCut => Spots.Count >= Most;

        public Unread Unread => new(Whereabouts, (Spots[^1].Standing + NotInStanding) / 10, NotInStanding == 0 ? Spots[^1].Tie : long.MaxValue);

        public SpotList Read(int most) => this with { Spots = Ask(most), Most = most };
    }

    private sealed record Spot
    {
        public required string ListingId { get; init; }

        public required string Fingerprint { get; init; }

        public required int Hidden { get; init; }

        /// <summary>Tenths of a score.</summary>
        public required double Standing { get; init; }

        public required long Tie { get; init; }

        public ListingVersion Version => new() { ListingId = ListingId, Fingerprint = Fingerprint };
    }

    /// <summary>What a look asks of the database; as it stands it asks nothing.</summary>
    private sealed record Asked
    {
        private const int Tenths = 10;

        /// <summary>Seconds since 1970.</summary>
        public required long Now { get; init; }
        public required int Most { get; init; }
        public double BelowAge { get; init; } = double.MaxValue;
        public double FromAge { get; init; } = double.MinValue;
        public long Days { get; init; } = AllDays;
        public int FreeOnly { get; init; }
        public long Groups { get; init; } = -1;
        public long Themes { get; init; }

        /// <summary>Number of one theme's bit.</summary>
        public int Theme { get; init; } = SearchSpots.Any;

        /// <summary>Query for the stems of what is wanted; empty when no word is.</summary>
        public string Stems { get; init; } = "";

        public int AllFrom { get; init; }
        public int AllTo { get; init; }

        /// <summary>JSON: of the cells that touch the box.</summary>
        public string Stretches { get; init; } = "[]";

        public double South { get; init; }
        public double North { get; init; }
        public double West { get; init; }
        public double East { get; init; }
        public double Latitude { get; init; }
        public double Longitude { get; init; }
        public double KmNorth { get; init; }
        public double KmEast { get; init; }
        public double PerKm { get; init; }

        // A band's last year lasts until the day before the next birthday.
        public static Asked Of(Look look, Wishes wishes, string stems, DateTimeOffset now, int most) => new()
        {
            Now = now.ToUnixTimeSeconds(),
            Most = most,
            BelowAge = look.Age?.To + 1 ?? double.MaxValue,
            FromAge = look.Age?.From ?? double.MinValue,
            Days = look.Days is { } days ? ListingSigns.Days(days) : AllDays,
            FreeOnly = look.FreeOnly ? 1 : 0,
            Groups = ListingSigns.Signature(wishes.BelongsTo),
            Themes = ListingSigns.Signature(look.Themes),
            Stems = stems,
            AllFrom = look.AllAges.From,
            AllTo = look.AllAges.To,
        };

        public Asked Within(Box box) => this with
        {
            South = box.South,
            North = box.North,
            West = box.West,
            East = box.East,
            Stretches = JsonSerializer.Serialize(Grid.Stretches(box).Select(stretch => new { from = stretch.From, to = stretch.To })),
        };

        public Asked Around(GeoPoint centre, double perKm) => this with
        {
            Latitude = centre.Latitude,
            Longitude = centre.Longitude,
            KmNorth = Box.KmPerDegree,
            KmEast = Box.KmPerDegreeEast(centre),
            PerKm = Tenths * perKm,
        };
    }
}
