using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace SocialRx.Language.Signals.Model;

/// <summary>
/// A small transformer that reads a message as a whole, order and meaning of its words included, and says how likely it is of each route. It takes
/// milliseconds where <see cref="SignalModel"/> takes microseconds, and is asked only about what that is unsure of. Four bits a weight. It answers a
/// first time after a few layers; where it is sure by then that there is no risk, that is the answer.
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

    /// <summary>Numbers of a head that are worked on together; <see cref="MostPieces"/> is a multiple of it.</summary>
    private const int AtOnce = 16;

    private const uint Mark = 0x33455853;
    private const float Tiny = 1e-12f;

    private readonly WordPieces _pieces;
    private readonly Matrix _words;
    private readonly float[] _places;
    private readonly Norm _norm;
    private readonly Layer[] _layers;
    private readonly Answer _first;
    private readonly Answer _last;
    private readonly int _early;
    private readonly int _heads;
    private readonly ConcurrentBag<Room> _free = [];

    private SentenceEncoder(WordPieces pieces, Matrix words, float[] places, Norm norm, Layer[] layers, Answer first, Answer last, int early, int heads, ReadOnlyMemory<byte> learnedFrom)
    {
        (_pieces, _words, _places, _norm, _layers, _first, _last, _early, _heads) = (pieces, words, places, norm, layers, first, last, early, heads);
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
        var (width, inner, heads, layers, places, early) = (reader.Size(2048), reader.Size(8192), reader.Size(64), reader.Size(24), reader.Size(512), reader.Size(24));
        if (early > layers || width % ByteProducts.Step != 0 || inner % ByteProducts.Step != 0 || width % (heads * AtOnce) != 0 || places < MostPieces)
            throw new FormatException("The file is an encoder of another shape.");
        var pieces = reader.Text().Split('\n');
        var words = reader.Matrix(pieces.Length, width);
        var encoder = new SentenceEncoder(
            new(pieces),
            words,
            reader.Floats(places * width),
            reader.Norm(width),
            [.. Enumerable.Range(0, layers).Select(_ => reader.Layer(width, inner))],
            reader.Answer(width),
            reader.Answer(width),
            early,
            heads,
            learnedFrom);
        return reader.IsAtEnd ? encoder : throw new FormatException("The file of the encoder has more than it says.");
    }

    /// <summary>How likely a message is of each route; together 1.</summary>
    /// <param name="folded">Text as <see cref="Matching.Folded"/> has it.</param>
    /// <param name="chances"><see cref="Routes"/> of them.</param>
    /// <param name="sure">How likely "no risk" is at the first answer where it is the last one, too.</param>
    public void Read(ReadOnlySpan<char> folded, Span<float> chances, float sure)
    {
        var room = _free.TryTake(out var free) ? free : new Room(Width, _layers[0].Up.Weights.Rows);
        try
        {
            var count = _pieces.Read(folded, room.Pieces);
            Place(room, count);
            foreach (var layer in _layers.AsSpan(0, _early))
                Through(layer, room, count);
            Weigh(_first, room, count, chances);
            if (chances[NoRisk] > sure)
                return;
            foreach (var layer in _layers.AsSpan(_early))
                Through(layer, room, count);
            Weigh(_last, room, count, chances);
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
        layer.Query.Of(room, room.Queries, count);
        layer.Key.Of(room, room.Keys, count);
        layer.Value.Of(room, room.Values, count);
        Attend(room, count);
        room.Squeezed.Take(room.Heard, Width, count);
        layer.Out.Of(room, room.Added, count);
        Add(room, count, layer.Heard);
        room.Squeezed.Take(room.Text, Width, count);
        layer.Up.Of(room, room.Inner, count);
        Gelu.Over(room.Inner.AsSpan(0, count * inner));
        room.Squeezed.Take(room.Inner, inner, count);
        layer.Down.Of(room, room.Added, count);
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
        var whole = (count + AtOnce - 1) / AtOnce * AtOnce;
        for (var head = 0; head < _heads; head++)
        {
            Turn(room, head * size, size, count);
            for (var at = 0; at < count; at++)
            {
                Match(room.Queries.AsSpan((at * Width) + (head * size), size), room.Turned, weights, count);
                weights[count..whole].Fill(float.NegativeInfinity);
                var all = Soften(weights[..whole], scale);
                var heard = room.Heard.AsSpan((at * Width) + (head * size), size);
                for (var from = 0; from < size; from += AtOnce)
                    Gather(weights[..count], 1 / all, room.Values.AsSpan((head * size) + from), heard[from..]);
            }
        }
    }

    /// <summary>The keys of one head, a number after the other instead of a piece after the other.</summary>
    private void Turn(Room room, int from, int size, int count)
    {
        for (var at = 0; at < count; at++)
        {
            var key = room.Keys.AsSpan((at * Width) + from, size);
            for (var number = 0; number < size; number++)
                room.Turned[(number * MostPieces) + at] = key[number];
        }
    }

    /// <summary>What one piece asks, with what all have: products with whatever stands behind the last of them are worked out, too, and not used.</summary>
    private static void Match(ReadOnlySpan<float> query, float[] turned, Span<float> weights, int count)
    {
        for (var at = 0; at < count; at += AtOnce)
        {
            Vector256<float> a = default, b = default;
            for (var number = 0; number < query.Length; number++)
            {
                var asked = Vector256.Create(query[number]);
                a = Vector256.FusedMultiplyAdd(asked, Vector256.Create(turned, (number * MostPieces) + at), a);
                b = Vector256.FusedMultiplyAdd(asked, Vector256.Create(turned, (number * MostPieces) + at + Vector256<float>.Count), b);
            }

            a.CopyTo(weights[at..]);
            b.CopyTo(weights[(at + Vector256<float>.Count)..]);
        }
    }

    /// <summary>Powers of e, the largest of which is 1.</summary>
    /// <returns>Their sum.</returns>
    private static float Soften(Span<float> weights, float scale)
    {
        var rows = MemoryMarshal.Cast<float, Vector256<float>>(weights);
        var most = rows[0];
        foreach (var row in rows)
            most = Vector256.Max(most, row);
        var largest = Largest(most);
        var sum = Vector256<float>.Zero;
        foreach (ref var row in rows)
        {
            row = Vector256.Exp((row - Vector256.Create(largest)) * scale);
            sum += row;
        }

        return Vector256.Sum(sum);
    }

    private static float Largest(Vector256<float> values)
    {
        var largest = values[0];
        for (var at = 1; at < Vector256<float>.Count; at++)
            largest = MathF.Max(largest, values[at]);
        return largest;
    }

    /// <summary>The first <see cref="AtOnce"/> numbers of the pieces, as much of each as it weighs.</summary>
    private void Gather(ReadOnlySpan<float> weights, float scale, ReadOnlySpan<float> values, Span<float> heard)
    {
        Vector256<float> a = default, b = default;
        for (var at = 0; at < weights.Length; at++)
        {
            var each = Vector256.Create(weights[at]);
            a = Vector256.FusedMultiplyAdd(each, Vector256.Create(values[(at * Width)..]), a);
            b = Vector256.FusedMultiplyAdd(each, Vector256.Create(values[((at * Width) + Vector256<float>.Count)..]), b);
        }

        (a * scale).CopyTo(heard);
        (b * scale).CopyTo(heard[Vector256<float>.Count..]);
    }

    private void Weigh(Answer answer, Room room, int count, Span<float> chances)
    {
        var mean = room.Added.AsSpan(0, Width);
        mean.Clear();
        for (var at = 0; at < count; at++)
            TensorPrimitives.Add(mean, room.Text.AsSpan(at * Width, Width), mean);
        TensorPrimitives.Divide(mean, count, mean);
        for (var route = 0; route < Routes; route++)
            chances[route] = TensorPrimitives.Dot(mean, answer.Weights.AsSpan(route * Width, Width)) + answer.Bias[route];
        TensorPrimitives.SoftMax(chances[..Routes], chances[..Routes]);
    }

    /// <summary>What one reading needs, kept for the next.</summary>
    private sealed class Room(int width, int inner)
    {
        public int[] Pieces { get; } = new int[MostPieces];

        public float[] Text { get; } = new float[MostPieces * width];

        public float[] Queries { get; } = new float[MostPieces * width];

        public float[] Keys { get; } = new float[MostPieces * width];

        /// <summary>Keys of one head: a row of pieces for each of its numbers.</summary>
        public float[] Turned { get; } = new float[MostPieces * width];

        public float[] Values { get; } = new float[MostPieces * width];

        public float[] Heard { get; } = new float[MostPieces * width];

        public float[] Added { get; } = new float[MostPieces * width];

        public float[] Inner { get; } = new float[MostPieces * inner];

        public Squeezed Squeezed { get; } = new(Math.Max(width, inner));

        /// <summary>Two strips of a matrix, as bytes.</summary>
        public sbyte[] Weights { get; } = new sbyte[ByteProducts.Rows * Math.Max(width, inner)];

        public int[] Products { get; } = new int[MostPieces * ByteProducts.Rows];
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

    /// <summary>A route a row.</summary>
    private sealed record Answer(float[] Weights, float[] Bias);

    /// <summary>Half bytes with a scale a row.</summary>
    private sealed record Matrix(ReadOnlyMemory<byte> Weights, float[] Scales, int Rows, int Columns)
    {
        public void Row(int row, Span<float> values)
        {
            Span<sbyte> weights = stackalloc sbyte[Columns];
            Unfold(row * Columns, weights);
            TensorPrimitives.ConvertChecked<sbyte, float>(weights, values);
            TensorPrimitives.Multiply(values, Scales[row], values);
        }

        /// <summary>As many weights as there is room for, without their scales, in the order of the file.</summary>
        public void Unfold(int from, Span<sbyte> weights) => ByteProducts.Unfold(Weights.Span.Slice(from / 2, weights.Length / 2), weights);
    }

    /// <param name="Weights">In strips, as <see cref="ByteProducts"/> has them.</param>
    private sealed record Linear(Matrix Weights, float[] Bias)
    {
        /// <summary>What is too much in a product, as the byte of 0 is none: of each row.</summary>
        private readonly int[] _tooMuch = Products(Weights, Squeezed.Zero);

        /// <param name="room">What is squeezed in it: rows of as many numbers as the matrix has columns.</param>
        /// <param name="to">Rows of as many as it has rows.</param>
        public void Of(Room room, Span<float> to, int count)
        {
            var (rows, columns) = (Weights.Rows, Weights.Columns);
            var text = room.Squeezed.Bytes.AsSpan(0, count * columns);
            var products = room.Products.AsSpan(0, count * ByteProducts.Rows);
            var weights = room.Weights.AsSpan(0, ByteProducts.Rows * columns);
            for (var row = 0; row < rows; row += ByteProducts.Rows)
            {
                Weights.Unfold(row * columns, weights);
                ByteProducts.Of(weights, text, products);
                for (var at = 0; at < count; at++)
                    Scaled(products[(at * ByteProducts.Rows)..], row, room.Squeezed.Scales[at], to[((at * rows) + row)..]);
            }
        }

        private void Scaled(ReadOnlySpan<int> products, int row, float scale, Span<float> to)
        {
            for (var more = 0; more < ByteProducts.Rows; more += Vector256<float>.Count)
            {
                var product = Vector256.Create(products[more..]) - Vector256.Create(_tooMuch, row + more);
                Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(product) * Vector256.Create(Weights.Scales, row + more), Vector256.Create(scale), Vector256.Create(Bias, row + more)).CopyTo(to[more..]);
            }
        }

        /// <summary>Of each row with a text that is the same byte all over.</summary>
        private static int[] Products(Matrix matrix, byte everywhere)
        {
            var (products, text) = (new int[matrix.Rows], new byte[matrix.Columns]);
            text.AsSpan().Fill(everywhere);
            var weights = new sbyte[ByteProducts.Rows * matrix.Columns];
            for (var row = 0; row < matrix.Rows; row += ByteProducts.Rows)
            {
                matrix.Unfold(row * matrix.Columns, weights);
                ByteProducts.Of(weights, text, products.AsSpan(row, ByteProducts.Rows));
            }

            return products;
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
                var from = MemoryMarshal.Cast<float, Vector256<float>>(row);
                var largest = MathF.Max(Largest(from), Tiny);
                Scales[at] = largest / Farthest;
                var (scale, zero) = (Vector256.Create(Farthest / largest), Vector256.Create((float)Zero));
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

        private static float Largest(ReadOnlySpan<Vector256<float>> row)
        {
            var most = Vector256<float>.Zero;
            foreach (var numbers in row)
                most = Vector256.Max(most, Vector256.Abs(numbers));
            return SentenceEncoder.Largest(most);
        }
    }

    /// <summary>x times the share of a normal distribution that lies below x.</summary>
    private static class Gelu
    {
        public static void Over(Span<float> values)
        {
            foreach (ref var value in MemoryMarshal.Cast<float, Vector256<float>>(values))
                value = Of(value);
        }

        // Below x lies half and half the error function of x over the root of 2 (Abramowitz and Stegun 7.1.26, to 1.5e-7).
        private static Vector256<float> Of(Vector256<float> x)
        {
            var size = Vector256.Abs(x) * (1 / MathF.Sqrt(2));
            var t = Vector256<float>.One / ((size * 0.3275911f) + Vector256<float>.One);
            var sum = Vector256.FusedMultiplyAdd(Vector256.Create(1.061405429f), t, Vector256.Create(-1.453152027f));
            sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(1.421413741f));
            sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(-0.284496736f));
            sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(0.254829592f));
            var error = Vector256<float>.One - (sum * t * Vector256.Exp(-size * size));
            return x * 0.5f * (Vector256<float>.One + Vector256.CopySign(error, x));
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

        public Matrix Matrix(int rows, int columns) => new(Next(rows * columns / 2), Floats(rows), rows, columns);

        public Answer Answer(int width) => new(Floats(Routes * width), Floats(Routes));

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
