namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// Votes as numbers (agree 1, disagree -1, pass 0) less the mean of their statement. What somebody did not vote on is taken as the mean, so it is 0 here and is not kept:
/// everything costs as much as there are votes, not people times statements.
/// </summary>
internal sealed class CentredVotes
{
    private readonly Compressed votes;
    private readonly int people;
    private readonly double[] values;
    private readonly double[]? weights;

    private CentredVotes(Compressed votes, int people, double[] means, double[] values, double[]? weights)
    {
        (this.votes, this.people, this.values, this.weights) = (votes, people, values, weights);
        Means = means;
    }

    public double[] Means { get; }

    public static CentredVotes Of(VoteMatrix matrix)
    {
        var means = matrix.Counts.Select(counts => (double)(counts.Agree - counts.Disagree) / Math.Max(1, counts.Seen)).ToArray();
        return new CentredVotes(matrix.ByStatement, matrix.Participants.Count, means, Centred(matrix.ByStatement, means), null);
    }

    /// <param name="weights">How often each person counts.</param>
    public static CentredVotes Weighted(VoteMatrix matrix, double[] weights)
    {
        var votes = matrix.ByStatement;
        var means = Enumerable.Range(0, votes.Rows).Select(statement => Mean(votes.IndexOf(statement), votes.VotesOf(statement), weights)).ToArray();
        return new CentredVotes(votes, weights.Length, means, Centred(votes, means), weights);
    }

    /// <summary>Each statement's votes dealt anew among those who voted on it, which leaves every statement's result and who voted on what, and nothing that statements have to do with each other.</summary>
    public CentredVotes Shuffled(Seeded random)
    {
        var dealt = (double[])values.Clone();
        for (var statement = 0; statement < Means.Length; statement++)
            random.Shuffle(dealt.AsSpan(votes.Start[statement]..votes.Start[statement + 1]));
        return new CentredVotes(votes, people, Means, dealt, weights);
    }

    /// <summary>The directions in which people differ most.</summary>
    public Eigenpair[] Components(int count, double[] start, double tolerance) =>
        new Lanczos(Means.Length, Covariance).Largest(count, start, tolerance);

    /// <summary>How far along a direction each person lies.</summary>
    public double[] Along(double[] direction)
    {
        var along = new double[people];
        for (var statement = 0; statement < direction.Length; statement++)
        {
            var by = direction[statement];
            for (var at = votes.Start[statement]; at < votes.Start[statement + 1]; at++)
                along[votes.Index[at]] += values[at] * by;
        }

        return along;
    }

    // C'WC x, not divided by the number of people.
    private void Covariance(double[] x, double[] result)
    {
        var along = Along(x);
        for (var person = 0; weights is not null && person < along.Length; person++)
            along[person] *= weights[person];

        for (var statement = 0; statement < x.Length; statement++)
            result[statement] = Dot(values.AsSpan(votes.Start[statement]..votes.Start[statement + 1]), votes.IndexOf(statement), along);
    }

    // Two running sums, always these two.
    private static double Dot(ReadOnlySpan<double> ofPeople, ReadOnlySpan<int> index, double[] along)
    {
        var (one, other) = (0.0, 0.0);
        var at = 0;
        for (; at + 1 < index.Length; at += 2)
        {
            one += ofPeople[at] * along[index[at]];
            other += ofPeople[at + 1] * along[index[at + 1]];
        }

        return at < index.Length ? one + (ofPeople[at] * along[index[at]]) + other : one + other;
    }

    private static double Mean(ReadOnlySpan<int> people, ReadOnlySpan<Vote> cast, double[] weights)
    {
        var (sum, of) = (0.0, 0.0);
        for (var at = 0; at < people.Length; at++)
        {
            var weight = weights[people[at]];
            of += weight;
            if (cast[at] is not Vote.Pass)
                sum += cast[at] is Vote.Agree ? weight : -weight;
        }

        return of == 0 ? 0 : sum / of;
    }

    private static double[] Centred(Compressed votes, double[] means)
    {
        var values = new double[votes.Votes.Length];
        Span<double> centred = stackalloc double[3];
        for (var statement = 0; statement < means.Length; statement++)
        {
            centred[(int)Vote.Agree] = 1 - means[statement];
            centred[(int)Vote.Disagree] = -1 - means[statement];
            centred[(int)Vote.Pass] = -means[statement];
            for (var at = votes.Start[statement]; at < votes.Start[statement + 1]; at++)
                values[at] = centred[(int)votes.Votes[at]];
        }

        return values;
    }
}
