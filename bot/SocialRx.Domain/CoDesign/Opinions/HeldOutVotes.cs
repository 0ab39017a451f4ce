namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>How well votes are foretold that took no part in the learning: mean log-loss in nats, of agree, disagree and pass.</summary>
/// <param name="Groups">As the mean where no stable groups were found.</param>
public sealed record HeldOutVotes(int Votes, double Mean, double Groups, double Predictor)
{
    private const double Share = 0.1;

    /// <summary>One vote in ten is held out; map, groups and predictor are made anew without it.</summary>
    /// <param name="stream">Which tenth.</param>
    public static HeldOutVotes Of(VoteMatrix votes, GroupingRules? rules = null, int stream = 0)
    {
        var (rest, heldOut) = votes.Without(cell => VotePredictor.IsTaken(cell, Share, Seeded.Mix(0x4E1D, (ulong)stream)));
        var found = OpinionGroups.Find(rest, OpinionMap.Of(rest), rules);
        var groups = found is Grouping.Found some ? some.Groups : [];
        var mean = new MeanModel(rest);
        var predictor = VotePredictor.Learn(rest, groups);
        return new HeldOutVotes(heldOut.Count, Loss(heldOut, mean.Chances), Loss(heldOut, new GroupModel(rest, groups, mean).Chances), Loss(heldOut, predictor.Chances));
    }

    private static double Loss(IReadOnlyList<Cell> heldOut, Func<int, int, VoteChances> chances) =>
        heldOut.Count == 0 ? 0 : heldOut.Average(cell => chances(cell.Person, cell.Statement).LogLoss(cell.Vote));
}
