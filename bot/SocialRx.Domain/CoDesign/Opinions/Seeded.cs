using System.Numerics;

namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>Random numbers that are the same on every machine (SplitMix64; Steele, Lea and Flood 2014). A mutable value: pass it by reference.</summary>
internal struct Seeded(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state = seed;

    public static Seeded From(ulong seed, int stream) => new(Mix(seed + ((ulong)stream * Step)));

    /// <summary>Spreads every bit over all others.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public static ulong Mix(ulong one, ulong other) => Mix(one + Step + BitOperations.RotateLeft(Mix(other + Step), 23));

    /// <summary>At least 0, below 1.</summary>
    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>At least 0, below the bound.</summary>
    public int Below(int bound) => (int)Math.BigMul(Bits(), (ulong)bound, out _);

    public void Shuffle<T>(Span<T> values)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    private ulong Bits() => Mix(state += Step);
}
