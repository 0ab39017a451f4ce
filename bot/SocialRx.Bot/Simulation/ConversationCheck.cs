using System.Text.Json.Nodes;

namespace SocialRx.Bot.Simulation;

/// <summary>What went wrong in one conversation, counted. All zeros is a good service.</summary>
/// <param name="Lost">Accepted messages that are not in the history, or that no reply answers.</param>
/// <param name="Doubled">Messages or replies that stand in the history more than once, or messages answered twice.</param>
/// <param name="OutOfOrder">Messages or replies at another place than the one they belong at.</param>
internal sealed record ConversationCheck(int Lost, int Doubled, int OutOfOrder)
{
    public static readonly ConversationCheck Clean = new(0, 0, 0);

    public bool IsClean => this == Clean;

    public static ConversationCheck operator +(ConversationCheck a, ConversationCheck b) =>
        new(a.Lost + b.Lost, a.Doubled + b.Doubled, a.OutOfOrder + b.OutOfOrder);

    /// <summary>Judges a conversation by what was accepted, what the service remembers, and what was heard on the socket.</summary>
    public static ConversationCheck Of(IReadOnlyList<string> accepted, IReadOnlyList<JsonNode> history, IReadOnlyList<JsonNode> heard)
    {
        var entries = history.Select(Entry.From).ToList();
        return new ConversationCheck(CountLost(accepted, entries), CountDoubled(entries) + CountDoubled([.. heard.Select(Entry.From)]), CountOutOfOrder(accepted, entries));
    }

    private static int CountLost(IReadOnlyList<string> accepted, List<Entry> entries)
    {
        var said = entries.Select(entry => entry.Id).ToHashSet();
        var answered = entries.Select(entry => entry.ReplyToId).ToHashSet();
        return accepted.Count(id => !said.Contains(id) || !answered.Contains(id));
    }

    private static int CountDoubled(List<Entry> entries) =>
        entries.GroupBy(entry => entry.Id).Sum(same => same.Count() - 1)
        + entries.Where(entry => entry.ReplyToId is not null).GroupBy(entry => (entry.ReplyToId, entry.Content)).Sum(same => same.Count() - 1);

    /// <summary>A message before the one said earlier, or a reply before its message or after the answer to a later one.</summary>
    private static int CountOutOfOrder(IReadOnlyList<string> accepted, List<Entry> entries)
    {
        var turnOf = accepted.Select((id, turn) => (id, turn)).ToDictionary(pair => pair.id, pair => pair.turn);
        var wrong = 0;
        var (lastSaid, lastAnswered) = (-1, -1);
        foreach (var entry in entries)
        {
            if (turnOf.TryGetValue(entry.Id, out var said))
            {
                wrong += said < lastSaid ? 1 : 0;
                lastSaid = Math.Max(said, lastSaid);
            }
            else if (entry.ReplyToId is not null && turnOf.TryGetValue(entry.ReplyToId, out var answered))
            {
                wrong += answered < lastAnswered || answered > lastSaid ? 1 : 0;
                lastAnswered = Math.Max(answered, lastAnswered);
            }
        }

        return wrong;
    }

    /// <param name="Content">Words and cards, to see the same said twice.</param>
    private sealed record Entry(string Id, string? ReplyToId, string Content)
    {
        public static Entry From(JsonNode activity) => new(
            (string?)activity["id"] ?? "",
            (string?)activity["from"]?["role"] == "bot" ? (string?)activity["replyToId"] : null,
            $"{activity["text"]} {activity["attachments"]?.ToJsonString()}");
    }
}
