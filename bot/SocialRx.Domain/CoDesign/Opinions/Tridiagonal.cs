namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>Eigenvalues of a symmetric tridiagonal matrix by the implicit QL algorithm (Bowdler, Martin, Reinsch and Wilkinson 1968).</summary>
internal static class Tridiagonal
{
    private const int MostSweeps = 60;

    /// <summary>Replaces the diagonal by the eigenvalues, unsorted, and applies every rotation to the rows given: rows of the identity become rows of the matrix of eigenvectors.</summary>
    /// <param name="below">The entries beside the diagonal, one fewer than the diagonal; destroyed.</param>
    public static void Diagonalise(double[] diagonal, double[] below, double[][] rows)
    {
        var size = diagonal.Length;
        var beside = new double[size];
        Array.Copy(below, beside, size - 1);
        for (var start = 0; start < size; start++)
        {
            for (var sweep = 0; sweep < MostSweeps; sweep++)
            {
                var end = FirstNegligible(diagonal, beside, start);
                if (end == start)
                    break;
                Sweep(diagonal, beside, rows, start, end);
            }
        }
    }

    private static int FirstNegligible(double[] diagonal, double[] beside, int start)
    {
        var at = start;
        while (at < diagonal.Length - 1)
        {
            var scale = Math.Abs(diagonal[at]) + Math.Abs(diagonal[at + 1]);
            if (Math.Abs(beside[at]) + scale == scale)
                break;
            at++;
        }

        return at;
    }

    private static void Sweep(double[] diagonal, double[] beside, double[][] rows, int start, int end)
    {
        var shift = WilkinsonShift(diagonal, beside, start);
        var pivot = diagonal[end] - diagonal[start] + shift;
        var (sine, cosine, carried) = (1.0, 1.0, 0.0);
        for (var at = end - 1; at >= start; at--)
        {
            var (f, b) = (sine * beside[at], cosine * beside[at]);
            var length = Math.Sqrt((f * f) + (pivot * pivot));
            beside[at + 1] = length;
            if (length == 0)
            {
                diagonal[at + 1] -= carried;
                beside[end] = 0;
                return;
            }

            (sine, cosine) = (f / length, pivot / length);
            pivot = diagonal[at + 1] - carried;
            var turned = ((diagonal[at] - pivot) * sine) + (2 * cosine * b);
            carried = sine * turned;
            diagonal[at + 1] = pivot + carried;
            pivot = (cosine * turned) - b;
            Rotate(rows, at, sine, cosine);
        }

        diagonal[start] -= carried;
        beside[start] = pivot;
        beside[end] = 0;
    }

    private static double WilkinsonShift(double[] diagonal, double[] beside, int start)
    {
        var half = (diagonal[start + 1] - diagonal[start]) / (2 * beside[start]);
        var root = Math.Sqrt((half * half) + 1);
        return beside[start] / (half + (half >= 0 ? root : -root));
    }

    private static void Rotate(double[][] rows, int at, double sine, double cosine)
    {
        foreach (var row in rows)
        {
            var next = row[at + 1];
            row[at + 1] = (sine * row[at]) + (cosine * next);
            row[at] = (cosine * row[at]) - (sine * next);
        }
    }
}
