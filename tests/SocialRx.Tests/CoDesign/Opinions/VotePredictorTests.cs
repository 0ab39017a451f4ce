using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Tests.CoDesign.Opinions;

public sealed class VotePredictorTests
{
    [Fact]
    public void Where_there_are_camps_groups_foretell_better_than_the_mean_and_the_predictor_better_still_or_as_well()
    {
        var heldOut = HeldOutVotes.Of(VoteMatrix.Of(SomeVotes.OfCamps([120, 90, 60], 40, 20, 0.8, seed: 1)));

        Assert.True(heldOut.Groups < heldOut.Mean - 0.1, $"{heldOut}");
        Assert.True(heldOut.Predictor < heldOut.Groups + 0.01, $"{heldOut}");
    }

    [Theory]
    [InlineData(8, 6, 3)]
    [InlineData(26, 36, 12)]
    [InlineData(60, 20, 7)]
    [InlineData(200, 40, 10)]
    [InlineData(400, 100, 5)]
    public void Where_there_is_nothing_to_learn_the_predictor_is_as_good_as_the_mean(int people, int statements, int votesEach)
    {
        var runs = Enumerable.Range(0, 8).Select(seed => HeldOutVotes.Of(VoteMatrix.Of(SomeVotes.OfCamps([people], statements, votesEach, 0.4, seed)))).ToList();

        Assert.True(runs.Average(run => run.Predictor) <= runs.Average(run => run.Mean) + 0.01, $"{runs.Average(run => run.Predictor)} against {runs.Average(run => run.Mean)}");
    }

    [Fact]
    public void Chances_add_up_and_none_is_nought()
    {
        var matrix = VoteMatrix.Of(SomeVotes.OfCamps([40, 30], 20, 10, 0.9, seed: 4));
        var predictor = VotePredictor.Learn(matrix);

        foreach (var chances in from participant in matrix.Participants from statement in matrix.Statements select predictor.Chances(participant, statement)!.Value)
        {
            Assert.Equal(1, chances.Agree + chances.Disagree + chances.Pass, 12);
            Assert.All(Enum.GetValues<Vote>(), vote => Assert.True(chances.Of(vote) > 0));
        }
    }

    [Fact]
    public void Of_who_has_not_voted_nothing_is_said() =>
        Assert.Null(VotePredictor.Learn(VoteMatrix.Of(SomeVotes.OfCamps([9], 5, 3, 0.5, seed: 1))).Chances("nobody", "s1"));

    [Fact]
    public void The_loss_is_the_logarithm_of_the_chance_given_to_what_happened() =>
        Assert.Equal(Math.Log(4), new VoteChances(0.25, 0.5, 0.25).LogLoss(Vote.Pass), 12);
}
