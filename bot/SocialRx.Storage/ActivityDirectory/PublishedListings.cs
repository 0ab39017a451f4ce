using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Publishing;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>What we publish again: current listings that are shown, of sources and under licences that allow it. Read page by page, by index.</summary>
public static class PublishedListings
{
    private const double MetresPerDegree = 111_195;

    private const string Days = "select 1 from listing_time time where time.listing_id = digest.listing_id and (time.until is null or time.until >= @Today)";

    /// <summary>A page of services, in the order of their ids, each with all its places.</summary>
    public static Task<PublishedPage<PublishedService>> ServicesAsync(Database database, Republishable allowed, PublishedQuery query, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection =>
            {
                var where = Where(connection.Dialect, query);
                var parameters = Parameters(allowed, query);
                var total = connection.ExecuteScalar<long>($"select count(distinct digest.service_id) from listing_digest digest {where}", parameters);
                var ids = connection.Query<string>(
                    $"""
                    select digest.service_id
                    from listing_digest digest
                    {where}
                    group by digest.service_id
                    order by digest.service_id
                    limit @Size offset @Skip
                    """,
                    parameters).ToArray();
                return new PublishedPage<PublishedService>(total, Services(connection, allowed, query.Now, ids));
            },
            cancellationToken);

    /// <summary>Services after one, in the order of their ids, for whoever reads all of them.</summary>
    public static Task<IReadOnlyList<PublishedService>> ServicesAfterAsync(Database database, Republishable allowed, PublishedQuery query, string after, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection =>
            {
                var ids = connection.Query<string>(
                    $"""
                    select digest.service_id
                    from listing_digest digest
                    {Where(connection.Dialect, query)}
                      and digest.service_id > @After
                    group by digest.service_id
                    order by digest.service_id
                    limit @Size
                    """,
                    Parameters(allowed, query, after)).ToArray();
                return Services(connection, allowed, query.Now, ids);
            },
            cancellationToken);

    /// <summary>Null when it is not there or not published.</summary>
    public static Task<PublishedService?> ServiceAsync(Database database, Republishable allowed, string serviceId, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => Services(connection, allowed, now, [serviceId]).SingleOrDefault(), cancellationToken);

    /// <summary>A page of places of services, in the order of their ids.</summary>
    public static Task<PublishedPage<PublishedPlace>> PlacesAsync(Database database, Republishable allowed, PublishedQuery query, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection =>
            {
                var where = Where(connection.Dialect, query);
                var parameters = Parameters(allowed, query);
                var total = connection.ExecuteScalar<long>($"select count(*) from listing_digest digest {where}", parameters);
                return new PublishedPage<PublishedPlace>(total, Places(connection, $"{where} order by digest.place_id limit @Size offset @Skip", parameters));
            },
            cancellationToken);

    /// <summary>Places after one, in the order of their ids.</summary>
    public static Task<IReadOnlyList<PublishedPlace>> PlacesAfterAsync(Database database, Republishable allowed, PublishedQuery query, string after, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection => Places(connection, $"{Where(connection.Dialect, query)} and digest.place_id > @After order by digest.place_id limit @Size", Parameters(allowed, query, after)),
            cancellationToken);

    /// <summary>Null when it is not there or not published.</summary>
    public static Task<PublishedPlace?> PlaceAsync(Database database, Republishable allowed, string placeId, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection =>
            {
                var query = new PublishedQuery { Now = now };
                return Places(connection, $"{Where(connection.Dialect, query)} and digest.place_id = @One", Parameters(allowed, query, one: placeId)).SingleOrDefault();
            },
            cancellationToken);

    /// <summary>A page of organisations that something published is by, in the order of their ids.</summary>
    public static Task<PublishedPage<PublishedOrganization>> OrganizationsAsync(Database database, Republishable allowed, PublishedQuery query, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection =>
            {
                var where = Where(connection.Dialect, query);
                var parameters = Parameters(allowed, query);
                var total = connection.ExecuteScalar<long>($"select count(distinct digest.organization_id) from listing_digest digest {where}", parameters);
                return new PublishedPage<PublishedOrganization>(total, Organizations(connection, where, "limit @Size offset @Skip", parameters));
            },
            cancellationToken);

    /// <summary>Organisations after one, in the order of their ids.</summary>
    public static Task<IReadOnlyList<PublishedOrganization>> OrganizationsAfterAsync(Database database, Republishable allowed, PublishedQuery query, string after, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection => Organizations(connection, $"{Where(connection.Dialect, query)} and digest.organization_id > @After", "limit @Size", Parameters(allowed, query, after)),
            cancellationToken);

