using System.Collections.Frozen;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Language.Readings;

/// <summary>Finds the days of the week that somebody speaks of.</summary>
internal static class SpokenDays
{
    public static readonly IReadOnlyList<DayOfWeek> SchoolDays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static readonly IReadOnlyList<DayOfWeek> Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];
    public static readonly IReadOnlyList<DayOfWeek> All = [.. SchoolDays, .. Weekend];

    private static readonly FrozenDictionary<string, DayOfWeek> Short = new Dictionary<string, DayOfWeek>(StringComparer.Ordinal)
    {
        ["mon"] = DayOfWeek.Monday, ["mons"] = DayOfWeek.Monday, ["tue"] = DayOfWeek.Tuesday, ["tues"] = DayOfWeek.Tuesday, ["wed"] = DayOfWeek.Wednesday, ["weds"] = DayOfWeek.Wednesday,
        ["thu"] = DayOfWeek.Thursday, ["thur"] = DayOfWeek.Thursday, ["thurs"] = DayOfWeek.Thursday, ["fri"] = DayOfWeek.Friday, ["fris"] = DayOfWeek.Friday,
        ["sat"] = DayOfWeek.Saturday, ["sats"] = DayOfWeek.Saturday, ["sun"] = DayOfWeek.Sunday, ["suns"] = DayOfWeek.Sunday,
        ["wensday"] = DayOfWeek.Wednesday, ["wendsday"] = DayOfWeek.Wednesday,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly (string Name, DayOfWeek Day)[] Long = [("monday", DayOfWeek.Monday), ("tuesday", DayOfWeek.Tuesday), ("wednesday", DayOfWeek.Wednesday), ("thursday", DayOfWeek.Thursday), ("friday", DayOfWeek.Friday), ("saturday", DayOfWeek.Saturday), ("sunday", DayOfWeek.Sunday)];

    /// <returns>The days named here and how many words they took; none: not a day, one word.</returns>
    public static (IReadOnlyList<DayOfWeek> Days, int Length) At(IReadOnlyList<string> tokens, int at, DayOfWeek today)
    {
        var next = Tokens.At(tokens, at + 1);
        return (tokens[at], next) switch
        {
            ("weekend" or "weekends" or "wkend" or "wkends" or "wknd" or "wknds", _) => (Weekend, 1),
            ("week", "end" or "ends") => (Weekend, 2),
            ("weekday" or "weekdays" or "weeknight" or "weeknights", _) => (SchoolDays, 1),
            ("week", "day" or "days" or "night" or "nights") => (SchoolDays, 2),
            ("school", "day" or "days" or "night" or "nights") => (SchoolDays, 2),
            ("today" or "tonight" or "tonite", _) => ([today], 1),
            ("tomorrow" or "tomoz" or "tmrw" or "tomorow" or "tmr" or "tomoro", _) => ([Next(today)], 1),
            _ => Named(tokens, at),
        };
    }

    // "monday", "mon-thurs", "tuesday to friday".
    private static (IReadOnlyList<DayOfWeek> Days, int Length) Named(IReadOnlyList<string> tokens, int at)
    {
        if (Day(tokens[at]) is not { } first)
            return ([], 1);
        if (Tokens.At(tokens, at + 1) is "-" or "to" or "til" or "till" or "until" or "thru" && Tokens.At(tokens, at + 2) is { } word && Day(word) is { } last)
            return (From(first, last), 3);

        return ([first], 1);
    }

    private static List<DayOfWeek> From(DayOfWeek first, DayOfWeek last)
    {
        var days = new List<DayOfWeek> { first };
        while (days[^1] != last)
            days.Add(Next(days[^1]));
        return days;
    }

    private static DayOfWeek Next(DayOfWeek day) => (DayOfWeek)(((int)day + 1) % 7);

    // "today" is two slips from "monday"; words that short of a day's name are looked up, not guessed.
    private static DayOfWeek? Day(string word)
    {
        if (Short.TryGetValue(word, out var day))
            return day;

        var one = word.Length > 6 && word[^1] == 's' ? word[..^1] : word;
        var match = Long.Where(name => one.Length >= 5 && Spelling.IsSlipOf(one, name.Name)).OrderBy(name => Spelling.Distance(one, name.Name, 2)).Select(name => (DayOfWeek?)name.Day).FirstOrDefault();
        return match;
    }
}
