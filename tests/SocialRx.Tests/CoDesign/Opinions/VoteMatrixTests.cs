using CsCheck;
using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Tests.CoDesign.Opinions;

public sealed class VoteMatrixTests
{
    [Fact]
    public void The_last_vote_counts()
    {
        var matrix = VoteMatrix.Of([new("ash", "bus", Vote.Agree), new("ash", "bus", Vote.Pass)]);

        Assert.Equal(new VoteCounts(0, 0, 1), matrix.Counts[matrix.IndexOfStatement("bus")]);
        Assert.Equal(1, matrix.VoteCount);
    }

    [Fact]
    public void What_takes_no_part_is_not_there_and_neither_is_who_voted_on_nothing_else()
    {
        var matrix = VoteMatrix.Of([new("ash", "i am 14", Vote.Agree), new("robin", "bus", Vote.Agree)], new HashSet<string> { "i am 14" });

        Assert.Equal(["robin"], matrix.Participants);
        Assert.Equal(-1, matrix.IndexOfStatement("i am 14"));
    }

    [Fact]
    public void Every_vote_is_found_by_person_and_by_statement()
    {
        var votes = SomeVotes.OfCamps([9, 4], 12, 7, 0.5, seed: 1);
        var matrix = VoteMatrix.Of(votes);

        foreach (var vote in votes)
        {
            var person = matrix.IndexOfPerson(vote.Participant);
            Assert.Equal(vote.Vote, matrix.VotesOf(person)[matrix.StatementsOf(person).IndexOf(matrix.IndexOfStatement(vote.Statement))]);
        }

        foreach (var on in votes.GroupBy(vote => vote.Statement))
            Assert.Equal(new VoteCounts(on.Count(vote => vote.Vote is Vote.Agree), on.Count(vote => vote.Vote is Vote.Disagree), on.Count()), matrix.Counts[matrix.IndexOfStatement(on.Key)]);
    }

    [Fact]
    public void The_order_depends_on_nothing_but_the_votes() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 12], Gen.Int[0, 1_000_000]).Sample((people, statements, seed) =>
        {
            var votes = SomeVotes.OfCamps([people], statements, Math.Max(1, statements / 2), 0.3, seed);
            var (renamed, _) = SomeVotes.Renamed(votes, seed + 1);

            Assert.Equal(Written(VoteMatrix.Of(votes)), Written(VoteMatrix.Of(renamed)));
        }, iter: 200);

    private static string Written(VoteMatrix matrix) => string.Join('\n', Enumerable.Range(0, matrix.Participants.Count).Select(person =>
        string.Join(' ', matrix.StatementsOf(person).ToArray().Zip(matrix.VotesOf(person).ToArray()))));
}
