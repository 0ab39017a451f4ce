using System.Globalization;
using SocialRx.Domain;

namespace SocialRx.Dashboard.Parts;

/// <summary>Points in time as the clock on their readers' wall shows them, written as they write them.</summary>
internal static class Dates
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static string Day(DateTimeOffset at) => London.Local(at).ToString("d MMMM yyyy", British);

    public static string Minute(DateTimeOffset at) => London.Local(at).ToString("d MMM yyyy, HH:mm", British);

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", British);

    /// <summary>As a field for a date takes it.</summary>
    public static string Input(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>To be put after a state; nothing for what is in time.</summary>
    public static string Overdue(DateTimeOffset? since) => since is { } at ? $", overdue since {Minute(at)}" : "";

    /// <summary>In whole units, rounded down: "3 hours".</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "under a minute",
        { TotalHours: < 1 } => Units((int)age.TotalMinutes, "minute"),
        { TotalDays: < 1 } => Units((int)age.TotalHours, "hour"),
        _ => Units((int)age.TotalDays, "day"),
    };

    private static string Units(int number, string unit) => string.Create(British, $"{number} {unit}{(number == 1 ? "" : "s")}");
}
