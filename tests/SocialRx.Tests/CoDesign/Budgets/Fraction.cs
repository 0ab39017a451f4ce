using System.Numerics;

namespace SocialRx.Tests.CoDesign.Budgets;

/// <summary>A fraction in its plainest form, so that what checks the rules shares nothing with them.</summary>
internal readonly struct Fraction : IComparable<Fraction>
{
    private readonly BigInteger _over;
    private readonly BigInteger _under;

    public Fraction(BigInteger over, BigInteger under)
    {
        var shared = BigInteger.GreatestCommonDivisor(over, under) * under.Sign;
        (_over, _under) = (over / shared, under / shared);
    }

    public static implicit operator Fraction(int whole) => new(whole, 1);

    public static explicit operator Fraction(decimal amount) => new((BigInteger)(amount * 1000), 1000);

    public static Fraction operator +(Fraction one, Fraction other) => new((one._over * other._under) + (other._over * one._under), one._under * other._under);

    public static Fraction operator -(Fraction one, Fraction other) => one + new Fraction(-other._over, other._under);

    public static Fraction operator *(Fraction one, Fraction other) => new(one._over * other._over, one._under * other._under);

    public static Fraction operator /(Fraction one, Fraction other) => new(one._over * other._under, one._under * other._over);

    public static bool operator <(Fraction one, Fraction other) => one.CompareTo(other) < 0;

    public static bool operator >(Fraction one, Fraction other) => one.CompareTo(other) > 0;

    public static bool operator <=(Fraction one, Fraction other) => one.CompareTo(other) <= 0;

    public static bool operator >=(Fraction one, Fraction other) => one.CompareTo(other) >= 0;

    public int CompareTo(Fraction other) => (_over * other._under).CompareTo(other._over * _under);
}
