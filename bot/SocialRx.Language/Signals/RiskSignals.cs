using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals;

/// <summary>Reads what somebody wrote for signs that they, or somebody they know, may not be safe.</summary>
public static class RiskSignals
{
    private static readonly Lazy<SignalRules> Rules = new(SignalRules.Load);

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

    private static SignalReading Of(string text)
    {
        var tokens = Rules.Value.Set.Tokens(text);
        var signals = Rules.Value.Signals(tokens);
        if (signals.Count == 0)
            return SignalReading.Nothing;

        var ordered = signals.OrderByDescending(signal => signal.Route).ThenBy(signal => signal.Match.First).ThenBy(signal => signal.Match.Rule.Id, StringComparer.Ordinal).ToList();
        return new(
            ordered[0].Route,
            [.. ordered.Select(signal => signal.Match.Rule["category"]).Distinct()],
            [.. ordered.Select(signal => tokens.Original(signal.Match.First, signal.Match.Last)).Distinct()],
            [.. ordered.Select(signal => signal.Match.Rule.Id).Distinct()])
        {
            IsLight = ordered.All(signal => signal.Match.Rule["weight"] == "light"),
        };
    }
}

/// <summary>A rule that fired and where it leads once what stands around it was weighed.</summary>
internal sealed record Signal(RuleMatch Match, SafeguardingRoute Route);
