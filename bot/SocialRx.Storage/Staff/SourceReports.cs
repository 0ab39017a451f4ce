using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Storage.Staff;

/// <summary>How each source of the directory stands.</summary>
public static class SourceReports
{
    /// <summary>Every source that was ever read, in the order of ids, each with its newest readings.</summary>
    public static IReadOnlyList<SourceReport> All(Connection connection, int readings)
    {
        var counts = Counts(connection).ToDictionary(row => row.SourceId, StringComparer.Ordinal);
        return [.. Addresses(connection).Select(row => new SourceReport
        {
            SourceId = row.SourceId,
            Address = row.Address,
            LastGoodAt = row.LastImportedAt,
            Listings = counts.GetValueOrDefault(row.SourceId)?.Listings ?? 0,
            Hidden = counts.GetValueOrDefault(row.SourceId)?.Hidden ?? 0,
            Licence = Licence(connection, row.SourceId),
            Readings = ImportReports.OfSource(connection, row.SourceId, readings),
        })];
    }

    /// <summary>A source has one licence, which its first listing tells; null when it says none.</summary>
    public static string? Licence(Connection connection, string sourceId) =>
        connection.QueryFirstOrDefault<string>(
            """
            select body
            from listing
            where source_id = @sourceId
            limit 1
            """,
            new { sourceId }) is { } body ? ListingJson.Read(body).Licence : null;

    // One that could never be read has readings and no row of its own.
    private static IReadOnlyList<AddressRow> Addresses(Connection connection) =>
        connection.Query<AddressRow>(
            """
            select source_id, address, last_imported_at
            from source
            union all
            select source_id, max(address) as address, null as last_imported_at
            from import_run
            where source_id not in (select source_id from source)
            group by source_id
            order by source_id
            """);

    private static IReadOnlyList<CountRow> Counts(Connection connection) =>
        connection.Query<CountRow>(
            """
            select source_id, count(*) as listings, sum(case when hidden = 0 then 0 else 1 end) as hidden
            from listing
            group by source_id
            """);

    private sealed record AddressRow
    {
        public required string SourceId { get; init; }
        public required string Address { get; init; }
        public DateTimeOffset? LastImportedAt { get; init; }
    }

    private sealed record CountRow
    {
        public required string SourceId { get; init; }
        public required long Listings { get; init; }
        public required long Hidden { get; init; }
    }
}

public sealed record SourceReport
{
    public required string SourceId { get; init; }

    /// <summary>File or address it was read from last.</summary>
    public required string Address { get; init; }

    /// <summary>Null when it could never be read.</summary>
    public required DateTimeOffset? LastGoodAt { get; init; }
    public required long Listings { get; init; }

    /// <summary>Of those, shown to nobody.</summary>
    public required long Hidden { get; init; }
    public required string? Licence { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<ImportReport> Readings { get; init; }
}
