using System.Globalization;
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
/// What keeps to a look comes in lists, each in the order of what its listings can score at most by what is known without reading them. Read are those that stand highest of all, some at a time, until
/// nothing that was not read could be chosen instead.
/// </para>
/// <para>
/// That holds until more than <see cref="Most"/> listings of a list keep to a look, and the best of them are not certain. Then those are read that stand highest, and what fits is chosen among them.
/// </para>
/// </summary>
internal sealed class Candidates
{
    /// <summary>Listings of a list: of a theme in a place, of a theme without one, or with a word.</summary>
    public const int Most = 2_000;

    /// <summary>Asked for first of each list, and then so many times as many of those that do not settle it.</summary>
    private const int First = 32;
    private const int Times = 4;

    /// <summary>Listings read first; then, as long as it is not settled, twice as many as before.</summary>
    private const int ReadFirst = 12;

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

    private const string Distance =
        "@PerKm * sqrt(@KmNorth * (latitude - @Latitude) * @KmNorth * (latitude - @Latitude) + @KmEast * (longitude - @Longitude) * @KmEast * (longitude - @Longitude))";

    private const string IsInBox = "latitude between @South and @North and longitude between @West and @East";

    private static readonly string IsOnThatDay = string.Create(CultureInfo.InvariantCulture, $"days < {ListingSigns.NobodySaysDays} and (days & @DaysThatCount) <> 0");

    private static readonly string Besides =
        $" + case when {IsOnThatDay} then @TimesCount else 0 end + case when (only_for & @Groups) <> 0 then @GroupCounts else 0 end";

    private const string OtherThemes = " + case when (themes & @Later) <> 0 then @LaterCounts else 0 end";

    private const int Tenths = 10;

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

    private List<Listing> Keeping(Look look)
    {
        var (read, done) = (new List<Listing>(), new HashSet<ListingVersion>());
        var lists = Ask(Lists(look).Select(list => list with { Most = Math.Min(First, _most) }));
        for (var some = ReadFirst; ; some *= 2)
        {
            var choosing = look.Choose(read, _count);
            var unsettled = lists.Where(list => list.Unread(done) is { } unread && !choosing.IsSettled(unread)).ToList();
            var next = unsettled.SelectMany(list => list.Left(done)).OrderByDescending(spot => spot.Standing).ThenByDescending(spot => spot.Tie).Select(spot => spot.Version).Distinct().Take(some).ToList();
            var deeper = unsettled
                .Where(list => !list.Left(done).Any())
                .Select(list => (List: list, Instead: Deeper(list, Tenths * choosing.Floor(list.Asked.MayHaveNeeds))))
                .Where(one => one.Instead.Count > 0)
                .ToList();
            if (next.Count == 0 && deeper.Count == 0)
                return read;
            done.UnionWith(next);
            read.AddRange(KnownListings.Read(_connection, next));
            if (deeper.Count > 0)
                lists = [.. lists.Except(deeper.Select(one => one.List)), .. Ask(deeper.SelectMany(one => one.Instead))];
        }
    }

    // The part's order is that of whole tenths; what stands a tenth lower than all that is chosen does not matter.
    private List<SpotList> Deeper(SpotList list, double floor)
    {
        if (list.Parts is { } parts)
            return [.. parts.Select(part => part with { Most = list.Most, Floor = floor - 1 })];
        var deeper = list with { Most = list.IsCut ? Math.Min(list.Most * Times, _most) : list.Most, Floor = Math.Min(list.Floor, floor - 1) };
        return deeper.Most > list.Most || deeper.Floor < list.Floor ? [deeper] : [];
    }

