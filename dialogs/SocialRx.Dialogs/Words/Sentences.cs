using System.Globalization;
using System.Text.RegularExpressions;

namespace SocialRx.Dialogs.Words;

/// <summary>Puts given things into a sentence.</summary>
internal static partial class Sentences
{
    private const int LongestEcho = 90;
    private static readonly string[] Small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly CultureInfo Here = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"a, b and c".</summary>
    public static string And(IEnumerable<string> parts) => Joined(parts, "and");

    /// <summary>Labels that may hold an "and" of their own: "being active, family and home".</summary>
    public static string Labels(IEnumerable<string> labels) => string.Join(", ", labels.Select(label => label.StartsWith("LGBT", StringComparison.Ordinal) ? label : label.ToLower(Here)));

    /// <summary>"two", "three": how many things there are.</summary>
    public static string Number(int count) => count is >= 0 and < 10 ? Small[count] : count.ToString(Here);

    /// <summary>"a, b or c".</summary>
    public static string Or(IEnumerable<string> parts) => Joined(parts, "or");

    /// <summary>Somebody's own words, said back to them: on one line, cut at a word when long.</summary>
    public static string Echo(string words)
    {
        var line = Gaps().Replace(words, " ").Trim().Trim('"', '“', '”').TrimEnd('.', ' ');
        if (line.Length <= LongestEcho)
            return line;
        var cut = line.LastIndexOf(' ', LongestEcho);
        return $"{line[..(cut > 0 ? cut : LongestEcho)].TrimEnd(',', '.', ' ')}…";
    }

    /// <summary>Text from outside, shortened at the end of a sentence or word.</summary>
    public static string Short(string text, int longest)
    {
        var line = Gaps().Replace(text, " ").Trim();
        if (line.Length <= longest)
            return line;
        var stop = line.LastIndexOf(". ", longest, StringComparison.Ordinal);
        return stop > longest / 3 ? line[..(stop + 1)] : $"{line[..Math.Max(1, line.LastIndexOf(' ', longest))]}…";
    }

    /// <summary>"5 pm", "6.30 pm".</summary>
    public static string Time(TimeOnly time) => time.ToString(time.Minute == 0 ? "h tt" : "h.mm tt", Here).ToLower(Here);

    public static string Day(DayOfWeek day) => Here.DateTimeFormat.GetDayName(day);

    /// <summary>"24 November 2026".</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", Here);

    /// <summary>"Sat 5 Dec".</summary>
    public static string ShortDate(DateOnly date) => $"{date.ToString("ddd", Here)} {date.Day} {date.ToString("MMMM", Here)[..3]}";

    /// <summary>"£2.50", "£3", "£1,800".</summary>
    public static string Pounds(decimal amount) => amount == decimal.Truncate(amount) ? $"£{amount.ToString("#,0", Here)}" : $"£{amount.ToString("0.00", Here)}";

    /// <summary>The end of an id, short enough to write down.</summary>
    public static string Receipt(string id) => id[^Math.Min(6, id.Length)..].ToUpperInvariant();

    /// <summary>Miles, as people here say them: "under half a mile", "2 miles".</summary>
    public static string Miles(double kilometres)
    {
        var miles = kilometres / 1.609344;
        return miles switch
        {
            < 0.5 => "less than half a mile",
            < 1.5 => "about a mile",
            _ => $"about {Math.Round(miles).ToString("0", Here)} miles",
        };
    }

    private static string Joined(IEnumerable<string> parts, string last)
    {
        var all = parts.ToList();
        return all.Count switch
        {
            0 => "",
            1 => all[0],
            _ => $"{string.Join(", ", all.SkipLast(1))} {last} {all[^1]}",
        };
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gaps();
}
