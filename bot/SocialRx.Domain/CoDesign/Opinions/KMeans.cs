namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>Points in a number of clusters, each point with the nearest centre.</summary>
/// <param name="Spread">Sum of squared distances from the centres.</param>
internal sealed record Clustering(int[] ClusterOf, Point[] Centres, double Spread)
{
    public int[] Sizes()
    {
        var sizes = new int[Centres.Length];
        foreach (var cluster in ClusterOf)
            sizes[cluster]++;
        return sizes;
    }
}

/// <summary>Lloyd's k-means from many starts, each seeded by its number and chosen as k-means++ does (Arthur and Vassilvitskii 2007); the tightest wins, of equals the first.</summary>
internal sealed class KMeans
{
    private const int MostRounds = 100;

    private readonly Point[] points;
    private readonly double[] weights;

    public KMeans(Point[] points, double[]? weights = null)
    {
        this.points = points;
        this.weights = weights ?? new double[points.Length];
        if (weights is null)
            Array.Fill(this.weights, 1);
    }

    public Clustering Best(int clusters, int starts, ulong seed)
    {
        var runs = new Clustering[starts];
        Parallel.For(0, starts, start => runs[start] = Run(clusters, Seeded.From(seed, start)));
        return runs.MinBy(run => run.Spread)!;
    }

    public Clustering BestInTurn(int clusters, int starts, ulong seed) =>
        Enumerable.Range(0, starts).Select(start => Run(clusters, Seeded.From(seed, start))).MinBy(run => run.Spread)!;

    private Clustering Run(int clusters, Seeded random)
    {
        var centres = FirstCentres(clusters, ref random);
        var clusterOf = new int[points.Length];
        Array.Fill(clusterOf, -1);
        for (var round = 0; round < MostRounds && Assign(centres, clusterOf); round++)
            centres = Means(centres, clusterOf);
        return new Clustering(clusterOf, centres, Spread(centres, clusterOf));
    }

    private bool Assign(Point[] centres, int[] clusterOf)
    {
        var moved = false;
        for (var at = 0; at < points.Length; at++)
        {
            var nearest = Nearest(points[at], centres);
            moved |= nearest != clusterOf[at];
            clusterOf[at] = nearest;
        }

        return moved;
    }

    private static int Nearest(Point point, Point[] centres)
    {
        var (nearest, distance) = (0, double.MaxValue);
        for (var centre = 0; centre < centres.Length; centre++)
        {
            var (x, y) = (point.X - centres[centre].X, point.Y - centres[centre].Y);
            var other = (x * x) + (y * y);
            if (other < distance)
                (nearest, distance) = (centre, other);
        }

        return nearest;
    }

    // A cluster that lost all its points keeps its centre.
    private Point[] Means(Point[] centres, int[] clusterOf)
    {
        var (x, y, of) = (new double[centres.Length], new double[centres.Length], new double[centres.Length]);
        for (var at = 0; at < points.Length; at++)
        {
            var (cluster, weight) = (clusterOf[at], weights[at]);
            x[cluster] += weight * points[at].X;
            y[cluster] += weight * points[at].Y;
            of[cluster] += weight;
        }

        return [.. centres.Select((centre, cluster) => of[cluster] == 0 ? centre : new Point(x[cluster] / of[cluster], y[cluster] / of[cluster]))];
    }

    private double Spread(Point[] centres, int[] clusterOf)
    {
        var spread = 0.0;
        for (var at = 0; at < points.Length; at++)
            spread += weights[at] * points[at].SquaredDistance(centres[clusterOf[at]]);
        return spread;
    }

    private Point[] FirstCentres(int clusters, ref Seeded random)
    {
        var centres = new Point[clusters];
        var distance = new double[points.Length];
        Array.Fill(distance, 1);
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            centres[cluster] = points[Drawn(distance, ref random)];
            for (var at = 0; at < points.Length; at++)
            {
                var own = points[at].SquaredDistance(centres[cluster]);
                distance[at] = cluster == 0 ? own : Math.Min(distance[at], own);
            }
        }

        return centres;
    }

    private int Drawn(double[] distance, ref Seeded random)
    {
        var total = 0.0;
        for (var at = 0; at < distance.Length; at++)
            total += weights[at] * distance[at];
        var left = random.Next() * total;
        for (var at = 0; at < distance.Length; at++)
        {
            left -= weights[at] * distance[at];
            if (left < 0)
                return at;
        }

        return distance.Length - 1;
    }
}
