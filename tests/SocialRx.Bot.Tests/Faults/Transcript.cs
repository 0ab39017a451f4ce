using Dapper;
using Microsoft.Data.Sqlite;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>Checks what is left after faults: every accepted message has exactly one turn, its replies once, all in order.</summary>
internal static class Transcript
{
    /// <summary>What is wrong, a line each; nothing when all is well.</summary>
    /// <param name="accepted">Ids that the service said it has taken, for this conversation.</param>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(WebChat chat, IReadOnlyCollection<string> accepted, string databaseFile)
    {
        var activities = (await chat.WholeHistoryAsync())
            .Select(activity => new Line(WebChat.Text(activity, "id"), WebChat.Text(activity, "replyToId"), WebChat.Text(activity["from"], "role"), WebChat.Text(activity, "timestamp")))
            .ToList();
        var said = activities.Where(line => line.Role == "user").Select(line => line.Id).ToList();
        var turns = Blocks(activities);
        return
        [
            .. accepted.Except(said).Select(id => $"lost: {id}"),
            .. said.Except(turns).Select(id => $"unanswered: {id}"),
            .. Repeated(activities.Select(line => line.Id)).Select(id => $"shown twice: {id}"),
            .. Repeated(turns).Select(id => $"answered twice: {id}"),
            .. said.SequenceEqual(turns.Distinct()) ? [] : new[] { "answered out of order" },
            .. activities.Zip(activities.Skip(1)).Where(pair => string.CompareOrdinal(pair.First.At, pair.Second.At) >= 0).Select(pair => $"not later than the one before: {pair.Second.Id}"),
            .. Turns(databaseFile, $"directline/{chat.ConversationId}", said.Count),
        ];
    }

    /// <summary>Whose replies stand together: a turn's replies commit together, so each block is one turn.</summary>
    private static List<string> Blocks(List<Line> activities)
    {
        var replies = activities.Where(line => line.Role == "bot" && line.ReplyToId.Length > 0).Select(line => line.ReplyToId).ToList();
        return [.. replies.Where((id, at) => at == 0 || replies[at - 1] != id)];
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> ids) =>
        ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key);

    // One version for each message and one for the start: more are turns that ran twice, fewer are turns that did not run.
    private static IEnumerable<string> Turns(string databaseFile, string conversation, int said)
    {
        using var connection = new SqliteConnection($"Data Source={databaseFile};Mode=ReadOnly;Pooling=False");
        var version = connection.ExecuteScalar<long>("select version from conversation where conversation_id = @conversation", new { conversation });
        if (version != said + 1)
            yield return $"{version} turns for {said} messages and a start";
    }

    private sealed record Line(string Id, string ReplyToId, string Role, string At);
}
