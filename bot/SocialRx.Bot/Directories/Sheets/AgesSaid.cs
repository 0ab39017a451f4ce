using System.Globalization;
using System.Text.RegularExpressions;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>Ages read from what somebody wrote.</summary>
/// <param name="Remark">What a curator should know; null when nothing.</param>
/// <param name="IsMended">The remark is about something that was put right.</param>
internal readonly record struct AgesRead(decimal? From, decimal? To, string? Remark = null, bool IsMended = false)
{
    /// <summary>Everybody is a range too: it is not the same as nobody saying.</summary>
    public bool IsKnown => From is not null || To is not null;
}

/// <summary>Reads "11-16", "8+", "under 18s", "Years 7-9", "KS3", "all ages".</summary>
internal static partial class AgesSaid
{
    private const int LongestText = 200;
    private const decimal Oldest = 130;

    private static readonly (string Words, decimal From, decimal? To)[] Named =
    [
        ("all ages", 0, null), ("any age", 0, null), ("any ages", 0, null), ("everyone", 0, null), ("everybody", 0, null), ("all welcome", 0, null), ("no age limit", 0, null),
        ("secondary", 11, 16), ("primary", 4, 11), ("teenage", 13, 19), ("teens", 13, 19), ("adults", 18, null), ("adult", 18, null),
    ];

    public static AgesRead Read(string text)
    {
        var said = text.Length <= LongestText ? text : text[..LongestText];
        var plain = string.Join(' ', said.ToLowerInvariant().Replace('–', '-').Replace('—', '-').Replace('‐', '-').Replace('‑', '-').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (plain.Length == 0)
            return default;

        return OfDate(plain) ?? Checked(OfSchoolYears(plain) ?? OfNumbers(plain) ?? OfWords(plain) ?? new AgesRead(null, null, "is no age that can be read"), plain);
    }

    // A spreadsheet takes "8-12" for 8 December and "11-16" for November 2016.
    private static AgesRead? OfDate(string plain)
    {
        if (!DateTime.TryParseExact(plain, ["yyyy-MM-dd", "dd/MM/yyyy", "MMM-yy", "d-MMM", "dd-MMM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;

        var (from, to) = day.Day == 1 && !DayFirst().IsMatch(plain) && day.Year % 100 > day.Month ? (day.Month, day.Year % 100) : (day.Day, day.Month);
        return from < to
            ? new AgesRead(from, to, string.Create(CultureInfo.InvariantCulture, $"a spreadsheet had made a date of it; it was read as {from} to {to}"), IsMended: true)
            : new AgesRead(null, null, "is a date and no age");
    }

    // "Years 11-16" are years of age: school has thirteen.
    private static AgesRead? OfSchoolYears(string plain) =>
        YearGroups.Read(plain) is { } ages && !(Range().Match(plain) is { Success: true } range && Number(range.Groups["to"]) > 13) ? new AgesRead(ages.From, ages.To) : null;

    private static AgesRead? OfNumbers(string plain)
    {
        if (Range().Match(plain) is { Success: true } range)
            return new AgesRead(Number(range.Groups["from"]), Number(range.Groups["to"]));
        if (Under().Match(plain) is { Success: true } under)
            return new AgesRead(null, Number(under.Groups["age"]) - 1);
        if (UpTo().Match(plain) is { Success: true } upTo)
            return new AgesRead(null, Number(upTo.Groups["age"]));
        if (AndOver().Match(plain) is { Success: true } over)
            return new AgesRead(Number(over.Groups["age"]), null);

        return One().Match(plain) is { Success: true } one ? new AgesRead(Number(one.Groups["age"]), Number(one.Groups["age"])) : null;
    }

    // "Primary and secondary" is from the youngest of the one to the oldest of the other.
    private static AgesRead? OfWords(string plain)
    {
        var named = Named.Where(name => plain.Contains(name.Words, StringComparison.Ordinal)).ToList();
        return named.Count == 0 ? null : new AgesRead(named.Min(name => name.From), named.Exists(name => name.To is null) ? null : named.Max(name => name.To));
    }

    private static AgesRead Checked(AgesRead read, string plain)
    {
        if (read.From > Oldest || read.To > Oldest || read.To < 0)
            return new AgesRead(null, null, "is no age");
        if (read.From > read.To)
            return new AgesRead(read.To, read.From, "were the wrong way round; they were exchanged", IsMended: true);

        var numbers = Digits().Count(plain);
        return read.Remark is null && numbers > (read.From is null || read.To is null || read.From == read.To ? 1 : 2) ? read with { Remark = "says more than one age; the first was taken" } : read;
    }

    private static decimal Number(Group group) => decimal.Parse(group.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{1,2}-[a-z]")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<![0-9]|[0-9]-)(?<from>[0-9]{1,3}(?:\.[0-9]{1,2})?) ?(?:years?|yrs?|y)? ?(?:old)? ?(?:-|to|until|and|&) ?(?<to>[0-9]{1,3}(?:\.[0-9]{1,2})?)(?![0-9]|-[0-9])")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(?:under|below|younger than|u) ?-?(?<age>[0-9]{1,3})(?:'?s)?\b")]
    private static partial Regex Under();

    [GeneratedRegex(@"\b(?:up to|max(?:imum)?(?: age)?:?) ?(?<age>[0-9]{1,3})|(?<age>[0-9]{1,3})(?: ?(?:years|yrs))? (?:and|&|or) (?:under|younger|below)")]
    private static partial Regex UpTo();

    [GeneratedRegex(@"(?<age>[0-9]{1,3}(?:\.[0-9]{1,2})?) ?(?:years?|yrs?)? ?(?:old)? ?(?:\+|plus\b|(?:and|&|or) (?:over|above|up|older|upwards)|upwards|onwards)|\b(?:over|from|min(?:imum)?)(?: ages?)?:? ?(?<age>[0-9]{1,3})")]
    private static partial Regex AndOver();

    [GeneratedRegex(@"^(?:aged?|ages?)? ?(?<age>[0-9]{1,3}(?:\.[0-9]{1,2})?)(?: ?(?:years?|yrs?)?[ -]?olds?)?s?$")]
    private static partial Regex One();

    [GeneratedRegex("[0-9]+(?:\\.[0-9]+)?")]
    private static partial Regex Digits();
}
