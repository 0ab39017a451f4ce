using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Tests.CoDesign.Opinions;

public sealed class GroupingTests
{
    private static readonly int[] TwoCamps = [60, 40];
    private static readonly int[] ThreeCamps = [80, 60, 40];

    [Fact]
    public void Two_camps_are_found() => Assert.Equal(TwoCamps, Sizes(SomeVotes.OfCamps(TwoCamps, 30, 20, 0.9, seed: 3)));

    [Fact]
    public void Three_camps_are_found_and_nobody_is_put_into_the_wrong_one()
    {
        var groups = SomeVotes.Groups(SomeVotes.OfCamps(ThreeCamps, 40, 30, 0.97, seed: 5));

        Assert.Equal(ThreeCamps, groups.Select(group => group.Participants.Count));
        Assert.Equal([1, 2, 3], groups.Select(group => group.Id));
        Assert.All(groups, group => Assert.Single(group.Participants.Select(participant => participant[..2]).Distinct()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Votes_by_chance_give_no_groups(int seed) =>
        Assert.IsType<Grouping.NoStableGroups>(SomeVotes.Find(SomeVotes.OfCamps([150], 30, 20, loyalty: 0, seed)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Camps_whose_votes_are_dealt_anew_within_each_statement_are_no_groups(int seed) =>
        Assert.IsType<Grouping.NoStableGroups>(SomeVotes.Find(SomeVotes.Dealt(SomeVotes.OfCamps(ThreeCamps, 40, 25, 0.9, seed: 5), seed)));

    [Fact]
    public void Of_two_hundred_sets_of_votes_dealt_anew_at_most_five_in_a_hundred_are_told_groups()
    {
        var camps = SomeVotes.OfCamps([60, 40], 25, 15, 0.9, seed: 5);

        var found = Enumerable.Range(0, 200).Count(seed => SomeVotes.Groups(SomeVotes.Dealt(camps, seed)).Count > 0);

        Assert.True(found <= 10, $"{found} of 200");
    }

    [Fact]
    public void Everybody_of_one_mind_is_no_groups() =>
        Assert.IsType<Grouping.NoStableGroups>(SomeVotes.Find(SomeVotes.OfCamps([100], 20, 15, loyalty: 1, seed: 1)));

    [Fact]
    public void Of_twenty_six_people_no_groups_are_told_however_clear_they_are()
    {
        var found = SomeVotes.Find(SomeVotes.OfCamps([13, 13], 36, 25, 1, seed: 2));

        Assert.Equal(26, found.People);
        Assert.IsType<Grouping.NoStableGroups>(found);
    }

    [Fact]
    public void A_camp_of_seven_is_never_told()
    {
        var groups = SomeVotes.Groups(SomeVotes.OfCamps([60, 50, 7], 30, 25, 0.95, seed: 4));

        Assert.All(groups, group => Assert.True(group.Participants.Count >= 8));
    }

    [Fact]
    public void Who_voted_less_than_seven_times_is_in_no_group()
    {
        var votes = SomeVotes.OfCamps(TwoCamps, 30, 20, 0.9, seed: 3);
        votes.AddRange(Enumerable.Range(0, 6).Select(statement => new CastVote("late", $"s{statement}", Vote.Agree)));

        Assert.DoesNotContain("late", SomeVotes.Groups(votes).SelectMany(group => group.Participants));
    }

    [Fact]
    public void Where_there_are_three_statements_three_votes_are_enough() =>
        Assert.Equal(100, SomeVotes.Find(SomeVotes.OfCamps(TwoCamps, 3, 3, 0.9, seed: 3)).People);

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    public void The_same_votes_give_the_same_groups_in_any_order_and_under_any_names(double loyalty)
    {
        var votes = SomeVotes.OfCamps(ThreeCamps, 40, 25, loyalty, seed: 7);
        var expected = SomeVotes.Groups(votes);
        Assert.NotEmpty(expected);

        for (var permutation = 0; permutation < 20; permutation++)
        {
            var (renamed, newName) = SomeVotes.Renamed(votes, permutation);
            var groups = SomeVotes.Groups(renamed);

            Assert.Equal(expected.Select(group => group.Participants.Select(newName).Order()), groups.Select(group => group.Participants.Order()));
        }
    }

    [Fact]
    public void Two_ways_of_parting_people_that_are_the_same_agree_fully_and_unrelated_ones_not_at_all()
    {
        Assert.Equal(1, AdjustedRand.Of([1, 1, 2, 2, 3], [7, 7, 5, 5, 6]));
        Assert.Equal(-0.5, AdjustedRand.Of([1, 1, 2, 2], [1, 2, 1, 2]), 12);

        // Hubert and Arabie's index of a table worked by hand: pairs together 4, expected 6 * 4 / 15, largest (6 + 4) / 2
        Assert.Equal((4 - (6 * 4 / 15.0)) / (5 - (6 * 4 / 15.0)), AdjustedRand.Of([1, 1, 1, 2, 2, 2], [1, 1, 1, 3, 2, 2]), 12);
    }

    private static IEnumerable<int> Sizes(IEnumerable<CastVote> votes) => SomeVotes.Groups(votes).Select(group => group.Participants.Count);
}
