namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// Says how somebody would vote on what they have not seen: a mixture of what everybody says, what their group says and a factor model. How much each has to say is
/// learned from votes kept back while they were learned, beginning from the mean, so that where there is too little to learn from the mean stays.
/// </summary>
public sealed class VotePredictor
{
    // Kept back to learn the mixture: one vote in ten.
    private const double KeptBack = 0.1;
    private const ulong Seed = 0x9D1C7;

    // As many votes as if the mean had been right in them.
    private const double TrustInMean = 10;
    private const int RoundsOfMixing = 200;

    private static readonly double[] Slacks = [0.05, 0.25];
    private const int RoundsOfLearning = 60;

    private readonly VoteMatrix votes;
    private readonly IReadOnlyList<IVoteModel> models;

    private VotePredictor(VoteMatrix votes, IReadOnlyList<IVoteModel> models, double[] weights)
    {
        this.votes = votes;
        this.models = models;
        Weights = weights;
    }

    /// <summary>Of the mean, of the groups, and of the factor model with tight and with loose statements; they add up to 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <param name="groups">Empty when there are none.</param>
    public static VotePredictor Learn(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups)
    {
        var (rest, kept) = votes.Without(cell => IsTaken(cell, KeptBack, Seed));
        return new VotePredictor(votes, Models(votes, groups), Mixed(Models(rest, groups), kept));
    }

    /// <summary>Null when the person or the statement has no vote yet.</summary>
    public VoteChances? Chances(string participant, string statement)
    {
        var (person, column) = (votes.IndexOfPerson(participant), votes.IndexOfStatement(statement));
        return person < 0 || column < 0 ? null : Chances(person, column);
    }

    internal VoteChances Chances(int person, int statement)
    {
        var chances = default(VoteChances);
        for (var model = 0; model < models.Count; model++)
            chances += Weights[model] * models[model].Chances(person, statement);
        return chances;
    }

    /// <summary>Whether a vote is in a random share of all, the same in any order.</summary>
    internal static bool IsTaken(Cell cell, double share, ulong seed) =>
        (Seeded.Mix(Seeded.Mix((ulong)cell.Person, (ulong)cell.Statement), seed) >> 11) * (1.0 / (1UL << 53)) < share;

    private static List<IVoteModel> Models(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups)
    {
        var mean = new MeanModel(votes);
        var map = OpinionMap.Of(votes);
        return [mean, new GroupModel(votes, groups, mean), .. Slacks.Select(slack => FactorModel.Learn(votes, map, mean, slack, RoundsOfLearning))];
    }

    // Expectation-maximisation of a mixture's weights: its likelihood has one maximum.
    private static double[] Mixed(IReadOnlyList<IVoteModel> models, IReadOnlyList<Cell> kept)
    {
        var weights = models.Select(_ => 1.0 / models.Count).ToArray();
        var chances = kept.Select(cell => models.Select(model => model.Chances(cell.Person, cell.Statement).Of(cell.Vote)).ToArray()).ToList();
        for (var round = 0; round < RoundsOfMixing; round++)
            weights = Reweighted(weights, chances);
        return weights;
    }

    private static double[] Reweighted(double[] weights, List<double[]> chances)
    {
        var shares = new double[weights.Length];
        shares[0] = TrustInMean;
        foreach (var each in chances)
        {
            var all = each.Select((chance, model) => weights[model] * chance).Sum();
            for (var model = 0; model < weights.Length; model++)
                shares[model] += weights[model] * each[model] / all;
        }

        return [.. shares.Select(share => share / (chances.Count + TrustInMean))];
    }
}
