using System.Text.Json;
using SocialRx.Domain.CoDesign.Opinions;
using SocialRx.Domain.Insights;

namespace SocialRx.Tests.CoDesign.Opinions;

public sealed class ToldOpinionsTests
{
    private static readonly DisclosureOptions Rules = new();

    [Fact]
    public void Groups_are_told_with_rounded_sizes_and_what_speaks_for_them()
    {
        var told = Tell(SomeVotes.OfCamps([63, 41], 20, 18, 0.9, seed: 3))!.Told;

        Assert.Equal([65, 40], told.Groups.Select(group => group.People));
        Assert.Equal(105, told.Respondents);
        Assert.All(told.Groups, group => Assert.NotEmpty(group.Speaks));
        foreach (var group in told.Groups)
        {
            var (own, other) = (told.Share(group.Id, group.Speaks[0])!, told.Share(3 - group.Id, group.Speaks[0]));
            Assert.True(own.Percent > 60);
            Assert.True(other is null || other.Percent < own.Percent);
        }
    }

    [Fact]
    public void Every_number_that_is_told_is_rounded_and_none_is_small()
    {
        var told = Tell(SomeVotes.OfCamps([63, 41], 20, 12, 0.8, seed: 4))!.Told;

        var numbers = told.Votes.SelectMany(votes => votes.Table.Cells.SelectMany(row => row).Concat(votes.Table.ColumnTotals!).Append(votes.Table.Respondents));
        Assert.NotEmpty(told.Votes);
        Assert.All(numbers, number => Assert.True(number is null || (number % 5 == 0 && number is 0 or > 5), $"{number}"));
    }

    [Fact]
    public void Where_there_are_no_groups_it_says_why_and_takes_everybody_together()
    {
        var told = Tell(SomeVotes.OfCamps([33], 12, 10, 0.6, seed: 1))!.Told;

        Assert.Empty(told.Groups);
        Assert.Equal(NoGroups.TooFewPeople, told.Because);
        Assert.NotEmpty(told.Consensus);
        Assert.All(told.Votes, votes => Assert.Equal(0, votes.Group));
        Assert.DoesNotContain("33", JsonSerializer.Serialize(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_nine_people_nothing_is_told() => Assert.Null(Tell(SomeVotes.OfCamps([9], 12, 10, 0.6, seed: 1)));

    [Fact]
    public void What_all_groups_agree_on_is_worked_out_from_what_is_shown_in_all_three_ways()
    {
        var votes = SomeVotes.OfCamps([60, 50], 15, 15, 0.9, seed: 6);
        votes.AddRange(votes.Select(vote => vote.Participant).Distinct().ToList().Select((person, at) => new CastVote(person, "all", at % 5 == 0 ? Vote.Disagree : Vote.Agree)));
        var told = Tell(votes)!.Told;
        var side = Assert.Single(told.Consensus, one => one.Statement == "all");

        var shares = told.GroupIds.Select(group => told.Share(group, side)!).Select(share => (share.People + 1.0) / (share.Of + 2)).ToList();
        var consensus = told.ConsensusOf(side)!;

        Assert.Equal(shares[0] * shares[1], consensus.Product, 12);
        Assert.Equal(Math.Sqrt(shares[0] * shares[1]), consensus.GeometricMean, 12);
        Assert.Equal(shares.Min(), consensus.Least, 12);
    }

    [Fact]
    public void A_statement_few_have_voted_on_since_is_told_as_it_was()
    {
        var votes = SomeVotes.OfCamps([33], 6, 5, 0.6, seed: 1);
        var before = Tell(votes)!;
        var named = before.Told.Votes[0].Statement;

        // Ten more people, none of them on that statement.
        var more = SomeVotes.OfCamps([10], 6, 6, 1, seed: 2).Where(vote => vote.Statement != named).Select(vote => vote with { Participant = $"new-{vote.Participant}" }).ToList();
        votes.AddRange(more);
        votes.AddRange(more.Select(vote => vote.Participant).Distinct().Take(4).Select(person => new CastVote(person, named, Vote.Disagree)));
        var after = Tell(votes, before)!;

        Assert.Equal(before.Respondents + 10, after.Respondents);
        Assert.Equal(before.Seen[named], after.Seen.GetValueOrDefault(named, before.Seen[named]));
        Assert.All(after.Told.Votes.Where(one => one.Statement == named), one => Assert.Equal(
            JsonSerializer.Serialize(before.Told.Votes.Single(kept => kept.Statement == named)), JsonSerializer.Serialize(one)));
    }

    [Fact]
    public void It_comes_back_from_json_as_it_was()
    {
        var told = Tell(SomeVotes.OfCamps([63, 41], 20, 18, 0.9, seed: 3))!;

        var back = JsonSerializer.Deserialize<NewToldOpinions>(JsonSerializer.Serialize(told))!;

        Assert.Equal(JsonSerializer.Serialize(told), JsonSerializer.Serialize(back));
        Assert.Equal(told.Told.Share(1, told.Told.Groups[0].Speaks[0]), back.Told.Share(1, back.Told.Groups[0].Speaks[0]));
    }

    private static NewToldOpinions? Tell(IEnumerable<CastVote> votes, NewToldOpinions? before = null)
    {
        var matrix = VoteMatrix.Of(votes);
        return ToldOpinions.Of(matrix, OpinionAnalysis.Of(matrix, matrix.Statements), Rules, before);
    }
}
