using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>What curators say words of other people's taxonomies mean here, beside the mapping that comes with the service.</summary>
public static class TermDecisions
{
    public const string EverySource = "*";

    /// <summary>What holds for a source: its own decisions before those for every source, one a term.</summary>
    public static Task<IReadOnlyList<TermDecision>> ReadAsync(Database database, string sourceId, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<TermDecision>>(
            connection => [.. Standing(connection).SelectMany(same => same).Where(decision => decision.IsFor(sourceId)).OrderBy(decision => decision.SourceId == EverySource).DistinctBy(decision => decision.Term)],
            cancellationToken);

    /// <summary>The terms of a source that are decided, as they are compared.</summary>
    public static async Task<IReadOnlySet<string>> DecidedAsync(Database database, string sourceId, CancellationToken cancellationToken = default) =>
        (await ReadAsync(database, sourceId, cancellationToken)).Select(decision => decision.Term).ToHashSet(StringComparer.Ordinal);

    /// <summary>When something was last decided that holds for a source, or taken back; null: never.</summary>
    public static DateTimeOffset? ChangedAt(Connection connection, string sourceId) =>
        connection.QuerySingleOrDefault<DateTimeOffset?>(
            $"""
            select coalesce(undone_at, made_at) as changed_at
            from term_mapping
            where source_id in (@sourceId, '{EverySource}')
            order by changed_at desc
            limit 1
            """,
            new { sourceId });

    /// <summary>How terms are compared: lower-case words; an address has none and is compared as it is written.</summary>
    public static string Key(string term) => term.Contains("://", StringComparison.Ordinal) ? term.Trim() : string.Join(' ', Spelling.Words(term));

    /// <summary>The listing with what was decided about its terms; those that are settled are no longer unmapped.</summary>
    public static Listing Settle(Listing listing, ILookup<string, TermDecision> decisions)
    {
        var settled = listing.UnmappedTerms.Select(term => (Term: term, Decision: For(listing.SourceId, term, decisions))).Where(pair => pair.Decision is not null).ToList();
        return settled.Count == 0
            ? listing
            : listing with
            {
                Themes = [.. listing.Themes.Union(settled.SelectMany(pair => pair.Decision!.ThemeIds))],
                OnlyFor = [.. listing.OnlyFor.Union(settled.SelectMany(pair => pair.Decision!.GroupIds))],
                UnmappedTerms = [.. listing.UnmappedTerms.Except(settled.Select(pair => pair.Term))],
            };
    }

    /// <summary>Every decision that stands, by term.</summary>
    public static ILookup<string, TermDecision> Standing(Connection connection) =>
        connection.Query<TermDecision>(
            """
            select mapping_id, source_id, term, shown, themes, only_for, made_by, made_at, undone_by, undone_at
            from term_mapping
            where undone_at is null
            order by made_at, mapping_id
            """).ToLookup(decision => decision.Term, StringComparer.Ordinal);

    /// <summary>Those that were made, the newest first.</summary>
    public static IReadOnlyList<TermDecision> Find(Connection connection, TermFilter filter, int skip, int atMost) =>
        connection.Query<TermDecision>(
            $"""
            select mapping_id, source_id, term, shown, themes, only_for, made_by, made_at, undone_by, undone_at
            from term_mapping
            {Where(filter)}
            order by coalesce(undone_at, made_at) desc, mapping_id desc
            limit @atMost offset @skip
            """,
            new { filter.SourceId, Term = Key(filter.Word), skip, atMost });

    public static long Count(Connection connection, TermFilter filter) =>
        connection.ExecuteScalar<long>($"select count(*) from term_mapping {Where(filter)}", new { filter.SourceId, Term = Key(filter.Word) });

    /// <summary>The sources that something was decided for, in their order.</summary>
    public static IReadOnlyList<string> SourceIds(Connection connection) => connection.Query<string>("select distinct source_id from term_mapping order by source_id");

    /// <summary>Writes a decision down; one for the same term and source gives way to it.</summary>
    public static void Decide(Connection connection, TermDecision decision)
    {
        connection.Lock("term_mapping");
        connection.Execute(
            """
            update term_mapping
            set undone_by = @MadeBy, undone_at = @MadeAt
            where term = @Term
              and source_id = @SourceId
              and undone_at is null
            """,
            new { decision.MadeBy, decision.MadeAt, decision.Term, decision.SourceId });
        connection.Execute(
            """
            insert into term_mapping (mapping_id, source_id, term, shown, themes, only_for, made_by, made_at)
            values (@MappingId, @SourceId, @Term, @Shown, @Themes, @OnlyFor, @MadeBy, @MadeAt)
            """,
            new { decision.MappingId, decision.SourceId, decision.Term, decision.Shown, decision.Themes, decision.OnlyFor, decision.MadeBy, decision.MadeAt });
    }

    /// <summary>It holds no longer, from the next reading of its source on. False when there is no such decision, or it is undone already.</summary>
    public static bool Undo(Connection connection, string mappingId, StaffAction by) =>
        connection.Execute(
            """
            update term_mapping
            set undone_by = @Actor, undone_at = @Now
            where mapping_id = @mappingId
              and undone_at is null
            """,
            new { mappingId, by.Actor, by.Now }) == 1;

    /// <summary>Terms of listings that nobody has mapped, those of most listings first.</summary>
    public static IReadOnlyList<UnmappedTerm> Unmapped(Connection connection) =>
        [.. connection.Query<UnmappedRow>(
            $"""
            select listing.source_id, term.value as shown, count(*) as listings, min(listing.listing_id) as example, max(listing.listing_id) as another
            from listing, {connection.Dialect.EachOf("listing.body", nameof(Listing.UnmappedTerms))} as term
            where listing.body like '%"{nameof(Listing.UnmappedTerms)}":["%'
            group by listing.source_id, term.value
            """)
            .GroupBy(row => (row.SourceId, Term: Key(row.Shown)))
            .Where(same => same.Key.Term.Length > 0)
            .Select(same => new UnmappedTerm(same.Key.SourceId, same.Key.Term, same.First().Shown, same.Sum(row => row.Listings), [.. same.SelectMany(row => new[] { row.Example, row.Another }).Distinct().Order(StringComparer.Ordinal).Take(3)]))
            .OrderByDescending(term => term.Listings)
            .ThenBy(term => term.Term, StringComparer.Ordinal)];

    /// <summary>The listings that a decision changes now.</summary>
    public static IReadOnlyList<string> Touched(Connection connection, TermDecision decision) =>
        [.. connection.Query<TouchedRow>(
            $"""
            select listing.listing_id, term.value as shown
            from listing, {connection.Dialect.EachOf("listing.body", nameof(Listing.UnmappedTerms))} as term
            where listing.body like '%"{nameof(Listing.UnmappedTerms)}":["%'
              and (@SourceId = '{EverySource}' or listing.source_id = @SourceId)
            """,
            new { decision.SourceId }).Where(row => Key(row.Shown) == decision.Term).Select(row => row.ListingId).Distinct()];

    /// <summary>Lays a decision over listings that are there already.</summary>
    public static void Apply(Connection connection, IReadOnlyCollection<string> listingIds, DateTimeOffset now) => Curation.Again(connection, listingIds, now);

    // Only what is asked for.
    private static string Where(TermFilter filter) =>
        $"""
        where undone_at {(filter.IsUndone ? "is not null" : "is null")}
          {(filter.SourceId.Length > 0 ? "and source_id = @SourceId" : "")}
          {(Key(filter.Word).Length > 0 ? "and term like '%' || @Term || '%'" : "")}
        """;

    private static TermDecision? For(string sourceId, string term, ILookup<string, TermDecision> decisions) =>
        decisions[Key(term)].Where(decision => decision.IsFor(sourceId)).OrderBy(decision => decision.SourceId == EverySource).FirstOrDefault();

    private sealed record UnmappedRow
    {
        public required string SourceId { get; init; }
        public required string Shown { get; init; }
        public required long Listings { get; init; }
        public required string Example { get; init; }
        public required string Another { get; init; }
    }

    private sealed record TouchedRow
    {
        public required string ListingId { get; init; }
        public required string Shown { get; init; }
    }
}

/// <summary>Which decisions about terms; what is empty is not asked for.</summary>
/// <param name="IsUndone">Those that were taken back or gave way to another; otherwise those that stand.</param>
/// <param name="Word">Part of the term.</param>
public sealed record TermFilter(bool IsUndone, string SourceId = "", string Word = "");

/// <summary>What a term of a source means here. Neither themes nor groups: it says nothing we need.</summary>
public sealed record TermDecision
{
    public required string MappingId { get; init; }

    /// <summary>Or <see cref="TermDecisions.EverySource"/>.</summary>
    public required string SourceId { get; init; }

    /// <summary>As it is compared.</summary>
    public required string Term { get; init; }

    /// <summary>As its source writes it.</summary>
    public required string Shown { get; init; }

    /// <summary>Ids, comma between.</summary>
    public required string Themes { get; init; }
    public required string OnlyFor { get; init; }
    public required string MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public string? UndoneBy { get; init; }
    public DateTimeOffset? UndoneAt { get; init; }

    public IReadOnlyList<string> ThemeIds => Themes.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> GroupIds => OnlyFor.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public bool IsFor(string sourceId) => SourceId == sourceId || SourceId == TermDecisions.EverySource;
}

/// <summary>A term nobody has mapped.</summary>
/// <param name="Examples">Ids of listings that carry it; a few.</param>
public sealed record UnmappedTerm(string SourceId, string Term, string Shown, long Listings, IReadOnlyList<string> Examples);
