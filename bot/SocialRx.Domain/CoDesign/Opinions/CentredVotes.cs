namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// Votes as numbers (agree 1, disagree -1, pass 0) less the mean of their statement. What somebody did not vote on is taken as the mean, so it is 0 here and is not kept:
/// everything costs as much as there are votes, not people times statements.
/// </summary>
internal sealed class CentredVotes
{
    private readonly VoteMatrix matrix;
    private readonly double[] values;
    private readonly double[]? weights;

    private CentredVotes(VoteMatrix matrix, double[] means, double[] values, double[]? weights)
    {
        this.matrix = matrix;
        this.values = values;
        this.weights = weights;
        Means = means;
    }

    public double[] Means { get; }

    public static CentredVotes Of(VoteMatrix matrix)
    {
        var means = matrix.Counts.Select(counts => (double)(counts.Agree - counts.Disagree) / Math.Max(1, counts.Seen)).ToArray();
        return new CentredVotes(matrix, means, Centred(matrix, means), null);
    }

    /// <param name="weights">How often each person counts.</param>
    public static CentredVotes Weighted(VoteMatrix matrix, double[] weights)
    {
        var means = new double[matrix.Statements.Count];
        for (var statement = 0; statement < means.Length; statement++)
        {
            var (sum, of) = (0.0, 0.0);
            for (var at = matrix.StatementStart[statement]; at < matrix.StatementStart[statement + 1]; at++)
            {
                sum += weights[matrix.PersonOf[at]] * Number(matrix.VoteBy[at]);
                of += weights[matrix.PersonOf[at]];
            }

            means[statement] = of == 0 ? 0 : sum / of;
        }

        return new CentredVotes(matrix, means, Centred(matrix, means), weights);
    }

    /// <summary>Each statement's votes dealt anew among those who voted on it, which leaves every statement's result and who voted on what, and nothing that statements have to do with each other.</summary>
    public CentredVotes Shuffled(ref Seeded random)
    {
        var dealt = (double[])values.Clone();
        for (var statement = 0; statement < Means.Length; statement++)
            random.Shuffle(dealt.AsSpan(matrix.StatementStart[statement]..matrix.StatementStart[statement + 1]));
        return new CentredVotes(matrix, Means, dealt, weights);
    }

    public Eigenpair[] Components(double[] start, double tolerance) =>
        new Lanczos(Means.Length, Covariance).Largest(2, start, tolerance);

    public static double Number(Vote vote) => vote switch
    {
        Vote.Agree => 1,
        Vote.Disagree => -1,
        _ => 0,
    };

    // C'WC x, not divided by the number of people.
    private void Covariance(double[] x, double[] result)
    {
        var people = new double[matrix.Participants.Count];
        for (var statement = 0; statement < x.Length; statement++)
        {
            var by = x[statement];
            for (var at = matrix.StatementStart[statement]; at < matrix.StatementStart[statement + 1]; at++)
                people[matrix.PersonOf[at]] += values[at] * by;
        }

        for (var person = 0; weights is not null && person < people.Length; person++)
            people[person] *= weights[person];

        for (var statement = 0; statement < x.Length; statement++)
        {
            var sum = 0.0;
            for (var at = matrix.StatementStart[statement]; at < matrix.StatementStart[statement + 1]; at++)
                sum += values[at] * people[matrix.PersonOf[at]];
            result[statement] = sum;
        }
    }

    private static double[] Centred(VoteMatrix matrix, double[] means)
    {
        var values = new double[matrix.VoteCount];
        for (var statement = 0; statement < means.Length; statement++)
        {
            for (var at = matrix.StatementStart[statement]; at < matrix.StatementStart[statement + 1]; at++)
                values[at] = Number(matrix.VoteBy[at]) - means[statement];
        }

        return values;
    }
}
