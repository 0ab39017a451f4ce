using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Duplicates;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Pairs of listings of different sources that may be one thing, and what a person decided about them. A decision holds for as long as both are what they were.</summary>
public static class SameThings
{
    /// <summary>What so many share says nothing: a council's switchboard, a name such as "Youth club".</summary>
    private const int LargestBlock = 50;

    /// <summary>Longest row of merges that is followed, each into the next.</summary>
    private const int LongestRow = 20;

    /// <summary>Those that wait for somebody, the most alike first.</summary>
    public static IReadOnlyList<SameThingPair> Waiting(Connection connection, int atMost) =>
        Read(
            connection,
            connection.Query<PairRow>(
                """
                select pair_id, first_id, second_id, score, state, lead_id, decided_by, decided_at
                from same_thing
                where state = 'proposed'
                order by score desc, pair_id
                limit @atMost
                """,
                new { atMost }));

    public static int CountWaiting(Connection connection) => connection.ExecuteScalar<int>("select count(*) from same_thing where state = 'proposed'");

    /// <summary>Those somebody decided about, the latest first.</summary>
    public static IReadOnlyList<SameThingPair> Decided(Connection connection, int atMost) =>
        Read(
            connection,
            connection.Query<PairRow>(
                """
                select pair_id, first_id, second_id, score, state, lead_id, decided_by, decided_at
                from same_thing
                where state <> 'proposed'
                order by decided_at desc, pair_id
                limit @atMost
                """,
                new { atMost }));

    /// <summary>Says that both are one thing, of which one is shown from now on. False when there is no such pair, or when the lead is itself shown in the other's place.</summary>
    public static bool Merge(Connection connection, string pairId, bool firstLeads, string by, DateTimeOffset now)
    {
        connection.Lock("same-thing");
        if (Find(connection, pairId) is not { State: "proposed" } pair)
            return false;
        var (lead, follower) = firstLeads ? (pair.FirstId, pair.SecondId) : (pair.SecondId, pair.FirstId);
        return !FollowsFrom(connection, lead).Contains(follower) && Decide(connection, pair, "same", lead, follower, by, now);
    }

    /// <summary>Says that both are different things; nobody is asked again unless one becomes something else. False when there is no such pair.</summary>
    public static bool KeepApart(Connection connection, string pairId, string by, DateTimeOffset now) =>
        Find(connection, pairId) is { State: "proposed" } pair && Decide(connection, pair, "different", lead: null, follower: null, by, now);

    /// <summary>Takes a decision back; the pair waits again. False when nothing was decided.</summary>
    public static bool TakeBack(Connection connection, string pairId, DateTimeOffset now)
    {
        var reopened = Reopen(connection, pairId);
        ListingVisibility.Recompute(connection, now);
        return reopened;
    }

    /// <summary>Compares listings that have changed with those they share a key with.</summary>
    internal static void Look(Connection connection, Dictionary<string, Listing> changed)
    {
        var found = Candidates(connection, [.. changed.Keys]);
        var known = Known(connection, [.. changed.Keys]).ToDictionary(pair => pair.PairId, StringComparer.Ordinal);
        var ids = found.Concat(known.Values.Select(pair => (pair.FirstId, pair.SecondId))).SelectMany(pair => new[] { pair.Item1, pair.Item2 }).Except(changed.Keys).ToArray();
        var all = ids.Length == 0 ? [] : ListingDigests.Own(connection, ids);
        foreach (var (id, listing) in changed)
            all[id] = listing;

        foreach (var pair in known.Values)
            LookAgain(connection, pair, all);
        foreach (var (first, second) in found.Where(pair => !known.ContainsKey(PairId(pair.First, pair.Second)) && all.ContainsKey(pair.First) && all.ContainsKey(pair.Second)))
            Propose(connection, first, second, Likeness.Of(all[first], all[second]));
    }

    /// <summary>Of listings that have gone; decisions stay, for a source may come back.</summary>
    internal static void RemoveProposals(Connection connection, string[] gone) =>
        connection.Execute(
            $"""
            delete from same_thing
            where state = 'proposed'
              and ({connection.Dialect.In("first_id", "gone")} or {connection.Dialect.In("second_id", "gone")})
            """,
            new { gone });

    // A key that more share than anybody could look through is no key.
    private static List<(string First, string Second)> Candidates(Connection connection, string[] ids) =>
        [.. connection.Query<CandidateRow>(
            $"""
            select distinct mine.listing_id as one, theirs.listing_id as other
            from listing_key mine
            join listing_key theirs on theirs.key = mine.key and theirs.source_id <> mine.source_id
            where {connection.Dialect.In("mine.listing_id", "ids")}
              and (select count(*) from (select 1 from listing_key block where block.key = mine.key limit {LargestBlock + 1}) sharers) <= {LargestBlock}
            """,
            new { ids }).Select(row => InOrder(row.One, row.Other)).Distinct()];

    private static IReadOnlyList<PairRow> Known(Connection connection, string[] ids) =>
        connection.Query<PairRow>(
            $"""
            select pair_id, first_id, second_id, score, state, lead_id, decided_by, decided_at, first_then, second_then
            from same_thing
            where {connection.Dialect.In("first_id", "ids")}
               or {connection.Dialect.In("second_id", "ids")}
            """,
            new { ids });

