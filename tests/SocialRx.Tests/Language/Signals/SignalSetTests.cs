using SocialRx.Domain.Safeguarding;

namespace SocialRx.Tests.Language.Signals;

/// <summary>
/// What the rules find in lines written for this project. The development set is what the rules were written against, so it shows what they
/// keep, not how good they are. The frozen set was written before and is not tuned to. No clinician has reviewed either.
/// </summary>
public sealed class SignalSetTests(ITestOutputHelper output)
{
    [Fact]
    public void On_the_development_set_what_is_found_does_not_fall()
    {
        var lines = Report("development");

        Assert.True(Found(lines, SafeguardingRoute.Red).Value >= 0.95);
        Assert.All(Groups(lines, SafeguardingRoute.Red), group => Assert.True(ShareOf(group).Value >= 0.90, $"{group.Key}: {ShareOf(group)}"));
        Assert.True(Found(lines, SafeguardingRoute.ThirdParty).Value >= 0.90);
        Assert.True(Found(lines, SafeguardingRoute.Amber).Value >= 0.70);
        Assert.True(FalseReds(lines, "everyday").Value <= 0.005);
        Assert.True(FalseReds(lines, "hard-negative").Value <= 0.05);
        Assert.Equal(0, FalseReds(lines, "negation").Hits);
        Assert.True(Answered(lines, "everyday").Value <= 0.03);
    }

    /// <summary>The floors are what it reached when it was first read, rounded down.</summary>
    [Fact]
    public void On_the_frozen_set_what_is_found_does_not_fall()
    {
        var lines = Report("frozen");

        Assert.True(Found(lines, SafeguardingRoute.Red).Value >= 0.90);
        Assert.True(Found(lines, SafeguardingRoute.ThirdParty).Value >= 0.80);
        Assert.True(Found(lines, SafeguardingRoute.Amber).Value >= 0.90);
        Assert.Equal(0, FalseReds(lines, "everyday").Hits);
        Assert.Equal(0, FalseReds(lines, "hard-negative").Hits);
        Assert.Equal(0, FalseReds(lines, "negation").Hits);
    }

    [Fact]
    public void No_line_is_in_both_sets()
    {
        Assert.Empty(LabelledLine.Set("development").Select(line => line.Text).Intersect(LabelledLine.Set("frozen").Select(line => line.Text), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_category_of_risk_has_lines_that_say_it_and_lines_that_only_hint()
    {
        var lines = LabelledLine.Set("development");
        var asked = RiskCategory.All.Select(category => category.Id).Except(["asked-for-help", "could-not-read"]).Order();

        Assert.Equal(asked, Groups(lines, SafeguardingRoute.Red).Select(group => group.Key).Order());
        Assert.Equal(asked.Except(["medical"]), Groups(lines, SafeguardingRoute.Amber).Select(group => group.Key).Order());
    }

    private IReadOnlyList<LabelledLine> Report(string name)
    {
        var lines = LabelledLine.Set(name);
        output.WriteLine($"{name}: found, of, share (Wilson 95 % interval)");
        foreach (var route in new[] { SafeguardingRoute.Red, SafeguardingRoute.Amber, SafeguardingRoute.ThirdParty })
        {
            foreach (var group in Groups(lines, route).OrderBy(group => group.Key, StringComparer.Ordinal))
                output.WriteLine($"{(route == SafeguardingRoute.Amber ? "hinted" : "said"),-8}{group.Key,-18}{ShareOf(group)}");
            output.WriteLine($"{route,-26}{Found(lines, route)}");
        }

        foreach (var group in Groups(lines, SafeguardingRoute.None))
            output.WriteLine($"false red  {group.Key,-15}{FalseReds(lines, group.Key)}   red or amber {Answered(lines, group.Key)}");
        return lines;
    }

    private static IEnumerable<IGrouping<string, LabelledLine>> Groups(IEnumerable<LabelledLine> lines, SafeguardingRoute expected) =>
        lines.Where(line => line.Expected == expected).GroupBy(line => line.Category);

    private static Share Found(IEnumerable<LabelledLine> lines, SafeguardingRoute expected) =>
        ShareOf(lines.Where(line => line.Expected == expected));

    private static Share ShareOf(IEnumerable<LabelledLine> lines) =>
        new(lines.Count(line => line.IsRight), lines.Count());

    private static Share FalseReds(IEnumerable<LabelledLine> lines, string category) =>
        Of(lines, category, line => line.Read == SafeguardingRoute.Red);

    private static Share Answered(IEnumerable<LabelledLine> lines, string category) =>
        Of(lines, category, line => line.Read != SafeguardingRoute.None);

    private static Share Of(IEnumerable<LabelledLine> lines, string category, Func<LabelledLine, bool> counts)
    {
        var group = lines.Where(line => line.Expected == SafeguardingRoute.None && line.Category == category).ToList();
        return new(group.Count(counts), group.Count);
    }
}
