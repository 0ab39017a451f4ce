using System.Numerics;
using System.Runtime.Intrinsics;

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

    /// <summary>Which centre each of some points is nearest to.</summary>
    public int[] Nearest(Point[] points)
    {
        var nearest = new int[points.Length];
        for (var at = 0; at < points.Length; at++)
        {
            var distance = double.MaxValue;
            for (var centre = 0; centre < Centres.Length; centre++)
            {
                if (points[at].SquaredDistance(Centres[centre]) is var other && other < distance)
                    (nearest[at], distance) = (centre, other);
            }
        }

        return nearest;
    }
}

/// <summary>
/// Lloyd's k-means from many starts, each seeded by its number and chosen as k-means++ does (Arthur and Vassilvitskii 2007); the tightest wins, of equals the first.
/// Four points at a time, always four, so that sums do not depend on how wide a machine's vectors are.
/// </summary>
internal sealed class KMeans
{
    private const int MostRounds = 100;

    private static readonly int Lanes = Vector256<double>.Count;

    private readonly Point[] points;
    private readonly int mayMove;

    // Filled up to a multiple of four with points without weight.
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[] weights;
    private Workspace? own;

    /// <param name="mayMove">So many points may still move when a run ends.</param>
    public KMeans(Point[] points, double[]? weights = null, int mayMove = 0)
    {
        (this.points, this.mayMove) = (points, mayMove);
        var size = (points.Length + Lanes - 1) / Lanes * Lanes;
        (x, y, this.weights) = (new double[size], new double[size], new double[size]);
        for (var at = 0; at < points.Length; at++)
            (x[at], y[at], this.weights[at]) = (points[at].X, points[at].Y, weights?[at] ?? 1);
    }

    public Clustering Best(int clusters, int starts, ulong seed)
    {
        var runs = new Clustering[starts];
        Parallel.For(
            0,
            starts,
            Room,
            (start, _, room) =>
            {
                runs[start] = Told(Run(clusters, Seeded.From(seed, start), room), room);
                return room;
            },
            _ => { });
        return runs.MinBy(run => run.Spread)!;
    }

    /// <summary>The same on the caller's thread alone, for whoever has many to do at a time.</summary>
    public Clustering BestInTurn(int clusters, int starts, ulong seed)
    {
        var (room, best) = (own ??= Room(), default(Clustering));
        for (var start = 0; start < starts; start++)
        {
            var (centres, spread) = Run(clusters, Seeded.From(seed, start), room);
            if (best is null || spread < best.Spread)
                best = Told((centres, spread), room);
        }

        return best!;
    }

    private (Point[] Centres, double Spread) Run(int clusters, Seeded random, Workspace room)
    {
        var centres = FirstCentres(clusters, ref random, room.Distance);
        Array.Fill(room.ClusterOf, -1);
        var spread = 0.0;
        for (var (round, moved) = (0, int.MaxValue); round < MostRounds && moved > mayMove; round++)
            (centres, moved, spread) = Round(centres, room.ClusterOf);
        return (centres, spread);
    }

    private Clustering Told((Point[] Centres, double Spread) run, Workspace room)
    {
        var clusterOf = new int[points.Length];
        for (var at = 0; at < clusterOf.Length; at++)
            clusterOf[at] = (int)room.ClusterOf[at];
        return new Clustering(clusterOf, run.Centres, run.Spread);
    }

    private Workspace Room() => new(new double[x.Length], new double[points.Length]);

    /// <summary>Written over by each run in turn.</summary>
    private sealed record Workspace(double[] ClusterOf, double[] Distance);

    /// <summary>Everybody goes to the nearest centre, then each centre to the mean of who went there; one to which nobody went stays.</summary>
    private (Point[] Centres, int Moved, double Spread) Round(Point[] centres, double[] clusterOf)
    {
        Span<Vector256<double>> sums = stackalloc Vector256<double>[3 * centres.Length];
        sums.Clear();
        var (moved, spread) = (0, Vector256<double>.Zero);
        for (var at = 0; at < x.Length; at += Lanes)
        {
            var (ofX, ofY, weight) = (Vector256.Create(x, at), Vector256.Create(y, at), Vector256.Create(weights, at));
            var (nearest, distance) = Nearest(ofX, ofY, centres);
            moved += Lanes - BitOperations.PopCount(Vector256.Equals(nearest, Vector256.Create(clusterOf, at)).ExtractMostSignificantBits());
            nearest.CopyTo(clusterOf, at);
            spread += weight * distance;
            for (var centre = 0; centre < centres.Length; centre++)
            {
                var here = Vector256.Equals(nearest, Vector256.Create((double)centre)) & weight;
                sums[3 * centre] += here * ofX;
                sums[(3 * centre) + 1] += here * ofY;
                sums[(3 * centre) + 2] += here;
            }
        }

        return (Means(centres, sums), moved, Sum(spread));
    }

    private static (Vector256<double> Nearest, Vector256<double> Distance) Nearest(Vector256<double> ofX, Vector256<double> ofY, Point[] centres)
    {
        var (nearest, distance) = (Vector256<double>.Zero, Vector256.Create(double.MaxValue));
        for (var centre = 0; centre < centres.Length; centre++)
        {
            var (fromX, fromY) = (ofX - Vector256.Create(centres[centre].X), ofY - Vector256.Create(centres[centre].Y));
            var other = (fromX * fromX) + (fromY * fromY);
            var nearer = Vector256.LessThan(other, distance);
            nearest = Vector256.ConditionalSelect(nearer, Vector256.Create((double)centre), nearest);
            distance = Vector256.ConditionalSelect(nearer, other, distance);
        }

        return (nearest, distance);
    }

    private static Point[] Means(Point[] before, ReadOnlySpan<Vector256<double>> sums)
    {
        var centres = new Point[before.Length];
        for (var centre = 0; centre < centres.Length; centre++)
        {
            var of = Sum(sums[(3 * centre) + 2]);
            centres[centre] = of == 0 ? before[centre] : new Point(Sum(sums[3 * centre]) / of, Sum(sums[(3 * centre) + 1]) / of);
        }

        return centres;
    }

    private static double Sum(Vector256<double> lanes) => lanes[0] + lanes[1] + (lanes[2] + lanes[3]);

    private Point[] FirstCentres(int clusters, ref Seeded random, double[] distance)
    {
        var centres = new Point[clusters];
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