    private static void LookAgain(Connection connection, PairRow pair, Dictionary<string, Listing> all)
    {
        if (!all.TryGetValue(pair.FirstId, out var first) || !all.TryGetValue(pair.SecondId, out var second))
            return;
        if (pair.State != "proposed" && !IsAnotherThing(first, pair.FirstThen) && !IsAnotherThing(second, pair.SecondThen))
            return;

        var likeness = Likeness.Of(first, second);
        if (likeness.IsWorthAsking)
            connection.Execute("update same_thing set score = @Score where pair_id = @PairId", new { likeness.Score, pair.PairId });
        if (pair.State != "proposed")
            Reopen(connection, pair.PairId);
        if (!likeness.IsWorthAsking)
            connection.Execute("delete from same_thing where pair_id = @PairId", new { pair.PairId });
    }

    private static bool IsAnotherThing(Listing listing, string? then) =>
        then is not null && Essentials.Of(listing).IsAnotherThingThan(JsonSerializer.Deserialize<Essentials>(then)!);

    private static void Propose(Connection connection, string first, string second, Likeness likeness)
    {
        if (likeness.IsWorthAsking)
            connection.Execute(
                """
                insert into same_thing (pair_id, first_id, second_id, score, state)
                values (@PairId, @first, @second, @Score, 'proposed')
                on conflict (pair_id) do nothing
                """,
                new { PairId = PairId(first, second), first, second, likeness.Score });
    }

    private static bool Decide(Connection connection, PairRow pair, string state, string? lead, string? follower, string by, DateTimeOffset now)
    {
        var bodies = ListingDigests.Own(connection, [pair.FirstId, pair.SecondId]);
        if (bodies.Count < 2)
            return false;

        connection.Execute(
            """
            update same_thing
            set state = @state, lead_id = @lead, follower_id = @follower, decided_by = @by, decided_at = @now, first_then = @First, second_then = @Second
            where pair_id = @PairId
            """,
            new { state, lead, follower, by, now, pair.PairId, First = JsonSerializer.Serialize(Essentials.Of(bodies[pair.FirstId])), Second = JsonSerializer.Serialize(Essentials.Of(bodies[pair.SecondId])) });
        ListingVisibility.Recompute(connection, now);
        return true;
    }

    private static bool Reopen(Connection connection, string pairId) =>
        connection.Execute(
            """
            update same_thing
            set state = 'proposed', lead_id = null, follower_id = null, decided_by = null, decided_at = null, first_then = null, second_then = null
            where pair_id = @pairId
              and state <> 'proposed'
            """,
            new { pairId }) > 0;

    // Those a listing is merged into, and those into which these are.
    private static HashSet<string> FollowsFrom(Connection connection, string listingId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string[] next = [listingId];
        for (var step = 0; step < LongestRow && next.Length > 0; step++)
        {
            next = [.. connection.Query<string>($"select lead_id from same_thing where state = 'same' and {connection.Dialect.In("follower_id", "next")}", new { next }).Where(seen.Add)];
        }

        return seen;
    }

    private static PairRow? Find(Connection connection, string pairId) =>
        connection.QuerySingleOrDefault<PairRow>(
            $"""
            select pair_id, first_id, second_id, score, state, lead_id, decided_by, decided_at
            from same_thing
            where pair_id = @pairId
            {connection.Dialect.RowLock}
            """,
            new { pairId });

    private static IReadOnlyList<SameThingPair> Read(Connection connection, IReadOnlyList<PairRow> rows)
    {
        var ids = rows.SelectMany(row => new[] { row.FirstId, row.SecondId }).Distinct().ToArray();
        var bodies = ids.Length == 0 ? [] : ListingDigests.Own(connection, ids);
        return [.. rows.Select(row => new SameThingPair(row.PairId, row.FirstId, row.SecondId, bodies.GetValueOrDefault(row.FirstId), bodies.GetValueOrDefault(row.SecondId), row.Score, row.State, row.LeadId, row.DecidedBy, row.DecidedAt))];
    }

    private static (string First, string Second) InOrder(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    private static string PairId(string first, string second) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{first}\n{second}")), 0, 16);

    private sealed record CandidateRow
    {
        public required string One { get; init; }
        public required string Other { get; init; }
    }

    private sealed record PairRow
    {
        public required string PairId { get; init; }
        public required string FirstId { get; init; }
        public required string SecondId { get; init; }
        public required double Score { get; init; }
        public required string State { get; init; }
        public string? LeadId { get; init; }
        public string? DecidedBy { get; init; }
        public DateTimeOffset? DecidedAt { get; init; }
        public string? FirstThen { get; init; }
        public string? SecondThen { get; init; }
    }
}

/// <param name="First">Null when its source does not have it any more.</param>
/// <param name="Second">Null when its source does not have it any more.</param>
/// <param name="State">proposed | same | different.</param>
/// <param name="LeadId">Of same: the one that is shown.</param>
public sealed record SameThingPair(
    string PairId, string FirstId, string SecondId, Listing? First, Listing? Second, double Score, string State, string? LeadId, string? DecidedBy, DateTimeOffset? DecidedAt);
