using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Things to do, as imported.</summary>
public static class Listings
{
    private const int AtATime = 500;

    /// <summary>Of all listings those among which <see cref="Matching.Choose"/> finds, up to so many, what it would find among all; never more than some thousands.</summary>
    public static Task<IReadOnlyList<Listing>> CandidatesAsync(Database database, Wishes wishes, DateTimeOffset now, int count = Matching.Usual, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => Candidates.Find(connection, wishes, now, count), cancellationToken);

    /// <summary>Null when it is not there, no longer, or hidden.</summary>
    public static Task<Listing?> FindAsync(Database database, string listingId, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            connection =>
            {
                var body = connection.QuerySingleOrDefault<string>(
                    """
                    select body
                    from listing
                    where listing_id = @listingId
                      and hidden = 0
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

    private static void WriteProblem(Connection connection, string runId, int sequence, ImportProblem problem) =>
        connection.Execute(
            """
            insert into import_problem (run_id, sequence, record_id, field, effect, why)
            values (@runId, @sequence, @RecordId, @Field, @Effect, @Why)
            """,
            new { runId, sequence, problem.RecordId, problem.Field, problem.Effect, problem.Why });
}

/// <summary>How a source's listings differ from what was there.</summary>
public sealed record ImportCounts(int Imported, int Unchanged, int Removed);