    /// <summary>Null when it is not there or nothing of it is published.</summary>
    public static Task<PublishedOrganization?> OrganizationAsync(Database database, Republishable allowed, string organizationId, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection =>
            {
                var query = new PublishedQuery { Now = now, OrganizationId = organizationId };
                return Organizations(connection, Where(connection.Dialect, query), "limit 1", Parameters(allowed, query)).SingleOrDefault();
            },
            cancellationToken);

    /// <summary>Terms that listings have, as pairs of a taxonomy's and a term's id.</summary>
    public static Task<IReadOnlyList<(string Taxonomy, string Term)>> TermsAsync(Database database, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection => connection.Query<(string Taxonomy, string Term)>(
                """
                select taxonomy, term
                from listing_term
                group by taxonomy, term
                order by taxonomy, term
                """),
            cancellationToken);

    private static IReadOnlyList<PublishedService> Services(Connection connection, Republishable allowed, DateTimeOffset now, string[] ids)
    {
        if (ids.Length == 0)
            return [];

        var query = new PublishedQuery { Now = now };
        var places = Places(connection, $"{Where(connection.Dialect, query)} and {connection.Dialect.In("digest.service_id", "Many")}", Parameters(allowed, query, many: ids));
        return [.. places.GroupBy(place => place.ServiceId).OrderBy(service => service.Key, StringComparer.Ordinal).Select(service => new PublishedService(service.Key, [.. service.OrderBy(place => place.Listing.Id.Length).ThenBy(place => place.Listing.Id, StringComparer.Ordinal)]))];
    }

    private static IReadOnlyList<PublishedPlace> Places(Connection connection, string rest, object parameters) =>
        [.. connection.Query<PlaceRow>(
            $"""
            select digest.service_id, digest.place_id, digest.organization_id, digest.licence, digest.last_modified, listing.listing_id, listing.body
            from listing_digest digest
            join listing on listing.listing_id = digest.listing_id
            {rest}
            """,
            parameters).Select(row => new PublishedPlace(row.ServiceId, row.PlaceId, row.OrganizationId, row.Licence, row.LastModified, PublishedForm.Of(ListingJson.Read(row.Body) with { Id = row.ListingId })))];

    private static IReadOnlyList<PublishedOrganization> Organizations(Connection connection, string where, string end, object parameters) =>
        connection.Query<PublishedOrganization>(
            $"""
            select digest.organization_id, min(digest.organisation) as name
            from listing_digest digest
            {where}
            group by digest.organization_id
            order by digest.organization_id
            {end}
            """,
            parameters);

    private static string Where(SqlDialect dialect, PublishedQuery query) => string.Join(
        "\n  and ",
        [
            $"""
            where digest.current_until > @Now
              and ({dialect.In("digest.licence", "Licences")} or {dialect.In("digest.source_id", "Sources")})
              and digest.listing_id not in (select listing_id from listing where hidden <> 0)
            """,
            .. Wanted(dialect, query),
        ]);

    // Only what is asked for: a condition that is always true costs as much as one that is not.
    private static IEnumerable<string> Wanted(SqlDialect dialect, PublishedQuery query)
    {
        if (query.MinimumAge is not null)
            yield return "(digest.maximum_age is null or digest.maximum_age >= @MinimumAge)";
        if (query.MaximumAge is not null)
            yield return "(digest.minimum_age is null or digest.minimum_age <= @MaximumAge)";
        if (query.ModifiedAfter is not null)
            yield return "digest.last_modified >= @ModifiedAfter";
        if (query.OrganizationId is not null)
            yield return "digest.organization_id = @OrganizationId";
        if (query.Term is not null)
            yield return "digest.listing_id in (select listing_id from listing_term where taxonomy = @TermTaxonomy and term = @TermId)";
        if (query.Taxonomy is not null)
            yield return "digest.listing_id in (select listing_id from listing_term where taxonomy = @Taxonomy)";
        if (query.Days.Count > 0 || query.From is not null || query.To is not null)
            yield return $"exists ({Days} {Times(dialect, query)})";
        for (var n = 0; n < query.Words.Count; n++)
            yield return $"exists (select 1 from listing_words said where said.listing_id = digest.listing_id and said.words like @Word{n})";
        if (query.Near is not null)
            yield return
                """
                digest.latitude between @South and @North
                and digest.longitude between @West and @East
                and (digest.latitude - @Latitude) * (digest.latitude - @Latitude) + (digest.longitude - @Longitude) * (digest.longitude - @Longitude) * @Narrowing <= @Reach
                """;
    }

    private static string Times(SqlDialect dialect, PublishedQuery query) =>
        $"{(query.Days.Count > 0 ? $"and {dialect.In("time.day", "Days")}" : "")} {(query.From is not null ? "and time.opens >= @From" : "")} {(query.To is not null ? "and time.closes <= @To" : "")}";

