using System.Globalization;

namespace SocialRx.Storage.Staff;

/// <summary>
/// Removes the oldest rows of an audit log whose time is over. The log says itself, in a row of the chain, up to which row that was, so that a
/// chain that does not begin at its first row is still checked whole, and one whose beginning somebody else took is not.
/// </summary>
public static class AuditRemoval
{
    internal const string Action = "rows over their time removed";

    /// <summary>Removes at most so many; returns how many rows. Runs as a write.</summary>
    public static int Purge(Connection connection, string programmeId, DateTimeOffset before, int atMost, DateTimeOffset now)
    {
        if (Last(connection, programmeId, before, atMost) is not { } last)
            return 0;

        var removed = connection.Execute(
            "delete from audit where programme_id = @programmeId and sequence <= @Sequence",
            new { programmeId, last.Sequence });
        Audit.Record(connection, programmeId, $"removed-{last.Hash}", "schedule", "service", Action, Subject(last), null, now);
        return removed;
    }

    /// <summary>Names the last row that went; its hash is what the next one hangs on.</summary>
    internal static string Subject(ChainLink last) => string.Create(CultureInfo.InvariantCulture, $"audit/{last.Sequence}/{last.Hash}");

    /// <summary>The last of the oldest rows that are all over their time; null when the first is not.</summary>
    private static ChainLink? Last(Connection connection, string programmeId, DateTimeOffset before, int atMost) =>
        connection.Query<AuditEntry>(
            $"""
            select {AuditEntry.Columns}
            from audit
            where programme_id = @programmeId
              and sequence is not null
            order by sequence
            limit @atMost
            """,
            new { programmeId, atMost })
            .TakeWhile(row => string.CompareOrdinal(row.At, Rows.Text(before)) < 0)
            .Select(row => new ChainLink { Sequence = row.Sequence!.Value, Hash = row.Hash! })
            .LastOrDefault();
}
