using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Things to do, as imported.</summary>
public static class Listings
{
    private const int AtATime = 500;
    private const double KmPerDegree = 111.2;

    /// <summary>Everything in reach of these wishes, online and unplaced ones included; <see cref="Matching.Choose"/> decides among them.</summary>
    public static Task<IReadOnlyList<Listing>> CandidatesAsync(Database database, Wishes wishes, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => Candidates(connection, Box.Around(wishes)), cancellationToken);

    /// <summary>Null when it is not there, or no longer.</summary>
    public static Task<Listing?> FindAsync(Database database, string listingId, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection =>
            {
                var body = connection.QuerySingleOrDefault<string>(
                    """
                    select body
                    from listing
                    where listing_id = @listingId
                    """,
                    new { listingId });
                return body is null ? null : ListingJson.Read(body);
            },
            cancellationToken);

    public static Task<int> CountAsync(Database database, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from listing"), cancellationToken);

    /// <summary>Puts a source's listings in the place of those it had before; what is gone from the source is gone here. For very many see <see cref="Staging"/>.</summary>
    public static ImportCounts Replace(Connection connection, string sourceId, string address, IReadOnlyList<Listing> listings, DateTimeOffset now)
    {
        var staging = Staging.Begin(connection, $"{sourceId} at once", sourceId, address, now);
        foreach (var some in listings.Chunk(AtATime))
            staging.Add(connection, some, now);
        var counts = staging.Swap(connection, now);
        Staging.Sweep(connection, int.MaxValue);
        return counts;
    }

    /// <summary>Keeps the account of one reading of a source, and what was wrong with its records.</summary>
    public static void Report(Connection connection, ImportRun run, IReadOnlyList<ImportProblem> problems)
    {
        connection.Execute(
            """
            insert into import_run (run_id, source_id, address, outcome, imported, unchanged, removed, mended, left_out, why, finished_at)
            values (@RunId, @SourceId, @Address, @Outcome, @Imported, @Unchanged, @Removed, @Mended, @LeftOut, @Why, @FinishedAt)
            """,
            new { run.RunId, run.SourceId, run.Address, Outcome = run.Why is null ? "done" : "nothing-read", run.Imported, run.Unchanged, run.Removed, run.Mended, run.LeftOut, run.Why, run.FinishedAt });
        foreach (var (sequence, problem) in problems.Index())
            WriteProblem(connection, run.RunId, sequence, problem);
    }

    /// <summary>How the newest readings of a source went, newest first.</summary>
    public static IReadOnlyList<ImportOutcome> LastRuns(Connection connection, string sourceId, int atMost) =>
        connection.Query<ImportOutcome>(
            """
            select outcome, finished_at
            from import_run
            where source_id = @sourceId
            order by finished_at desc, run_id desc
            limit @atMost
            """,
            new { sourceId, atMost });

    /// <summary>Forgets the accounts of readings before a point in time, each with its problems; returns how many readings.</summary>
    public static int PurgeRuns(Connection connection, DateTimeOffset before, int atMost)
    {
        var old = connection.Query<string>("select run_id from import_run where finished_at < @before order by finished_at limit @atMost", new { before, atMost });
        connection.Execute("delete from import_problem where run_id = @run", old.Select(run => new { run }));
        connection.Execute("delete from import_run where run_id = @run", old.Select(run => new { run }));
        return old.Count;
    }

    private static IReadOnlyList<Listing> Candidates(Connection connection, Box? box)
    {
        var found = connection.Query<ListingVersion>(
            """
            select listing_id, fingerprint
            from listing
            where hidden = 0
              and (@Anywhere = 1
                or latitude is null
                or is_online = 1
                or (latitude between @South and @North and longitude between @West and @East))
            order by listing_id
            """,
            new { Anywhere = box is null ? 1 : 0, South = box?.South ?? 0, North = box?.North ?? 0, West = box?.West ?? 0, East = box?.East ?? 0 });
        return KnownListings.Read(connection, found);
    }

    private static void WriteProblem(Connection connection, string runId, int sequence, ImportProblem problem) =>
        connection.Execute(
            """
            insert into import_problem (run_id, sequence, record_id, field, effect, why)
            values (@runId, @sequence, @RecordId, @Field, @Effect, @Why)
            """,
            new { runId, sequence, problem.RecordId, problem.Field, problem.Effect, problem.Why });

    /// <summary>A box around a circle, in degrees; a degree of longitude shrinks with the latitude.</summary>
    private sealed record Box(double South, double North, double West, double East)
    {
        public static Box? Around(Wishes wishes) => wishes.Near is { } place && Matching.ReachKm(wishes) is { } km ? Around(place.Centre, km) : null;

        private static Box Around(GeoPoint centre, double km)
        {
            var latitude = km / KmPerDegree;
            var longitude = latitude / Math.Max(0.1, Math.Cos(centre.Latitude * Math.PI / 180));
            return new Box(centre.Latitude - latitude, centre.Latitude + latitude, centre.Longitude - longitude, centre.Longitude + longitude);
        }
    }
}

/// <summary>How a source's listings differ from what was there.</summary>
public sealed record ImportCounts(int Imported, int Unchanged, int Removed);
