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

/// <summary>People vote as their group does, where it has voted enough; who is in none, as everybody does.</summary>
internal sealed class GroupModel(VoteMatrix votes, int[] groupOf, int groups, MeanModel mean) : IVoteModel
{
    private const double Strength = 2;

    private readonly VoteCounts[][] counts = GroupTally.Of(votes, groupOf, groups);

    public VoteChances Chances(int person, int statement) =>
        groupOf[person] < 0 ? mean.Chances(person, statement) : OfGroup(groupOf[person], statement);

    public VoteChances OfGroup(int group, int statement) => VoteChances.Shares(counts[group][statement], mean.Chances(0, statement), Strength);
}

/// <summary>
/// Everybody votes partly as each group does, the more so the more their votes so far are like that group's (a latent class model). Votes of one person are not independent,
/// so each counts for less than one.
/// </summary>
internal sealed class MembershipModel : IVoteModel
{
    private const double Evidence = 0.3;

    private const int Starts = 10;
    private const ulong Seed = 0xC1057E;

    private readonly VoteChances[][] chances;
    private readonly double[][] memberships;

    private MembershipModel(VoteMatrix votes, int[] groupOf, int groups, MeanModel mean)
    {
        var model = new GroupModel(votes, groupOf, groups, mean);
        chances = [.. Enumerable.Range(0, groups).Select(group => Enumerable.Range(0, votes.Statements.Count).Select(statement => model.OfGroup(group, statement)).ToArray())];
        var before = Enumerable.Range(0, groups).Select(group => Math.Log((1.0 + groupOf.Count(of => of == group)) / groupOf.Length)).ToArray();
        memberships = new double[votes.Participants.Count][];
        Parallel.For(0, memberships.Length, person => memberships[person] = Membership(votes, person, before));
    }

    public static MembershipModel OfGroups(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups, MeanModel mean) =>
        new(votes, GroupTally.GroupOfEach(votes, groups), groups.Count, mean);

    /// <summary>Of everybody, however few votes they cast.</summary>
    public static MembershipModel OfClusters(VoteMatrix votes, OpinionMap map, MeanModel mean, int clusters) =>
        new MembershipModel(votes, new KMeans(map.Places).Best(clusters, Starts, Seed).ClusterOf, clusters, mean);

    public VoteChances Chances(int person, int statement)
    {
        var sum = default(VoteChances);
        for (var group = 0; group < chances.Length; group++)
            sum += memberships[person][group] * chances[group][statement];
        return sum;
    }

    private double[] Membership(VoteMatrix votes, int person, double[] before)
    {
        var statements = votes.StatementsOf(person);
        var cast = votes.VotesOf(person);
        var logs = (double[])before.Clone();
        for (var at = 0; at < statements.Length; at++)
        {
            for (var group = 0; group < logs.Length; group++)
                logs[group] -= Evidence * chances[group][statements[at]].LogLoss(cast[at]);
        }

        var largest = logs.Max();
        var shares = logs.Select(log => Math.Exp(log - largest)).ToArray();
        var sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }
}
