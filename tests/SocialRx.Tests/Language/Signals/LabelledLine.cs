using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Signals;

namespace SocialRx.Tests.Language.Signals;

/// <summary>
/// One line of a set: what ought to happen, what it is about, what was written. A red line is found when it is red; an amber line (said without
/// saying it) when it is red or amber; a line about somebody else when it is third-party or red; any other line is wrong only when it is red.
/// </summary>
internal sealed record LabelledLine(SafeguardingRoute Expected, string Category, string Text)
{
    public SafeguardingRoute Read { get; } = RiskSignals.Read(Text).Route;

    public bool IsRight => Expected switch
    {
        SafeguardingRoute.Red => Read == SafeguardingRoute.Red,
        SafeguardingRoute.Amber => Read is SafeguardingRoute.Red or SafeguardingRoute.Amber,
        SafeguardingRoute.ThirdParty => Read is SafeguardingRoute.ThirdParty or SafeguardingRoute.Red,
        _ => Read != SafeguardingRoute.Red,
    };

    public static IReadOnlyList<LabelledLine> Set(string name) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Sets", $"{name}.tsv"))
            .Select(line => line.Split('\t'))
            .Select(cells => new LabelledLine(SafeguardingRoutes.Of(cells[0]), cells[1], cells[2])),
    ];
}
