using System.Globalization;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Storage.Staff;

/// <summary>The directory as its curator leafs through it.</summary>
public static class ListingList
{
    /// <summary>One page of what a filter lets through, in the order of names.</summary>
    public static IReadOnlyList<ListingLine> Page(Connection connection, ListingFilter filter, ListingDays days, int from, int atMost) =>
        [.. connection.Query<LineRow>(
            $"""
            select listing.body, listing.hidden, listing.updated_at
            from listing
            where {Where(connection.Dialect, filter)}
            order by listing.name, listing.listing_id
            limit @atMost offset @from
            """,
            Parameters(filter, days, from, atMost)).Select(row => new ListingLine(ListingJson.Read(row.Body), (ListingHidden)row.Hidden, row.UpdatedAt))];

    public static long Count(Connection connection, ListingFilter filter, ListingDays days) =>
        connection.ExecuteScalar<long>($"select count(*) from listing where {Where(connection.Dialect, filter)}", Parameters(filter, days, 0, 0));

    /// <summary>Listings a curator changed of which the source says something else now.</summary>
    public static IReadOnlyList<CuratedListing> Moved(Connection connection, int atMost) =>
        [.. connection.Query<string>(
            $"""
            select distinct listing_id
            from listing_edit
            where undone_at is null
              and field not in ('{ListingEdit.Hidden}', '{ListingEdit.Added}')
            order by listing_id
            """).Select(id => ListingEdits.Find(connection, id)).OfType<CuratedListing>().Where(listing => listing.Moved.Count > 0).Take(atMost)];

    public static IReadOnlyList<string> Sources(Connection connection) => connection.Query<string>("select distinct source_id from listing order by source_id");

    // Conditions are fixed texts; what somebody typed goes in as parameters.
    private static string Where(SqlDialect dialect, ListingFilter filter) => string.Join("\n  and ", Conditions(dialect, filter));

    private static IEnumerable<string> Conditions(SqlDialect dialect, ListingFilter filter)
    {
        yield return filter.Shows switch
        {
            ListingShows.Hidden => "listing.hidden = 1",
            ListingShows.Merged => "listing.hidden = 2",
            ListingShows.All => "1 = 1",
            _ => "listing.hidden = 0",
        };
        if (filter.SourceId.Length > 0)
            yield return "listing.source_id = @SourceId";
        if (filter.Text.Length > 0)
            yield return @"(lower(listing.name) like @Name escape '\' or listing.record_id = @Text)";
        if (filter.Theme.Length > 0)
            yield return $"exists (select 1 from {dialect.EachOf("listing.body", nameof(Listing.Themes))} as theme where theme.value = @Theme)";
        if (Lacks(dialect, filter.Shows) is { } lacks)
            yield return lacks;
    }

    private static string? Lacks(SqlDialect dialect, ListingShows shows) => shows switch
    {
        ListingShows.NoPlace => "listing.latitude is null and listing.is_online = 0",
        ListingShows.NoAges => "listing.minimum_age is null and listing.maximum_age is null",
        ListingShows.NoTimes => $"""listing.body like '%"{nameof(Listing.Sessions)}":[]%'""",
        ListingShows.NoThemes => $"""listing.body like '%"{nameof(Listing.Themes)}":[]%'""",
        ListingShows.Unchecked => $"listing.last_modified < @CheckedSince and coalesce({dialect.TextOf("listing.body", nameof(Listing.Assured))}, '') < @CheckedSinceDay",
        ListingShows.Over => $"""
            listing.body not like '%"{nameof(Listing.Sessions)}":[]%'
              and not exists (
                select 1
                from {dialect.EachOf("listing.body", nameof(Listing.Sessions))} as session
                where coalesce({dialect.TextOf("session.value", nameof(Session.Until))}, '9999') >= @Today)
            """,
        ListingShows.SourceSilent => $"listing.source_id <> '{ListingEdits.OwnSource}' and exists (select 1 from source where source.source_id = listing.source_id and source.last_imported_at < @ReadSince)",
        _ => null,
    };

    private static object Parameters(ListingFilter filter, ListingDays days, int from, int atMost) => new
    {
        filter.SourceId,
        filter.Text,
        filter.Theme,
        Name = $"%{Escaped(filter.Text.ToLowerInvariant())}%",
        days.CheckedSince,
        CheckedSinceDay = Iso(DateOnly.FromDateTime(days.CheckedSince.UtcDateTime)),
        Today = Iso(days.Today),
        days.ReadSince,
        from,
        atMost,
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private sealed record LineRow
    {
        public required string Body { get; init; }
        public required long Hidden { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
    }
}

/// <summary>Which listings are looked at; empty text is any.</summary>
public sealed record ListingFilter
{
    /// <summary>In the name, or the id of the record at its source.</summary>
    public string Text { get; init; } = "";
    public string SourceId { get; init; } = "";
    public string Theme { get; init; } = "";
    public ListingShows Shows { get; init; } = ListingShows.All;
}

/// <summary>What a filter looks for. All but the first three look among what is shown.</summary>
public enum ListingShows
{
    All,
    Hidden,
    Merged,
    Shown,
    NoPlace,
    NoAges,
    NoTimes,
    NoThemes,

    /// <summary>Neither changed nor checked since a day.</summary>
    Unchecked,

    /// <summary>Its last session is over.</summary>
    Over,

    /// <summary>Its source could not be read since a day.</summary>
    SourceSilent,
}

/// <summary>The days a filter compares with.</summary>
public sealed record ListingDays(DateOnly Today, DateTimeOffset CheckedSince, DateTimeOffset ReadSince);

public sealed record ListingLine(Listing Listing, ListingHidden Hidden, DateTimeOffset UpdatedAt);
