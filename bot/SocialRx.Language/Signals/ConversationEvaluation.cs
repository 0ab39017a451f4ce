using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals;

/// <summary>What is found in whole conversations, where hints add up, a denial closes nothing and most messages are harmless.</summary>
public sealed class ConversationEvaluation
{
    private readonly IReadOnlyList<(LabelledConversation Said, IReadOnlyList<SafeguardingRoute> Read)> _conversations;

    public ConversationEvaluation(IEnumerable<LabelledConversation> conversations) =>
        _conversations = [.. conversations.Select(conversation => (conversation, conversation.Routes()))];

    /// <summary>The conversations that the service brings; nothing is tuned to them either.</summary>
    public static ConversationEvaluation OfOwn() => new(Own());

    public static IEnumerable<LabelledConversation> Own() => LabelledConversation.Read(Embedded.Text("Sets/conversations").Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Of those in which somebody ought to be told: somebody is, at whatever message.</summary>
    public Proportion Alarmed => Share(said => said.OughtToAlarm, read => read.Contains(SafeguardingRoute.Red));

    /// <summary>Of those in which nothing is the matter: somebody would have been told.</summary>
    public Proportion FalselyAlarmed => Share(said => said.IsHarmless, read => read.Contains(SafeguardingRoute.Red));

    /// <summary>Of all messages that ought to lead somewhere, those that lead there or further.</summary>
    public Proportion Messages(SafeguardingRoute expected)
    {
        var turns = _conversations
            .SelectMany(one => one.Said.Expected.Zip(one.Read))
            .Where(turn => turn.First == expected)
            .ToList();
        return new(turns.Count(turn => new LabelledLine(expected, "", "").IsFoundBy(turn.Second)), turns.Count);
    }

    public IEnumerable<string> Table()
    {
        yield return "whole conversations";
        yield return $"  somebody is told      {Alarmed}";
        yield return $"  message red           {Messages(SafeguardingRoute.Red)}";
        yield return $"  message answered      {Messages(SafeguardingRoute.Amber)}";
        yield return $"  harmless, yet told    {FalselyAlarmed}";
    }

    private Proportion Share(Func<LabelledConversation, bool> which, Func<IReadOnlyList<SafeguardingRoute>, bool> counts)
    {
        var group = _conversations.Where(one => which(one.Said)).ToList();
        return new(group.Count(one => counts(one.Read)), group.Count);
    }
}
