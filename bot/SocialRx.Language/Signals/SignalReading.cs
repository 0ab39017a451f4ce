using SocialRx.Domain.Safeguarding;

namespace SocialRx.Language.Signals;

/// <summary>What one message says about somebody's safety.</summary>
/// <param name="Categories">Ids of <see cref="RiskCategory"/>, those of the chosen route first.</param>
/// <param name="Evidence">Where in the original text.</param>
/// <param name="PatternIds">Which rules fired, for whoever reviews them.</param>
public sealed record SignalReading(SafeguardingRoute Route, IReadOnlyList<string> Categories, IReadOnlyList<TextSpan> Evidence, IReadOnlyList<string> PatternIds)
{
    public static SignalReading Nothing { get; } = new(SafeguardingRoute.None, [], [], []);
}
