using SocialRx.Domain.Safeguarding;

namespace SocialRx.Language.Signals;

/// <summary>
/// One line of a set: what ought to happen, what it is about, what was written. A red line is found when it is red; an amber line (said without
/// saying it) when it is answered at all; a line about somebody else when it is third-party or red; any other line is wrong only when it is red.
/// </summary>
/// <param name="Category">Id of <see cref="RiskCategory"/>, or third-party, everyday, hard-negative or negation.</param>
public sealed record LabelledLine(SafeguardingRoute Expected, string Category, string Text)
{
    /// <summary>Lines of "route, tab, category, tab, text".</summary>
    /// <exception cref="FormatException">Names the line that is none.</exception>
    public static IEnumerable<LabelledLine> Read(IEnumerable<string> lines) =>
        lines.Select((line, place) => line.Split('\t') is [var route, var category, var text] && SafeguardingRoutes.Of(route) is var expected && expected.Stored() == route
            ? new LabelledLine(expected, category, text)
            : throw new FormatException($"Line {place + 1} is not \"route, tab, category, tab, text\"."));

    public bool IsFoundBy(SafeguardingRoute read) => Expected switch
    {
        SafeguardingRoute.Red => read == SafeguardingRoute.Red,
        SafeguardingRoute.Amber => read != SafeguardingRoute.None,
        SafeguardingRoute.ThirdParty => read is SafeguardingRoute.ThirdParty or SafeguardingRoute.Red,
        _ => read != SafeguardingRoute.Red,
    };
}
