using System.Collections.Concurrent;
using System.Collections.Frozen;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals.Model;

/// <summary>Puts together what the rules and the models say about a message: the linear one of every message, the encoder where that is unsure.</summary>
internal sealed class LearnedSignals(SignalModel model, WordClasses classes, SentenceEncoder encoder)
{
    /// <summary>Words of a message that is read as one. In a longer one harmless talk would drown a disclosure: it is read part by part.</summary>
    private const int Short = 30;

    /// <summary>Words of a part of a sentence that is longer than that; the next part begins at its middle.</summary>
    private const int Window = 16;

    /// <summary>"I'm so depressed" is met with a warm word; that somebody is told takes more.</summary>
    private const float LowMood = 0.5f;

    /// <summary>Words around an age. Many disclosures begin with one; it says nothing by itself.</summary>
    private static readonly FrozenSet<string> AroundAnAge = FrozenSet.Create(StringComparer.Ordinal, "i", "im", "am", "me", "age", "aged", "year", "years", "yr", "yrs", "old");

    /// <summary>Parts of a message that the encoder is asked about, the likeliest first, so that no message takes long.</summary>
    private const int MostAsked = 3;

    private readonly ConcurrentBag<SignalFeatures> _free = [];

    public static LearnedSignals Load() => new(LoadModel(), WordClasses.Load(), LoadEncoder());

    public static SignalModel LoadModel() => SignalModel.Read(Embedded.Bytes("signals.model"));

    public static SentenceEncoder LoadEncoder() => SentenceEncoder.Read(Embedded.Bytes("encoder.model"));

    /// <summary>
    /// A rule's route stands, and the model adds what no rule knows. What it is only a little sure of counts as low mood does: a warm word, which
    /// adds up to nothing. So does what a rule alarms about while both models are sure that it is nothing.
    /// </summary>
    /// <param name="isDenied">All that the rules found was denied: the model alone raises no alarm then.</param>
    public static (SafeguardingRoute Route, bool IsLight) Route(SafeguardingRoute rules, bool rulesAreLight, bool isDenied, ReadOnlySpan<float> scores, SignalLimits at)
    {
        if (rules == SafeguardingRoute.Red)
            return (SafeguardingRoute.Red, false);
        var isOthers = scores[SignalModel.ThirdParty] > at.ThirdParty;
        var onlyLowMood = rules == SafeguardingRoute.Amber && rulesAreLight;
        if (!isDenied && SignalModel.Alarm(scores) > at.Red + (onlyLowMood ? LowMood : 0))
            return (isOthers ? SafeguardingRoute.ThirdParty : SafeguardingRoute.Red, false);
        if (rules == SafeguardingRoute.ThirdParty || (isOthers && scores[SignalModel.Concern] > at.Amber))
            return (SafeguardingRoute.ThirdParty, false);
        if (rules == SafeguardingRoute.Amber)
            return (SafeguardingRoute.Amber, rulesAreLight && scores[SignalModel.Concern] <= at.Weighty);
        return scores[SignalModel.Concern] > at.Amber ? (SafeguardingRoute.Amber, scores[SignalModel.Concern] <= at.Weighty) : (SafeguardingRoute.None, false);
    }

