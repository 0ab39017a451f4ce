using SocialRx.Domain.Safeguarding;
using SocialRx.Domain.WhatMatters;
using SocialRx.Language.Matching;
using SocialRx.Language.Signals;
using SocialRx.Language.Themes;

namespace SocialRx.Tests.Language;

public sealed class RuleTests
{
    [Fact]
    public void Every_example_of_a_risk_rule_fires_it_and_takes_at_least_its_route()
    {
        var missed = Risks()
            .SelectMany(rule => rule.Examples.Select(example => (rule, example, reading: RiskSignals.Read(example))))
            .Where(line => !line.reading.PatternIds.Contains(line.rule.Id) || (!Weakened(line.reading) && line.reading.Route < SignalRules.RouteOf(line.rule)))
            .Select(line => $"{line.rule.Id}: \"{line.example}\" gave {line.reading.Route} by {string.Join(", ", line.reading.PatternIds)}");

        Assert.Equal("", string.Join("\n", missed));
    }

    [Fact]
    public void No_counterexample_takes_its_rules_route_by_that_rule()
    {
        var wrong = Risks()
            .SelectMany(rule => rule.CounterExamples.Select(example => (rule, example, reading: RiskSignals.Read(example))))
            .Where(line => line.reading.PatternIds.Contains(line.rule.Id) && line.reading.Route >= SignalRules.RouteOf(line.rule))
            .Select(line => $"{line.rule.Id}: \"{line.example}\" gave {line.reading.Route}");

        Assert.Equal("", string.Join("\n", wrong));
    }

    [Fact]
    public void Every_example_of_a_rule_about_context_is_found_by_it()
    {
        var set = RiskSignals.Loaded.Set;
        var missed = set.Rules
            .Where(rule => rule["category"] == "context")
            .SelectMany(rule => rule.Examples.Select(example => (rule, example)))
            .Where(line => set.Find(set.Tokens(line.example)).All(match => match.Rule != line.rule))
            .Select(line => $"{line.rule.Id}: \"{line.example}\"");

        Assert.Equal("", string.Join("\n", missed));
    }

    [Fact]
    public void Every_risk_rule_is_of_a_known_category_and_route()
    {
        Assert.All(Risks(), rule => Assert.NotNull(RiskCategory.Find(rule["category"])));
        Assert.All(Risks(), rule => Assert.NotEqual(SafeguardingRoute.None, SignalRules.RouteOf(rule)));
    }

    [Fact]
    public void Every_example_of_a_theme_a_barrier_and_a_search_word_is_coded_so()
    {
        Assert.Equal("", Uncoded(ThemeCoder.Loaded, "theme", text => ThemeCoder.Read(text).Select(hit => hit.ThemeId)));
        Assert.Equal("", Uncoded(BarrierCoder.Loaded, "barrier", text => BarrierCoder.Read(text).Select(hit => hit.BarrierId)));
        Assert.Equal("", Uncoded(SearchWords.Loaded, "word", SearchWords.Read));
    }

    [Fact]
    public void The_coders_know_every_code_of_the_codebook()
    {
        Assert.Equal(Theme.All.Select(theme => theme.Id).Order(), ThemeCoder.Loaded.Rules.Select(rule => rule["theme"]).Order());
        Assert.Equal(SocialRx.Domain.WhatMatters.Barrier.All.Select(barrier => barrier.Id).Where(id => id != "other").Order(), BarrierCoder.Loaded.Rules.Select(rule => rule["barrier"]).Order());
    }

    private static IEnumerable<Rule> Risks() => RiskSignals.Loaded.Set.Rules.Where(rule => rule["category"] != "context");

    // An example may stand for the rule and still be third-party or long past by what stands around it.
    private static bool Weakened(SignalReading reading) => reading.Route == SafeguardingRoute.ThirdParty;

    private static string Uncoded(RuleSet rules, string key, Func<string, IEnumerable<string>> read) =>
        string.Join("\n", rules.Rules.SelectMany(rule => rule.Examples.Where(example => !read(example).Contains(rule[key])).Select(example => $"{rule.Id}: \"{example}\"")));
}
