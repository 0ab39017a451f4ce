using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;
using SocialRx.Language.Matching;
using SocialRx.Language.Signals;
using SocialRx.Language.Signals.Model;
using SocialRx.TestKit;

namespace SocialRx.Tests.Language.Signals;

public sealed class EncoderTests
{
    private static readonly Lazy<SentenceEncoder> Service = new(LearnedSignals.LoadEncoder);

    /// <summary>Two layers of 64 numbers, worked out here once more with plain loops.</summary>
    [Theory]
    [InlineData("purple")]
    [InlineData("the purple door")]
    [InlineData("the door! the doors? purple purple the unheard-of")]
    [InlineData("")]
    public void What_the_encoder_says_is_what_plain_arithmetic_says(string text)
    {
        var small = new SmallEncoder();

        var said = Chances(SentenceEncoder.Read(small.File()), text);

        Assert.All(small.Chances(text).Zip(said), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void Where_the_first_answer_is_sure_that_there_is_no_risk_it_is_the_last()
    {
        var sure = new SmallEncoder(isSure: true);

        var said = Chances(SentenceEncoder.Read(sure.File()), "the purple door");

        Assert.InRange(said[SentenceEncoder.NoRisk], 0.999, 1);
        Assert.All(sure.FirstChances("the purple door").Zip(said), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        Assert.True(sure.Chances("the purple door")[SentenceEncoder.NoRisk] < 0.9);
        var toTheEnd = Chances(SentenceEncoder.Read(sure.File()), "the purple door", sure: 1);
        Assert.All(sure.Chances("the purple door").Zip(toTheEnd), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void Words_are_cut_into_the_longest_pieces_that_are_known()
    {
        var pieces = new WordPieces(["[UNK]", "[CLS]", "[SEP]", "play", "##ing", "##i", "p", "!", "##n"]);

        Assert.Equal([1, 3, 4, 7, 0, 3, 2], Numbers(pieces, "playing! played play", 20));
        Assert.Equal([1, 3, 4, 2], Numbers(pieces, "playing playing playing", 4));
        Assert.Equal([1, 0, 2], Numbers(pieces, new string('p', 41), 20));
        Assert.Equal([1, 2], Numbers(pieces, "", 20));
    }

    [Theory]
    [InlineData("[UNK]", "[CLS]", "play")]
    [InlineData("[UNK]", "[CLS]", "[SEP]", "play", "play")]
    public void Pieces_without_marks_or_there_twice_are_refused(params string[] pieces) => Assert.Throws<FormatException>(() => new WordPieces(pieces));

    [Fact]
    public void A_file_that_is_no_encoder_is_refused_wherever_it_is_cut()
    {
        var whole = new SmallEncoder().File();

        Assert.Throws<FormatException>(() => SentenceEncoder.Read(Array.Empty<byte>()));
        Assert.Throws<FormatException>(() => SentenceEncoder.Read(new byte[10_000]));
        Assert.Throws<FormatException>(() => SentenceEncoder.Read((byte[])[.. whole, 0]));
        Assert.All(Enumerable.Range(0, 100), part => Assert.Throws<FormatException>(() => SentenceEncoder.Read(whole.AsMemory(0, whole.Length * part / 100))));
    }

    /// <summary>Fails when somebody changes the corpus and does not make the encoder anew.</summary>
    [Fact]
    public void The_encoder_of_the_service_was_made_with_the_corpus_beside_it()
    {
        var folder = Path.Combine(RunningService.Repository, "bot", "SocialRx.Language", "Signals", "Corpus");
        var lines = Directory.GetFiles(folder, "*.tsv").SelectMany(file => LabelledLine.Read(File.ReadLines(file))).ToList();

        Assert.Equal(Service.Value.LearnedFrom.ToArray(), EncoderLines.Sum(lines));
        Assert.NotEqual(Service.Value.LearnedFrom.ToArray(), EncoderLines.Sum(lines.Skip(1)));
    }

    [Fact]
    public void Lines_are_left_for_the_limits_by_what_they_say()
    {
        var lines = Enumerable.Range(0, 2000).Select(number => new LabelledLine(default, "hard-negative", $"line {number}")).ToList();

        Assert.InRange(lines.Count(EncoderLines.AreLeftOut), 150, 250);
        Assert.InRange(lines.Select(line => line with { Category = "everyday" }).Count(EncoderLines.AreLeftOut), 340, 460);
        Assert.All(lines, line => Assert.Equal(EncoderLines.AreLeftOut(line), EncoderLines.AreLeftOut(line with { Text = $" {line.Text.ToUpperInvariant()}" })));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Products_of_bytes_are_exact_in_whichever_way_the_processor_does_them(int rows)
    {
        var random = new Random(5);
        const int length = 11 * ByteProducts.Step;
        var text = new byte[rows * length];
        random.NextBytes(text);
        var halves = new byte[ByteProducts.Rows * length / 2];
        random.NextBytes(halves);

        // The largest sums there can be: they have to fit on the way, too.
        text.AsSpan(0, Math.Min(rows, 2) * length).Fill(byte.MaxValue);
        halves.AsSpan(0, halves.Length / 3).Clear();
        var weights = new sbyte[ByteProducts.Rows * length];
        ByteProducts.Unfold(halves, weights);
        Assert.Equal(Enumerable.Range(0, weights.Length).Select(at => Half(halves, at)), weights.Select(weight => (int)weight));
        int[] expected = [.. Enumerable.Range(0, rows).SelectMany(row => Enumerable.Range(0, ByteProducts.Rows).Select(of =>
            Enumerable.Range(0, length).Sum(at => text[(row * length) + at] * weights[InStrips(of, at, length)])))];

        var products = new int[expected.Length];
        ByteProducts.Of(weights, text, products);
        Assert.Equal(expected, products);
        Exact<ByteProducts.OneByOne, Vector256<byte>, Vector256<int>, Vector256<int>>();
        if (Avx2.IsSupported)
            Exact<ByteProducts.InPairs, Vector256<byte>, Vector256<short>, Vector256<int>>();
        if (AvxVnni.IsSupported)
            Exact<ByteProducts.InFours, Vector256<byte>, Vector256<int>, Vector256<int>>();
        if (Avx512BW.IsSupported)
            Exact<ByteProducts.Broad, Vector512<byte>, Vector512<short>, Vector512<int>>();

        void Exact<TWay, TBytes, TPart, TSum>()
            where TWay : struct, ByteProducts.IWay<TBytes, TPart, TSum>
            where TBytes : struct
            where TPart : struct
            where TSum : struct
        {
            Array.Clear(products);
            ByteProducts.Of<TWay, TBytes, TPart, TSum>(weights, text, products);
            Assert.Equal(expected, products);
        }
    }

    [Fact]
    public void Every_weight_has_a_place_of_its_own_in_the_strips()
    {
        var places = Enumerable.Range(0, ByteProducts.Rows).SelectMany(row => Enumerable.Range(0, ByteProducts.Step).Select(column => InStrips(row, column, ByteProducts.Step)));

        Assert.Equal(Enumerable.Range(0, ByteProducts.Rows * ByteProducts.Step), places.Order());
    }

    [Fact]
    public void Rows_that_are_cut_short_are_refused_before_anything_beyond_them_is_read()
    {
        const int length = 2 * ByteProducts.Step;
        var weights = new sbyte[ByteProducts.Rows * length];

        Assert.Throws<ArgumentException>(() => ByteProducts.Of(weights, new byte[(3 * length) - 1], new int[3 * ByteProducts.Rows]));
        Assert.Throws<ArgumentException>(() => ByteProducts.Of(weights.AsSpan(1), new byte[3 * length], new int[3 * ByteProducts.Rows]));
        Assert.Throws<ArgumentException>(() => ByteProducts.Of(weights, new byte[3 * length], new int[(2 * ByteProducts.Rows) + 1]));
    }

    /// <summary>Where a weight lies: sixteen rows are a strip, which has four columns of each row, then the next four of each.</summary>
    private static int InStrips(int row, int column, int columns) => (row / 16 * 16 * columns) + (column / 4 * 4 * 16) + (row % 16 * 4) + (column % 4);

    /// <summary>Of 64 weights the first 32 are the lower halves of 32 bytes.</summary>
    private static int Half(byte[] halves, int at)
    {
        var both = halves[(at / 64 * 32) + (at % 32)];
        return (at % 64 < 32 ? both & 15 : both >> 4) - 8;
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("😀🔪😀")]
    [InlineData("\uD83D")]
    [InlineData("می‌خواهم بمیرم")]
    public void Whatever_is_written_gets_chances(string text)
    {
        var chances = Chances(Service.Value, text);

        Assert.Equal(1, chances.Sum(), 1e-4);
        Assert.All(chances, chance => Assert.InRange(chance, 0, 1));
    }

    [Fact]
    public void A_very_long_text_is_read_as_far_as_it_fits()
    {
        var text = string.Join(' ', Enumerable.Repeat("we play football in the park", 500));

        Assert.Equal(Chances(Service.Value, text), Chances(Service.Value, text[..4000]));
    }

    [Fact]
    public void Many_may_ask_at_once()
    {
        string[] texts = ["we play football in the park", "he comes into my room at night", "my mate said she wants to die", "whats on saturday"];
        var alone = texts.Select(text => Chances(Service.Value, text)).ToList();

        Parallel.For(0, 200, turn => Assert.Equal(alone[turn % texts.Length], Chances(Service.Value, texts[turn % texts.Length])));
    }

    private static float[] Chances(SentenceEncoder encoder, string text, float sure = 0.97f)
    {
        var chances = new float[SentenceEncoder.Routes];
        encoder.Read(Folded.Of(text).Text, chances, sure);
        return chances;
    }

    private static int[] Numbers(WordPieces pieces, string text, int most)
    {
        var numbers = new int[most];
        return numbers[..pieces.Read(text, numbers)];
    }

    /// <summary>An encoder small enough to be worked out by hand.</summary>
    private sealed class SmallEncoder
    {
        private const int Width = 64;
        private const int Inner = 128;
        private const int Heads = 2;
        private const int Places = 64;

        private static readonly string[] Pieces = ["[UNK]", "[CLS]", "[SEP]", "the", "purple", "door", "##s", "!", "?"];

        private readonly Random _random = new(3);
        private readonly List<byte> _file = [];
        private readonly double[][] _words;
        private readonly double[] _places;
        private readonly (double[] Stretch, double[] Move) _first;
        private readonly Layer[] _layers;
        private readonly (double[][] Weights, double[] Bias) _early, _routes;

        /// <param name="isSure">Its first answer is always that there is no risk.</param>
        public SmallEncoder(bool isSure = false)
        {
            _file.AddRange("SXE3"u8);
            _file.AddRange(new byte[32]);
            var pieces = Encoding.UTF8.GetBytes(string.Join('\n', Pieces));
            foreach (var number in new[] { Width, Inner, Heads, 2, Places, 1, pieces.Length })
                Number(number);
            _file.AddRange(pieces);
            _words = Matrix(Pieces.Length, Width);
            _places = Floats(Places * Width);
            _first = Norm();
            _layers = [OneLayer(), OneLayer()];
            _early = Answer(isSure ? 50 : 0);
            _routes = Answer(0);
        }

        public byte[] File() => [.. _file];

        public double[] Chances(string text) => Answered(text, _layers, _routes);

        public double[] FirstChances(string text) => Answered(text, _layers[..1], _early);

        private double[] Answered(string text, Layer[] layers, (double[][] Weights, double[] Bias) answer)
        {
            var numbers = Numbers(new(Pieces), text, Places);
            var rows = numbers.Select((number, at) => Over(_words[number].Zip(_places[(at * Width)..], (word, place) => word + place), _first)).ToList();
            foreach (var layer in layers)
                rows = Through(layer, rows);
            var mean = Enumerable.Range(0, Width).Select(column => rows.Average(row => row[column])).ToArray();
            return SoftMax([.. answer.Weights.Select((weights, at) => weights.Zip(mean, (one, two) => one * two).Sum() + answer.Bias[at])]);
        }

        private static List<double[]> Through(Layer layer, List<double[]> rows)
        {
            var (queries, keys, values) = (rows.ConvertAll(row => Of(row, layer.Query)), rows.ConvertAll(row => Of(row, layer.Key)), rows.ConvertAll(row => Of(row, layer.Value)));
            var heard = rows.Select((row, at) => Over(row.Zip(Of(Attended(queries[at], keys, values), layer.Out), (one, two) => one + two), layer.Heard)).ToList();
            return heard.ConvertAll(row => Over(row.Zip(Of([.. Of(row, layer.Up).Select(Gelu)], layer.Down), (one, two) => one + two), layer.Thought));
        }

        private static double[] Attended(double[] query, List<double[]> keys, List<double[]> values)
        {
            var size = Width / Heads;
            return [.. Enumerable.Range(0, Heads).SelectMany(head =>
            {
                var here = (head * size)..((head + 1) * size);
                var weights = SoftMax([.. keys.Select(key => query[here].Zip(key[here], (one, two) => one * two).Sum() / Math.Sqrt(size))]);
                return Enumerable.Range(head * size, size).Select(column => weights.Select((weight, at) => weight * values[at][column]).Sum());
            })];
        }

        private static double[] Of(double[] row, (double[][] Weights, double[] Bias) linear) =>
            [.. linear.Weights.Select((weights, at) => weights.Zip(Squeezed(row), (one, two) => one * two).Sum() + linear.Bias[at])];

        // In steps of which 127 reach to the number furthest from 0.
        private static IEnumerable<double> Squeezed(double[] row)
        {
            var step = row.Max(Math.Abs) / 127;
            return row.Select(value => Math.Round(value / step) * step);
        }

        private static double[] Over(IEnumerable<double> values, (double[] Stretch, double[] Move) norm)
        {
            var row = values.ToArray();
            var mean = row.Average();
            var spread = Math.Sqrt(row.Average(value => (value - mean) * (value - mean)));
            return [.. row.Select((value, at) => ((value - mean) / spread * norm.Stretch[at]) + norm.Move[at])];
        }

        private static double[] SoftMax(double[] values)
        {
            var powers = values.Select(Math.Exp).ToArray();
            return [.. powers.Select(power => power / powers.Sum())];
        }

        // The share of a normal distribution below x, by adding up thin slices of it.
        private static double Gelu(double x)
        {
            const int slices = 20_000;
            var from = -9.0;
            var width = (x - from) / slices;
            var share = Enumerable.Range(0, slices).Sum(slice => Math.Exp(-Math.Pow(from + ((slice + 0.5) * width), 2) / 2)) * width / Math.Sqrt(2 * Math.PI);
            return x * share;
        }

        private double[][] Matrix(int rows, int columns, bool isInStrips = false)
        {
            var halves = new byte[rows * columns / 2];
            _random.NextBytes(halves);
            _file.AddRange(halves);
            var scales = Enumerable.Range(0, rows).Select(_ => (float)(0.04 + (_random.NextDouble() * 0.04))).ToArray();
            foreach (var scale in scales)
                Float(scale);
            return [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(column => (double)scales[row] * Half(halves, Place(row, column))).ToArray())];

            int Place(int row, int column) => isInStrips ? InStrips(row, column, columns) : (row * columns) + column;
        }

        private Layer OneLayer() => new(
            Linear(Width, Width), Linear(Width, Width), Linear(Width, Width), Linear(Width, Width), Norm(), Linear(Inner, Width), Linear(Width, Inner), Norm());

        private (double[][] Weights, double[] Bias) Answer(float ofNoRisk)
        {
            var weights = Enumerable.Range(0, SentenceEncoder.Routes).Select(_ => Floats(Width)).ToArray();
            double[] bias = [ofNoRisk, 0, 0, 0];
            foreach (var number in bias)
                Float((float)number);
            return (weights, bias);
        }

        private (double[][] Weights, double[] Bias) Linear(int rows, int columns) => (Matrix(rows, columns, isInStrips: true), Floats(rows));

        private (double[] Stretch, double[] Move) Norm() => (Floats(Width), Floats(Width));

        private double[] Floats(int count)
        {
            var values = Enumerable.Range(0, count).Select(_ => (float)((_random.NextDouble() * 2) - 1)).ToArray();
            foreach (var value in values)
                Float(value);
            return [.. values.Select(value => (double)value)];
        }

        private void Number(int value)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            _file.AddRange(bytes);
        }

        private void Float(float value)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            _file.AddRange(bytes);
        }

        private sealed record Layer(
            (double[][] Weights, double[] Bias) Query,
            (double[][] Weights, double[] Bias) Key,
            (double[][] Weights, double[] Bias) Value,
            (double[][] Weights, double[] Bias) Out,
            (double[] Stretch, double[] Move) Heard,
            (double[][] Weights, double[] Bias) Up,
            (double[][] Weights, double[] Bias) Down,
            (double[] Stretch, double[] Move) Thought);
    }
}
