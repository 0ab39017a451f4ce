using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Matching;
using SocialRx.Language.Signals.Model;

namespace SocialRx.Language.Signals;

/// <summary>
/// Reads what somebody wrote for signs that they, or somebody they know, may not be safe: with rules that people can review, and with models
/// that learned from a corpus what rules cannot list.
/// </summary>
public static class RiskSignals
{
    private static readonly Lazy<SignalRules> Rules = new(SignalRules.Load);
    private static readonly Lazy<LearnedSignals> Learned = new(LearnedSignals.Load);

    /// <summary>The whole message is read, before anything shortens it. What cannot be read is amber: doubt never means silence.</summary>
    public static SignalReading Read(string text) => Read(text, static text => Of(text));

    internal static SignalReading Read(string text, Func<string, SignalReading> read)
    {
        try
        {
            return read(text);
        }
#pragma warning disable CA1031 // Fail closed: a fault of ours must not hide what somebody said.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new(SafeguardingRoute.Amber, ["could-not-read"], [], ["could-not-read"]);
        }
    }

    internal static SignalRules Loaded => Rules.Value;

    /// <summary>What the rules alone say.</summary>
    internal static SignalReading ByRules(Tokens tokens, IReadOnlyList<Signal> signals)
    {
        if (signals.Count == 0)
            return SignalReading.Nothing;

        var ordered = signals.OrderByDescending(signal => signal.Route).ThenBy(signal => signal.Match.First).ThenBy(signal => signal.Match.Rule.Id, StringComparer.Ordinal).ToList();
        return new(
            ordered[0].Route,
            [.. ordered.Select(signal => signal.Match.Rule["category"]).Distinct()],
            [.. ordered.Select(signal => tokens.Original(signal.Match.First, signal.Match.Last)).Distinct()],
            [.. ordered.Select(signal => signal.Match.Rule.Id).Distinct()])
        {
            IsLight = ordered.All(signal => signal.IsLowMood),
        };
    }

    private static SignalReading Of(string text)
    {
        var tokens = Rules.Value.Set.Tokens(text);
        var matches = Rules.Value.Set.Find(tokens);
        var signals = Rules.Value.Signals(tokens, matches);
        return Learned.Value.Weigh(tokens, matches, signals, ByRules(tokens, signals));
    }
}

/// <summary>A rule that fired and where it leads once what stands around it was weighed.</summary>
internal sealed record Signal(RuleMatch Match, SafeguardingRoute Route)
{
    /// <summary>Rules of other languages and calls for help stand whatever the models say: the encoder reads English.</summary>
    public bool MayBeDoubted => Match.Rule.Id.StartsWith($"{Match.Rule["category"]}.", StringComparison.Ordinal);

    /// <summary>"I'm so depressed", "im struggling": a warm word, and no more however often it is said.</summary>
    public bool IsLowMood => Match.Rule["weight"] == "light";
}
