using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SocialRx.Language.Signals.Model;

/// <summary>
/// Sums of products of bytes and weights of four bits, in whole numbers: the same on every processor, however it reckons them. Weights lie in strips of
/// <see cref="Strip"/> rows: the first four columns of each row, then the next four of each. So every number of a register adds up a row of its own,
/// and none has to be added up across.
/// </summary>
internal static class ByteProducts
{
    /// <summary>Rows of weights that are used together: two strips.</summary>
    public const int Rows = 2 * Strip;

    /// <summary>Rows are as long as a multiple of this.</summary>
    public const int Step = 64;

    private const int Strip = 16;

    /// <summary>Columns of a row that lie side by side.</summary>
    private const int Together = 4;

    /// <summary>What a half byte of 0 stands for, below zero.</summary>
    private const int Lowest = 8;

    /// <summary>Rows of the text that are worked on at once, so that what is fetched is used more than once.</summary>
    private const int AtOnce = 4;

    /// <summary>Sums of two products, 255 times -8 twice at most, that fit into sixteen bits one upon another.</summary>
    private const int Fitting = 8;

    /// <summary>Weights as bytes: of 64 the first 32 are the lower halves, the last 32 the upper ones.</summary>
    /// <param name="halves">Half as long as <paramref name="weights"/>.</param>
    public static void Unfold(ReadOnlySpan<byte> halves, Span<sbyte> weights)
    {
        var from = MemoryMarshal.Cast<byte, Vector256<byte>>(halves);
        var to = MemoryMarshal.Cast<sbyte, Vector256<sbyte>>(weights);
        var (lower, lowest) = (Vector256.Create((byte)15), Vector256.Create((sbyte)Lowest));
        for (var at = 0; at < from.Length; at++)
        {
            to[2 * at] = (from[at] & lower).AsSByte() - lowest;
            to[(2 * at) + 1] = (from[at] >>> 4).AsSByte() - lowest;
        }
    }

    /// <summary>Each row of a text with <see cref="Rows"/> rows of weights.</summary>
    /// <param name="weights">From -8 to 7, two strips of them.</param>
    /// <param name="text">Rows as long as those of the weights, one after another.</param>
    /// <param name="products"><see cref="Rows"/> for each row of the text.</param>
    public static void Of(ReadOnlySpan<sbyte> weights, ReadOnlySpan<byte> text, Span<int> products)
    {
        if (Avx512BW.IsSupported)
            Of<Broad, Vector512<byte>, Vector512<short>, Vector512<int>>(weights, text, products);
        else if (AvxVnni.IsSupported)
            Of<InFours, Vector256<byte>, Vector256<int>, Vector256<int>>(weights, text, products);
        else if (Avx2.IsSupported)
            Of<InPairs, Vector256<byte>, Vector256<short>, Vector256<int>>(weights, text, products);
        else
            Of<OneByOne, Vector256<byte>, Vector256<int>, Vector256<int>>(weights, text, products);
    }

    /// <summary>As <see cref="Of(ReadOnlySpan{sbyte}, ReadOnlySpan{byte}, Span{int})"/>, in one of the ways.</summary>
    public static void Of<TWay, TBytes, TPart, TSum>(ReadOnlySpan<sbyte> weights, ReadOnlySpan<byte> text, Span<int> products)
        where TWay : struct, IWay<TBytes, TPart, TSum>
        where TBytes : struct
        where TPart : struct
        where TSum : struct
    {
        var columns = weights.Length / Rows;
        var count = products.Length / Rows;
        if (weights.Length % (Rows * Step) != 0 || products.Length % Rows != 0 || text.Length < count * columns)
            throw new ArgumentException("The text has fewer rows than there is room for, or its rows are of no whole steps.", nameof(text));
        var fours = MemoryMarshal.Cast<byte, int>(text);
        for (var at = 0; at < count; at += AtOnce)
        {
            // Where fewer rows are left, the last is worked out more than once.
            var (second, third, fourth) = (Math.Min(at + 1, count - 1), Math.Min(at + 2, count - 1), Math.Min(at + 3, count - 1));
            ref var x0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(fours), at * columns / Together);
            ref var x1 = ref Unsafe.Add(ref MemoryMarshal.GetReference(fours), second * columns / Together);
            ref var x2 = ref Unsafe.Add(ref MemoryMarshal.GetReference(fours), third * columns / Together);
            ref var x3 = ref Unsafe.Add(ref MemoryMarshal.GetReference(fours), fourth * columns / Together);
            for (var from = 0; from < Strip * Together; from += TWay.Width)
            {
                ref var a = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), from);
                ref var b = ref Unsafe.Add(ref a, Strip * columns);
                TSum a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
                for (nint i = 0, to; i < columns / Together; i = to)
                {
                    to = nint.Min(columns / Together, i + Fitting);
                    TPart p0 = default, p1 = default, p2 = default, p3 = default, q0 = default, q1 = default, q2 = default, q3 = default;
                    for (var j = i; j < to; j++)
                    {
                        var (p, q) = (TWay.Load(in Unsafe.Add(ref a, j * Strip * Together)), TWay.Load(in Unsafe.Add(ref b, j * Strip * Together)));
                        var x = TWay.Repeat(in Unsafe.Add(ref x0, j));
                        (p0, q0) = (TWay.Add(p0, x, p), TWay.Add(q0, x, q));
                        x = TWay.Repeat(in Unsafe.Add(ref x1, j));
                        (p1, q1) = (TWay.Add(p1, x, p), TWay.Add(q1, x, q));
                        x = TWay.Repeat(in Unsafe.Add(ref x2, j));
                        (p2, q2) = (TWay.Add(p2, x, p), TWay.Add(q2, x, q));
                        x = TWay.Repeat(in Unsafe.Add(ref x3, j));
                        (p3, q3) = (TWay.Add(p3, x, p), TWay.Add(q3, x, q));
                    }

                    (a0, a1, a2, a3) = (TWay.Gather(a0, p0), TWay.Gather(a1, p1), TWay.Gather(a2, p2), TWay.Gather(a3, p3));
                    (b0, b1, b2, b3) = (TWay.Gather(b0, q0), TWay.Gather(b1, q1), TWay.Gather(b2, q2), TWay.Gather(b3, q3));
                }

