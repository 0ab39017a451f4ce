using System.Globalization;
using System.Text.RegularExpressions;

namespace SocialRx.Bot.Simulation;

/// <summary>
/// A plainly synthetic young person, the same for the same seed: answers what is asked as somebody might, by what the question is about and the
/// buttons under it, so that new wording does not stop it.
/// </summary>
internal sealed partial class SyntheticPerson
{
    private const int LongestChat = 60;

    private readonly Random _random;
    private readonly int _number;
    private readonly int _age;
    private readonly string _outcode;
    private readonly string[] _matters;
    private readonly bool _types;
    private readonly bool _isCounted;
    private readonly bool _isWorrying;
    private readonly int _leavesAfter;
    private int _turns;
    private int _timesAtRest;
    private string _last = "";

    public SyntheticPerson(int seed, int number)
    {
        _random = new Random(HashCode(seed, number));
        _number = number;
        _age = Weighted((12, 14), (13, 16), (14, 18), (15, 18), (16, 14), (17, 10), (19, 6), (22, 4));
        _outcode = Sayings.Outcodes[Math.Min(_random.Next(Sayings.Outcodes.Length), _random.Next(Sayings.Outcodes.Length + 2))];
        _matters = Sayings.Matters[Math.Min(_random.Next(Sayings.Matters.Length), _random.Next(Sayings.Matters.Length))].Lines;
        _types = Chance(0.45);
        _isCounted = Chance(0.9);
        _isWorrying = Chance(0.02);
        _leavesAfter = Chance(0.12) ? _random.Next(2, 12) : LongestChat;
    }

    /// <summary>What they say next; null: they have left.</summary>
    public string? Answer(BotTurn turn)
    {
        if (++_turns > _leavesAfter || IsDone(turn))
            return null;
        if (_isWorrying && _turns == 6)
            return One(Sayings.Worrying);
        if (Chance(0.02) && _last != "back")
            return _last = "back";
        return _last = Worded(Reply(turn));
    }

    private bool IsDone(BotTurn turn) => Has(turn, "Find something to do") && ++_timesAtRest > 3;

    private string Reply(BotTurn turn) => turn.Text switch
    {
        var text when HowOld().IsMatch(text) => Age(turn),
        var text when Where().IsMatch(text) => Chance(0.07) ? "skip" : Chance(0.3) ? _outcode.ToLowerInvariant() : _outcode,
        var text when WhatMatters().IsMatch(text) => _types || turn.Buttons.Count == 0 ? One(_matters) : AnyButton(turn),
        var text when InTheWay().IsMatch(text) => _types ? One(Sayings.Barriers) : AnyButton(turn),
        var text when GoodAt().IsMatch(text) => Chance(0.3) ? "skip" : One(Sayings.Strengths),
        var text when WhichTimes().IsMatch(text) => _types ? One(Sayings.Times) : AnyButton(turn),
        var text when FirstStep().IsMatch(text) => _types ? One(Sayings.Goals) : AnyButton(turn),
        var text when OutOfTen().IsMatch(text) => Chance(0.05) ? "skip" : Score(),
        var text when EasierToGo().IsMatch(text) => _types ? One(Sayings.OneMore) : AnyButton(turn),
        var text when CallYou().IsMatch(text) => string.Create(CultureInfo.InvariantCulture, $"Sim {_number}"),
        var text when ReachYou().IsMatch(text) => string.Create(CultureInfo.InvariantCulture, $"07700 900{_number % 1000:000}"),
        var text when SafeToReach().IsMatch(text) => "text after 4",
        var text when MayCount().IsMatch(text) => _isCounted ? Button(turn, "Yes") : Button(turn, "No"),
        var text when YourWords().IsMatch(text) => Chance(0.6) ? Button(turn, "Yes") : Button(turn, "No"),
        var text when LinkWorker().IsMatch(text) => Chance(0.3) ? Button(turn, "Yes") : Button(turn, "Not now"),
        _ when Has(turn, "I like this") || Has(turn, "I like") => Suggested(turn),
        _ when Has(turn, "Find something to do") => Has(turn, "Have my say") && _timesAtRest < 3 ? Button(turn, "Have my say") : AnyButton(turn),
        _ => AnyButton(turn),
    };

    private string Age(BotTurn turn) =>
        _types
            ? One([_age.ToString(CultureInfo.InvariantCulture), $"im {_age}", $"{_age} nearly {_age + 1}"])
            : turn.Buttons.FirstOrDefault(button => Spans(button, _age)) ?? _age.ToString(CultureInfo.InvariantCulture);

