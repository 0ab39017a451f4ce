using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>Whether something is on in term time only or in the holidays only, from the words a source says it in.</summary>
internal static class SchoolTime
{
    private static readonly string[] Holidays = ["school holiday", "school holidays", "half term", "half terms", "summer holidays", "easter holidays", "christmas holidays", "holidays"];
    private static readonly string[] Against = ["not", "no", "except", "excluding", "excluded", "outside", "closed", "apart", "without", "stops", "breaks", "break"];
    private static readonly string[] Both = ["including", "includes", "also", "and", "throughout"];

    /// <summary>"Term time only" and "not in the school holidays" are term time; "school holidays only" and "every half term" are holidays; "including school holidays" is neither.</summary>
    public static (bool InTermOnly, bool InHolidaysOnly) Read(string? text)
    {
        var said = $" {string.Join(' ', Spelling.Words(text))} ";
        var holidays = Holidays.Select(name => said.IndexOf($" {name} ", StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        var inTerm = said.Contains(" term time ", StringComparison.Ordinal) || said.Contains(" termtime ", StringComparison.Ordinal) || said.Contains(" school terms ", StringComparison.Ordinal);
        if (holidays < 0)
            return (inTerm, false);
        if (inTerm)
            return (!Near(said, holidays, Both), false);

        return Near(said, holidays, Against) ? (true, false) : (false, !Near(said, holidays, Both));
    }

    // One of the words within the four before, or right behind: "closed for the school holidays", "school holidays excluded".
    private static bool Near(string said, int at, string[] words) =>
        said[..at].Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(4).Concat(said[at..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(2).Take(2)).Any(words.Contains);
}
