using System.Collections.Concurrent;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals.Model;

/// <summary>Puts together what the rules and the model say about a message.</summary>
internal sealed class LearnedSignals(SignalModel model, WordClasses classes)
{
    private readonly ConcurrentBag<SignalFeatures> _free = [];

    public static LearnedSignals Load() => new(LoadModel(), WordClasses.Load());

    public static SignalModel LoadModel() => SignalModel.Read(Embedded.Bytes("signals.model"));

    /// <summary>
    /// A rule's route stands, and the model adds what no rule knows; it never takes a red away, except to say that it is about somebody else. What it is only a little sure of counts as low mood does: a warm word, which adds up to nothing.
    /// </summary>
    /// <param name="isDenied">All that the rules found was denied: the model alone raises no alarm then.</param>
    public static (SafeguardingRoute Route, bool IsLight) Route(SafeguardingRoute rules, bool rulesAreLight, bool isDenied, ReadOnlySpan<float> scores, SignalLimits at)
    {
        if (rules == SafeguardingRoute.Red)
            return (scores[SignalModel.ThirdParty] > 0 ? SafeguardingRoute.ThirdParty : SafeguardingRoute.Red, false);
        var isOthers = scores[SignalModel.ThirdParty] > at.ThirdParty;
        if (scores[SignalModel.Red] > at.Red && !isDenied)
            return (isOthers ? SafeguardingRoute.ThirdParty : SafeguardingRoute.Red, false);
        if (rules == SafeguardingRoute.ThirdParty || (isOthers && scores[SignalModel.Concern] > at.Amber))
            return (SafeguardingRoute.ThirdParty, false);
        if (rules == SafeguardingRoute.Amber)
            return (SafeguardingRoute.Amber, rulesAreLight && scores[SignalModel.Concern] <= at.Weighty);
        return scores[SignalModel.Concern] > at.Amber ? (SafeguardingRoute.Amber, scores[SignalModel.Concern] <= at.Weighty) : (SafeguardingRoute.None, false);
    }

    public SignalReading Weigh(Tokens tokens, IReadOnlyList<RuleMatch> matches, IReadOnlyList<Signal> signals, SignalReading byRules)
    {
        var features = _free.TryTake(out var free) ? free : new SignalFeatures(classes);
        try
        {
            return Weigh(features, tokens, matches, signals, byRules);
        }
        finally
        {
            _free.Add(features);
        }
    }

    /// <summary>Rules of risk matched, and none was left when what stands around was weighed.</summary>
    public static bool IsDenied(IReadOnlyList<RuleMatch> matches, IReadOnlyList<Signal> signals) =>
        signals.Count == 0 && matches.Any(match => match.Rule["category"] != "context");

    /// <summary>What a message has, the rules that fired in it among it.</summary>
    public static int[] Features(SignalFeatures features, Tokens tokens, IReadOnlyList<RuleMatch> matches, IReadOnlyList<Signal> signals)
    {
        Read(features, tokens, matches, signals);
        return features.Found.ToArray();
    }

    private static void Read(SignalFeatures features, Tokens tokens, IReadOnlyList<RuleMatch> matches, IReadOnlyList<Signal> signals)
    {
        features.Read(tokens);
        foreach (var match in matches)
        {
            if (match.Rule["category"] == "context")
                features.AddRule(match.Rule.Id);
        }

        if (IsDenied(matches, signals))
            features.AddRule("denied");

        foreach (var signal in signals)
        {
            features.AddRule(signal.Match.Rule.Id);
            features.AddRule(signal.Route.Stored());
            features.AddRule($"{signal.Route.Stored()} {signal.Match.Rule["category"]}");
        }
    }

    private SignalReading Weigh(SignalFeatures features, Tokens tokens, IReadOnlyList<RuleMatch> matches, IReadOnlyList<Signal> signals, SignalReading byRules)
    {
        Span<float> scores = stackalloc float[SignalModel.Questions];
        Read(features, tokens, matches, signals);
        model.Score(features.Found, scores);
        var (route, isLight) = Route(byRules.Route, byRules.IsLight, IsDenied(matches, signals), scores, model.At);
        if (route == byRules.Route)
            return byRules with { IsLight = isLight };
        if (route == SafeguardingRoute.None)
            return SignalReading.Nothing;
        return new(
            route,
            [.. Categories(scores).Concat(byRules.Categories).Distinct()],
            [.. byRules.Evidence, .. Evidence(features, tokens)],
            [$"model.{route.Stored()}", .. byRules.PatternIds])
        {
            IsLight = isLight,
        };
    }

    /// <summary>Each the model is sure of, or the likeliest.</summary>
    private List<string> Categories(ReadOnlySpan<float> scores)
    {
        var of = scores[SignalModel.FirstCategory..].ToArray();
        var sure = SignalModel.Categories.Where((_, place) => of[place] > model.At.Category).ToList();
        return sure.Count > 0 ? sure : [SignalModel.Categories[Array.IndexOf(of, of.Take(SignalModel.Categories.Count).Max())]];
    }

    /// <summary>The sentence that is likeliest red alone.</summary>
    private IEnumerable<TextSpan> Evidence(SignalFeatures features, Tokens tokens)
    {
        var scores = new float[SignalModel.Questions];
        var best = (Score: float.NegativeInfinity, Span: default(TextSpan));
        for (int first = 0, end; first < tokens.List.Count; first = end)
        {
            for (end = first + 1; end < tokens.List.Count && !tokens.List[end].AfterBreak;)
                end++;
            features.Read(tokens, first, end);
            model.Score(features.Found, scores);
            if (scores[SignalModel.Red] > best.Score)
                best = (scores[SignalModel.Red], tokens.Original(first, end - 1));
        }

        return best.Span.Length > 0 ? [best.Span] : [];
    }
}
