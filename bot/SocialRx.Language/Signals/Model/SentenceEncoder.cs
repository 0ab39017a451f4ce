using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace SocialRx.Language.Signals.Model;

/// <summary>
/// A small transformer that reads a message as a whole, order and meaning of its words included, and says how likely it is of each route. It takes
/// milliseconds where <see cref="SignalModel"/> takes microseconds, and is asked only about what that is unsure of. A byte a weight.
/// </summary>
internal sealed class SentenceEncoder
{
    /// <summary>Of no risk, amber, about somebody else, red: in this order.</summary>
    public const int Routes = 4;

    public const int NoRisk = 0;
    public const int Amber = 1;
    public const int ThirdParty = 2;
    public const int Red = 3;

    /// <summary>Pieces that are read; what comes after is not.</summary>
    private const int MostPieces = 64;

    private const uint Mark = 0x31455853;
    private const float Tiny = 1e-12f;

    private readonly WordPieces _pieces;
    private readonly Matrix _words;
    private readonly float[] _places;
    private readonly Norm _norm;
    private readonly Layer[] _layers;
    private readonly Linear _routes;
    private readonly int _heads;
    private readonly ConcurrentBag<Room> _free = [];

    private SentenceEncoder(WordPieces pieces, Matrix words, float[] places, Norm norm, Layer[] layers, Linear routes, int heads, ReadOnlyMemory<byte> learnedFrom)
    {
        (_pieces, _words, _places, _norm, _layers, _routes, _heads) = (pieces, words, places, norm, layers, routes, heads);
        LearnedFrom = learnedFrom;
    }

    /// <summary><see cref="EncoderLines.Sum"/> of the corpus it was made with.</summary>
    public ReadOnlyMemory<byte> LearnedFrom { get; }

    private int Width => _words.Columns;

    /// <exception cref="FormatException">It is no encoder, or one of another shape.</exception>
    public static SentenceEncoder Read(ReadOnlyMemory<byte> file)
    {
        var reader = new Reader(file);
        if (reader.Number() != unchecked((int)Mark))
            throw new FormatException("The file is no encoder of messages.");
        var learnedFrom = reader.Bytes(32);
        var (width, inner, heads, layers, places) = (reader.Size(4096), reader.Size(16384), reader.Size(64), reader.Size(24), reader.Size(512));
        if (width % ByteProducts.Step != 0 || inner % ByteProducts.Step != 0 || width % (heads * Vector256<float>.Count) != 0 || places < MostPieces)
            throw new FormatException("The file is an encoder of another shape.");
        var pieces = reader.Text().Split('\n');
        var words = reader.Matrix(pieces.Length, width);
        var encoder = new SentenceEncoder(
            new(pieces),
            words,
            reader.Floats(places * width),
            reader.Norm(width),
            [.. Enumerable.Range(0, layers).Select(_ => reader.Layer(width, inner))],
            reader.Linear(Routes, width),
            heads,
            learnedFrom);
        return reader.IsAtEnd ? encoder : throw new FormatException("The file of the encoder has more than it says.");
    }

    /// <summary>How likely a message is of each route; together 1.</summary>
    /// <param name="folded">Text as <see cref="Matching.Folded"/> has it.</param>
    /// <param name="chances"><see cref="Routes"/> of them.</param>
    public void Read(ReadOnlySpan<char> folded, Span<float> chances)
    {
        var room = _free.TryTake(out var free) ? free : new Room(Width, _layers[0].Up.Weights.Rows);
        try
        {
            var count = _pieces.Read(folded, room.Pieces);
            Place(room, count);
            foreach (var layer in _layers)
                Through(layer, room, count);
            Weigh(room, count, chances);
        }
        finally
        {
            _free.Add(room);
        }
    }

    private void Place(Room room, int count)
    {
        for (var at = 0; at < count; at++)
        {
            var row = room.Text.AsSpan(at * Width, Width);
            _words.Row(room.Pieces[at], row);
            TensorPrimitives.Add(row, _places.AsSpan(at * Width, Width), row);
            _norm.Over(row);
        }
    }

    private void Through(Layer layer, Room room, int count)
    {
        var inner = layer.Up.Weights.Rows;
        room.Squeezed.Take(room.Text, Width, count);
        layer.Query.Of(room.Squeezed, room.Queries, count);
        layer.Key.Of(room.Squeezed, room.Keys, count);
        layer.Value.Of(room.Squeezed, room.Values, count);
        Attend(room, count);
        room.Squeezed.Take(room.Heard, Width, count);
        layer.Out.Of(room.Squeezed, room.Added, count);
        Add(room, count, layer.Heard);
        room.Squeezed.Take(room.Text, Width, count);
        layer.Up.Of(room.Squeezed, room.Inner, count);
        Gelu.Over(room.Inner.AsSpan(0, count * inner));
        room.Squeezed.Take(room.Inner, inner, count);
        layer.Down.Of(room.Squeezed, room.Added, count);
        Add(room, count, layer.Thought);
    }

