using System.Numerics;

namespace SocialRx.Domain.CoDesign.Budgets;

internal static class Fractions
{
    // A double holds numbers of up to 1,024 bits; fractions here may have longer parts.
    private const long SafeBits = 1000;

    /// <summary>The double next to a fraction of positive numbers, however long they are.</summary>
    public static double Ratio(BigInteger numerator, BigInteger denominator)
    {
        var tooMany = Math.Max(numerator.GetBitLength(), denominator.GetBitLength()) - SafeBits;
        if (tooMany <= 0)
            return (double)numerator / (double)denominator;
        return (double)(numerator >> (int)tooMany) / (double)(denominator >> (int)tooMany);
    }
}
