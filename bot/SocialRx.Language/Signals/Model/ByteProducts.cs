using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SocialRx.Language.Signals.Model;

/// <summary>Sums of products of bytes and weights of four bits, in whole numbers: the same on every processor, however it reckons them.</summary>
internal static class ByteProducts
{
    /// <summary>Rows are as long as a multiple of this.</summary>
    public const int Step = 64;

    /// <summary>Rows of weights that are used together.</summary>
    public const int AtATime = 4;

    /// <summary>What a half byte of 0 stands for, below zero.</summary>
    private const int Lowest = 8;

    private const int Half = Step / 2;

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

    /// <summary>Each row of a text with <see cref="AtATime"/> rows of weights.</summary>
    /// <param name="weights">From -8 to 7, row after row.</param>
    /// <param name="text">Rows of the same length, one after another.</param>
    /// <param name="products">One for each row of the text: of that row with each row of weights.</param>
    public static void Of(ReadOnlySpan<sbyte> weights, ReadOnlySpan<byte> text, Span<Vector128<int>> products)
    {
        if (Avx512BW.IsSupported)
            Of<Broad, Vector512<short>, Vector512<int>>(weights, text, products);
        else if (AvxVnni.IsSupported)
            Of<AtOnce, Vector256<int>, Vector256<int>>(weights, text, products);
        else if (Avx2.IsSupported)
            Of<InPairs, Vector256<short>, Vector256<int>>(weights, text, products);
        else
            Of<OneByOne, Vector256<int>, Vector256<int>>(weights, text, products);
    }

    /// <summary>As <see cref="Of(ReadOnlySpan{sbyte}, ReadOnlySpan{byte}, Span{Vector128{int}})"/>, in one of the ways: two rows of text at once, so that what is fetched is used more than once.</summary>
    public static void Of<TWay, TPart, TSum>(ReadOnlySpan<sbyte> weights, ReadOnlySpan<byte> text, Span<Vector128<int>> products)
        where TWay : struct, IWay<TPart, TSum>
        where TPart : struct
        where TSum : struct
    {
        var length = (nuint)weights.Length / AtATime;
        if (weights.Length % (AtATime * Step) != 0 || (ulong)text.Length < (ulong)products.Length * length)
            throw new ArgumentException("The text has fewer rows than there is room for, or its rows are of no whole steps.", nameof(text));
        ref readonly var w = ref MemoryMarshal.GetReference(weights);
        for (var at = 0; at < products.Length; at += 2)
        {
            // Of an odd number of rows the last is its own second.
            var other = Math.Min(at + 1, products.Length - 1);
            ref readonly var x = ref MemoryMarshal.GetReference(text[(at * (int)length)..]);
            ref readonly var y = ref MemoryMarshal.GetReference(text[(other * (int)length)..]);
            TSum x0 = default, x1 = default, x2 = default, x3 = default, y0 = default, y1 = default, y2 = default, y3 = default;
            for (nuint from = 0, to; from < length; from = to)
            {
                to = Math.Min(length, from + (Fitting * TWay.Width));
                TPart p0 = default, p1 = default, p2 = default, p3 = default, q0 = default, q1 = default, q2 = default, q3 = default;
                for (var i = from; i < to; i += TWay.Width)
                {
                    p0 = TWay.Add(p0, in x, i, in w, i);
                    q0 = TWay.Add(q0, in y, i, in w, i);
                    p1 = TWay.Add(p1, in x, i, in w, i + length);
                    q1 = TWay.Add(q1, in y, i, in w, i + length);
                    p2 = TWay.Add(p2, in x, i, in w, i + (2 * length));
                    q2 = TWay.Add(q2, in y, i, in w, i + (2 * length));
                    p3 = TWay.Add(p3, in x, i, in w, i + (3 * length));
                    q3 = TWay.Add(q3, in y, i, in w, i + (3 * length));
                }

                (x0, x1, x2, x3) = (TWay.Gather(x0, p0), TWay.Gather(x1, p1), TWay.Gather(x2, p2), TWay.Gather(x3, p3));
                (y0, y1, y2, y3) = (TWay.Gather(y0, q0), TWay.Gather(y1, q1), TWay.Gather(y2, q2), TWay.Gather(y3, q3));
            }

            products[at] = TWay.Sums(x0, x1, x2, x3);
            products[other] = TWay.Sums(y0, y1, y2, y3);
        }
    }

