using SocialRx.Domain.CoDesign;
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
    public void An_answer_about_an_option_that_is_gone_is_left_out() => Assert.Equal(1, Tally(Chose("buses", "trams", 5), Chose("buses", "buses", 5), Chose("buses", "jobs", 1)).Votes);

    [Fact]
    public void The_order_of_counts_makes_no_difference()
    {
        PairCount[] counts = [Chose("buses", "parks", 5), Chose("jobs", "buses", 3), Chose("parks", "jobs", 4), Chose("buses", "parks", 2)];
        var scores = PairScores.Of(Tally(counts));

        for (var seed = 0; seed < 20; seed++)
        {
            new Random(seed).Shuffle(counts);
            Assert.Equal(scores, PairScores.Of(Tally(counts)));
        }
    }

    [Fact]
    public void A_pair_with_many_votes_is_asked_less()
    {
        // 99 votes: 0.01. None, and 19 votes: 0.05 each, the most there is.
        var chances = PairServing.Chances(Options, Votes(("buses", "parks", 99), ("parks", "jobs", 19)), []);

        Assert.Equal([new("buses", "parks"), new("buses", "jobs"), new OptionPair("jobs", "parks")], chances.Select(chance => chance.Pair));
        Assert.Equal([1 / 11.0, 5 / 11.0, 5 / 11.0], chances.Select(chance => chance.Chance), (one, other) => Math.Abs(one - other) < 1e-9);
    }

    [Fact]
    public void Pairs_are_served_as_often_as_their_chance_says_and_either_way_round()
    {
        var votes = Votes(("buses", "parks", 99), ("parks", "jobs", 39));

        var served = Enumerable.Range(0, 17_000).Select(n => PairServing.Next(Options, votes, [], new PairDraw(n / 17_000.0, n % 2 == 0))!).CountBy(pair => pair).ToDictionary();

        // Weights 0.01, 0.05 and 0.025.
        Assert.Equal(6, served.Count);
        Assert.InRange(Both("buses", "parks"), 1999, 2001);
        Assert.InRange(Both("buses", "jobs"), 9999, 10_001);
        Assert.InRange(Both("parks", "jobs"), 4999, 5001);
        Assert.InRange(served[new("buses", "jobs")], 4999, 5001);

        int Both(string one, string other) => served[new(one, other)] + served[new(other, one)];
    }

    [Fact]
    public void The_same_draw_gives_the_same_pair() =>
        Assert.Equal(PairServing.Next(Options, Votes(), [], new PairDraw(0.7, true)), PairServing.Next(Options, Votes(), [], new PairDraw(0.7, true)));

    [Fact]
    public void Nobody_is_asked_about_the_same_two_twice_and_after_the_last_there_is_none()
    {
        HashSet<OptionPair> seen = [];

        for (var asked = 0; asked < 3; asked++)
        {
            var pair = PairServing.Next(Options, Votes(), seen, new PairDraw(0.5, asked == 1))!;
            Assert.True(seen.Add(OptionPair.Of(pair.Left, pair.Right)));
        }

        Assert.Null(PairServing.Next(Options, Votes(), seen, new PairDraw(0.5, false)));
    }

    private static PairTally Tally(params PairCount[] counts) => PairTally.Count(Options, counts);

    private static PairCount Chose(string winner, string loser, int times) => new(winner, loser, times);

    private static Dictionary<OptionPair, int> Votes(params (string One, string Other, int Times)[] votes) =>
        votes.ToDictionary(vote => OptionPair.Of(vote.One, vote.Other), vote => vote.Times);
}