    private void Add(Room room, int count, Norm norm)
    {
        for (var at = 0; at < count; at++)
        {
            var row = room.Text.AsSpan(at * Width, Width);
            TensorPrimitives.Add(row, room.Added.AsSpan(at * Width, Width), row);
            norm.Over(row);
        }
    }

    private void Attend(Room room, int count)
    {
        var size = Width / _heads;
        var scale = 1 / MathF.Sqrt(size);
        Span<float> weights = stackalloc float[MostPieces];
        weights = weights[..count];
        for (var head = 0; head < _heads; head++)
        {
            for (var at = 0; at < count; at++)
            {
                var query = Numbers(room.Queries, at, head, size);
                for (var other = 0; other < count; other++)
                    weights[other] = Product(query, Numbers(room.Keys, other, head, size)) * scale;
                TensorPrimitives.SoftMax(weights, weights);
                var heard = Numbers(room.Heard, at, head, size);
                heard.Clear();
                for (var other = 0; other < count; other++)
                    AddTo(heard, Numbers(room.Values, other, head, size), weights[other]);
            }
        }
    }

    /// <summary>What one head has of one piece.</summary>
    private Span<Vector256<float>> Numbers(float[] rows, int at, int head, int size) =>
        MemoryMarshal.Cast<float, Vector256<float>>(rows.AsSpan((at * Width) + (head * size), size));

