using System.Globalization;

namespace SocialRx.Language.Signals;

/// <summary>How many of how many, and how sure that is.</summary>
public sealed record Proportion(int Hits, int Of)
{
    // Two-sided 95 %.
    private const double Z = 1.959964;

    public double Value => Of == 0 ? 0 : (double)Hits / Of;

    /// <summary>Wilson's score interval (Wilson 1927, formula without continuity correction).</summary>
    public (double Low, double High) Interval()
    {
        if (Of == 0)
            return (0, 1);
        var denominator = 1 + (Z * Z / Of);
        var middle = (Value + (Z * Z / (2 * Of))) / denominator;
        var half = Z / denominator * Math.Sqrt((Value * (1 - Value) / Of) + (Z * Z / (4.0 * Of * Of)));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    public override string ToString()
    {
        var (low, high) = Interval();
        return string.Create(CultureInfo.InvariantCulture, $"{Hits,5} of {Of,5}  {Value:0.000}  ({low:0.000} to {high:0.000})");
    }
}
