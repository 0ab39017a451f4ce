using System.Globalization;

namespace SocialRx.Storage.Forgetting;

/// <summary>The proof that what is over goes: how often each kind was looked through on a day, and how many rows were removed. Nothing in it is about anybody.</summary>
public static class RemovalRecord
{
    public static void Add(Connection connection, IEnumerable<(string Kind, int Removed)> kinds, DateTimeOffset now)
    {
        var day = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var (kind, removed) in kinds)
        {
            connection.Change(
                """
                insert into retention_day (kind, day, runs, removed, last_at)
                values (@kind, @day, 1, @removed, @now)
                on conflict (kind, day) do update
                set runs = retention_day.runs + 1, removed = retention_day.removed + excluded.removed, last_at = excluded.last_at
                """,
                new { kind, day, removed, now });
        }
    }

    /// <summary>The newest days first.</summary>
    public static IReadOnlyList<RemovalDay> Latest(Connection connection, int rows) =>
        connection.Query<RemovalDay>("select kind, day, runs, removed, last_at from retention_day order by day desc, kind limit @rows", new { rows });
}

/// <summary>What was removed of one kind on one day, UTC.</summary>
public sealed record RemovalDay
{
    public required string Kind { get; init; }
    public required string Day { get; init; }
    public required long Runs { get; init; }

    /// <summary>In rows.</summary>
    public required long Removed { get; init; }
    public required DateTimeOffset LastAt { get; init; }
}
