namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>The plane in which people's votes differ most: the first two principal components of everybody's votes, the mean standing in for what was not seen.</summary>
public sealed class OpinionMap
{
    // Far below what double precision can tell apart in the vectors.
    private const double ToConvergence = 1e-16;

    private readonly VoteMatrix votes;
    private readonly Eigenpair[] components;
    private readonly Lazy<Point[]> places;

    private OpinionMap(VoteMatrix votes, CentredVotes centred, double[] start, double tolerance)
    {
        (this.votes, Centred) = (votes, centred);
        components = Components(centred, start, tolerance);
        places = new Lazy<Point[]>(Placed);
    }

    public static OpinionMap Of(VoteMatrix votes) => new(votes, CentredVotes.Of(votes), Lanczos.RandomVector(votes.Statements.Count, 0), ToConvergence);

    /// <summary>Of each statement: how far one agreement with it moves somebody who cast no other vote.</summary>
    public double ExtremityOf(int statement)
    {
        var moved = Math.Sqrt(Centred.Means.Length) * (1 - Centred.Means[statement]);
        return Math.Sqrt(components.Sum(component => Squared(moved * component.Vector[statement])));
    }

    /// <summary>The votes it was made of.</summary>
    internal CentredVotes Centred { get; }

    internal double FirstVariance => components.Length > 0 ? components[0].Value : 0;

    /// <summary>Where everybody stands, in the order of the matrix; who voted on few statements is moved outwards by what the others' means would otherwise pull in.</summary>
    internal Point[] Places => places.Value;

    /// <summary>Nearly the plane of other, similar votes on the same statements, found from this one.</summary>
    internal OpinionMap Near(VoteMatrix other, CentredVotes centredOther, double tolerance)
    {
        var start = new double[Centred.Means.Length];
        for (var statement = 0; statement < start.Length; statement++)
            start[statement] = components.Sum(component => component.Vector[statement]);
        return new OpinionMap(other, centredOther, start, tolerance);
    }

    // Directions in which nobody differs are any directions at all, so they are left out.
    private static Eigenpair[] Components(CentredVotes centred, double[] start, double tolerance)
    {
        var found = centred.Means.Length == 0 ? [] : centred.Components(2, start, tolerance);
        return [.. found.Where(component => component.Value > 1e-12 * found[0].Value)];
    }

    private Point[] Placed()
    {
        var along = components.Select(component => Centred.Along(component.Vector)).ToArray();
        return [.. Enumerable.Range(0, votes.Participants.Count).Select(person =>
        {
            var scale = Math.Sqrt((double)votes.Statements.Count / Math.Max(1, votes.ByPerson.LengthOf(person)));
            return new Point(scale * (along.Length > 0 ? along[0][person] : 0), scale * (along.Length > 1 ? along[1][person] : 0));
        })];
    }

    private static double Squared(double value) => value * value;
}

internal readonly record struct Point(double X, double Y)
{
    public double SquaredDistance(Point other)
    {
        var (x, y) = (X - other.X, Y - other.Y);
        return (x * x) + (y * y);
    }
}
