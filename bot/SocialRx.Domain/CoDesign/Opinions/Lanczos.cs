namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>The largest eigenvalues of a symmetric operator and their vectors, by Lanczos's method with every vector made orthogonal to all before it, twice.</summary>
internal sealed class Lanczos(int size, Action<double[], double[]> apply)
{
    private const int StepsBetweenChecks = 2;
    private const int MostSteps = 400;

    private readonly List<double[]> basis = [];
    private readonly List<double> diagonal = [];
    private readonly List<double> below = [];

    /// <param name="tolerance">Of the residual, relative to the largest eigenvalue.</param>
    public Eigenpair[] Largest(int count, double[] start, double tolerance)
    {
        var steps = Math.Min(size, MostSteps);
        for (var step = 1; step <= steps; step++)
        {
            Advance(step == 1 ? Unit(start) : Next(step));
            if ((step % StepsBetweenChecks == 0 && step > count && HasConverged(count, tolerance)) || step == steps)
                break;
        }

        return Vectors(Math.Min(count, basis.Count));
    }

    // What is left of A q after everything known is taken out waits in `remainder` for the next step.
    private double[] remainder = [];

    private void Advance(double[] vector)
    {
        basis.Add(vector);
        var image = new double[size];
        apply(vector, image);
        diagonal.Add(Dot(vector, image));
        Orthogonalise(image);
        remainder = image;
        below.Add(Math.Sqrt(Dot(image, image)));
    }

    private double[] Next(int step)
    {
        var length = below[^1];
        if (length > 1e-14 * Math.Abs(diagonal.Max()))
            return Scaled(remainder, 1 / length);

        // The space seen so far is closed: go on in what is orthogonal to it.
        below[^1] = 0;
        var fresh = RandomVector(size, step);
        Orthogonalise(fresh);
        return Unit(fresh);
    }

    private void Orthogonalise(double[] vector)
    {
        for (var time = 0; time < 2; time++)
        {
            foreach (var known in basis)
                Add(vector, known, -Dot(vector, known));
        }
    }

    private bool HasConverged(int count, double tolerance)
    {
        var last = new double[basis.Count];
        last[^1] = 1;
        var values = Diagonalised([last]);
        var order = Largest(values, count);
        return order.All(at => below[^1] * Math.Abs(last[at]) <= tolerance * values[order[0]]);
    }

    private Eigenpair[] Vectors(int count)
    {
        var rows = Identity(basis.Count);
        var values = Diagonalised(rows);
        return [.. Largest(values, count).Select(at => new Eigenpair(values[at], Combined(rows, at)))];
    }

    private double[] Diagonalised(double[][] rows)
    {
        var values = diagonal.ToArray();
        Tridiagonal.Diagonalise(values, [.. below.Take(values.Length - 1)], rows);
        return values;
    }

    private double[] Combined(double[][] rows, int column)
    {
        var vector = new double[size];
        for (var at = 0; at < basis.Count; at++)
            Add(vector, basis[at], rows[at][column]);
        return SignFixed(Unit(vector));
    }

    // The entry of largest size is positive; of several, the first.
    private static double[] SignFixed(double[] vector)
    {
        var largest = 0;
        for (var at = 1; at < vector.Length; at++)
        {
            if (Math.Abs(vector[at]) > Math.Abs(vector[largest]))
                largest = at;
        }

        return vector[largest] < 0 ? Scaled(vector, -1) : vector;
    }

    public static double[] RandomVector(int size, int stream)
    {
        var random = Seeded.From(0x0F1C1A15, stream);
        var vector = new double[size];
        for (var at = 0; at < size; at++)
            vector[at] = random.Next() - 0.5;
        return vector;
    }

    private static int[] Largest(double[] values, int count) =>
        [.. Enumerable.Range(0, values.Length).OrderByDescending(at => values[at]).Take(count)];

    private static double[][] Identity(int size) => [.. Enumerable.Range(0, size).Select(at =>
    {
        var row = new double[size];
        row[at] = 1;
        return row;
    })];

    private static double[] Unit(double[] vector)
    {
        var length = Math.Sqrt(Dot(vector, vector));
        return length == 0 ? vector : Scaled(vector, 1 / length);
    }

    private static double[] Scaled(double[] vector, double by)
    {
        var scaled = new double[vector.Length];
        for (var at = 0; at < vector.Length; at++)
            scaled[at] = vector[at] * by;
        return scaled;
    }

    // Four running sums, always these four, so that the result does not depend on how wide a machine's vectors are.
    private static double Dot(double[] one, double[] other)
    {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
        var at = 0;
        for (; at + 4 <= one.Length; at += 4)
        {
            a += one[at] * other[at];
            b += one[at + 1] * other[at + 1];
            c += one[at + 2] * other[at + 2];
            d += one[at + 3] * other[at + 3];
        }

        for (; at < one.Length; at++)
            a += one[at] * other[at];
        return a + b + (c + d);
    }

    private static void Add(double[] to, double[] vector, double times)
    {
        for (var at = 0; at < to.Length; at++)
            to[at] += times * vector[at];
    }
}

internal sealed record Eigenpair(double Value, double[] Vector);