    private static float Product(ReadOnlySpan<Vector256<float>> a, ReadOnlySpan<Vector256<float>> b)
    {
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < a.Length && i < b.Length; i++)
            sum = Vector256.FusedMultiplyAdd(a[i], b[i], sum);
        return Vector256.Sum(sum);
    }

    private static void AddTo(Span<Vector256<float>> sum, ReadOnlySpan<Vector256<float>> values, float weight)
    {
        var each = Vector256.Create(weight);
        for (var i = 0; i < sum.Length && i < values.Length; i++)
            sum[i] = Vector256.FusedMultiplyAdd(values[i], each, sum[i]);
    }

    private void Weigh(Room room, int count, Span<float> chances)
    {
        var mean = room.Added.AsSpan(0, Width);
        mean.Clear();
        for (var at = 0; at < count; at++)
            TensorPrimitives.Add(mean, room.Text.AsSpan(at * Width, Width), mean);
        TensorPrimitives.Divide(mean, count, mean);
        room.Squeezed.Take(mean, Width, 1);
        _routes.Of(room.Squeezed, room.Inner, 1);
        TensorPrimitives.SoftMax(room.Inner.AsSpan(0, Routes), chances[..Routes]);
    }

    /// <summary>What one reading needs, kept for the next.</summary>
    private sealed class Room(int width, int inner)
    {
        public int[] Pieces { get; } = new int[MostPieces];

        public float[] Text { get; } = new float[MostPieces * width];

        public float[] Queries { get; } = new float[MostPieces * width];

        public float[] Keys { get; } = new float[MostPieces * width];

        public float[] Values { get; } = new float[MostPieces * width];

        public float[] Heard { get; } = new float[MostPieces * width];

        public float[] Added { get; } = new float[MostPieces * width];

        public float[] Inner { get; } = new float[MostPieces * inner];

        public Squeezed Squeezed { get; } = new(Math.Max(width, inner));
    }

    private sealed record Layer(Linear Query, Linear Key, Linear Value, Linear Out, Norm Heard, Linear Up, Linear Down, Norm Thought);

    /// <summary>Mean 0 and spread 1, then stretched and moved.</summary>
    private sealed record Norm(float[] Stretch, float[] Move)
    {
        public void Over(Span<float> row)
        {
            TensorPrimitives.Add(row, -(TensorPrimitives.Sum(row) / row.Length), row);
            TensorPrimitives.Multiply(row, 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares(row) / row.Length) + Tiny), row);
            TensorPrimitives.MultiplyAdd(row, Stretch, Move, row);
        }
    }

    /// <summary>Bytes with a scale a row.</summary>
    private sealed record Matrix(ReadOnlyMemory<byte> Weights, float[] Scales, int Rows, int Columns)
    {
        public void Row(int row, Span<float> values)
        {
            var weights = MemoryMarshal.Cast<byte, sbyte>(Weights.Span.Slice(row * Columns, Columns));
            TensorPrimitives.ConvertChecked<sbyte, float>(weights, values);
            TensorPrimitives.Multiply(values, Scales[row], values);
        }
    }

    private sealed record Linear(Matrix Weights, float[] Bias)
    {
        private readonly int[] _sums = [.. Enumerable.Range(0, Weights.Rows).Select(row => SumOf(MemoryMarshal.Cast<byte, sbyte>(Weights.Weights.Span.Slice(row * Weights.Columns, Weights.Columns))))];

        /// <param name="from">Rows of as many numbers as the matrix has columns.</param>
        /// <param name="to">Rows of as many as it has rows.</param>
        public void Of(Squeezed from, Span<float> to, int count)
        {
            var (rows, columns) = (Weights.Rows, Weights.Columns);
            Span<int> products = stackalloc int[MostPieces];
            var text = from.Bytes.AsSpan(0, count * columns);
            for (var row = 0; row < rows; row++)
            {
                ByteProducts.Of(Weights.Weights.Span.Slice(row * columns, columns), text, products[..count]);
                var (scale, extra, bias) = (Weights.Scales[row], _sums[row] * Squeezed.Zero, Bias[row]);
                for (var at = 0; at < count; at++)
                    to[(at * rows) + row] = ((products[at] - extra) * scale * from.Scales[at]) + bias;
            }
        }

        private static int SumOf(ReadOnlySpan<sbyte> row)
        {
            var sum = 0;
            foreach (var weight in row)
                sum += weight;
            return sum;
        }
    }

    /// <summary>Rows of the text, a byte a number, so that products are of whole numbers: fast, and the same on every machine.</summary>
    private sealed class Squeezed(int most)
    {
        /// <summary>The byte that stands for 0.</summary>
        public const int Zero = 128;

        private const int Farthest = 127;

        public byte[] Bytes { get; } = new byte[MostPieces * most];

        public float[] Scales { get; } = new float[MostPieces];

        public void Take(ReadOnlySpan<float> rows, int columns, int count)
        {
            for (var at = 0; at < count; at++)
            {
                var row = rows.Slice(at * columns, columns);
                var largest = MathF.Max(MathF.Abs(TensorPrimitives.MaxMagnitude(row)), float.Epsilon);
                Scales[at] = largest / Farthest;
                var (scale, zero) = (Vector256.Create(Farthest / largest), Vector256.Create((float)Zero));
                var from = MemoryMarshal.Cast<float, Vector256<float>>(row);
                var to = MemoryMarshal.Cast<byte, Vector256<byte>>(Bytes.AsSpan(at * columns, columns));
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] = Vector256.Narrow(
                        Vector256.Narrow(Whole(from[4 * i]), Whole(from[(4 * i) + 1])),
                        Vector256.Narrow(Whole(from[(4 * i) + 2]), Whole(from[(4 * i) + 3])));
                }

                Vector256<uint> Whole(Vector256<float> values) => Vector256.ConvertToInt32(Vector256.Round((values * scale) + zero)).AsUInt32();
            }
        }
    }

    /// <summary>x times the share of a normal distribution that lies below x, from a table.</summary>
    private static class Gelu
    {
        private const float Farthest = 6;
        private const int PerOne = 256;

        private static readonly float[] Table = [.. Enumerable.Range(0, (int)(2 * Farthest * PerOne) + 2).Select(place => (float)Exact((place / (double)PerOne) - Farthest))];

        public static void Over(Span<float> values)
        {
            foreach (ref var value in values)
            {
                if (value >= Farthest)
                    continue;
                if (value <= -Farthest)
                {
                    value = 0;
                    continue;
                }

                var place = (value + Farthest) * PerOne;
                var low = (int)place;
                value = Table[low] + ((place - low) * (Table[low + 1] - Table[low]));
            }
        }

        // Below x lies half and half the error function of x over the root of 2 (Abramowitz and Stegun 7.1.26, to 1.5e-7).
        private static double Exact(double x)
        {
            var size = Math.Abs(x) / Math.Sqrt(2);
            var t = 1 / (1 + (0.3275911 * size));
            var error = 1 - (((((((((1.061405429 * t) - 1.453152027) * t) + 1.421413741) * t) - 0.284496736) * t) + 0.254829592) * t * Math.Exp(-size * size));
            return x * 0.5 * (1 + (Math.Sign(x) * error));
        }
    }

    /// <summary>Takes the file apart, in its order.</summary>
    private sealed class Reader(ReadOnlyMemory<byte> file)
    {
        private int _at;

        public bool IsAtEnd => _at == file.Length;

        public ReadOnlyMemory<byte> Bytes(int count) => Next(count);

        public int Number() => BinaryPrimitives.ReadInt32LittleEndian(Next(4).Span);

        public int Size(int most)
        {
            var size = Number();
            return size > 0 && size <= most ? size : throw new FormatException("The file is an encoder of another shape.");
        }

        public string Text() => Encoding.UTF8.GetString(Next(Size(1 << 24)).Span);

        public float[] Floats(int count)
        {
            var bytes = Next(count * 4).Span;
            var values = new float[count];
            for (var i = 0; i < count; i++)
                values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * 4)..]);
            return values;
        }

        public Matrix Matrix(int rows, int columns) => new(Next(rows * columns), Floats(rows), rows, columns);

        public Linear Linear(int rows, int columns) => new(Matrix(rows, columns), Floats(rows));

        public Norm Norm(int width) => new(Floats(width), Floats(width));

        public Layer Layer(int width, int inner) => new(
            Linear(width, width), Linear(width, width), Linear(width, width), Linear(width, width), Norm(width), Linear(inner, width), Linear(width, inner), Norm(width));

        private ReadOnlyMemory<byte> Next(int count)
        {
            if (count > file.Length - _at)
                throw new FormatException("The file of the encoder is cut short.");
            _at += count;
            return file.Slice(_at - count, count);
        }
    }
}
