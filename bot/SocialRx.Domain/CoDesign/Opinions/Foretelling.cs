namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>How well numbers of groups foretell votes, a tenth of which is held out in turn while map and groups are made anew; votes of people in no group are left aside.</summary>
internal sealed class Foretelling
{
    private const int Turns = 4;
    private const double HeldOut = 0.1;
    private const int Starts = 6;
    private const double NearEnough = 1e-3;
    private const int FewMoves = 2000;
    private const ulong Seed = 0xF0CE7E11;

    // By model, then by vote; the first model is the mean.
    private readonly double[][] losses;
    private readonly int best;

    private Foretelling(double[][] losses)
    {
        this.losses = losses;
        best = Enumerable.Range(1, losses.Length - 1).MinBy(model => losses[model].DefaultIfEmpty(0).Average());
    }

    public static Foretelling Of(VoteMatrix votes, OpinionMap map, int[] people, int[] counts)
    {
        var turns = new double[Turns][][];
        Parallel.For(0, Turns, turn => turns[turn] = Turn(votes, map, people, counts, turn));
        return new Foretelling([.. Enumerable.Range(0, counts.Length + 1).Select(model => turns.SelectMany(turn => turn[model]).ToArray())]);
    }

    public double Loss(int which) => losses[which + 1].DefaultIfEmpty(0).Average();

    public bool AnyBeatsMean => Difference(0, best).Mean > 0;

    public bool IsAsGoodAsBest(int which) => which + 1 == best || (Difference(which + 1, best) is var (mean, error) && mean <= error);

    /// <summary>By how much one model's loss exceeds another's, and the standard error of that.</summary>
    private (double Mean, double Error) Difference(int one, int other)
    {
        var differences = losses[one].Zip(losses[other], (first, second) => first - second).ToList();
        if (differences.Count < 2)
            return (0, 0);
        var mean = differences.Average();
        return (mean, Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / differences.Count / (differences.Count - 1)));
    }

    private static double[][] Turn(VoteMatrix votes, OpinionMap map, int[] people, int[] counts, int turn)
    {
        var (left, taken) = votes.Without(cell => VotePredictor.IsTaken(cell, HeldOut, Seed + (ulong)turn));
        var near = map.Near(left, CentredVotes.Of(left), NearEnough);
        var points = people.Select(person => near.Places[person]).ToArray();
        var clusters = new KMeans(points, mayMove: points.Length / FewMoves);
        var mean = new MeanModel(left);
        var inGroups = new HashSet<int>(people);
        var heldOut = taken.Where(cell => inGroups.Contains(cell.Person)).ToList();
        return [Losses(mean, heldOut), .. counts.Select(count => Losses(Model(left, people, clusters.BestInTurn(count, Starts, Seed), mean), heldOut))];
    }

    private static GroupModel Model(VoteMatrix votes, int[] people, Clustering clustering, MeanModel mean)
    {
        var groupOf = new int[votes.Participants.Count];
        Array.Fill(groupOf, -1);
        for (var at = 0; at < people.Length; at++)
            groupOf[people[at]] = clustering.ClusterOf[at];
        return new GroupModel(votes, groupOf, clustering.Centres.Length, mean);
    }

    private static double[] Losses(IVoteModel model, IReadOnlyList<Cell> heldOut) =>
        [.. heldOut.Select(cell => model.Chances(cell.Person, cell.Statement).LogLoss(cell.Vote))];
}
