using SocialRx.Domain.Safeguarding;

namespace SocialRx.Language.Signals.Model;

/// <summary>One line of the corpus: what ought to happen, what it is about, what it has.</summary>
/// <param name="Unseen">Its folded text, where the encoder has not learned it; else null.</param>
/// <param name="IsLowMood">The rules find low mood and nothing else.</param>
internal sealed record LabelledFeatures(SafeguardingRoute Route, string Category, int[] Buckets, string? Unseen, bool IsLowMood);

/// <summary>
/// Trains one linear support vector machine a question: squared hinge loss, dual coordinate descent (Hsieh et al. 2008, algorithm 1). Additions,
/// multiplications and square roots in a fixed order only, so that the same corpus gives the same bytes on every machine.
/// </summary>
internal static class SignalTrainer
{
    private const int Epochs = 30;
    private const double EnoughProgress = 0.01;

    /// <summary>One in so many lines of risk is learned with everyday talk around it too.</summary>
    private const int JoinedRisk = 3;

    /// <summary>How much a line costs that stands on the wrong side.</summary>
    private const double Cost = 3;

    /// <summary>Of its everyday lines and of its hard negatives so many may be red, and so many everyday lines answered at all, when each is read by models that have not seen it.</summary>
    private const double FalseRedEveryday = 0.0055;
    private const double FalseRedHard = 0.04;
    private const double AnsweredEveryday = 0.035;
    private const double WeightyEveryday = 0.005;

    /// <summary>Below 0, as whom a danger is about is often said in one word; at this one line in a hundred about oneself is taken for one about somebody else.</summary>
    private const float ThirdParty = -0.35f;

    /// <summary>Learns all lines; the limits are those that keep false alarms low on lines that neither model has learned.</summary>
    /// <param name="source">SHA-256 of what the lines were made from.</param>
    public static SignalModel Train(IReadOnlyList<LabelledFeatures> lines, SentenceEncoder encoder, ReadOnlyMemory<byte> source) =>
        Learn(lines).With(Limits(lines, encoder), source);

    private static SignalLimits Limits(IReadOnlyList<LabelledFeatures> lines, SentenceEncoder encoder)
    {
        var model = Learn([.. lines.Where(line => line.Unseen is null)]);
        var unseen = lines.Where(line => line.Unseen is not null).ToList();
        var scores = new float[unseen.Count][];
        Parallel.For(0, unseen.Count, line =>
        {
            model.Score(unseen[line].Buckets, scores[line] = new float[SignalModel.Questions]);
            if (SecondOpinion.IsNeeded(scores[line], unseen[line].IsLowMood))
                SecondOpinion.Add(encoder, unseen[line].Unseen, scores[line]);
        });
        return Limits(unseen, scores);
    }

    private static SignalLimits Limits(IReadOnlyList<LabelledFeatures> lines, float[][] scores)
    {
        float Above(string category, Func<float[], float> score, double share)
        {
            var sorted = lines.Select((line, at) => (line, at)).Where(pair => pair.line.Route == SafeguardingRoute.None && pair.line.Category == category).Select(pair => score(scores[pair.at])).OrderDescending().ToArray();
            return sorted.Length == 0 ? 0 : sorted[(int)(sorted.Length * share)];
        }

        return new(
            Math.Max(Above("everyday", line => SignalModel.Alarm(line), FalseRedEveryday), Above("hard-negative", line => SignalModel.Alarm(line), FalseRedHard)),
            Above("everyday", line => line[SignalModel.Concern], AnsweredEveryday),
            Above("everyday", line => line[SignalModel.Concern], WeightyEveryday),
            ThirdParty,
            0);
    }

    private static SignalModel Learn(IReadOnlyList<LabelledFeatures> shortLines)
    {
        var lines = (IReadOnlyList<LabelledFeatures>)[.. shortLines, .. Joined(shortLines)];
        var learned = new double[SignalModel.Questions][];
        Parallel.For(0, SignalModel.Questions, question => learned[question] = Separate(lines, line => Side(line, question)));
        return Compact(learned);
    }

