namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>The plane in which people's votes differ most: the first two principal components of everybody's votes, the mean standing in for what was not seen.</summary>
public sealed class OpinionMap
{
    // Far below what double precision can tell apart in the vectors.
    private const double ToConvergence = 1e-16;

    private readonly double[] means;
    private readonly Eigenpair[] components;

    private OpinionMap(double[] means, Eigenpair[] components)
    {
        this.means = means;
        this.components = components;
    }

    public static OpinionMap Of(VoteMatrix votes) => Of(CentredVotes.Of(votes));

    /// <summary>Of each statement: how far one agreement with it moves somebody who cast no other vote.</summary>
    public double ExtremityOf(int statement)
    {
        var moved = Math.Sqrt(means.Length) * (1 - means[statement]);
        var (x, y) = (moved * Loading(0, statement), moved * Loading(1, statement));
        return Math.Sqrt((x * x) + (y * y));
    }

    internal static OpinionMap Of(CentredVotes centred) => Of(centred, Lanczos.RandomVector(centred.Means.Length, 0), ToConvergence);

    internal double FirstVariance => components.Length > 0 ? components[0].Value : 0;

    internal double Loading(int component, int statement) => component < components.Length ? components[component].Vector[statement] : 0;

    // Directions in which nobody differs are any directions at all, so they are left out.
    internal static OpinionMap Of(CentredVotes centred, double[] start, double tolerance)
    {
        var found = centred.Means.Length == 0 ? [] : centred.Components(start, tolerance);
        return new OpinionMap(centred.Means, [.. found.Where(component => component.Value > 1e-12 * found[0].Value)]);
    }

    /// <summary>Nearly the plane of other, similar votes, found from this one.</summary>
    internal OpinionMap Near(CentredVotes centred, double tolerance)
    {
        var start = new double[means.Length];
        for (var statement = 0; statement < start.Length; statement++)
            start[statement] = Loading(0, statement) + Loading(1, statement);
        return Of(centred, start, tolerance);
    }

    /// <summary>Where somebody stands; who voted on few statements is moved outwards by what the others' means would otherwise pull in.</summary>
    internal Point Place(VoteMatrix votes, int person)
    {
        var (statements, cast) = votes.By(person);
        var (x, y) = (0.0, 0.0);
        for (var at = 0; at < statements.Length; at++)
        {
            var statement = statements.Span[at];
            var away = CentredVotes.Number(cast.Span[at]) - means[statement];
            x += away * Loading(0, statement);
            y += away * Loading(1, statement);
        }

        var scale = Math.Sqrt((double)means.Length / Math.Max(1, statements.Length));
        return new Point(x * scale, y * scale);
    }
}

internal readonly record struct Point(double X, double Y)
{
    public double SquaredDistance(Point other)
    {
        var (x, y) = (X - other.X, Y - other.Y);
        return (x * x) + (y * y);
    }
}
