namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>How much nearer points are to their own cluster than to the next (Rousseeuw 1987): 1 is far apart, 0 is no parting at all.</summary>
internal static class Silhouette
{
    // Every pair is measured; of more points than this, as many of them, evenly spread over the order.
    private const int MostPoints = 1000;

    /// <summary>The mean over all points, of each clustering.</summary>
    public static double[] Of(Point[] points, IReadOnlyList<Clustering> clusterings)
    {
        var sample = Sample(points.Length);
        var sampled = sample.Select(at => points[at]).ToArray();
        var widths = new double[sample.Length][];
        Parallel.For(0, sample.Length, at => widths[at] = Widths(at, sampled, sample, clusterings));
        return [.. clusterings.Select((_, which) => widths.Sum(width => width[which]) / widths.Length)];
    }

    private static int[] Sample(int points)
    {
        var size = Math.Min(points, MostPoints);
        return [.. Enumerable.Range(0, size).Select(at => (int)((long)at * points / size))];
    }

    private static double[] Widths(int self, Point[] points, int[] sample, IReadOnlyList<Clustering> clusterings)
    {
        var distances = new double[points.Length];
        for (var at = 0; at < points.Length; at++)
            distances[at] = Math.Sqrt(points[self].SquaredDistance(points[at]));
        return [.. clusterings.Select(clustering => Width(self, distances, sample, clustering))];
    }

    private static double Width(int self, double[] distances, int[] sample, Clustering clustering)
    {
        var (sums, sizes) = (new double[clustering.Centres.Length], new int[clustering.Centres.Length]);
        for (var at = 0; at < distances.Length; at++)
        {
            var cluster = clustering.ClusterOf[sample[at]];
            sums[cluster] += distances[at];
            sizes[cluster]++;
        }

        var own = clustering.ClusterOf[sample[self]];
        if (sizes[own] <= 1)
            return 0;

        var within = sums[own] / (sizes[own] - 1);
        var next = Enumerable.Range(0, sums.Length).Where(cluster => cluster != own && sizes[cluster] > 0).Select(cluster => sums[cluster] / sizes[cluster]).DefaultIfEmpty(0).Min();
        var larger = Math.Max(within, next);
        return larger == 0 ? 0 : (next - within) / larger;
    }
}
