using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals;

/// <summary>
/// The rules of all categories, and the rules about context that change where another rule leads: "drop" (a film's name), "lower"
/// (hyperbole, long past) and "third-party" (somebody else said it).
/// </summary>
internal sealed class SignalRules
{
    private const string Context = "context";

    private readonly Negation _negation;

    private SignalRules(RuleSet set)
    {
        Set = set;
        _negation = new(set);
    }

    public RuleSet Set { get; }

    public static SignalRules Load() =>
        new(RuleSet.Read(Embedded.Names("Signals/").Select(Embedded.Text), Spellings.Read(Embedded.Text("spellings"))));

    public static SafeguardingRoute RouteOf(Rule rule) => rule["route"] switch
    {
        "red" => SafeguardingRoute.Red,
        "amber" => SafeguardingRoute.Amber,
        "third-party" => SafeguardingRoute.ThirdParty,
        _ => SafeguardingRoute.None,
    };

    public IReadOnlyList<Signal> Signals(Tokens tokens)
    {
        var matches = Set.Find(tokens);
        var around = matches.Where(match => match.Rule["category"] == Context).ToList();
        var sentences = Sentences(tokens.List);
        return
        [
            .. matches
                .Where(match => match.Rule["category"] != Context && !_negation.Covers(tokens.List, match))
                .Select(match => new Signal(match, Weighed(match, around, sentences)))
                .Where(signal => signal.Route != SafeguardingRoute.None),
        ];
    }

    private static SafeguardingRoute Weighed(RuleMatch match, List<RuleMatch> around, int[] sentences)
    {
        var route = RouteOf(match.Rule);
        foreach (var context in around.Where(context => Applies(context, match) && Reaches(context, match, sentences)))
            route = Changed(route, context.Rule);
        return route;
    }

    private static bool Applies(RuleMatch context, RuleMatch match) =>
        !match.Rule.Has($"no-{context.Rule["kind"]}") && context.Rule["applies"].Split(' ').Contains(match.Rule["category"]);

    private static bool Reaches(RuleMatch context, RuleMatch match, int[] sentences) => context.Rule["reach"] switch
    {
        "message" => true,
        "sentence" => sentences[context.First] == sentences[match.Last] || sentences[context.Last] == sentences[match.First],
        "before" => context.Last < match.First && match.First - context.Last <= 4 && sentences[context.Last] == sentences[match.First],
        _ => context.First <= match.Last && match.First <= context.Last,
    };

    private static SafeguardingRoute Changed(SafeguardingRoute route, Rule context) => context["kind"] switch
    {
        "drop" => SafeguardingRoute.None,
        "lower" when route == SafeguardingRoute.Red => SafeguardingRoute.Amber,
        "third-party" when route != SafeguardingRoute.None => SafeguardingRoute.ThirdParty,
        _ => route,
    };

    private static int[] Sentences(IReadOnlyList<Token> tokens)
    {
        var sentences = new int[tokens.Count];
        for (var i = 1; i < sentences.Length; i++)
            sentences[i] = sentences[i - 1] + (tokens[i].AfterBreak ? 1 : 0);
        return sentences;
    }
}
