using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Tests.CoDesign.Opinions;

public sealed class VoteForecastTests
{
    [Fact]
    public void From_a_few_votes_it_says_what_somebody_of_a_camp_will_vote()
    {
        var votes = SomeVotes.OfCamps([80, 80], 30, 20, 0.95, seed: 2);
        var matrix = VoteMatrix.Of(votes);
        var terms = VoteForecast.Learn(matrix)!;
        var opinions = votes.Where(vote => vote.Participant.StartsWith("c1", StringComparison.Ordinal)).GroupBy(vote => vote.Statement).ToDictionary(on => on.Key, on => on.GroupBy(vote => vote.Vote).MaxBy(same => same.Count())!.Key);

        var forecast = VoteForecast.Of([.. opinions.Take(6).Select(one => (Terms(matrix, terms, one.Key), one.Value))]);

        var right = opinions.Skip(6).Count(one => forecast.Chances(Terms(matrix, terms, one.Key)).Of(one.Value) > 0.5);
        Assert.True(right >= 20, $"{right} of {opinions.Count - 6}");
    }

    [Fact]
    public void Where_votes_have_nothing_to_do_with_each_other_nothing_is_foretold() =>
        Assert.Null(VoteForecast.Learn(VoteMatrix.Of(SomeVotes.OfCamps([200], 30, 15, 0.2, seed: 4))));

    [Fact]
    public void Of_fewer_than_fifty_people_nothing_is_foretold() =>
        Assert.Null(VoteForecast.Learn(VoteMatrix.Of(SomeVotes.OfCamps([25, 24], 30, 25, 1, seed: 4))));

    [Fact]
    public void Nothing_is_less_certain_than_three_that_are_as_likely()
    {
        var third = 1.0 / 3;
        Assert.Equal(1, new VoteChances(third, third, third).Uncertainty, 12);
        Assert.Equal(0, new VoteChances(1, 0, 0).Uncertainty);
        Assert.InRange(new VoteChances(0.9, 0.05, 0.05).Uncertainty, 0.1, 0.5);
    }

    private static double[] Terms(VoteMatrix matrix, IReadOnlyList<IReadOnlyList<double>> terms, string statement) => [.. terms[matrix.IndexOfStatement(statement)]];
}