    private IReadOnlyList<Listing> TurnedDown() =>
        _wishes.Except.Count == 0
            ? []
            : KnownListings.Read(
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

    // Nearly always it is found where few have to be looked at: near by, or, for somebody who may be anywhere, among what is nowhere.
    private Listing? Witness(SearchTerm term)
    {
        var asked = new Asked { Now = _now.ToUnixTimeSeconds(), Stems = _stemsOf[term.Said] };
        var reach = BoxOf(Matching.ReachKm(_wishes));
        var first = BoxOf(_wishes.ReachKm) is { } near ? asked.Within(near) with { Tiles = InTiles(near) } : asked with { Tiles = [ListingRow.Unplaced] };
        return FirstOpen(first) ?? FirstOpen(reach is null ? asked : asked.Within(reach));
    }

    private Listing? FirstOpen(Asked asked)
    {
        for (var (most, looked) = (WitnessesAtATime, 0); ; most *= Times)
        {
            var having = Ask([WithWord("merit + 0", asked) with { Most = Math.Min(most, _most) }])[0];
            var some = having.Spots.Skip(looked).Where(spot => spot.Hidden == 0).Select(spot => spot.Version).ToList();
            if (Search.FirstOpen(KnownListings.Read(_connection, some), _wishes, _now) is { } open)
                return open;
            if (!having.IsCut || most >= _most)
                return null;
            looked = having.Spots.Count;
        }
    }

    /// <summary>What keeps to the look; what is in several of them stands in one of them as high as it can.</summary>
    private IEnumerable<SpotList> Lists(Look look)
    {
        var asked = Asked.Of(look, _wishes, _now);
        if (BoxOf(look.Km) is { } box)
            asked = asked.Within(box).Around(_wishes.Near!.Centre, look.PerKm);
        return Needs(look, asked).SelectMany(part => Lists(look, part));
    }

    // What says that it has all that somebody needs, and what does not.
    private static IEnumerable<Asked> Needs(Look look, Asked asked) =>
        look.Needs.Count == 0
            ? [asked]
            : [
                asked with { HasNeeds = true, Counts = asked.Counts + look.NeedsCount(all: true), MayHaveNeeds = true },
                asked with { Counts = asked.Counts + look.NeedsCount(all: false), MayHaveNeeds = look.AreNeedsOfTwoKinds },
            ];

    private IEnumerable<SpotList> Lists(Look look, Asked asked)
    {
        foreach (var (place, theme) in ThemesOf(look).Index())
        {
            var themed = asked with
            {
                Theme = theme,
                Later = ListingSigns.Signature(look.Themes.Skip(place + 1)),
                LaterCounts = look.LaterThemesCount(place),
                FirstTheme = look.Themes.ElementAtOrDefault(place),
                OnlyTheme = place == look.Themes.Count - 1 ? look.Themes[place] : null,
                Counts = asked.Counts + look.ThemeCounts(place),
            };
            foreach (var list in Themed(look, themed))
                yield return list;
        }

        // Who has two of the words that were said stands higher than who has one.
        var words = look.Words.Select(word => _stemsOf[word]).ToList();
        if (words.Count > 1)
            yield return Worded(look, asked with { Stems = Dialect.AnyOf(Pairs(words)), Counts = asked.Counts + Look.WordsCount(2) });
        if (words.Count > 0)
            yield return Worded(look, asked with { Stems = Dialect.AnyOf(words), Counts = asked.Counts + Look.WordsCount(1) });
    }

    // Somebody who wished for nothing is shown anything; somebody who wished for words only is shown what has them.
    private static IEnumerable<int> ThemesOf(Look look) =>
        look.Themes.Count > 0 ? look.Themes.Select(ListingSigns.Sign) : look.Words.Count > 0 ? [] : [SearchSpots.Any];

    private IEnumerable<string> Pairs(List<string> words) => words.SelectMany((one, place) => words.Skip(place + 1).Select(other => $"({Dialect.AllOf([one, other])})"));

    private IEnumerable<SpotList> Themed(Look look, Asked asked)
    {
        yield return Ordered(look, Grid.Online, asked with { Counts = asked.Counts + look.OnlineCounts });
        if (_wishes.OnlineOnly)
            yield break;
        if (asked.IsSomewhere)
            yield return Placed(look, asked with { Counts = asked.Counts + look.FlatCountry });
        else
            yield return Ordered(look, Grid.Anywhere, asked);
        if (!asked.IsSomewhere && look.WantsWelcome)
            yield return Ordered(look, Grid.AnywhereGently, asked);
        yield return Ordered(look, Grid.Nowhere, asked with { Counts = asked.Counts + look.NowhereCounts });
    }

    /// <summary>Of a cell, in the order they lie in, so that few are looked at; asked for more, each part of them in the order of all that is known.</summary>
    private static SpotList Ordered(Look look, long cell, Asked asked)
    {
        // What has a welcome to give and lies anywhere lies in a cell of its own too, and stands in it as high as it can.
        var merit = look.WantsWelcome && cell is (Grid.Online or Grid.Nowhere) ? "merit + welcome" : "merit";
        var where = $"theme = @Theme and cell = {cell}";
        return new SpotList(Spots("from search_spot", where, $"{merit}{Costs}{Besides}{OtherThemes}", merit, asked), asked, asked.TimesCount + asked.GroupCounts + asked.LaterCounts)
        {
            IsOnline = cell == Grid.Online,
            Parts = Signs(asked)
                .Aggregate<Sign, IEnumerable<(string Where, Asked Asked)>>(
                    [(where, asked)],
                    (parts, sign) => parts.SelectMany(part => new[] { ($"{part.Where} and {sign.Has}", sign.Had(part.Asked)), ($"{part.Where} and not ({sign.Has})", sign.Lacked(part.Asked)) }))
                .Select(part => new SpotList(Spots("from search_spot", $"{part.Where} and {merit} >= @Floor", merit, merit, part.Asked), part.Asked) { IsOnline = cell == Grid.Online }),
        };
    }

    // What counts for them and against them.
    private static IEnumerable<Sign> Signs(Asked asked)
    {
        yield return new Sign("from_age <= @AllFrom and to_age >= @AllTo", Lacks: ListingSigns.PartOfAgesCosts);
        yield return new Sign("checked_until >= @Now", Lacks: ListingSigns.UncheckedCosts);
        if (asked.TimesCount > 0)
            yield return new Sign(IsOnThatDay, asked.TimesCount);
        if (asked.GroupCounts > 0)
            yield return new Sign("only_for <> 0", asked.GroupCounts);
        if (asked.LaterCounts > 0)
            yield return new Sign("(themes & @Later) <> 0", asked.LaterCounts) { OnlyTheme = asked.FirstTheme };
    }

    private SpotList Placed(Look look, Asked asked)
    {
        var standing = $"{Merit(look)}{Costs}{Besides}{OtherThemes} - {Distance}";
        return new SpotList(Spots(Dialect.SpotsInStretches, $"{Dialect.IsInStretches} and {IsInBox}", standing, standing, asked), asked);
    }

    private SpotList Worded(Look look, Asked asked)
    {
        var place = $"case when cell = {Grid.Online} then @OnlineCounts {(asked.IsSomewhere ? $"when cell = {Grid.Nowhere} then @NowhereCounts else - {Distance}" : "else 0")} end";
        return WithWord(
            $"{Merit(look)}{Costs}{Besides}{ThemeCounts(look)} + {place}",
            asked with { OnlineCounts = look.OnlineCounts, NowhereCounts = look.NowhereCounts, Counts = asked.Counts + (asked.IsSomewhere ? look.FlatCountry : 0) });
    }

    private SpotList WithWord(string standing, Asked asked)
    {
        var places = _wishes.OnlineOnly ? [ListingRow.Unplaced] : asked.Tiles;
        return new SpotList(
            Spots(
                Dialect.ListingsWithStems,
                $"{Dialect.HaveStems} and {(asked.IsSomewhere ? $"(cell < 0 or {IsInBox})" : "1 = 1")}",
                standing,
                standing,
                places.Count == 0 ? asked : asked with { Stems = Dialect.AllOf([Dialect.AnyStem(places), asked.Stems]) }),
            asked);
    }

    private static string Merit(Look look) => look.WantsWelcome ? "merit + welcome" : "merit";

    // The first of those wished for that it has counts, and a little each later one.
    private string ThemeCounts(Look look)
    {
        var counts = look.Themes.Select((theme, place) => ThemeCounts(look, theme, place)).ToList();
        return counts.Count == 0 ? "" : $" + {Dialect.Highest(counts)}";
    }

    private static string ThemeCounts(Look look, string theme, int place) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        case when (themes & {ListingSigns.Signature([theme])}) = 0 then 0 else {look.ThemeCounts(place)}
          + case when main_theme = {ListingSigns.Sign(theme)} then {ListingSigns.MainThemeCounts} else 0 end
          + case when (themes & {ListingSigns.Signature(look.Themes.Skip(place + 1))}) = 0 then 0 else {look.LaterThemesCount(place)} end
        end
        """);

    private static string Spots(string from, string where, string standing, string highest, Asked asked) =>
        $"""
        with best as (
          select number, {standing} as standing, {highest} as highest, lot as tie
          {from}
          where {where}
            and {KeepsToAll}
            and {(asked.Needs == 0 ? "1 = 1" : asked.HasNeeds ? "(offers & @Needs) = @Needs" : "(offers & @Needs) <> @Needs")}
          order by {highest} desc, lot desc
          limit @Most
        )
        select listing_id, fingerprint, hidden, @Counts + standing as standing, @Counts + highest as highest, tie
        from best
        join search_listing using (number)
        order by standing desc, tie desc
        """;

    private List<SpotList> Ask(IEnumerable<SpotList> lists)
    {
        var batch = new SqlBatch();
        var asked = lists.Select(list => (List: list, Answer: list.HasNone ? null : batch.Ask<Spot>(list.Sql, list.Parameters))).ToList();
        batch.Run(_connection);
        return [.. asked.Select(one => one.List with { Spots = one.Answer?.Rows ?? [] })];
    }

    private Box? BoxOf(double? km) => _wishes.Near is { } near && km is { } far ? Box.Around(near.Centre, far) : null;

    private static IReadOnlyList<string> InTiles(Box box) => [.. Grid.Tiles(box).Select(ListingRow.InTile)];

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
    /// <param name="NotInHighest">Tenths that may count besides, and are not in what they are ordered by.</param>
    private sealed record SpotList(string Sql, Asked Asked, int NotInHighest = 0)
    {
        public bool IsOnline { get; init; }

        /// <summary>What is asked for instead when more of them are needed; null: more of the same.</summary>
        public IEnumerable<SpotList>? Parts { get; init; }

        public IReadOnlyList<Spot> Spots { get; init; } = [];

        /// <summary>How many are asked for.</summary>
        public int Most { get; init; }

        /// <summary>Tenths: what stands lower is not asked for.</summary>
        public double Floor { get; init; } = double.NegativeInfinity;

        /// <summary>Nothing stands so high.</summary>
        public bool HasNone => Floor - Asked.Counts > ListingSigns.MostMerit;

        public Asked Parameters => Asked with { Most = Most, Floor = (long)Math.Ceiling(Math.Max(Floor - Asked.Counts, int.MinValue)) };

        /// <summary>There may be more of them.</summary>
        public bool IsCut => Spots.Count >= Most;

        public IEnumerable<Spot> Left(HashSet<ListingVersion> read) => Spots.Where(spot => spot.Hidden == 0 && !read.Contains(spot.Version));

        /// <summary>Those that were not read; null when all were.</summary>
        public Unread? Unread(HashSet<ListingVersion> read)
        {
            var left = Left(read).Select(spot => (spot.Standing, spot.Tie));
            var highest = (IsCut ? left.Append(Beyond) : left).Append((Floor, long.MaxValue)).Max();
            return double.IsNegativeInfinity(highest.Item1) ? null : new Unread(highest.Item1 / Tenths, highest.Item2, IsOnline, Asked.OnlyTheme, Asked.MayHaveNeeds);
        }

        private (double, long) Beyond
        {
            get
            {
                var (highest, tie) = Spots.Min(spot => (spot.Highest, spot.Tie));
                return NotInHighest == 0 ? (highest, tie) : (highest + NotInHighest, long.MaxValue);
            }
        }
    }

    /// <param name="Has">A condition.</param>
    /// <param name="Counts">Tenths for what keeps to it.</param>
    /// <param name="Lacks">Tenths less for what does not.</param>
    private sealed record Sign(string Has, int Counts = 0, int Lacks = 0)
    {
        /// <summary>Of the themes wished for, what does not keep to it has this one alone; null when it tells nothing of that.</summary>
        public string? OnlyTheme { get; init; }

        public Asked Had(Asked asked) => asked with { Counts = asked.Counts + Counts };

        public Asked Lacked(Asked asked) => asked with { Counts = asked.Counts - Lacks, OnlyTheme = OnlyTheme ?? asked.OnlyTheme };
    }

    private sealed record Spot
    {
        public required string ListingId { get; init; }

        public required string Fingerprint { get; init; }

        public required int Hidden { get; init; }

        /// <summary>Tenths that it can score at most.</summary>
        public required double Standing { get; init; }

        /// <summary>What the list is ordered by.</summary>
        public required double Highest { get; init; }

        public required long Tie { get; init; }

        public ListingVersion Version => new() { ListingId = ListingId, Fingerprint = Fingerprint };
    }

    /// <summary>What a look asks of the database; as it stands it asks nothing.</summary>
    private sealed record Asked
    {
        /// <summary>Seconds since 1970.</summary>
        public required long Now { get; init; }
        public int Most { get; init; }

        /// <summary>Tenths of merit.</summary>
        public long Floor { get; init; }
        public double BelowAge { get; init; } = double.MaxValue;
        public double FromAge { get; init; } = double.MinValue;
        public long Days { get; init; } = AllDays;
        public int FreeOnly { get; init; }
        public long Groups { get; init; } = -1;

        /// <summary>Number of one theme's bit.</summary>
        public int Theme { get; init; } = SearchSpots.Any;

        /// <summary>Bits of themes that count besides.</summary>
        public long Later { get; init; }
        public int LaterCounts { get; init; }

        public string? FirstTheme { get; init; }

        /// <summary>Of the themes wished for, what is found has this one alone, or is found under another too; null when it is not known.</summary>
        public string? OnlyTheme { get; init; }

        /// <summary>Query for the stems of what is wanted; empty when no word is.</summary>
        public string Stems { get; init; } = "";

        /// <summary>Bits of what somebody needs.</summary>
        public long Needs { get; init; }

        /// <summary>Whether it is asked for what has all of them.</summary>
        public bool HasNeeds { get; init; }

        /// <summary>Among them may be something that has what none may lack.</summary>
        public bool MayHaveNeeds { get; init; }

        public int AllFrom { get; init; }
        public int AllTo { get; init; }
        public long DaysThatCount { get; init; }
        public int TimesCount { get; init; }
        public int GroupCounts { get; init; }

        /// <summary>What counts for all of them.</summary>
        public double Counts { get; init; }
        public int OnlineCounts { get; init; }
        public int NowhereCounts { get; init; }

        /// <summary>JSON: of the cells that touch the box; null: anywhere.</summary>
        public string? Stretches { get; init; }

        /// <summary>Stems of the tiles that touch the box, and of no place.</summary>
        public IReadOnlyList<string> Tiles { get; init; } = [];

        public double South { get; init; }
        public double North { get; init; }
        public double West { get; init; }
        public double East { get; init; }
        public double Latitude { get; init; }
        public double Longitude { get; init; }
        public double KmNorth { get; init; }
        public double KmEast { get; init; }
        public double PerKm { get; init; }

        public bool IsSomewhere => Stretches is not null;

        // A band's last year lasts until the day before the next birthday.
        public static Asked Of(Look look, Wishes wishes, DateTimeOffset now) => new()
        {
            Now = now.ToUnixTimeSeconds(),
            BelowAge = look.Age?.To + 1 ?? double.MaxValue,
            FromAge = look.Age?.From ?? double.MinValue,
            Days = look.Days is { } days ? ListingSigns.Days(days) : AllDays,
            FreeOnly = look.FreeOnly ? 1 : 0,
            Groups = ListingSigns.Signature(wishes.BelongsTo),
            Needs = ListingSigns.Signature(look.Needs),
            AllFrom = look.AllAges.From,
            AllTo = look.AllAges.To,
            DaysThatCount = ListingSigns.Days(look.DaysThatCount),
            TimesCount = look.TimesCount,
            GroupCounts = look.GroupCounts,
            Counts = look.SettingsCount,
        };

        public Asked Within(Box box) => this with
        {
            South = box.South,
            North = box.North,
            West = box.West,
            East = box.East,
            Stretches = JsonSerializer.Serialize(Grid.Stretches(box).Select(stretch => new { from = stretch.From, to = stretch.To })),
            Tiles = [ListingRow.Unplaced, .. InTiles(box)],
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
