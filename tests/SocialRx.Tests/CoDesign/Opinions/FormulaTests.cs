using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Tests.CoDesign.Opinions;

/// <summary>Figures worked out by hand from the formulas of Polis (math/repness.clj, stats.clj, conversation.clj).</summary>
public sealed class FormulaTests
{
    // A votes 7 agree, 2 disagree, 1 pass; B votes 1, 5, 2.
    private static readonly VoteCounts A = new(7, 2, 10);
    private static readonly VoteCounts B = new(1, 5, 8);

    private static readonly IReadOnlyList<GroupStance> Stances = GroupStance.Of([(1, A), (2, B)]);

    [Fact]
    public void A_share_counts_passes_among_those_who_saw_the_statement()
    {
        Assert.Equal(8 / 12.0, Stances[0].Agree.Share, 15);
        Assert.Equal(3 / 12.0, Stances[0].Disagree.Share, 15);
        Assert.Equal(2 / 10.0, Stances[1].Agree.Share, 15);
    }

    [Fact]
    public void A_share_is_tested_against_a_half()
    {
        // 2 sqrt(11) (8/11 - 1/2) and 2 sqrt(9) (6/9 - 1/2)
        Assert.Equal(1.5075567228888181, Stances[0].Agree.Z, 12);
        Assert.Equal(1.0, Stances[1].Disagree.Z, 12);
    }

    [Fact]
    public void A_group_is_set_against_the_others()
    {
        Assert.Equal(8 / 12.0 / (2 / 10.0), Stances[0].Agree.Ratio, 12);

        // (8/11 - 2/9) / sqrt(1/2 * 1/2 * (1/11 + 1/9)), the pooled share being 10/20
        Assert.Equal(2.2473328748774737, Stances[0].Agree.RatioZ, 12);
        Assert.Equal(-2.2473328748774737, Stances[1].Agree.RatioZ, 12);
        Assert.True(Stances[0].Agree.IsRepresentative);
        Assert.False(Stances[1].Agree.IsRepresentative);
    }

    [Fact]
    public void The_others_are_added_up_before_they_are_compared()
    {
        var third = GroupStance.Of([(1, A), (2, B), (3, new VoteCounts(3, 0, 4))])[0];

        Assert.Equal(8 / 12.0 / (5 / 14.0), third.Agree.Ratio, 12);
    }

    [Fact]
    public void Where_everybody_agrees_no_group_stands_out() =>
        Assert.Equal(0, Proportions.AgainstOther(4, 4, 9, 9));

    [Fact]
    public void A_group_alone_is_set_against_nobody()
    {
        var alone = GroupStance.Of([(1, A)])[0];

        Assert.Equal(8 / 12.0 / 0.5, alone.Agree.Ratio, 12);
        Assert.Equal((8 / 11.0 - 1) / Math.Sqrt(9 / 12.0 * (3 / 12.0) * (1 / 11.0 + 1)), alone.Agree.RatioZ, 12);
    }

    [Fact]
    public void Group_informed_consensus_is_the_product_and_comes_with_what_does_not_shrink()
    {
        var consensus = GroupConsensus.Of([A, B]);

        Assert.Equal(8 / 12.0 * 0.2, consensus.Product, 15);
        Assert.Equal(Math.Sqrt(8 / 12.0 * 0.2), consensus.GeometricMean, 14);
        Assert.Equal(0.2, consensus.Least, 15);
        Assert.InRange(consensus.GeometricMean, consensus.Low, consensus.High);
    }

    [Fact]
    public void More_votes_make_the_interval_narrower()
    {
        var (few, many) = (GroupConsensus.Of([A, B]), GroupConsensus.Of([new(700, 200, 1000), new(100, 500, 800)]));

        Assert.True(many.High - many.Low < (few.High - few.Low) / 5);
    }

    // [(1 - p)(E + 1) a (1 + 8 * 2^(-S/5))]^2, p and a with one added to the votes and two to those who saw it.
    [Theory]
    [InlineData(1, 0, 1, 0, 12.529726250088045)]
    [InlineData(7, 2, 10, 0.5, 6.25)]
    [InlineData(18, 0, 21, 1, 3.8373681096385357)]
    [InlineData(0, 0, 0, 0, 5.0625)]
    public void Priority_is_as_Polis_has_it(int agree, int disagree, int seen, double extremity, double expected) =>
        Assert.Equal(expected, RoutingPriority.Of(new VoteCounts(agree, disagree, seen), extremity), 12);

    [Fact]
    public void What_few_have_seen_comes_before_what_many_have()
    {
        var (rarely, often) = (new VoteCounts(3, 1, 4), new VoteCounts(30, 10, 40));

        Assert.True(RoutingPriority.Of(rarely, 0.5) > RoutingPriority.Of(often, 0.5));
    }

    [Fact]
    public void What_people_pass_on_comes_later() =>
        Assert.True(RoutingPriority.Of(new VoteCounts(10, 10, 20), 1) > RoutingPriority.Of(new VoteCounts(10, 2, 20), 1));

    [Fact]
    public void A_group_that_nothing_speaks_for_gets_the_statement_that_sets_it_apart_most()
    {
        var weak = GroupStance.Of([(1, new VoteCounts(2, 1, 3)), (2, new VoteCounts(1, 1, 3))]);
        var unseen = GroupStance.Of([(1, new VoteCounts(0, 0, 4)), (2, new VoteCounts(4, 0, 4))]);

        var chosen = Assert.Single(RepresentativeStatement.Of([("weak", weak[0]), ("unseen", unseen[0])]));
        Assert.Equal("weak", chosen.Statement);
    }

    [Fact]
    public void At_most_five_statements_speak_for_a_group_the_strongest_first()
    {
        var statements = Enumerable.Range(1, 9).Select(times => ($"s{times}", GroupStance.Of([(1, new VoteCounts(20 * times, 0, 20 * times)), (2, new VoteCounts(0, 20, 20))])[0]));

        var chosen = RepresentativeStatement.Of(statements);

        Assert.Equal(["s9", "s8", "s7", "s6", "s5"], chosen.Select(statement => statement.Statement));
    }

    [Fact]
    public void Consensus_is_what_most_agree_or_disagree_with_for_certain()
    {
        var consensus = ConsensusStatement.Of([("liked", new(90, 5, 100)), ("hated", new(5, 90, 100)), ("split", new(50, 50, 100)), ("hardly seen", new(1, 0, 2))]);

        Assert.Equal([("liked", true), ("hated", false)], consensus.Select(statement => (statement.Statement, statement.Agrees)));
    }
}
