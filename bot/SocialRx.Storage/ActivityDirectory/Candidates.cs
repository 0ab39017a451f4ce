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
/// That holds until more than <see cref="Most"/> listings with a place, or as many without one, keep to a look. Then those are read that say most for themselves and are nearest, and
/// what fits is chosen among them.
/// </para>
/// </summary>
internal sealed class Candidates
{
    /// <summary>Listings read with a place, and as many without.</summary>
    public const int Most = 2_000;

    /// <summary>Shorter words are not mistyped (<see cref="Spelling.IsSlipOf"/>).</summary>
    private const int ShortestMistyped = 3;

    /// <summary>Letters that a mistyped word may be longer or shorter by.</summary>
    private const int Slips = 2;

    private const int WitnessesAtATime = 20;

    private static readonly long AllDays = ListingSigns.Days(Enum.GetValues<DayOfWeek>());

    private readonly Connection _connection;
    private readonly Wishes _wishes;
    private readonly DateTimeOffset _now;
    private readonly int _most;
    private readonly IReadOnlyList<SearchTerm> _terms;
    private readonly Dictionary<string, string> _stemsOf;

    private Candidates(Connection connection, Wishes wishes, DateTimeOffset now, int most)
    {
        _connection = connection;
        _wishes = wishes;
        _now = now;
        _most = most;
        _terms = SearchTerm.Of(wishes);
        _stemsOf = _terms.ToDictionary(term => term.Said, term => Dialect.AnyStem(StemsInUse(term)), StringComparer.Ordinal);
    }

    private SqlDialect Dialect => _connection.Dialect;

    public static IReadOnlyList<Listing> Find(Connection connection, Wishes wishes, DateTimeOffset now, int most = Most) => new Candidates(connection, wishes, now, most).Find();

    private List<Listing> Find()
    {
        List<Listing> known = [.. TurnedDown(), .. _terms.Where(term => !term.IsKnown).Select(Witness).OfType<Listing>()];
        foreach (var look in Search.For(_wishes, known, _now).Looks())
        {
            var found = KnownListings.Read(_connection, [.. Keeping(look)]);
            if (look.Finds(found))
                return [.. known.Concat(found).DistinctBy(listing => listing.Id)];
        }

        return known;
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
        var having = Keeping(new Asked { Now = _now, Most = _most, Stems = _stemsOf[term.Said] }, Matching.ReachKm(_wishes));
        return Search.FirstOpen(having.Chunk(WitnessesAtATime).SelectMany(some => KnownListings.Read(_connection, some)), _wishes, _now);
    }

    private IReadOnlyList<ListingVersion> Keeping(Look look) => 
        Keeping(Asked.Of(look, _wishes, Dialect.AnyOf(look.Words.Select(word => _stemsOf[word])), _now, _most), look.Km);

    private IReadOnlyList<ListingVersion> Keeping(Asked asked, double? km) =>
        _wishes.Near is { } near && km is not null
            ? [.. Placed(asked.Around(near.Centre, km.Value, _wishes.ReachKm)), .. Unplaced(asked)]
            : Anywhere(asked);

    private IReadOnlyList<ListingVersion> Placed(Asked asked) =>
        _wishes.OnlineOnly
            ? []
            : Keeping(
                $"""
                {Dialect.IsInBox}
                  and latitude between @South and @North
                  and longitude between @West and @East
                  and {Wanted(asked)}
                """,
                "merit - @PerKm * sqrt(@KmNorth * (latitude - @Latitude) * @KmNorth * (latitude - @Latitude) + @KmEast * (longitude - @Longitude) * @KmEast * (longitude - @Longitude))",
                asked);

    // With a theme or a word the index of words leads; it knows the themes of what has no place.
    private IReadOnlyList<ListingVersion> Unplaced(Asked asked) =>
        asked.IsPicky
            ? Keeping($"+placed = 0 and {Dialect.HasStem}", "+merit", asked with { Stems = UnplacedStems(asked) })
            : Keeping("placed = 0", "merit", asked);

