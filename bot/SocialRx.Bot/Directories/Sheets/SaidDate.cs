using System.Globalization;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>Days and times of day as people in England write them into cells.</summary>
internal static class SaidDate
{
    private static readonly string[] Days =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "d/M/yyyy", "d/M/yy", "d.M.yyyy", "d-M-yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "ddd d MMM yyyy", "dddd d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "yyyyMMdd",
    ];

    /// <summary>Day before month. Null for what is no day.</summary>
    public static DateOnly? Read(string text, IReadOnlyList<string> ownFormats)
    {
        var plain = WithoutEndings(text.Trim().Replace(",", "", StringComparison.Ordinal));
        return DateTime.TryParseExact(plain, [.. ownFormats, .. Days], CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) ? DateOnly.FromDateTime(day) : null;
    }

    // "5th of Sept" is "5 Sep".
    private static string WithoutEndings(string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not "of").Select(word => word.Length is 3 or 4 && char.IsAsciiDigit(word[0]) && word[^2..].ToLowerInvariant() is "st" or "nd" or "rd" or "th" ? word[..^2] : word))
            .Replace("sept ", "sep ", StringComparison.OrdinalIgnoreCase);
}
