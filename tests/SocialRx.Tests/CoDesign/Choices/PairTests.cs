using SocialRx.Domain.CoDesign.Choices;

namespace SocialRx.Tests.CoDesign.Choices;

public sealed class PairTests
{
    private static readonly string[] Options = ["buses", "parks", "jobs"];

    [Fact]
    public void A_score_is_how_often_an_option_is_chosen_with_one_win_and_one_loss_to_begin_with()
    {
        var scores = PairScores.Of(Tally(Chose("buses", "parks", 3), Chose("parks", "buses", 1)));

        Assert.Equal(["buses", "jobs", "parks"], scores.Select(score => score.Option));
        Assert.Equal([100 * 4 / 6.0, 50, 100 * 2 / 6.0], scores.Select(score => score.Score));
        Assert.Equal((3, 1), (scores[0].Wins, scores[0].Losses));
    }

    [Fact]
    public void An_interval_is_all_there_is_before_the_first_vote_and_narrow_after_many()
    {
        var few = PairScores.Of(Tally(Chose("buses", "parks", 8), Chose("parks", "buses", 2)));
        var many = PairScores.Of(Tally(Chose("buses", "parks", 800), Chose("parks", "buses", 200)));

        // Wilson's interval of 8 in 10 is 0.490 to 0.943.
        Assert.Equal((49.0, 94.3), (Math.Round(few[0].Low, 1), Math.Round(few[0].High, 1)));
        Assert.Equal((0.0, 100.0), (few[1].Low, few[1].High));
        Assert.True(many[0].High - many[0].Low < 5.1);
        Assert.All(few, score => Assert.InRange(score.Score, score.Low, score.High));
    }

    [Fact]
    public void Who_cannot_decide_gives_a_reason_and_no_vote()
    {
        var tally = Tally([
            .. Enumerable.Repeat<PairAnswer>(new PairAnswer.CannotDecide("parks", "jobs", CannotDecideBecause.BothMatter), 2),
            new PairAnswer.CannotDecide("parks", "jobs", CannotDecideBecause.DoNotKnowEnough)]);

        Assert.Equal(0, tally.Votes);
        Assert.Equal((2, 1), (tally.Undecided[CannotDecideBecause.BothMatter], tally.Undecided[CannotDecideBecause.DoNotKnowEnough]));
        Assert.All(PairScores.Of(tally), score => Assert.Equal(50, score.Score));
    }

    [Fact]
    public void An_answer_about_an_option_that_is_gone_is_left_out() => Assert.Equal(1, Tally(Chose("buses", "trams", 5), Chose("buses", "buses", 5), Chose("buses", "jobs", 1)).Votes);

    [Fact]
    public void The_order_of_answers_makes_no_difference()
    {
        PairAnswer[] answers = [.. Chose("buses", "parks", 5), .. Chose("jobs", "buses", 3), .. Chose("parks", "jobs", 4)];
        var scores = PairScores.Of(Tally(answers));

        for (var seed = 0; seed < 20; seed++)
        {
            new Random(seed).Shuffle(answers);
            Assert.Equal(scores, PairScores.Of(Tally(answers)));
        }
    }

    [Fact]
    public void A_pair_with_many_votes_is_asked_less()
    {
        // 99 votes: 0.01. None, and 19 votes: 0.05 each, the most there is.
        var chances = PairServing.Chances(Tally(Chose("buses", "parks", 99), Chose("parks", "jobs", 19)));

        Assert.Equal([("buses", "parks"), ("buses", "jobs"), ("parks", "jobs")], chances.Select(pair => (pair.One, pair.Other)));
        Assert.Equal([1 / 11.0, 5 / 11.0, 5 / 11.0], chances.Select(pair => Math.Round(pair.Chance, 12)), (one, other) => Math.Abs(one - other) < 1e-9);
    }

    [Fact]
    public void Pairs_are_served_as_often_as_their_chance_says_and_either_way_round()
    {
        var tally = Tally(Chose("buses", "parks", 99), Chose("parks", "jobs", 39));
        var random = new Random(1);

        var served = Enumerable.Range(0, 20_000).Select(_ => PairServing.Next(tally, (_, _) => false, random)!).CountBy(pair => pair).ToDictionary();

        // Weights 0.01, 0.05 and 0.025.
        Assert.Equal(6, served.Count);
        Assert.InRange(served[new("buses", "parks")] + served[new("parks", "buses")], 2150, 2560);
        Assert.InRange(served[new("buses", "jobs")], 5650, 6120);
        Assert.InRange(served[new("jobs", "buses")], 5650, 6120);
        Assert.InRange(served[new("jobs", "parks")] + served[new("parks", "jobs")], 5650, 6120);
    }

    [Fact]
    public void Nobody_is_asked_about_the_same_two_twice_and_after_the_last_there_is_none()
    {
        var random = new Random(3);
        HashSet<string> seen = [];
        bool HasSeen(string one, string other) => seen.Contains($"{one} {other}") || seen.Contains($"{other} {one}");

        for (var asked = 0; asked < 3; asked++)
        {
            var pair = PairServing.Next(Tally(), HasSeen, random);
            Assert.True(seen.Add($"{pair!.Left} {pair.Right}"));
        }

        Assert.Null(PairServing.Next(Tally(), HasSeen, random));
    }

    private static PairTally Tally(params IEnumerable<PairAnswer>[] answers) => PairTally.Count(Options, answers.SelectMany(answer => answer));

    private static IEnumerable<PairAnswer> Chose(string winner, string loser, int times) => Enumerable.Repeat(new PairAnswer.Chose(winner, loser), times);
}
