using System.Security.Cryptography;
using System.Text;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals.Model;

/// <summary>Makes the model that the service reads messages with.</summary>
public static class SignalTraining
{
    /// <summary>Learns the linear model and sets the limits of both. The same lines give the same bytes, in whatever order they come. The examples of the rules and the development set are learned too.</summary>
    /// <returns>The file "signals.model".</returns>
    public static byte[] Train(IEnumerable<LabelledLine> corpus)
    {
        var lines = Lines(corpus);
        var (rules, features) = (RiskSignals.Loaded, new SignalFeatures(WordClasses.Load()));
        return SignalTrainer.Train([.. lines.Select(line => Of(line, rules, features))], LearnedSignals.LoadEncoder(), Source(lines)).Written();
    }

    /// <summary>Whether the service's model was learned from this corpus, with the rules, word classes and encoder there are now.</summary>
    public static bool IsLearnedFrom(IEnumerable<LabelledLine> corpus) => LearnedSignals.LoadModel().LearnedFrom.Span.SequenceEqual(Source(Lines(corpus)));

    private static List<LabelledLine> Lines(IEnumerable<LabelledLine> corpus) =>
    [
        .. corpus
            .Concat(Examples(RiskSignals.Loaded))
            .Concat(SafetyEvaluation.Lines("development"))
            .OrderBy(line => line.Text, StringComparer.Ordinal)
            .ThenBy(line => line.Expected)
            .ThenBy(line => line.Category, StringComparer.Ordinal)
            .DistinctBy(line => line.Text.Trim().ToLowerInvariant()),
    ];

    private static byte[] Source(List<LabelledLine> lines)
    {
        var all = lines.Select(line => $"{line.Expected.Stored()}\t{line.Category}\t{line.Text}")
            .Concat(Embedded.Names("Signals/").Append("spellings").Append("word-classes").Select(Embedded.Text))
            .Append(Convert.ToHexString(SHA256.HashData(Embedded.Bytes("encoder.model"))));
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', all)));
    }

    private static LabelledFeatures Of(LabelledLine line, SignalRules rules, SignalFeatures features)
    {
        var tokens = rules.Set.Tokens(line.Text);
        var matches = rules.Set.Find(tokens);
        var signals = rules.Signals(tokens, matches);
        return new(
            line.Expected,
            line.Category,
            LearnedSignals.Features(features, tokens, matches, signals),
            EncoderLines.AreLeftOut(line) ? tokens.Folded.Text.ToString() : null,
            SecondOpinion.IsLowMood(signals));
    }

    private static IEnumerable<LabelledLine> Examples(SignalRules rules) =>
        rules.Set.Rules
            .Where(rule => rule["category"] is not ("context" or "asked-for-help"))
            .SelectMany(rule => rule.Examples.Select(example => new LabelledLine(SignalRules.RouteOf(rule), rule["category"], example)));
}
