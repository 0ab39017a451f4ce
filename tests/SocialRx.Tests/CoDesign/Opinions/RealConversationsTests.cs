using SocialRx.Bot.CoDesign;
using SocialRx.Domain.CoDesign.Opinions;
using SocialRx.Tests.House;

namespace SocialRx.Tests.CoDesign.Opinions;

/// <summary>Open data of Polis where it is at hand (CC BY 4.0); it is not part of the project, so these tests are skipped where it is missing.</summary>
public sealed class RealConversationsTests
{
    private static readonly string Folder = Repository.PathOf("..", "shared", "data", "polis");

    public static TheoryData<string> Names => Directory.Exists(Folder) ? new(Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)) : new("none");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_groups_are_the_same_in_any_order_and_under_any_names(string name)
    {
        var votes = Read(name);
        var expected = SomeVotes.Groups(votes);

        for (var permutation = 0; permutation < 3; permutation++)
        {
            var (renamed, newName) = SomeVotes.Renamed(votes, permutation);
            Assert.Equal(expected.Select(group => group.Participants.Select(newName).Order()), SomeVotes.Groups(renamed).Select(group => group.Participants.Order()));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Votes_dealt_anew_within_each_statement_give_no_groups(string name)
    {
        var votes = Read(name);

        Assert.All(Enumerable.Range(0, 5), seed => Assert.Empty(SomeVotes.Groups(SomeVotes.Dealt(votes, seed))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Held_out_votes_are_foretold_no_worse_than_by_the_mean(string name)
    {
        var heldOut = HeldOutVotes.Of(VoteMatrix.Of(Read(name)));

        Assert.True(heldOut.Groups <= heldOut.Mean && heldOut.Predictor <= heldOut.Mean, $"{heldOut}");
    }

    /// <summary>The last vote of each person on each statement that takes part.</summary>
    private static List<CastVote> Read(string name)
    {
        var folder = new DirectoryInfo(Path.Combine(Folder, name));
        if (!folder.Exists)
            Assert.Skip($"There are no real conversations in {Folder}.");
        using var votes = File.OpenText(Path.Combine(folder.FullName, "votes.csv"));
        using var comments = File.OpenText(Path.Combine(folder.FullName, "comments.csv"));
        var rejected = PolisExport.Statements(comments, "comments.csv").Where(statement => statement.TakesNoPart is not null).Select(statement => statement.Id).ToHashSet();
        return [.. PolisExport.Votes(votes, "votes.csv")
            .Where(vote => !rejected.Contains(vote.Statement))
            .GroupBy(vote => (vote.Participant, vote.Statement))
            .Select(same => same.Last())];
    }
}
