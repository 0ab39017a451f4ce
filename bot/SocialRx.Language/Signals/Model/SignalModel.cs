using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Language.Signals.Model;

/// <summary>
/// A linear model of what messages say about safety: a weight for each bucket of <see cref="SignalFeatures"/> and each question. A score is the
/// sum of the weights of what a message has, over the root of how much it has, plus the question's bias; the further above 0, the surer yes.
/// </summary>
internal sealed class SignalModel
{
    /// <summary>Is it red, is it anything, is it about somebody else; then which category, in the order of <see cref="Categories"/>; last, is it a plain denial.</summary>
    public const int Questions = 16;

    public const int Red = 0;
    public const int Concern = 1;
    public const int ThirdParty = 2;
    public const int FirstCategory = 3;
    public const int Denial = 15;

    /// <summary>Added to how much a message has: a word or two alone prove little.</summary>
    public const int Little = 60;

    /// <summary>Below 0, as a denial has the words of what it denies; at this one disclosure in two hundred is taken for one.</summary>
    private const float Denied = -0.7f;

    private const uint Mark = 0x324D5853;
    private const int Limits = 5;
    private const int SourceBytes = 32;
    private const int HeaderBytes = 4 + SourceBytes + (Limits * 4) + (Questions * 8);

    private readonly sbyte[] _weights;
    private readonly float[] _scales;
    private readonly float[] _biases;

    /// <param name="weights">By bucket, then by question: a row of 16 is one line of the processor's cache.</param>
    /// <param name="scales">What a weight of 1 is worth, a question.</param>
    /// <param name="learnedFrom">SHA-256 of all it was learned from.</param>
    public SignalModel(sbyte[] weights, float[] scales, float[] biases, SignalLimits limits, ReadOnlyMemory<byte> learnedFrom)
    {
        (_weights, _scales, _biases) = (weights, scales, biases);
        (At, LearnedFrom) = (limits, learnedFrom);
    }

    /// <summary>Ids of <see cref="RiskCategory"/> that can be read from words.</summary>
    public static IReadOnlyList<string> Categories { get; } = [.. RiskCategory.All.Select(category => category.Id).Where(id => id is not ("asked-for-help" or "could-not-read"))];

    public SignalLimits At { get; }

    /// <summary>SHA-256 of corpus, rules and word classes.</summary>
    public ReadOnlyMemory<byte> LearnedFrom { get; }

    /// <exception cref="FormatException">It is no model, or one of another shape.</exception>
    public static SignalModel Read(ReadOnlySpan<byte> file)
    {
        if (file.Length != HeaderBytes + (SignalFeatures.Buckets * Questions) || BinaryPrimitives.ReadUInt32LittleEndian(file) != Mark)
            throw new FormatException("The file is no model of signals, or one of another shape; train-signals makes one.");
        var source = file.Slice(4, SourceBytes).ToArray();
        var numbers = file[(4 + SourceBytes)..];
        var limits = Floats(numbers, Limits);
        var scales = Floats(numbers[(Limits * 4)..], Questions);
        var biases = Floats(numbers[((Limits + Questions) * 4)..], Questions);
        var weights = MemoryMarshal.Cast<byte, sbyte>(file[HeaderBytes..]).ToArray();
        return new(weights, scales, biases, new(limits[0], limits[1], limits[2], limits[3], limits[4]), source);
    }

    public byte[] Written()
    {
        var file = new byte[HeaderBytes + _weights.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(file, Mark);
        LearnedFrom.Span.CopyTo(file.AsSpan(4));
        var at = 4 + SourceBytes;
        foreach (var value in (float[])[At.Red, At.Amber, At.Weighty, At.ThirdParty, At.Category, .. _scales, .. _biases])
        {
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(at), value);
            at += 4;
        }

        MemoryMarshal.AsBytes<sbyte>(_weights).CopyTo(file.AsSpan(HeaderBytes));
        return file;
    }

    public SignalModel With(SignalLimits limits, ReadOnlyMemory<byte> learnedFrom) => new(_weights, _scales, _biases, limits, learnedFrom);

    /// <param name="buckets">What the message has, each once.</param>
    /// <param name="scores">One a question.</param>
    public void Score(ReadOnlySpan<int> buckets, Span<float> scores)
    {
        Vector128<int> first = default, second = default, third = default, fourth = default;
        foreach (var bucket in buckets)
        {
            var (low, high) = Vector128.Widen(Vector128.Create<sbyte>(_weights.AsSpan(bucket * Questions, Questions)));
            var (one, two) = Vector128.Widen(low);
            var (three, four) = Vector128.Widen(high);
            (first, second, third, fourth) = (first + one, second + two, third + three, fourth + four);
        }

        Span<int> sums = stackalloc int[Questions];
        first.CopyTo(sums);
        second.CopyTo(sums[4..]);
        third.CopyTo(sums[8..]);
        fourth.CopyTo(sums[12..]);
        var norm = 1 / MathF.Sqrt(buckets.Length + Little);
        for (var question = 0; question < Questions; question++)
            scores[question] = (sums[question] * norm * _scales[question]) + _biases[question];
    }

    /// <summary>How sure the model is that somebody has to be told: of red, of anything, and of what it is about. A plain denial is never that.</summary>
    public static float Alarm(ReadOnlySpan<float> scores) =>
        scores[Denial] > Denied ? float.NegativeInfinity : Gravity(scores);

    /// <summary>As <see cref="Alarm"/>, of a denial too.</summary>
    public static float Gravity(ReadOnlySpan<float> scores) =>
        scores[Red] + (0.5f * scores[Concern]) + (0.8f * Highest(scores.Slice(FirstCategory, Categories.Count)));

    private static float Highest(ReadOnlySpan<float> scores)
    {
        var highest = scores[0];
        foreach (var score in scores[1..])
            highest = MathF.Max(highest, score);
        return highest;
    }

    private static float[] Floats(ReadOnlySpan<byte> file, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(file[(i * 4)..]);
        return values;
    }
}

/// <summary>Scores from which on a question counts as answered with yes.</summary>
/// <param name="Red">Of <see cref="SignalModel.Alarm"/>.</param>
/// <param name="Weighty">From here on an amber counts towards those that together are red.</param>
internal readonly record struct SignalLimits(float Red, float Amber, float Weighty, float ThirdParty, float Category);
