using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SocialRx.Language.Signals.Model;

/// <summary>Sums of products of bytes, in whole numbers: the same on every processor, however it reckons them.</summary>
internal static class ByteProducts
{
    /// <summary>Rows are as long as a multiple of this.</summary>
    public const int Step = 32;

    /// <summary>Each row of a text with one row of weights.</summary>
    /// <param name="weights">Signed bytes.</param>
    /// <param name="text">Unsigned bytes, rows of the same length one after another.</param>
    /// <param name="products">One for each row of the text.</param>
    public static void Of(ReadOnlySpan<byte> weights, ReadOnlySpan<byte> text, Span<int> products)
    {
        if (AvxVnni.IsSupported)
            Of<AtOnce>(weights, text, products);
        else if (Avx2.IsSupported)
            Of<InPairs>(weights, text, products);
        else
            Of<OneByOne>(weights, text, products);
    }

    /// <summary>As <see cref="Of(ReadOnlySpan{byte}, ReadOnlySpan{byte}, Span{int})"/>, in one of the ways: four rows at once, so that a weight is fetched once for them.</summary>
    public static void Of<TWay>(ReadOnlySpan<byte> weights, ReadOnlySpan<byte> text, Span<int> products)
        where TWay : struct, IWay
    {
        var w = MemoryMarshal.Cast<byte, Vector256<sbyte>>(weights);
        var all = MemoryMarshal.Cast<byte, Vector256<byte>>(text);
        var at = 0;
        for (; at + 4 <= products.Length; at += 4)
        {
            var x = all.Slice(at * w.Length, 4 * w.Length);
            Vector256<int> a = default, b = default, c = default, d = default;
            for (var i = 0; i < w.Length; i++)
            {
                a = TWay.Add(a, x[i], w[i]);
                b = TWay.Add(b, x[i + w.Length], w[i]);
                c = TWay.Add(c, x[i + (2 * w.Length)], w[i]);
                d = TWay.Add(d, x[i + (3 * w.Length)], w[i]);
            }

            products[at] = Vector256.Sum(a);
            products[at + 1] = Vector256.Sum(b);
            products[at + 2] = Vector256.Sum(c);
            products[at + 3] = Vector256.Sum(d);
        }

        for (; at < products.Length; at++)
        {
            var x = all.Slice(at * w.Length, w.Length);
            Vector256<int> a = default;
            for (var i = 0; i < w.Length && i < x.Length; i++)
                a = TWay.Add(a, x[i], w[i]);
            products[at] = Vector256.Sum(a);
        }
    }

    public interface IWay
    {
        static abstract Vector256<int> Add(Vector256<int> sum, Vector256<byte> text, Vector256<sbyte> weights);
    }

    public readonly struct AtOnce : IWay
    {
        public static Vector256<int> Add(Vector256<int> sum, Vector256<byte> text, Vector256<sbyte> weights) => AvxVnni.MultiplyWideningAndAdd(sum, text, weights);
    }

    public readonly struct InPairs : IWay
    {
        // Made longer first: sums of two products of bytes do not fit into sixteen bits.
        public static Vector256<int> Add(Vector256<int> sum, Vector256<byte> text, Vector256<sbyte> weights) => sum
            + Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(text.GetLower()), Avx2.ConvertToVector256Int16(weights.GetLower()))
            + Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(text.GetUpper()), Avx2.ConvertToVector256Int16(weights.GetUpper()));
    }

    public readonly struct OneByOne : IWay
    {
        // 255 times 127 still fits into sixteen bits.
        public static Vector256<int> Add(Vector256<int> sum, Vector256<byte> text, Vector256<sbyte> weights)
        {
            var (firstText, lastText) = Vector256.Widen(text);
            var (firstWeights, lastWeights) = Vector256.Widen(weights);
            var (a, b) = Vector256.Widen(firstText.AsInt16() * firstWeights);
            var (c, d) = Vector256.Widen(lastText.AsInt16() * lastWeights);
            return sum + a + b + c + d;
        }
    }
}