                Store(products, at, a0, b0);
                Store(products, second, a1, b1);
                Store(products, third, a2, b2);
                Store(products, fourth, a3, b3);

                void Store(Span<int> to, int row, TSum first, TSum last)
                {
                    TWay.Store(first, to[((row * Rows) + (from / Together))..]);
                    TWay.Store(last, to[((row * Rows) + Strip + (from / Together))..]);
                }
            }
        }
    }

    public interface IWay<TBytes, TPart, TSum>
    {
        /// <summary>Bytes at once; what lies together in a strip is as many, or a multiple.</summary>
        static abstract int Width { get; }

        static abstract TBytes Load(ref readonly sbyte weights);

        /// <summary>Four bytes of a text, again and again.</summary>
        static abstract TBytes Repeat(ref readonly int text);

        /// <summary>May be done <see cref="Fitting"/> times before it is gathered.</summary>
        static abstract TPart Add(TPart sum, TBytes text, TBytes weights);

        static abstract TSum Gather(TSum sum, TPart part);

        static abstract void Store(TSum sum, Span<int> to);
    }

    public readonly struct Broad : IWay<Vector512<byte>, Vector512<short>, Vector512<int>>
    {
        public static int Width => Vector512<byte>.Count;

        public static Vector512<byte> Load(ref readonly sbyte weights) => Vector512.LoadUnsafe(in weights).AsByte();

        public static Vector512<byte> Repeat(ref readonly int text) => Vector512.Create(text).AsByte();

        public static Vector512<short> Add(Vector512<short> sum, Vector512<byte> text, Vector512<byte> weights) => sum + Avx512BW.MultiplyAddAdjacent(text, weights.AsSByte());

        public static Vector512<int> Gather(Vector512<int> sum, Vector512<short> part) => sum + Avx512BW.MultiplyAddAdjacent(part, Vector512<short>.One);

        public static void Store(Vector512<int> sum, Span<int> to) => sum.CopyTo(to);
    }

    public readonly struct InFours : IWay<Vector256<byte>, Vector256<int>, Vector256<int>>
    {
        public static int Width => Vector256<byte>.Count;

        public static Vector256<byte> Load(ref readonly sbyte weights) => Vector256.LoadUnsafe(in weights).AsByte();

        public static Vector256<byte> Repeat(ref readonly int text) => Vector256.Create(text).AsByte();

        public static Vector256<int> Add(Vector256<int> sum, Vector256<byte> text, Vector256<byte> weights) => AvxVnni.MultiplyWideningAndAdd(sum, text, weights.AsSByte());

        public static Vector256<int> Gather(Vector256<int> sum, Vector256<int> part) => sum + part;

        public static void Store(Vector256<int> sum, Span<int> to) => sum.CopyTo(to);
    }

    public readonly struct InPairs : IWay<Vector256<byte>, Vector256<short>, Vector256<int>>
    {
        public static int Width => Vector256<byte>.Count;

        public static Vector256<byte> Load(ref readonly sbyte weights) => Vector256.LoadUnsafe(in weights).AsByte();

        public static Vector256<byte> Repeat(ref readonly int text) => Vector256.Create(text).AsByte();

        public static Vector256<short> Add(Vector256<short> sum, Vector256<byte> text, Vector256<byte> weights) => sum + Avx2.MultiplyAddAdjacent(text, weights.AsSByte());

        public static Vector256<int> Gather(Vector256<int> sum, Vector256<short> part) => sum + Avx2.MultiplyAddAdjacent(part, Vector256<short>.One);

        public static void Store(Vector256<int> sum, Span<int> to) => sum.CopyTo(to);
    }

    public readonly struct OneByOne : IWay<Vector256<byte>, Vector256<int>, Vector256<int>>
    {
        private const int Short = 16;
        private const int Int = 32;

        public static int Width => Vector256<byte>.Count;

        public static Vector256<byte> Load(ref readonly sbyte weights) => Vector256.LoadUnsafe(in weights).AsByte();

        public static Vector256<byte> Repeat(ref readonly int text) => Vector256.Create(text).AsByte();

        // 255 times -8 fits into sixteen bits.
        public static Vector256<int> Add(Vector256<int> sum, Vector256<byte> text, Vector256<byte> weights)
        {
            var (firstText, lastText) = Vector256.Widen(text);
            var (firstWeights, lastWeights) = Vector256.Widen(weights.AsSByte());
            return sum + Vector256.Narrow(OfFour(firstText.AsInt16() * firstWeights), OfFour(lastText.AsInt16() * lastWeights));
        }

        public static Vector256<int> Gather(Vector256<int> sum, Vector256<int> part) => sum + part;

        public static void Store(Vector256<int> sum, Span<int> to) => sum.CopyTo(to);

        /// <summary>The sums of four neighbours each.</summary>
        private static Vector256<long> OfFour(Vector256<short> numbers)
        {
            var pairs = numbers.AsInt32();
            pairs = ((pairs << Short) >> Short) + (pairs >> Short);
            var fours = pairs.AsInt64();
            return ((fours << Int) >> Int) + (fours >> Int);
        }
    }
}
