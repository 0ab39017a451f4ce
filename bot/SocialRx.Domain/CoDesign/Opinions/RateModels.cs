namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>Everybody votes on a statement as those did who have.</summary>
internal sealed class MeanModel : IVoteModel
{
    private const double Strength = 3;

    private readonly VoteChances[] statements;

    public MeanModel(VoteMatrix votes)
    {
        var third = 1.0 / 3;
        var all = VoteChances.Shares(votes.Counts.Aggregate(default(VoteCounts), (sum, counts) => sum + counts), new VoteChances(third, third, third), Strength);
        statements = [.. votes.Counts.Select(counts => VoteChances.Shares(counts, all, Strength))];
    }

    public VoteChances Chances(int person, int statement) => statements[statement];
}

/// <summary>People vote as their group does, where it has voted enough; who is in no group, as everybody does.</summary>
internal sealed class GroupModel : IVoteModel
{
    private const double Strength = 4;

    private readonly MeanModel mean;
    private readonly int[] groupOf;
    private readonly VoteCounts[][] counts;

    public GroupModel(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups, MeanModel mean)
    {
        this.mean = mean;
        groupOf = GroupTally.GroupOfEach(votes, groups);
        counts = GroupTally.Of(votes, groups);
    }

    public VoteChances Chances(int person, int statement)
    {
        var everybody = mean.Chances(person, statement);
        return groupOf[person] < 0 ? everybody : VoteChances.Shares(counts[groupOf[person]][statement], everybody, Strength);
    }
}
