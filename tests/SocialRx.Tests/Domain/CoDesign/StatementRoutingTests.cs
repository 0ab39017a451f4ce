using SocialRx.Domain.CoDesign.Opinions;
using SocialRx.Domain.CoDesign.Statements;

namespace SocialRx.Tests.Domain.CoDesign;

/// <summary>Which statements people are shown, looked at as what is served and not as what is computed.</summary>
public sealed class StatementRoutingTests
{
    [Theory]
    // Worked out by hand from [(1 - p)(E + 1) a (1 + 8 * 2^(-S/5))]^2.
    [InlineData(0, 0, 0, 0, 5.0625)]
    [InlineData(5, 0, 0, 0, 13.494377342773845)]
    [InlineData(0, 0, 5, 0, 0.010412328196584763)]
    [InlineData(10, 5, 5, 0, 0.29752066115702475)]
    [InlineData(10, 5, 5, 1.5, 1.8595041322314052)]
    public void Priority_is_the_formula_of_the_field(int agrees, int disagrees, int passes, double extremity, double expected) =>
        Assert.Equal(expected, RoutingPriority.Of(new StatementTally { Agrees = agrees, Disagrees = disagrees, Passes = passes }.Counts, extremity), 12);

    [Fact]
    public void What_is_served_is_in_proportion_to_priority()
    {
        ServableStatement[] all =
        [
            new("liked", new StatementTally { Agrees = 40, Disagrees = 10, Passes = 2 }),
            new("split", new StatementTally { Agrees = 26, Disagrees = 24, Passes = 2 }),
            new("passed", new StatementTally { Agrees = 5, Disagrees = 5, Passes = 42 }),
            new("far-out", new StatementTally { Agrees = 26, Disagrees = 24, Passes = 2 }, Extremity: 1),
        ];
        var total = all.Sum(one => RoutingPriority.Of(one.Tally.Counts, one.Extremity));
        const int draws = 20_000;

        var served = Enumerable.Range(0, draws).GroupBy(n => StatementRouting.Next(all, 20, (n + 0.5) / draws)!.Id).ToDictionary(group => group.Key, group => group.Count());

        Assert.All(all, one => Assert.Equal(RoutingPriority.Of(one.Tally.Counts, one.Extremity) / total, served.GetValueOrDefault(one.Id) / (double)draws, 3));
        Assert.True(served["far-out"] > 3.9 * served["split"]);
        Assert.True(served["liked"] > served["split"]);
    }

    [Fact]
    public void What_can_be_foretold_for_certain_is_shown_half_as_often()
    {
        var tally = new StatementTally { Agrees = 26, Disagrees = 24, Passes = 2 };
        ServableStatement[] all = [new("known", tally) { Uncertainty = 0 }, new("unknown", tally)];

        var known = Enumerable.Range(0, 3_000).Count(n => StatementRouting.Next(all, 20, (n + 0.5) / 3_000)!.Id == "known");

        Assert.Equal(1_000, known);
    }

    [Fact]
    public void Every_statement_is_seen_by_twenty_before_any_is_shown_more_often()
    {
        var random = new Xorshift(7);
        var tallies = Enumerable.Range(0, 12).ToDictionary(n => $"s{n:00}", _ => new StatementTally());
        for (var person = 0; person < 400; person++)
        {
            var seen = new HashSet<string>();
            for (var turn = 0; turn < 5; turn++)
            {
                var unseen = tallies.Where(one => !seen.Contains(one.Key)).Select(one => new ServableStatement(one.Key, one.Value)).ToList();
                var shown = StatementRouting.Next(unseen, 20, random.Next())!;
                Assert.True(shown.Tally.Views < 20 || unseen.All(one => one.Tally.Views >= 20), $"{shown.Id} had {shown.Tally.Views} views while others had fewer than 20.");
                seen.Add(shown.Id);
                tallies[shown.Id] = Voted(tallies[shown.Id], random.Next(), liked: shown.Id == "s03");
            }
        }

        Assert.All(tallies.Values, tally => Assert.True(tally.Views >= 20));
        // Past the floor, the one that many agree with is shown most.
        Assert.Equal("s03", tallies.MaxBy(one => one.Value.Views).Key);
    }

    [Fact]
    public void Of_none_there_is_none_to_show() => Assert.Null(StatementRouting.Next([], 20, 0.5));

    [Fact]
    public void The_last_of_the_draws_still_finds_one() => Assert.Equal("a", StatementRouting.Next([new("a", StatementTally.None)], 20, Math.BitDecrement(1.0))!.Id);

    private static StatementTally Voted(StatementTally tally, double draw, bool liked) =>
        liked || draw < 0.4 ? tally with { Agrees = tally.Agrees + 1 }
        : draw < 0.7 ? tally with { Disagrees = tally.Disagrees + 1 }
        : draw < 0.95 ? tally with { Passes = tally.Passes + 1 }
        : tally with { Unclear = tally.Unclear + 1 };

    private sealed class Xorshift(ulong state)
    {
        public double Next()
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return (state >> 11) / (double)(1UL << 53);
        }
    }
}
