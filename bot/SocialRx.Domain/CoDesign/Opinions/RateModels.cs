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
/// <param name="strength">As many votes as if everybody's shares had been right in them.</param>
internal sealed class GroupModel(VoteMatrix votes, int[] groupOf, int groups, MeanModel mean, double strength = GroupModel.Usual) : IVoteModel
{
    public const double Usual = 2;

    private readonly VoteCounts[][] counts = GroupTally.Of(votes, groupOf, groups);

    public VoteChances Chances(int person, int statement) =>
        groupOf[person] < 0 ? mean.Chances(person, statement) : OfGroup(groupOf[person], statement);

    public VoteChances OfGroup(int group, int statement) => VoteChances.Shares(counts[group][statement], mean.Chances(0, statement), strength);
}

/// <summary>
/// Everybody votes partly as each group does, the more so the more their votes so far are like that group's (a latent class model). Votes of one person are not independent,
/// so each counts for less than one.
/// </summary>
internal sealed class MembershipModel : IVoteModel
{
    /// <param name="Evidence">What one vote counts for.</param>
    /// <param name="Strength">How far a group's shares are drawn towards everybody's, as so many votes.</param>
    /// <param name="Rounds">How often shares are made anew in which everybody counts for each group as far as they are in it (expectation-maximisation): who stands between groups blurs none.</param>
    public sealed record Softness(double Evidence, double Strength, int Rounds)
    {
        public static Softness Usual { get; } = new(0.3, GroupModel.Usual, 0);
    }

    private const int Starts = 10;
    private const ulong Seed = 0xC1057E;

    private readonly VoteChances[][] chances;
    private readonly double[][] memberships;

    private MembershipModel(VoteMatrix votes, int[] groupOf, int groups, MeanModel mean, Softness softness)
    {
        var model = new GroupModel(votes, groupOf, groups, mean, softness.Strength);
        chances = [.. Enumerable.Range(0, groups).Select(group => Enumerable.Range(0, votes.Statements.Count).Select(statement => model.OfGroup(group, statement)).ToArray())];
        var before = Enumerable.Range(0, groups).Select(group => Math.Log((1.0 + groupOf.Count(of => of == group)) / groupOf.Length)).ToArray();
        memberships = new double[votes.Participants.Count][];
        FindMemberships(votes, before, softness.Evidence);
        for (var round = 0; round < softness.Rounds; round++)
        {
            Parallel.For(0, votes.Statements.Count, statement => Share(votes, statement, mean.Chances(0, statement), softness.Strength));
            FindMemberships(votes, before, softness.Evidence);
        }
    }

    private void FindMemberships(VoteMatrix votes, double[] before, double evidence) =>
        Parallel.For(0, memberships.Length, person => memberships[person] = Membership(votes, person, before, evidence));

    private void Share(VoteMatrix votes, int statement, VoteChances mean, double strength)
    {
        var people = votes.ByStatement.IndexOf(statement);
        var cast = votes.ByStatement.VotesOf(statement);
        for (var group = 0; group < chances.Length; group++)
        {
            var sum = strength * mean;
            for (var at = 0; at < people.Length; at++)
                sum += memberships[people[at]][group] * VoteChances.Certain(cast[at]);
            chances[group][statement] = 1 / (sum.Agree + sum.Disagree + sum.Pass) * sum;
        }
    }

    public static MembershipModel OfGroups(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups, MeanModel mean, Softness softness) =>
        new(votes, GroupTally.GroupOfEach(votes, groups), groups.Count, mean, softness);

    /// <summary>Of everybody, however few votes they cast.</summary>
    public static MembershipModel OfClusters(VoteMatrix votes, OpinionMap map, MeanModel mean, int clusters) =>
        new MembershipModel(votes, new KMeans(map.Places).Best(clusters, Starts, Seed).ClusterOf, clusters, mean, Softness.Usual);

    public VoteChances Chances(int person, int statement)
    {
        var sum = default(VoteChances);
        for (var group = 0; group < chances.Length; group++)
            sum += memberships[person][group] * chances[group][statement];
        return sum;
    }

    private double[] Membership(VoteMatrix votes, int person, double[] before, double evidence)
    {
        var statements = votes.StatementsOf(person);
        var cast = votes.VotesOf(person);
        var logs = (double[])before.Clone();
        for (var at = 0; at < statements.Length; at++)
        {
            for (var group = 0; group < logs.Length; group++)
                logs[group] -= evidence * chances[group][statements[at]].LogLoss(cast[at]);
        }

        var largest = logs.Max();
        var shares = logs.Select(log => Math.Exp(log - largest)).ToArray();
        var sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }
}