    private static Vector128<int> Sums(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d)
    {
        var pairs = Avx2.HorizontalAdd(Avx2.HorizontalAdd(a, b), Avx2.HorizontalAdd(c, d));
        return pairs.GetLower() + pairs.GetUpper();
    }

    public interface IWay<TPart, TSum>
    {
        /// <summary>Bytes at once; a step is as many, or some of them.</summary>
        static abstract nuint Width { get; }

        /// <summary>May be done <see cref="Fitting"/> times before it is gathered.</summary>
        static abstract TPart Add(TPart sum, ref readonly byte text, nuint place, ref readonly sbyte weights, nuint at);

        static abstract TSum Gather(TSum sum, TPart part);

        static abstract Vector128<int> Sums(TSum a, TSum b, TSum c, TSum d);
    }

    public readonly struct Broad : IWay<Vector512<short>, Vector512<int>>
    {
        public static nuint Width => Step;

        public static Vector512<short> Add(Vector512<short> sum, ref readonly byte text, nuint place, ref readonly sbyte weights, nuint at) =>
            sum + Avx512BW.MultiplyAddAdjacent(Vector512.LoadUnsafe(in text, place), Vector512.LoadUnsafe(in weights, at));

        public static Vector512<int> Gather(Vector512<int> sum, Vector512<short> part) => sum + Avx512BW.MultiplyAddAdjacent(part, Vector512<short>.One);

        public static Vector128<int> Sums(Vector512<int> a, Vector512<int> b, Vector512<int> c, Vector512<int> d) =>
            ByteProducts.Sums(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper());
    }

    public readonly struct AtOnce : IWay<Vector256<int>, Vector256<int>>
    {
        public static nuint Width => Half;

        public static Vector256<int> Add(Vector256<int> sum, ref readonly byte text, nuint place, ref readonly sbyte weights, nuint at) =>
            AvxVnni.MultiplyWideningAndAdd(sum, Vector256.LoadUnsafe(in text, place), Vector256.LoadUnsafe(in weights, at));

        public static Vector256<int> Gather(Vector256<int> sum, Vector256<int> part) => sum + part;

        public static Vector128<int> Sums(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d) => ByteProducts.Sums(a, b, c, d);
    }

    public readonly struct InPairs : IWay<Vector256<short>, Vector256<int>>
    {
        public static nuint Width => Half;

        public static Vector256<short> Add(Vector256<short> sum, ref readonly byte text, nuint place, ref readonly sbyte weights, nuint at) =>
            sum + Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(in text, place), Vector256.LoadUnsafe(in weights, at));

        public static Vector256<int> Gather(Vector256<int> sum, Vector256<short> part) => sum + Avx2.MultiplyAddAdjacent(part, Vector256<short>.One);

        public static Vector128<int> Sums(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d) => ByteProducts.Sums(a, b, c, d);
    }

    public readonly struct OneByOne : IWay<Vector256<int>, Vector256<int>>
    {
        public static nuint Width => Half;

        // 255 times -8 fits into sixteen bits.
        public static Vector256<int> Add(Vector256<int> sum, ref readonly byte text, nuint place, ref readonly sbyte weights, nuint at)
        {
            var (firstText, lastText) = Vector256.Widen(Vector256.LoadUnsafe(in text, place));
            var (firstWeights, lastWeights) = Vector256.Widen(Vector256.LoadUnsafe(in weights, at));
            var (a, b) = Vector256.Widen(firstText.AsInt16() * firstWeights);
            var (c, d) = Vector256.Widen(lastText.AsInt16() * lastWeights);
            return sum + a + b + c + d;
        }

        public static Vector256<int> Gather(Vector256<int> sum, Vector256<int> part) => sum + part;

        public static Vector128<int> Sums(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d) =>
            Vector128.Create(Vector256.Sum(a), Vector256.Sum(b), Vector256.Sum(c), Vector256.Sum(d));
    }
}