    private IReadOnlyList<ListingVersion> Anywhere(Asked asked)
    {
        var byWord = asked.Stems.Length > 0 ? Keeping(Dialect.HasStem, "+merit", asked) : [];
        return asked.Stems.Length > 0 && asked.Themes == 0 ? byWord : [.. Keeping(Wanted(asked with { Stems = "" }), "merit", asked).Concat(byWord).Distinct()];
    }

    private string Wanted(Asked asked) => asked switch
    {
        { IsPicky: false } => "1 = 1",
        { Stems: "" } => "(themes & @Themes) <> 0",
        _ => $"((themes & @Themes) <> 0 or {Dialect.HasStem})",
    };

    private string UnplacedStems(Asked asked)
    {
        var themes = Dialect.AnyStem(asked.ThemeIds.Select(theme => ListingRow.Unplaced + theme));
        var words = asked.Stems.Length > 0 ? Dialect.AllOf([Dialect.AnyStem([ListingRow.Unplaced]), asked.Stems]) : "";
        return Dialect.AnyOf(new[] { themes, words }.Where(query => query.Length > 0));
    }

    private IReadOnlyList<ListingVersion> Keeping(string where, string rank, Asked asked) =>
        _connection.Query<ListingVersion>(
            $"""
            select listing_id, fingerprint
            from search_listing
            where {where}
              and hidden = 0
              and current_until >= @Now
              and from_age < @BelowAge
              and to_age >= @FromAge
              and (days & @Days) <> 0
              and is_free >= @FreeOnly
              and (only_for = 0 or (only_for & @Groups) <> 0)
            order by {rank} desc, listing_id
            limit @Most
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

    /// <summary>What a look asks of the database; as it stands it asks nothing.</summary>
    private sealed record Asked
    {
        private const double NearnessWeighs = 2;

        public required DateTimeOffset Now { get; init; }
        public required int Most { get; init; }
        public double BelowAge { get; init; } = double.MaxValue;
        public double FromAge { get; init; } = double.MinValue;
        public long Days { get; init; } = AllDays;
        public int FreeOnly { get; init; }
        public long Groups { get; init; } = -1;
        public IReadOnlyList<string> ThemeIds { get; init; } = [];
        public long Themes { get; init; }

        /// <summary>Query for the stems of what is wanted; empty when no word is.</summary>
        public string Stems { get; init; } = "";

        public double South { get; init; }
        public double North { get; init; }
        public double West { get; init; }
        public double East { get; init; }
        public double Latitude { get; init; }
        public double Longitude { get; init; }
        public double KmNorth { get; init; }
        public double KmEast { get; init; }
        public double PerKm { get; init; }

        public bool IsPicky => Themes != 0 || Stems.Length > 0;

        // A band's last year lasts until the day before the next birthday.
        public static Asked Of(Look look, Wishes wishes, string stems, DateTimeOffset now, int most) => new()
        {
            Now = now,
            Most = most,
            BelowAge = look.Age?.To + 1 ?? double.MaxValue,
            FromAge = look.Age?.From ?? double.MinValue,
            Days = look.Days is { } days ? ListingSigns.Days(days) : AllDays,
            FreeOnly = look.FreeOnly ? 1 : 0,
            Groups = ListingSigns.Signature(wishes.BelongsTo),
            ThemeIds = look.Themes,
            Themes = ListingSigns.Signature(look.Themes),
            Stems = stems,
        };

        public Asked Around(GeoPoint centre, double km, double nearKm)
        {
            var box = Box.Around(centre, km);
            return this with
            {
                South = box.South,
                North = box.North,
                West = box.West,
                East = box.East,
                Latitude = centre.Latitude,
                Longitude = centre.Longitude,
                KmNorth = Box.KmPerDegree,
                KmEast = Box.KmPerDegreeEast(centre),
                PerKm = NearnessWeighs / Math.Max(1, nearKm),
            };
        }
    }
}
