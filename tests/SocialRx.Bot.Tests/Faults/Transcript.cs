using System.Text.Json.Nodes;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>
/// Judges what is left after faults: every accepted message has exactly one turn, its replies once, all in order. It looks only at what a person
/// or a channel gets to see and at how many turns the database has counted.
/// </summary>
internal static class Transcript
{
    /// <param name="accepted">What the service said it has taken, all of it; nothing else was sent.</param>
    /// <param name="heard">What came over the web socket, or null when nobody listened.</param>
    /// <param name="turns">How many turns the conversation has had: the start is one.</param>
    public static IReadOnlyList<Problem> OfWebChat(IReadOnlyList<Accepted> accepted, IReadOnlyList<JsonNode> history, IReadOnlyList<JsonNode>? heard, long turns)
    {
        var lines = history.Select(Line.Of).ToList();
        var said = lines.Where(line => !line.IsOfTheBot).Select(line => line.Id).ToList();
        return
        [
            .. Saying(accepted, said),
            .. Answering(said, [.. lines.Where(line => line.ReplyTo.Length > 0)]),
            .. Repeated(lines.Select(line => line.Id)).Select(id => new Problem(Harm.Doubled, $"shown twice: {id}")),
            .. AnsweredBeforeSaid(lines),
            .. lines.Zip(lines.Skip(1)).Where(pair => string.CompareOrdinal(pair.First.At, pair.Second.At) >= 0).Select(pair => new Problem(Harm.OutOfOrder, $"not later than the one before: {pair.Second.Id}")),
            .. Turns(turns, said.Count + 1),
            .. heard is null ? [] : Hearing(lines, [.. heard.Select(activity => WebChat.Text(activity, "id"))]),
        ];
    }

    /// <param name="arrived">What the channel was asked to show, in that order, also what it refused or whose sender it left without an answer.</param>
    /// <param name="mayRepeat">Whether a reply that was taken and confirmed may come again: its sender may have ended before it could note that.</param>
    public static IReadOnlyList<Problem> OfChannel(IReadOnlyList<Accepted> accepted, IReadOnlyList<Arrival> arrived, bool mayRepeat, long turns)
    {
        var said = accepted.Select(message => message.Id).Distinct().ToList();
        var shown = arrived.Where(reply => reply.IsTaken).DistinctBy(reply => reply.Line.Id).Select(reply => reply.Line).ToList();
        var blocks = Blocks(shown);
        return
        [
            // What was sent at once has no order of its own: the order of the answers is taken for it.
            .. Saying(accepted, blocks).Where(problem => problem.Harm != Harm.Lost),
            .. Answering([.. blocks.Distinct(), .. said.Except(blocks)], shown),
            .. mayRepeat ? [] : Repeated(arrived.Where(reply => reply.IsConfirmed).Select(reply => reply.Line.Id)).Select(id => new Problem(Harm.Doubled, $"sent again although confirmed: {id}")),
            .. Turns(turns, said.Count),
        ];
    }

    private static IEnumerable<Problem> Saying(IReadOnlyList<Accepted> accepted, List<string> said)
    {
        var steps = accepted.DistinctBy(message => message.Id).ToDictionary(message => message.Id, message => message.Step);
        foreach (var id in steps.Keys.Except(said))
            yield return new(Harm.Lost, $"lost: {id}");
        foreach (var id in said.Except(steps.Keys))
            yield return new(Harm.Doubled, $"taken under an id that nobody was told: {id}");
        var order = said.Where(steps.ContainsKey).ToList();
        foreach (var (before, after) in order.Zip(order.Skip(1)).Where(pair => steps[pair.First] > steps[pair.Second]))
            yield return new(Harm.OutOfOrder, $"said after {before} and stands before it: {after}");
    }

    private static IEnumerable<Problem> Answering(List<string> said, List<Line> replies)
    {
        var blocks = Blocks(replies);
        foreach (var id in said.Except(blocks))
            yield return new(Harm.Lost, $"unanswered: {id}");
        foreach (var id in Repeated(blocks))
            yield return new(Harm.Doubled, $"answered twice: {id}");
        foreach (var reply in replies.GroupBy(reply => (reply.ReplyTo, reply.Content)).Where(same => same.Count() > 1))
            yield return new(Harm.Doubled, $"answered twice in the same words: {reply.Key.ReplyTo}");
        if (!said.Intersect(blocks).SequenceEqual(blocks.Distinct()))
            yield return new(Harm.OutOfOrder, "answered out of order");
    }

    /// <summary>Whose replies stand together: a turn's replies commit together, so each block is one turn.</summary>
    private static List<string> Blocks(List<Line> replies) =>
        [.. replies.Select(reply => reply.ReplyTo).Where((id, at) => at == 0 || replies[at - 1].ReplyTo != id)];

    private static IEnumerable<Problem> AnsweredBeforeSaid(List<Line> lines)
    {
        var said = new HashSet<string>();
        foreach (var line in lines)
        {
            if (!line.IsOfTheBot)
                said.Add(line.Id);
            else if (line.ReplyTo.Length > 0 && !said.Contains(line.ReplyTo))
                yield return new(Harm.OutOfOrder, $"stands before what it answers: {line.Id}");
        }
    }

    private static IEnumerable<Problem> Turns(long turns, int expected)
    {
        if (turns > expected)
            yield return new(Harm.Doubled, $"{turns} turns where {expected} belong");
        if (turns < expected)
            yield return new(Harm.Lost, $"{turns} turns where {expected} belong");
    }

    /// <summary>Typing and the like passes over the socket and is not kept, so only what is in the history counts.</summary>
    private static IEnumerable<Problem> Hearing(List<Line> lines, List<string> heard)
    {
        var kept = lines.Select(line => line.Id).ToList();
        var known = heard.Where(kept.ToHashSet().Contains).ToList();
        foreach (var id in kept.Except(known))
            yield return new(Harm.Lost, $"not shown on the socket: {id}");
        foreach (var id in Repeated(known))
            yield return new(Harm.Doubled, $"shown twice on the socket: {id}");
        if (!kept.Intersect(known).SequenceEqual(known.Distinct()))
            yield return new(Harm.OutOfOrder, "shown out of order on the socket");
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> ids) =>
        ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key);
}

/// <summary>A message that the service said it has taken.</summary>
/// <param name="Step">Its sender said it after everything with a lower number was taken; what has the same number was sent at once.</param>
internal sealed record Accepted(string Id, int Step);

/// <summary>A reply that a channel was asked to show.</summary>
/// <param name="IsTaken">The person has it.</param>
/// <param name="IsConfirmed">Its sender was told so.</param>
internal sealed record Arrival(Line Line, bool IsTaken, bool IsConfirmed);

/// <param name="ReplyTo">The message it answers; empty for what a person said, and for what the bot said first.</param>
/// <param name="Content">Words and cards, to see the same said twice.</param>
internal sealed record Line(string Id, string ReplyTo, bool IsOfTheBot, string At, string Content)
{
    public static Line Of(JsonNode activity) => new(
        WebChat.Text(activity, "id"),
        WebChat.Text(activity["from"], "role") == "user" ? "" : WebChat.Text(activity, "replyToId"),
        WebChat.Text(activity["from"], "role") != "user",
        WebChat.Text(activity, "timestamp"),
        $"{activity["text"]} {activity["attachments"]?.ToJsonString()}");
}