    private static Dictionary<string, object?> Parameters(Republishable allowed, PublishedQuery query, string? after = null, string? one = null, string[]? many = null)
    {
        var parameters = new Dictionary<string, object?>
        {
            ["Now"] = Rows.Text(query.Now),
            ["Today"] = ListingDigests.Date(DateOnly.FromDateTime(query.Now.UtcDateTime)),
            ["Licences"] = allowed.Licences.ToArray(),
            ["Sources"] = allowed.Sources.ToArray(),
            ["Size"] = query.Size,
            ["Skip"] = (query.Page - 1L) * query.Size,
            ["After"] = after ?? "",
            ["One"] = one ?? "",
            ["Many"] = many ?? [],
            ["MinimumAge"] = (double?)query.MinimumAge ?? 0,
            ["MaximumAge"] = (double?)query.MaximumAge ?? 0,
            ["ModifiedAfter"] = query.ModifiedAfter is { } since ? Rows.Text(since) : "",
            ["OrganizationId"] = query.OrganizationId ?? "",
            ["TermTaxonomy"] = query.Term?.Taxonomy ?? "",
            ["TermId"] = query.Term?.Id ?? "",
            ["Taxonomy"] = query.Taxonomy ?? "",
            ["Days"] = query.Days.Select(day => (long)day).ToArray(),
            ["From"] = query.From is { } from ? ListingDigests.Clock(from) : "",
            ["To"] = query.To is { } to ? ListingDigests.Clock(to) : "",
        };
        foreach (var (n, word) in query.Words.Index())
            parameters[$"Word{n}"] = $"% {word}%";
        if (query.Near is { } near)
            AddCircle(parameters, near, query.Metres);
        return parameters;
    }

    // Flat around the middle: within 50 km that is wrong by less than the middle of an outcode is.
    private static void AddCircle(Dictionary<string, object?> parameters, GeoPoint near, int metres)
    {
        var reach = metres / MetresPerDegree;
        var narrowing = Math.Cos(near.Latitude * Math.PI / 180);
        parameters["Latitude"] = near.Latitude;
        parameters["Longitude"] = near.Longitude;
        parameters["South"] = near.Latitude - reach;
        parameters["North"] = near.Latitude + reach;
        parameters["West"] = near.Longitude - (reach / narrowing);
        parameters["East"] = near.Longitude + (reach / narrowing);
        parameters["Narrowing"] = narrowing * narrowing;
        parameters["Reach"] = reach * reach;
    }

    private sealed record PlaceRow
    {
        public required string ServiceId { get; init; }
        public required string PlaceId { get; init; }
        public required string OrganizationId { get; init; }
        public required string Licence { get; init; }
        public required DateTimeOffset LastModified { get; init; }
        public required string ListingId { get; init; }
        public required string Body { get; init; }
    }
}

/// <summary>What may be published again.</summary>
/// <param name="Licences">Names of licences (SPDX) that allow it, whatever the source.</param>
/// <param name="Sources">Sources that allow it, whatever their licence.</param>
public sealed record Republishable(IReadOnlyList<string> Licences, IReadOnlyList<string> Sources);

/// <summary>Which of it is asked for; everything said has to be true.</summary>
public sealed record PublishedQuery
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Stems; a listing has to have a word that starts with each.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public (string Taxonomy, string Id)? Term { get; init; }

    public string? Taxonomy { get; init; }

    /// <summary>Years; a listing's ages have to meet them.</summary>
    public decimal? MinimumAge { get; init; }
    public decimal? MaximumAge { get; init; }

    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>It has to open no earlier.</summary>
    public TimeOnly? From { get; init; }

    /// <summary>It has to close no later.</summary>
    public TimeOnly? To { get; init; }

    public GeoPoint? Near { get; init; }

    /// <summary>How far from <see cref="Near"/>.</summary>
    public int Metres { get; init; }

    public DateTimeOffset? ModifiedAfter { get; init; }

    public string? OrganizationId { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public int Size { get; init; } = 50;
}

public sealed record PublishedPage<T>(long Total, IReadOnlyList<T> Items);

/// <param name="Places">At least one; the first is the service's own listing where that is shown.</param>
public sealed record PublishedService(string Id, IReadOnlyList<PublishedPlace> Places);

/// <summary>A listing as a service at a place.</summary>
/// <param name="Licence">SPDX where known; empty when its source says none.</param>
/// <param name="LastModified">When what is published of it last changed, by its source, a curator or another listing.</param>
public sealed record PublishedPlace(string ServiceId, string Id, string OrganizationId, string Licence, DateTimeOffset LastModified, Listing Listing);

public sealed record PublishedOrganization
{
    public required string OrganizationId { get; init; }
    public required string Name { get; init; }
}