    /// <summary>
    /// Longer messages than most of the corpus: two of no risk are of no risk together, and a disclosure stays one beside everyday talk. Else
    /// length itself would look like risk, as those who disclose write more.
    /// </summary>
    private static IEnumerable<LabelledFeatures> Joined(IReadOnlyList<LabelledFeatures> lines)
    {
        var random = new Random(5);
        var harmless = lines.Where(line => line.Route == SafeguardingRoute.None).ToList();
        foreach (var line in lines)
        {
            if (harmless.Count == 0 || (line.Route != SafeguardingRoute.None && random.Next(JoinedRisk) > 0))
                continue;
            var other = harmless[random.Next(harmless.Count)];
            yield return line with { Buckets = [.. line.Buckets.Union(other.Buckets)] };
        }
    }

    /// <summary>Yes or no, and how much it matters.</summary>
    private static (bool IsYes, double Weight) Side(LabelledFeatures line, int question) => question switch
    {
        SignalModel.Red => (line.Route == SafeguardingRoute.Red, line.Route == SafeguardingRoute.Amber ? 0.3 : 1),
        SignalModel.Concern => (line.Route != SafeguardingRoute.None, 1),
        SignalModel.ThirdParty => (line.Route == SafeguardingRoute.ThirdParty, 1),
        SignalModel.Denial => (line.Category == "negation", 1),
        _ => (line.Category == SignalModel.Categories.ElementAtOrDefault(question - SignalModel.FirstCategory), 1),
    };

    /// <summary>Weights of the buckets, and the bias behind them.</summary>
    private static double[] Separate(IReadOnlyList<LabelledFeatures> lines, Func<LabelledFeatures, (bool IsYes, double Weight)> side)
    {
        var weights = new double[SignalFeatures.Buckets + 1];
        var sides = lines.Select(side).ToArray();
        var multipliers = new double[lines.Count];
        var random = new Random(7);
        var order = Enumerable.Range(0, lines.Count).ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            var furthest = 0.0;
            foreach (var line in order)
                furthest = Math.Max(furthest, Step(weights, lines[line].Buckets, sides[line], ref multipliers[line]));
            if (furthest < EnoughProgress)
                break;
        }

        return weights;
    }

    /// <summary>Moves one line's multiplier to where it is best while all others stay; returns how far from best it was.</summary>
    private static double Step(double[] weights, int[] buckets, (bool IsYes, double Weight) side, ref double multiplier)
    {
        var (sign, softness, norm) = (side.IsYes ? 1.0 : -1.0, 1 / (2 * Cost * side.Weight), 1 / Math.Sqrt(buckets.Length + SignalModel.Little));
        var sum = 0.0;
        foreach (var bucket in buckets)
            sum += weights[bucket];
        var gradient = (sign * ((sum * norm) + weights[^1])) - 1 + (softness * multiplier);
        var projected = multiplier == 0 ? Math.Min(gradient, 0) : gradient;
        if (projected == 0)
            return 0;

        // The square of the line's length by the norm, and 1 for the bias.
        var better = Math.Max(multiplier - (gradient / ((buckets.Length * norm * norm) + 1 + softness)), 0);
        var step = (better - multiplier) * sign;
        multiplier = better;
        foreach (var bucket in buckets)
            weights[bucket] += step * norm;
        weights[^1] += step;
        return Math.Abs(projected);
    }

    /// <summary>A byte a weight: the largest few are cut so that the many small ones keep their differences.</summary>
    private static SignalModel Compact(double[][] learned)
    {
        var weights = new sbyte[SignalFeatures.Buckets * SignalModel.Questions];
        var (scales, biases) = (new float[SignalModel.Questions], new float[SignalModel.Questions]);
        for (var question = 0; question < SignalModel.Questions; question++)
        {
            var values = learned[question].AsSpan(0, SignalFeatures.Buckets);
            var sizes = values.ToArray().Select(Math.Abs).Where(size => size > 0).Order().ToArray();
            var scale = sizes[(int)(sizes.Length * 0.9995)] / sbyte.MaxValue;
            for (var bucket = 0; bucket < values.Length; bucket++)
                weights[(bucket * SignalModel.Questions) + question] = (sbyte)Math.Clamp(Math.Round(values[bucket] / scale), -sbyte.MaxValue, sbyte.MaxValue);
            (scales[question], biases[question]) = ((float)scale, (float)learned[question][^1]);
        }

        return new(weights, scales, biases, default, new byte[32]);
    }
}
