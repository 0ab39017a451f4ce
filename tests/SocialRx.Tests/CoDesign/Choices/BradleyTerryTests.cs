using SocialRx.Domain.CoDesign.Choices;

namespace SocialRx.Tests.CoDesign.Choices;

public sealed class BradleyTerryTests
{
    [Fact]
    public void Of_two_options_each_is_as_strong_as_the_share_of_its_wins()
    {
        var strengths = Fitted(Tally(2, (0, 1, 3), (1, 0, 1)));

        Assert.Equal(0.75, strengths[0], 9);
        Assert.Equal(0.25, strengths[1], 9);
    }

    [Fact]
    public void An_option_that_wins_against_a_strong_one_is_stronger_than_one_that_wins_as_often_against_a_weak_one()
    {
        // 0 beats 1 by 2 to 1 and 1 beats 2 by 2 to 1: strengths 4, 2, 1, as no other pair says anything against it.
        var strengths = Fitted(Tally(3, (0, 1, 2), (1, 0, 1), (1, 2, 2), (2, 1, 1)));

        Assert.Equal([4 / 7.0, 2 / 7.0, 1 / 7.0], strengths, (one, other) => Math.Abs(one - other) < 1e-9);
    }

    [Fact]
    public void Where_everybody_wins_in_a_circle_all_are_as_strong() =>
        Assert.Equal([0.25, 0.25, 0.25, 0.25], Fitted(Tally(4, (0, 1, 5), (1, 2, 5), (2, 3, 5), (3, 0, 5))), (one, other) => Math.Abs(one - other) < 1e-9);

    [Fact]
    public void Strengths_are_where_the_likelihood_is_level()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var tally = Random(seed);
            if (BradleyTerry.Fit(tally) is not BradleyTerryAnswer.Fitted fitted)
                continue;
            for (var one = 0; one < tally.Options.Count; one++)
            {
                // The derivative by log strength: wins less expected wins.
                var expected = Enumerable.Range(0, tally.Options.Count).Where(other => other != one).Sum(other => tally.VotesOn(one, other) * fitted.Strengths[one] / (fitted.Strengths[one] + fitted.Strengths[other]));
                Assert.Equal(tally.Wins(one), expected, 6);
            }
        }
    }

    [Fact]
    public void An_option_that_never_lost_has_no_finite_strength_and_stands_in_a_group_of_its_own_in_front()
    {
        // 2 beat everybody; 0 and 1 beat each other; 3 was never compared.
        var answer = Assert.IsType<BradleyTerryAnswer.NoFiniteAnswer>(BradleyTerry.Fit(Tally(4, (2, 0, 3), (2, 1, 1), (0, 1, 1), (1, 0, 2))));

        Assert.Equal(["o2", "o0 o1", "o3"], answer.Groups.Select(group => string.Join(' ', group)));
    }

    private static IReadOnlyList<double> Fitted(PairTally tally) => Assert.IsType<BradleyTerryAnswer.Fitted>(BradleyTerry.Fit(tally)).Strengths;

    private static PairTally Random(int seed)
    {
        var random = new Random(seed);
        var options = random.Next(2, 8);
        return Tally(options, [.. from one in Enumerable.Range(0, options) from other in Enumerable.Range(0, options) where one != other select (one, other, random.Next(0, 9))]);
    }

    private static PairTally Tally(int options, params (int Winner, int Loser, int Times)[] results) => PairTally.Count(
        [.. Enumerable.Range(0, options).Select(option => $"o{option}")],
        results.Select(result => new PairCount($"o{result.Winner}", $"o{result.Loser}", result.Times)));
}
