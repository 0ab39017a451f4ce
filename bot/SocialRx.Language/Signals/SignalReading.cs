using SocialRx.Domain.Safeguarding;

namespace SocialRx.Language.Signals;

/// <summary>What one message says about somebody's safety.</summary>
/// <param name="Categories">Ids of <see cref="RiskCategory"/>, those of the chosen route first.</param>
/// <param name="Evidence">Where in the original text.</param>
/// <param name="PatternIds">Which rules fired, for whoever reviews them.</param>
public sealed record SignalReading(SafeguardingRoute Route, IReadOnlyList<string> Categories, IReadOnlyList<TextSpan> Evidence, IReadOnlyList<string> PatternIds)
{
    /// <summary>Only everyday low mood: worth a warm word once in a while, but however often it is said it adds up to nothing more.</summary>
    public bool IsLight { get; init; }

    public static SignalReading Nothing { get; } = new(SafeguardingRoute.None, [], [], []);
}
