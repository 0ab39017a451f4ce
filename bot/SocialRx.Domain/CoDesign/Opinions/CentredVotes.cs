namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// Votes as numbers (agree 1, disagree -1, pass 0) less the mean of their statement. What somebody did not vote on is taken as the mean, so it is 0 here and is not kept:
/// everything costs as much as there are votes, not people times statements. Nor are the numbers kept: who voted the same on the same statement stands together.
/// </summary>
internal sealed class CentredVotes
{
    private const int Outcomes = 3;

    // Where the people begin who voted so on that, by statement and then by vote; last, where all end.
    private readonly int[] start;
    private readonly int[] voters;
    private readonly int people;
    private readonly double[]? weights;

    private CentredVotes(int[] start, int[] voters, int people, double[] means, double[]? weights)
    {
        (this.start, this.voters, this.people, this.weights) = (start, voters, people, weights);
        Means = means;
    }

    public double[] Means { get; }

    public int VoteCount => voters.Length;

    public static CentredVotes Of(VoteMatrix matrix)
    {
        var means = matrix.Counts.Select(counts => (double)(counts.Agree - counts.Disagree) / Math.Max(1, counts.Seen)).ToArray();
        var (start, voters) = Together(matrix);
        return new CentredVotes(start, voters, matrix.Participants.Count, means, null);
    }

    /// <param name="times">How often each person counts.</param>
    public CentredVotes Weighted(double[] times)
    {
        var means = new double[Means.Length];
        for (var statement = 0; statement < means.Length; statement++)
        {
            var (agree, disagree, pass) = (Sum(statement, Vote.Agree, times), Sum(statement, Vote.Disagree, times), Sum(statement, Vote.Pass, times));
            means[statement] = agree + disagree + pass is > 0 and var all ? (agree - disagree) / all : 0;
        }

        return new CentredVotes(start, voters, people, means, times);
    }

    /// <summary>Each statement's votes dealt anew among those who voted on it, which leaves every statement's result and who voted on what, and nothing that statements have to do with each other.</summary>
    /// <param name="dealt">Room for as many as there are votes; it is written over.</param>
    public CentredVotes Shuffled(Seeded random, int[] dealt)
    {
        voters.CopyTo(dealt, 0);
        for (var statement = 0; statement < Means.Length; statement++)
            random.Shuffle(dealt.AsSpan(start[Outcomes * statement]..start[Outcomes * (statement + 1)]));
        return new CentredVotes(start, dealt, people, Means, weights);
    }

    /// <summary>The directions in which people differ most.</summary>
    public Eigenpair[] Components(int count, double[] start, double tolerance)
    {
        var along = new double[people];
        return new Lanczos(Means.Length, (x, result) => Covariance(x, along, result)).Largest(count, start, tolerance);
    }

    /// <summary>How far along a direction each person lies.</summary>
    public double[] Along(double[] direction)
    {
        var along = new double[people];
        AddAlong(direction, along);
        return along;
    }

    private void AddAlong(double[] direction, double[] along)
    {
        for (var statement = 0; statement < direction.Length; statement++)
        {
            var (by, mean) = (direction[statement], Means[statement]);
            Add(along, statement, Vote.Agree, (1 - mean) * by);
            Add(along, statement, Vote.Disagree, (-1 - mean) * by);
            Add(along, statement, Vote.Pass, -mean * by);
        }
    }

    // C'WC x, not divided by the number of people.
    private void Covariance(double[] x, double[] along, double[] result)
    {
        Array.Clear(along);
        AddAlong(x, along);
        for (var person = 0; weights is not null && person < along.Length; person++)
            along[person] *= weights[person];

        for (var statement = 0; statement < x.Length; statement++)
        {
            var (agree, disagree) = (Sum(statement, Vote.Agree, along), Sum(statement, Vote.Disagree, along));
            result[statement] = agree - disagree - (Means[statement] * (agree + disagree + Sum(statement, Vote.Pass, along)));
        }
    }

    private ReadOnlySpan<int> Voters(int statement, Vote vote)
    {
        var at = (Outcomes * statement) + (int)vote;
        return voters.AsSpan(start[at]..start[at + 1]);
    }

    private void Add(double[] along, int statement, Vote vote, double by)
    {
        foreach (var person in Voters(statement, vote))
            along[person] += by;
    }

    // Four running sums, always these four.
    private double Sum(int statement, Vote vote, double[] ofPeople)
    {
        var who = Voters(statement, vote);
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
        var at = 0;
        for (; at + 4 <= who.Length; at += 4)
        {
            a += ofPeople[who[at]];
            b += ofPeople[who[at + 1]];
            c += ofPeople[who[at + 2]];
            d += ofPeople[who[at + 3]];
        }

        for (; at < who.Length; at++)
            a += ofPeople[who[at]];
        return a + b + (c + d);
    }

    private static (int[] Start, int[] Voters) Together(VoteMatrix matrix)
    {
        var (start, voters) = (new int[(Outcomes * matrix.Statements.Count) + 1], new int[matrix.VoteCount]);
        var next = 0;
        for (var at = 0; at < start.Length - 1; at++)
        {
            var (statement, vote) = (at / Outcomes, (Vote)(at % Outcomes));
            var who = matrix.ByStatement.IndexOf(statement);
            var cast = matrix.ByStatement.VotesOf(statement);
            for (var voter = 0; voter < who.Length; voter++)
            {
                if (cast[voter] == vote)
                    voters[next++] = who[voter];
            }

            start[at + 1] = next;
        }

        return (start, voters);
    }
}
