namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>How well votes are foretold that took no part in the learning: mean log-loss in nats, of agree, disagree and pass.</summary>
/// <param name="StableGroups">Only from groups that may be told; as the mean where there are none.</param>
/// <param name="Groups">From clusters of people, stable or not, as far as they foretell better than the mean.</param>
public sealed record HeldOutVotes(int Votes, double Mean, double StableGroups, double Groups, double Predictor)
{
    private const double Share = 0.1;

    /// <summary>One vote in ten is held out; map, groups and predictor are made anew without it.</summary>
    /// <param name="stream">Which tenth.</param>
    public static HeldOutVotes Of(VoteMatrix votes, GroupingRules? rules = null, int stream = 0)
    {
        var (rest, heldOut) = votes.Without(cell => VotePredictor.IsTaken(cell, Share, Seeded.Mix(0x4E1D, (ulong)stream)));
        var found = OpinionGroups.Find(rest, OpinionMap.Of(rest), rules);
        var mean = new MeanModel(rest);
        return new HeldOutVotes(
            heldOut.Count,
            Loss(heldOut, mean.Chances),
            Loss(heldOut, found is Grouping.Found some ? VotePredictor.OfGroups(rest, some.Groups).Chances : mean.Chances),
            Loss(heldOut, VotePredictor.OfClusters(rest).Chances),
            Loss(heldOut, VotePredictor.Learn(rest).Chances));
    }

    private static double Loss(IReadOnlyList<Cell> heldOut, Func<int, int, VoteChances> chances) =>
        heldOut.Count == 0 ? 0 : heldOut.Average(cell => chances(cell.Person, cell.Statement).LogLoss(cell.Vote));
}
