using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.Insights;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Public geography as it was read in: postcodes, small areas, deprivation. Nothing of a person goes in here, nor does a search come here.</summary>
public static class Geography
{
    private const int AtATime = 500;

    /// <summary>
    /// Puts outcodes in the place of what was known of the same ones; others stay, so that one area may be read after another.
    /// </summary>
    /// <param name="areas">Gone through as it is written, again when the write is run again: a whole country need not be there at once.</param>
    public static void ReplaceOutcodes(Connection connection, IEnumerable<OutcodeArea> areas, GeographySource source)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(areas);
        connection.Lock("geography");
        foreach (var some in areas.Chunk(AtATime))
        {
            var outcodes = some.Select(area => area.Outcode).ToArray();
            connection.Execute($"delete from postcode_sector where {connection.Dialect.In("outcode", "outcodes")}", new { outcodes });
            connection.Execute($"delete from outcode_lsoa where {connection.Dialect.In("outcode", "outcodes")}", new { outcodes });
            foreach (var area in some)
            {
                Write(connection, area);
                Places.Write(connection, area.ToPlace());
            }
        }

        Write(connection, source);
        SpreadDeciles(connection);
    }

    /// <summary>Puts the deciles of small areas in the place of those known before.</summary>
    public static void ReplaceDeciles(Connection connection, IReadOnlyDictionary<string, int> decileByLsoa, GeographySource source)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(decileByLsoa);
        connection.Lock("geography");
        connection.Execute("delete from lsoa_decile");
        connection.Change("insert into lsoa_decile (lsoa, decile) values (@Key, @Value)", decileByLsoa.Select(pair => new { pair.Key, pair.Value }));
        Write(connection, source);
        SpreadDeciles(connection);
    }

    /// <summary>What was read in, and the lines its licences ask for.</summary>
    public static IReadOnlyList<GeographySource> Sources(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Query<GeographySource>(
            """
            select kind, file, entries, outcodes, licence, imported_at
            from geography_source
            order by kind
            """);
    }

    /// <summary>Null for an outcode that is not known.</summary>
    public static OutcodeFigures? FiguresOf(Connection connection, string outcode)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (Places.OfOutcode(connection, outcode) is not { } place)
            return null;

        var postcodes = connection.ExecuteScalar<long>("select coalesce(sum(postcodes), 0) from postcode_sector where outcode = @outcode", new { outcode });
        var deciles = connection.Query<DecileCount>("select decile, postcodes from imd_by_outcode where outcode = @outcode order by decile", new { outcode });
        return new OutcodeFigures(place, postcodes, deciles);
    }

    /// <summary>How deprived the neighbourhoods of these outcodes are, with the lines that have to stand beside it; nothing where the Index of Multiple Deprivation was not read in.</summary>
    public static DeprivationFigures DeprivationOf(Connection connection, IEnumerable<string> outcodes)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var spreads = connection.Query<SpreadRow>(
            $"""
            select outcode, decile, postcodes
            from imd_by_outcode
            where {connection.Dialect.In("outcode", "outcodes")}
            """,
            new { outcodes = outcodes.ToArray() }).GroupBy(row => row.Outcode, StringComparer.Ordinal).ToDictionary(rows => rows.Key, rows => new TenthSpread(rows.ToDictionary(row => row.Decile, row => row.Postcodes)), StringComparer.Ordinal);
        return spreads.Count == 0 ? DeprivationFigures.None : new DeprivationFigures(spreads, [.. Sources(connection).Select(source => source.Licence).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Small areas that hold postcodes and have no decile, because the two files are of different years or the area is not in England.</summary>
    public static long WithoutDecile(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.ExecuteScalar<long>(
            """
            select count(distinct outcode_lsoa.lsoa)
            from outcode_lsoa
            left join lsoa_decile on lsoa_decile.lsoa = outcode_lsoa.lsoa
            where lsoa_decile.lsoa is null
            """);
    }

    /// <summary>The sectors of these names that are known.</summary>
    public static Task<IReadOnlyList<PostcodeSector>> SectorsAsync(Database database, IReadOnlyCollection<string> sectors, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.ReadAsync<IReadOnlyList<PostcodeSector>>(connection => [.. sectors.Chunk(AtATime).SelectMany(some => Read(connection, some))], cancellationToken);
    }

    private static IEnumerable<PostcodeSector> Read(Connection connection, string[] some) =>
        connection.Query<SectorRow>(
            $"""
            select sector, outcode, positions
            from postcode_sector
            where {connection.Dialect.In("sector", "some")}
            """,
            new { some }).Select(row => PostcodeSector.Unpack(row.Sector, row.Outcode, row.Positions));

    private static void Write(Connection connection, OutcodeArea area)
    {
        connection.Change(
            """
            insert into postcode_sector (sector, outcode, postcodes, positions)
            values (@Sector, @Outcode, @Postcodes, @Positions)
            """,
            area.Sectors.Select(sector => new { sector.Sector, sector.Outcode, Postcodes = sector.Units.Count, Positions = sector.Packed() }));
        connection.Change(
            "insert into outcode_lsoa (outcode, lsoa, postcodes) values (@Outcode, @Lsoa, @Postcodes)",
            area.PostcodesByLsoa.Select(pair => new { area.Outcode, Lsoa = pair.Key, Postcodes = pair.Value }));
    }

    private static void Write(Connection connection, GeographySource source) =>
        connection.Execute(
            """
            insert into geography_source (kind, file, entries, outcodes, licence, imported_at)
            values (@Kind, @File, @Entries, @Outcodes, @Licence, @ImportedAt)
            on conflict (kind) do update set
              file = excluded.file,
              entries = excluded.entries,
              outcodes = excluded.outcodes,
              licence = excluded.licence,
              imported_at = excluded.imported_at
            """,
            source);

    private static void SpreadDeciles(Connection connection)
    {
        connection.Execute("delete from imd_by_outcode");
        connection.Execute(
            """
            insert into imd_by_outcode (outcode, decile, postcodes)
            select outcode_lsoa.outcode, lsoa_decile.decile, sum(outcode_lsoa.postcodes)
            from outcode_lsoa
            join lsoa_decile on lsoa_decile.lsoa = outcode_lsoa.lsoa
            group by outcode_lsoa.outcode, lsoa_decile.decile
            """);
    }

    private sealed record SpreadRow
    {
        public required string Outcode { get; init; }

        public required int Decile { get; init; }

        public required long Postcodes { get; init; }
    }

    private sealed record SectorRow
    {
        public required string Sector { get; init; }

        public required string Outcode { get; init; }

        public required string Positions { get; init; }
    }
}

/// <summary>An outcode as a download has it.</summary>
/// <param name="Centre">The mean of its live postcodes.</param>
/// <param name="PostcodesByLsoa">How many of them lie in which small area; empty when the download does not say.</param>
public sealed record OutcodeArea(string Outcode, GeoPoint Centre, IReadOnlyList<PostcodeSector> Sectors, IReadOnlyDictionary<string, int> PostcodesByLsoa)
{
    internal Place ToPlace() => new(Outcode, Outcode, Outcode, Centre);
}

/// <summary>What was read in, from which file.</summary>
public sealed record GeographySource
{
    /// <summary>onspd | nspl | codepoint | imd.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name, without the folder.</summary>
    public required string File { get; init; }

    /// <summary>Live postcodes, or small areas.</summary>
    public required long Entries { get; init; }

    public required long Outcodes { get; init; }

    /// <summary>The line that has to stand where the data is shown.</summary>
    public required string Licence { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }
}

/// <summary>How many postcodes of an outcode lie in one tenth of England, 1 being the most deprived.</summary>
public sealed record DecileCount
{
    public required int Decile { get; init; }

    public required long Postcodes { get; init; }
}

/// <summary>What is known of an outcode.</summary>
/// <param name="Deciles">Of its postcodes, as far as their small area has a decile; a distribution, for an outcode holds rich and poor streets.</param>
public sealed record OutcodeFigures(Place Place, long Postcodes, IReadOnlyList<DecileCount> Deciles);
