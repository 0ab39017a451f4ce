namespace SocialRx.Storage.Turn;

/// <summary>What processes hold: activities to turn and replies to send. What one left behind is taken over by another.</summary>
public static class Held
{
    /// <summary>Nobody's: taken over by whoever looks first.</summary>
    public const int ByNobody = 0;

    /// <summary>Who holds something, living or not.</summary>
    public static IReadOnlyList<int> Holders(Connection connection) =>
        connection.Query<int>("select process from inbox where done_at is null union select process from outbox where given_up_at is null");

    /// <summary>
    /// Takes over all that a process left: its replies wait for the one who sends, its activities are returned in order, each counted as taken
    /// over once more.
    /// </summary>
    public static IReadOnlyList<PendingActivity> TakeOver(Connection connection, int from, int process)
    {
        connection.Execute("update outbox set process = @process where process = @from and given_up_at is null", new { process, from });
        return [.. connection.Query<PendingActivity>(
            """
            update inbox
            set process = @process, attempts = attempts + 1
            where process = @from and done_at is null
            returning conversation_id, sequence, activity_id, received_at, body, attempts, process
            """,
            new { process, from }).OrderBy(activity => activity.ConversationId, StringComparer.Ordinal).ThenBy(activity => activity.Sequence)];
    }

    /// <summary>This process stops: what it holds is anybody's at once.</summary>
    public static void LetGo(Connection connection, int process) =>
        connection.Execute(
            """
            update inbox set process = 0 where process = @process and done_at is null;
            update outbox set process = 0 where process = @process and given_up_at is null
            """,
            new { process });
}
