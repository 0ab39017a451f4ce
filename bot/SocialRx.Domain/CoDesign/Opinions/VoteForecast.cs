namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// What a factor model has learned about statements, kept so that a turn can say from somebody's few votes how they may vote on the rest: it looks at their own votes
/// and at nobody else's.
/// </summary>
public sealed class VoteForecast
{
    // Fewer people are foretold worse than by the mean.
    private const int LeastPeople = 50;
    private const double KeptBack = 0.1;
    private const double Slack = 0.25;
    private const int RoundsOfLearning = 15;
    private const int RoundsOfAsking = 4;
    private const ulong Seed = 0xF0CA57;

    private readonly double[] traits;

    private VoteForecast(double[] traits) => this.traits = traits;

    /// <summary>Terms of each statement, in the matrix's order; null unless they foretell votes kept back clearly better than the mean does.</summary>
    public static IReadOnlyList<IReadOnlyList<double>>? Learn(VoteMatrix votes)
    {
        if (votes.Participants.Count < LeastPeople)
            return null;
        var (rest, kept) = votes.Without(cell => VotePredictor.IsTaken(cell, KeptBack, Seed));
        var mean = new MeanModel(rest);
        if (!IsBetter(Learned(rest, mean), mean, kept))
            return null;
        var model = Learned(votes, new MeanModel(votes));
        return [.. Enumerable.Range(0, votes.Statements.Count).Select(model.TermsOf)];
    }

    /// <param name="votes">Somebody's, each with the terms of its statement; of none, everybody's chances follow.</param>
    public static VoteForecast Of(IReadOnlyList<(double[] Terms, Vote Vote)> votes) => new(FactorModel.TraitsOf(votes, RoundsOfAsking));

    public VoteChances Chances(double[] terms) => FactorModel.Chances(traits, terms);

    /// <summary>Whether these are terms of a statement as they are learned now.</summary>
    public static bool AreTerms(double[]? terms) => terms?.Length == FactorModel.TermCount;

    private static FactorModel Learned(VoteMatrix votes, MeanModel mean) => FactorModel.Learn(votes, OpinionMap.Of(votes), mean, Slack, RoundsOfLearning);

    // By twice the standard error of the difference.
    private static bool IsBetter(FactorModel model, MeanModel mean, IReadOnlyList<Cell> kept)
    {
        if (kept.Count < 2)
            return false;
        var gains = kept.Select(cell => mean.Chances(cell.Person, cell.Statement).LogLoss(cell.Vote) - model.Chances(cell.Person, cell.Statement).LogLoss(cell.Vote)).ToList();
        var gain = gains.Average();
        return gain > 2 * Math.Sqrt(gains.Sum(one => (one - gain) * (one - gain)) / (gains.Count - 1) / gains.Count);
    }
}
