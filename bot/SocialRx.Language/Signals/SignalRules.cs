using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals;

/// <summary>
/// The rules of all categories, and the rules about context that change where another rule leads: "drop" (a film's name), "lower"
/// (hyperbole, long past), "third-party" (somebody else said it) and "keep" (said in earnest: nothing lowers it).
/// </summary>
internal sealed class SignalRules
{
    private const string Context = "context";

    // Words of somebody who speaks of themselves: no film's name or recipe makes such a match nothing.
    private static readonly HashSet<string> OfOneself = new(["myself", "self", "suicidal", "die", "dead", "life"], StringComparer.Ordinal);

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

    public IReadOnlyList<Signal> Signals(Tokens tokens) => Signals(tokens, Set.Find(tokens));

    /// <param name="matches">Every match of every rule.</param>
    public IReadOnlyList<Signal> Signals(Tokens tokens, IReadOnlyList<RuleMatch> matches)
    {
        var around = matches.Where(match => match.Rule["category"] == Context).ToList();
        var sentences = Sentences(tokens.List);
        return
        [
            .. matches
                .Where(match => match.Rule["category"] != Context && !_negation.Covers(tokens.List, match))
                .Select(match => new Signal(match, Weighed(tokens.List, match, around, sentences)))
                .Where(signal => signal.Route != SafeguardingRoute.None),
        ];
    }

    private static SafeguardingRoute Weighed(IReadOnlyList<Token> tokens, RuleMatch match, List<RuleMatch> around, int[] sentences)
    {
        var route = RouteOf(match.Rule);
        var contexts = around.Where(context => Applies(context.Rule, match) && Reaches(context, match, sentences)).ToList();
        var ofOneself = IsOfOneself(tokens, match);
        var isInEarnest = contexts.Any(context => context.Rule["kind"] == "keep");
        foreach (var context in contexts.Where(context => !isInEarnest || (!ofOneself && context.Rule["kind"] == "drop")))
            route = Changed(route, context.Rule["kind"], ofOneself);
        return route;
    }

    private static bool Applies(Rule context, RuleMatch match) =>
        !match.Rule.Has($"no-{context["kind"]}") && !match.Rule.Has(context.Id.Replace("context.", "no-", StringComparison.Ordinal)) && context["applies"].Split(' ').Contains(match.Rule["category"]);

    private static bool Reaches(RuleMatch context, RuleMatch match, int[] sentences) => context.Rule["reach"] switch
    {
        "message" => true,
        "sentence" => sentences[context.First] == sentences[match.Last] || sentences[context.Last] == sentences[match.First],
        "before" => context.Last < match.First && match.First - context.Last <= 4 && sentences[context.Last] == sentences[match.First],
        _ => context.First <= match.Last && match.First <= context.Last,
    };

    private static SafeguardingRoute Changed(SafeguardingRoute route, string kind, bool ofOneself) => kind switch
    {
        "drop" when ofOneself && route == SafeguardingRoute.Red => SafeguardingRoute.Amber,
        "drop" when !ofOneself => SafeguardingRoute.None,
        "lower" when route == SafeguardingRoute.Red => SafeguardingRoute.Amber,
        "third-party" when route != SafeguardingRoute.None => SafeguardingRoute.ThirdParty,
        _ => route,
    };

    private static bool IsOfOneself(IReadOnlyList<Token> tokens, RuleMatch match)
    {
        for (var i = match.First; i <= match.Last; i++)
            if (OfOneself.Contains(tokens[i].Word))
                return true;
        return false;
    }

    private static int[] Sentences(IReadOnlyList<Token> tokens)
    {
        var sentences = new int[tokens.Count];
        for (var i = 1; i < sentences.Length; i++)
            sentences[i] = sentences[i - 1] + (tokens[i].AfterBreak ? 1 : 0);
        return sentences;
    }
}