    private static bool Spans(string button, int age) =>
        button.Split('-', '–') is [var from, var to]
        && int.TryParse(from, CultureInfo.InvariantCulture, out var youngest)
        && int.TryParse(to, CultureInfo.InvariantCulture, out var oldest)
        && age >= youngest
        && age <= oldest;

    private string Suggested(BotTurn turn) => Weighted((0, 60), (1, 15), (2, 15), (3, 10)) switch
    {
        0 => Button(turn, "I like"),
        1 => Button(turn, "Not for me"),
        2 => Button(turn, "Not now"),
        _ => Button(turn, "Tell me more"),
    };

    private string Score() => Weighted((2, 1), (3, 2), (4, 3), (5, 4), (6, 4), (7, 5), (8, 4), (9, 2), (10, 2)).ToString(CultureInfo.InvariantCulture);

    private static bool Has(BotTurn turn, string start) => turn.Buttons.Any(button => button.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private string Button(BotTurn turn, string start)
    {
        var fitting = turn.Buttons.Where(button => button.StartsWith(start, StringComparison.OrdinalIgnoreCase)).ToArray();
        return fitting.Length > 0 ? One(fitting) : AnyButton(turn);
    }

    /// <summary>Not the ways out of the conversation: those are for <see cref="_leavesAfter"/>. Where there is nothing to choose, words are wanted.</summary>
    private string AnyButton(BotTurn turn)
    {
        var fitting = turn.Buttons.Where(button => !WayOut().IsMatch(button)).ToArray();
        return fitting.Any(button => button != "Skip") ? One(fitting) : Chance(0.25) ? "skip" : One(Sayings.Changes);
    }

    /// <summary>Typed words get a slip now and then; tapped ones do not.</summary>
    private string Worded(string words) =>
        !_types || words.Length < 6 || words.Any(char.IsDigit) || !Chance(0.25) ? words : Slip(words);

    private string Slip(string words)
    {
        var at = _random.Next(1, words.Length - 2);
        return string.Concat(words.AsSpan(0, at), words.AsSpan(at + 1, 1), words.AsSpan(at, 1), words.AsSpan(at + 2));
    }

    private bool Chance(double share) => _random.NextDouble() < share;

    private string One(string[] from) => from[_random.Next(from.Length)];

    private int Weighted(params (int Value, int Weight)[] choices)
    {
        var at = _random.Next(choices.Sum(choice => choice.Weight));
        foreach (var (value, weight) in choices)
        {
            at -= weight;
            if (at < 0)
                return value;
        }

        return choices[^1].Value;
    }

    // System.HashCode differs from process to process; this one does not.
    private static int HashCode(int seed, int number) => unchecked((seed * 486_187_739) + (number * 16_777_619));

    private const RegexOptions Reading = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex("how old|as a number|like 15", Reading)]
    private static partial Regex HowOld();

    [GeneratedRegex("postcode|which town|my map|that place|more than one of those|which of them: ", Reading)]
    private static partial Regex Where();

    [GeneratedRegex("what matters to you at|on your mind|closest to|comes nearest", Reading)]
    private static partial Regex WhatMatters();

    [GeneratedRegex("get in the way\\?|gets? in the way|hard to go", Reading)]
    private static partial Regex InTheWay();

    [GeneratedRegex("are you good at|do well", Reading)]
    private static partial Regex GoodAt();

    [GeneratedRegex("when could you|which days|a day or a time", Reading)]
    private static partial Regex WhichTimes();

    [GeneratedRegex("small first step|small thing you could", Reading)]
    private static partial Regex FirstStep();

    [GeneratedRegex("0 to 10|0 is |from 0|between 0", Reading)]
    private static partial Regex OutOfTen();

    [GeneratedRegex("would make it", Reading)]
    private static partial Regex EasierToGo();

    [GeneratedRegex("call you|name should they", Reading)]
    private static partial Regex CallYou();

    [GeneratedRegex("they reach you\\?|number or (an )?email", Reading)]
    private static partial Regex ReachYou();

    [GeneratedRegex("safe to get in touch|good time", Reading)]
    private static partial Regex SafeToReach();

    [GeneratedRegex("may i count|add your answers", Reading)]
    private static partial Regex MayCount();

    [GeneratedRegex("some of your words|your own words be used", Reading)]
    private static partial Regex YourWords();

    [GeneratedRegex("called link workers|a link worker to get", Reading)]
    private static partial Regex LinkWorker();

    [GeneratedRegex("^(start again|my data|help|i need help now|stop|my plan|what would you tell.*)$", Reading)]
    private static partial Regex WayOut();
}
