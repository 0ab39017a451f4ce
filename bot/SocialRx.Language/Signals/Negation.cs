using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals;

/// <summary>
/// Whether a "not" reaches a match: it does within three words of the same clause, not counting those that only carry it on ("any thoughts of"),
/// or inside the match where the rule itself has no "not".
/// "I've never self-harmed" is covered; "I don't know why I cut myself" and "I've not slept but I want to die" are not.
/// </summary>
internal sealed class Negation(RuleSet rules)
{
    private const int Scope = 3;

    private static readonly HashSet<string> Nots = new(
        "not never no dont doesnt didnt wont wouldnt isnt arent aint havent hasnt hadnt wasnt werent nor without cant couldnt nobody nobodys noone noones no1 no1s neither".Split(' '), StringComparer.Ordinal);

    // "I don't have any thoughts of...", "I've never made a plan to...": what follows is still what is denied.
    private static readonly HashSet<string> Bridges = new(
        "have had having any a an the ever really actually got thought thoughts plan plans intention intentions urge urges desire of to made make making been being about".Split(' '), StringComparer.Ordinal);

    // "don't know why I...", "never told anyone I...", "can't stop": what follows still happens.
    private static readonly HashSet<string> Openers = new(
        "know knows knew care cares tell told tells say mind sure understand understands believe believes listen listens notice noticed notices stop help cope handle deal sleep slept eat eaten just only even much wait ok okay joking kidding lying long matter get remember better gonna".Split(' '), StringComparer.Ordinal);

    // "I don't think I...", "it's not like I...": the not reaches over the next subject.
    private static readonly HashSet<string> Carriers = new("think thinking saying like mean means that said say as feel".Split(' '), StringComparer.Ordinal);
    private static readonly HashSet<string> Subjects = new("i im ive id ill he hes she shes they theyre my we you".Split(' '), StringComparer.Ordinal);
    private static readonly HashSet<string> Turns = new("but though although yet cos because so and then until".Split(' '), StringComparer.Ordinal);

    public bool Covers(IReadOnlyList<Token> tokens, RuleMatch match)
    {
        if (match.Rule.Has("no-negation"))
            return false;

        // "Nowhere to sleep" says it with a not, "kicked out" in the same rule without: only "I'm not..." denies the first.
        return match.Rule.Has("own-negation") && SaysNot(match.Pattern)
            ? Inside(tokens, match, Math.Min(match.First + 1, match.Last))
            : Before(tokens, match.First) || Inside(tokens, match, match.Last);
    }

    private bool SaysNot(Pattern pattern) => Nots.Any(not => pattern.Mentions(rules.Symbol(not)));

    private static bool Before(IReadOnlyList<Token> tokens, int first)
    {
        var opensWithSubject = Subjects.Contains(tokens[first].Word);
        var carried = !opensWithSubject;
        var between = 0;
        for (var i = first - 1; i >= 0 && between <= Scope && !tokens[i + 1].AfterBreak; i--)
        {
            var word = tokens[i].Word;
            between += Bridges.Contains(word) ? 0 : 1;
            if (Turns.Contains(word) || (Subjects.Contains(word) && !carried))
                return false;
            if (Nots.Contains(word))
                return carried && !Openers.Contains(tokens[i + 1].Word);
            carried |= Carriers.Contains(word);
        }

        return false;
    }

    private bool Inside(IReadOnlyList<Token> tokens, RuleMatch match, int last)
    {
        for (var i = match.First + 1; i <= last; i++)
            if (Nots.Contains(tokens[i].Word) && !match.Pattern.Mentions(rules.Symbol(tokens[i].Word)) && !Opens(tokens, i, match.Last))
                return true;
        return false;
    }

    // "I didn't get kicked out" is no "I don't get why": the match goes on behind it.
    private static bool Opens(IReadOnlyList<Token> tokens, int not, int last) =>
        not < last && tokens[not + 1].Word != "get" && Openers.Contains(tokens[not + 1].Word);
}