    public SignalReading Weigh(Tokens tokens, IReadOnlyList<RuleMatch> matches, IReadOnlyList<Signal> signals, SignalReading byRules)
    {
        if (signals.Count == 0 && tokens.List.All(token => IsOfAnAge(token.Word)))
            return byRules;

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

    private static bool IsOfAnAge(string word) => AroundAnAge.Contains(word) || word.All(char.IsAsciiDigit);

    /// <summary>Rules of risk matched, and none was left when what stands around was weighed.</summary>
    private static bool IsDenied(List<RuleMatch> matches, List<Signal> signals) =>
        signals.Count == 0 && matches.Any(match => match.Rule["category"] != "context");

    /// <summary>What a message has, the rules that fired in it among it.</summary>
    public static int[] Features(SignalFeatures features, Tokens tokens, IReadOnlyList<RuleMatch> matches, IReadOnlyList<Signal> signals)
    {
        Read(features, tokens, (0, tokens.List.Count), matches, signals);
        return features.Found.ToArray();
    }

    /// <summary>What the rules say of this part: all that they found was denied, or was low mood and nothing else.</summary>
    private static (bool IsDenied, bool IsLowMood) Read(SignalFeatures features, Tokens tokens, (int First, int End) part, IReadOnlyList<RuleMatch> matches, IReadOnlyList<Signal> signals)
    {
        var (here, fired) = (matches.Where(IsHere).ToList(), signals.Where(signal => IsHere(signal.Match)).ToList());
        if (part == (0, tokens.List.Count))
            features.Read(tokens);
        else
            features.Read(tokens, part.First, part.End);
        foreach (var context in here.Where(match => match.Rule["category"] == "context"))
            features.AddRule(context.Rule.Id);
        foreach (var signal in fired)
        {
            features.AddRule(signal.Match.Rule.Id);
            features.AddRule(signal.Route.Stored());
            features.AddRule($"{signal.Route.Stored()} {signal.Match.Rule["category"]}");
        }

        var isDenied = IsDenied(here, fired);
        if (isDenied)
            features.AddRule("denied");
        return (isDenied, SecondOpinion.IsLowMood(fired));

        bool IsHere(RuleMatch match) => match.First >= part.First && match.Last < part.End;
    }

    /// <summary>From one word to another, the last not included.</summary>
    private static IEnumerable<(int First, int End)> Parts(IReadOnlyList<Token> tokens)
    {
        if (tokens.Count <= Short)
            return [(0, tokens.Count)];
        return Sentences(tokens).SelectMany(sentence => Windows(sentence.First, sentence.End));
    }

    private static IEnumerable<(int First, int End)> Sentences(IReadOnlyList<Token> tokens)
    {
        for (int first = 0, end; first < tokens.Count; first = end)
        {
            for (end = first + 1; end < tokens.Count && !tokens[end].AfterBreak;)
                end++;
            yield return (first, end);
        }
    }

    private static IEnumerable<(int First, int End)> Windows(int first, int end)
    {
        if (end - first <= Short)
            return [(first, end)];
        return Enumerable.Range(0, ((end - first - Window) / (Window / 2)) + 2)
            .Select(place => first + (place * Window / 2))
            .Where(start => start < end)
            .Select(start => (start, Math.Min(start + Window, end)));
    }

    private SignalReading Weigh(SignalFeatures features, Tokens tokens, IReadOnlyList<RuleMatch> matches, IReadOnlyList<Signal> signals, SignalReading byRules)
    {
        var parts = Parts(tokens.List).Select(part => Score(features, tokens, part, matches, signals)).ToList();
        if (byRules.Route != SafeguardingRoute.Red)
            Ask(tokens, parts, byRules);
        else if (AreHarmless(tokens, parts, signals))
            byRules = byRules with { Route = SafeguardingRoute.Amber, IsLight = true, PatternIds = [.. byRules.PatternIds, "model.harmless"] };
        var gravest = parts
            .Select(part => Routed(part, byRules))
            .OrderByDescending(part => Gravity(part.Route))
            .ThenBy(part => part.IsLight)
            .ThenByDescending(part => part.Scores[SignalModel.Red])
            .First();
        if (gravest.Route == byRules.Route)
            return byRules with { IsLight = gravest.IsLight };
        return new(
            gravest.Route,
            [.. Categories(gravest).Concat(byRules.Categories).Distinct()],
            [.. byRules.Evidence, .. Evidence(features, tokens, gravest)],
            [$"model.{gravest.Route.Stored()}", .. byRules.PatternIds])
        {
            IsLight = gravest.IsLight,
        };
    }

    private PartReading Score(SignalFeatures features, Tokens tokens, (int First, int End) part, IReadOnlyList<RuleMatch> matches, IReadOnlyList<Signal> signals)
    {
        var scores = new float[SignalModel.Questions];
        var (isDenied, isLowMood) = Read(features, tokens, part, matches, signals);
        model.Score(features.Found, scores);
        return new(part.First, part.End, scores, isDenied, isLowMood);
    }

    /// <summary>Of the parts that the linear model is unsure of, the likeliest first, until one is enough.</summary>
    private void Ask(Tokens tokens, List<PartReading> parts, SignalReading byRules)
    {
        var asked = 0;
        foreach (var part in parts.OrderByDescending(part => SignalModel.Alarm(part.Scores)))
        {
            if (SecondOpinion.IsNeeded(part.Scores, part.IsLowMood))
            {
                Ask(tokens, part);
                asked++;
            }

            if (asked == MostAsked || Routed(part, byRules).Route == SafeguardingRoute.Red)
                return;
        }
    }

    private void Ask(Tokens tokens, PartReading part) =>
        SecondOpinion.Add(encoder, tokens.Folded.Text[tokens.List[part.First].Start..tokens.List[part.End - 1].End], part.Scores);

    /// <summary>Whether all that the rules alarm about is, for both models, nothing. It is met with a warm question then, never with silence.</summary>
    private bool AreHarmless(Tokens tokens, List<PartReading> parts, IReadOnlyList<Signal> signals)
    {
        var alarms = signals.Where(signal => signal.Route == SafeguardingRoute.Red).ToList();
        var alarming = parts.Where(part => alarms.Exists(part.Holds)).ToList();
        if (alarming.Count > MostAsked || !alarms.TrueForAll(alarm => alarm.MayBeDoubted && alarming.Exists(part => part.Holds(alarm))) || !alarming.TrueForAll(part => SecondOpinion.IsDoubtful(part.Scores)))
            return false;
        foreach (var part in alarming)
            Ask(tokens, part);
        return alarming.TrueForAll(part => SecondOpinion.IsHarmless(part.Scores));
    }

    private PartReading Routed(PartReading part, SignalReading byRules)
    {
        var (route, isLight) = Route(byRules.Route, byRules.IsLight, part.IsDenied, part.Scores, model.At);
        return part with { Route = route, IsLight = isLight };
    }

    private static int Gravity(SafeguardingRoute route) => route switch
    {
        SafeguardingRoute.Red => 3,
        SafeguardingRoute.ThirdParty => 2,
        SafeguardingRoute.Amber => 1,
        _ => 0,
    };

    /// <summary>Each the model is sure of; else the likeliest of an alarm, and of a doubt none in particular.</summary>
    private List<string> Categories(PartReading part)
    {
        var of = part.Scores[SignalModel.FirstCategory..(SignalModel.FirstCategory + SignalModel.Categories.Count)];
        var sure = SignalModel.Categories.Where((_, place) => of[place] > model.At.Category).ToList();
        if (sure.Count > 0)
            return sure;
        return [part.Route == SafeguardingRoute.Amber ? "distress" : SignalModel.Categories[Array.IndexOf(of, of.Max())]];
    }

    /// <summary>The sentence of that part which is likeliest red alone.</summary>
    private IEnumerable<TextSpan> Evidence(SignalFeatures features, Tokens tokens, PartReading part)
    {
        var scores = new float[SignalModel.Questions];
        var best = (Score: float.NegativeInfinity, Span: default(TextSpan));
        foreach (var (start, stop) in Sentences(tokens.List))
        {
            var (first, end) = (Math.Max(start, part.First), Math.Min(stop, part.End));
            if (first >= end)
                continue;
            features.Read(tokens, first, end);
            model.Score(features.Found, scores);
            if (scores[SignalModel.Red] > best.Score)
                best = (scores[SignalModel.Red], tokens.Original(first, end - 1));
        }

        return best.Span.Length > 0 ? [best.Span] : [];
    }

    /// <param name="End">The word after its last.</param>
    private sealed record PartReading(int First, int End, float[] Scores, bool IsDenied, bool IsLowMood)
    {
        public bool Holds(Signal signal) => signal.Match.First >= First && signal.Match.Last < End;

        public SafeguardingRoute Route { get; init; }

        public bool IsLight { get; init; }
    }
}
