namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// Says how somebody would vote on what they have not seen: a mixture of what everybody says, what clusters of people say and a factor model. How much each has to say is
/// learned from votes kept back while they were learned, beginning from the mean, so that where there is too little to learn from the mean stays.
/// Clusters that are not stable, or too small to be told, may still help to foretell; nobody is told of them here.
/// </summary>
public sealed class VotePredictor
{
    // Kept back to learn the mixture: one vote in ten.
    private const double KeptBack = 0.1;
    private const ulong Seed = 0x9D1C7;

    private const int Folds = 5;

    // As many votes as if the mean had been right in them.
    private const double TrustInMean = 10;
    private const int RoundsOfMixing = 200;
    private const int RoundsOfLearning = 40;

    private static readonly int[] Clusters = [2, 3, 4, 5];
    private static readonly double[] Slacks = [0.05, 0.25];
    private static readonly IReadOnlyList<MembershipModel.Softness> Softness =
        [.. from evidence in new[] { 0.15, 0.4, 1 } from strength in new[] { 1.5, 6 } from rounds in new[] { 0, 3 } select new MembershipModel.Softness(evidence, strength, rounds)];

    private readonly VoteMatrix votes;
    private readonly IReadOnlyList<IVoteModel> models;

    private VotePredictor(VoteMatrix votes, IReadOnlyList<IVoteModel> models, double[] weights)
    {
        this.votes = votes;
        this.models = models;
        Weights = weights;
    }

    /// <summary>Of the mean, of two to five clusters, and of the factor model with tight and with loose statements; they add up to 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    public static VotePredictor Learn(VoteMatrix votes) => Learn(votes, (of, map, mean) =>
        [.. Memberships(of, map, mean), .. Slacks.Select(slack => FactorModel.Learn(of, map, mean, slack, RoundsOfLearning))]);

    /// <summary>Without the factor model.</summary>
    internal static VotePredictor OfClusters(VoteMatrix votes) => Learn(votes, Memberships);

    /// <summary>
    /// From groups that may be told, and nothing else. How much a vote says about who is in which group, and how far a group's shares are drawn towards everybody's, is
    /// learned from all votes, each kept back once: a tenth of them alone would say too little.
    /// </summary>
    internal static VotePredictor OfGroups(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups)
    {
        var learned = Enumerable.Range(0, Folds).SelectMany(fold =>
        {
            var (rest, kept) = votes.Without(cell => FoldOf(cell) == fold);
            return Chances(Told(rest, groups), kept);
        });
        return new VotePredictor(votes, Told(votes, groups), Mixed(Told(votes, groups).Count, [.. learned]));
    }

    private static int FoldOf(Cell cell) => (int)(Seeded.Mix(Seeded.Mix((ulong)cell.Person, (ulong)cell.Statement), Seed) % Folds);

    private static List<IVoteModel> Told(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups)
    {
        var mean = new MeanModel(votes);
        return [mean, .. Softness.Select(softness => MembershipModel.OfGroups(votes, groups, mean, softness))];
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

    private delegate IEnumerable<IVoteModel> Models(VoteMatrix votes, OpinionMap map, MeanModel mean);

    private static VotePredictor Learn(VoteMatrix votes, Models models)
    {
        var (rest, kept) = votes.Without(cell => IsTaken(cell, KeptBack, Seed));
        return new VotePredictor(votes, Learned(votes, models), Mixed(Learned(rest, models), kept));
    }

    private static List<IVoteModel> Learned(VoteMatrix votes, Models models)
    {
        var mean = new MeanModel(votes);
        return [mean, .. models(votes, OpinionMap.Of(votes), mean)];
    }

    private static IEnumerable<IVoteModel> Memberships(VoteMatrix votes, OpinionMap map, MeanModel mean) =>
        Clusters.Where(count => count < votes.Participants.Count).Select(count => MembershipModel.OfClusters(votes, map, mean, count));

    private static double[] Mixed(List<IVoteModel> models, IReadOnlyList<Cell> kept) => Mixed(models.Count, [.. Chances(models, kept)]);

    // Expectation-maximisation of a mixture's weights: its likelihood has one maximum.
    private static double[] Mixed(int models, List<double[]> chances)
    {
        var weights = new double[models];
        Array.Fill(weights, 1.0 / models);
        for (var round = 0; round < RoundsOfMixing; round++)
            weights = Reweighted(weights, chances);
        return weights;
    }

    /// <summary>What each model gave to what happened, of each vote.</summary>
    private static IEnumerable<double[]> Chances(List<IVoteModel> models, IReadOnlyList<Cell> kept) =>
        kept.Select(cell => models.Select(model => model.Chances(cell.Person, cell.Statement).Of(cell.Vote)).ToArray());

    private static double[] Reweighted(double[] weights, List<double[]> chances)
    {
        var shares = new double[weights.Length];
        shares[0] = TrustInMean;
        foreach (var each in chances)
        {
            var all = 0.0;
            for (var model = 0; model < weights.Length; model++)
                all += weights[model] * each[model];
            for (var model = 0; model < weights.Length; model++)
                shares[model] += weights[model] * each[model] / all;
        }

        return [.. shares.Select(share => share / (chances.Count + TrustInMean))];
    }
}
