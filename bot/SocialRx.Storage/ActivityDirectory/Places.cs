using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Outcodes and named places with their positions.</summary>
public static class Places
{
    /// <summary>
    /// The place in what somebody typed: an outcode in any spelling, of a whole postcode the first half only, or a named place with slips of the finger.
    /// The text itself is never stored.
    /// </summary>
    public static Task<PlaceFinding> FindAsync(Database database, string text, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => Find(connection, text), cancellationToken);

    /// <summary>The place of an outcode that was stored; null when it is not known (any more).</summary>
    public static Task<Place?> OfOutcodeAsync(Database database, string outcode, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => OfOutcode(connection, outcode), cancellationToken);

    public static Task<int> CountAsync(Database database, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from place"), cancellationToken);

    public static void Write(Connection connection, Place place) =>
        connection.Change(
            """
            insert into place (place_id, kind, name, outcode, latitude, longitude)
            values (@Id, @Kind, @Name, @Outcode, @Latitude, @Longitude)
            on conflict (place_id) do update set
              kind = excluded.kind,
              name = excluded.name,
              outcode = excluded.outcode,
              latitude = excluded.latitude,
              longitude = excluded.longitude
            """,
            new { place.Id, Kind = place.Name == place.Outcode ? "outcode" : "named", place.Name, place.Outcode, place.Centre.Latitude, place.Centre.Longitude });

    private static PlaceFinding Find(Connection connection, string text)
    {
        var outcode = Outcode.Find(text);
        if (outcode is not null && OfOutcode(connection, outcode) is { } place)
            return new PlaceFinding.Found(place, Guessed: false);

        var named = Gazetteer.Find(Named(connection), text);
        return named is PlaceFinding.NotFound && outcode is not null ? new PlaceFinding.UnknownOutcode(outcode) : named;
    }

    internal static Place? OfOutcode(Connection connection, string outcode) =>
        connection.QuerySingleOrDefault<PlaceRow>(
            """
            select place_id, name, outcode, latitude, longitude
            from place
            where outcode = @outcode
              and kind = 'outcode'
            """,
            new { outcode })?.ToPlace();

    private static IEnumerable<Place> Named(Connection connection) =>
        connection.Query<PlaceRow>(
            """
            select place_id, name, outcode, latitude, longitude
            from place
            where kind = 'named'
            order by place_id
            """).Select(row => row.ToPlace());

    private sealed record PlaceRow
    {
        public required string PlaceId { get; init; }
        public required string Name { get; init; }
        public required string Outcode { get; init; }
        public required double Latitude { get; init; }
        public required double Longitude { get; init; }

        public Place ToPlace() => new(PlaceId, Name, Outcode, new GeoPoint(Latitude, Longitude));
    }
}
