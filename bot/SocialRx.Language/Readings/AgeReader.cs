using System.Collections.Frozen;
using SocialRx.Domain.People;

namespace SocialRx.Language.Readings;

/// <summary>What somebody answered when asked how old they are.</summary>
public abstract record AgeReading
{
    private AgeReading() { }

    /// <summary>The band it falls into; null when it falls into none, or nothing was read.</summary>
    public virtual AgeBand? Band => null;

    /// <summary>Whole years, 5 to 99. "Nearly 16" is 15; "under 11" is 10 and "over 25" is 26, the nearest they can mean.</summary>
    public sealed record Years(int Value) : AgeReading
    {
        public override AgeBand? Band => AgeBand.Of(Value);
    }

    /// <summary>A school year in England, 1 to 13; the band is that of the younger of its two ages.</summary>
    public sealed record SchoolYear(int Year) : AgeReading
    {
        public override AgeBand? Band => AgeBand.Of(Year + 4);
    }

    /// <summary>The span of a band itself: "14-15", "16 or 17".</summary>
    public sealed record Span(AgeBand Is) : AgeReading
    {
        public override AgeBand? Band => Is;
    }

    /// <summary>A birthday or year of birth: more than we want to know, and not used.</summary>
    public sealed record Birthday : AgeReading;

    public sealed record NotRead : AgeReading;
}

/// <summary>Reads ages and school years as young people in England write them.</summary>
public static class AgeReader
{
    private static readonly FrozenSet<string> School = FrozenSet.Create(StringComparer.Ordinal, "year", "yr", "y", "yer", "yeer");
    private static readonly FrozenSet<string> NotYet = FrozenSet.Create(StringComparer.Ordinal, "nearly", "almost", "turning", "turn", "soon", "be", "becoming", "nearley", "til", "till", "until", "before");
    private static readonly FrozenSet<string> Comes = FrozenSet.Create(
        StringComparer.Ordinal, "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "a", "an", "few", "week", "weeks", "month", "months", "days", "soon", "couple");

    private static readonly FrozenSet<string> Spans = FrozenSet.Create(StringComparer.Ordinal, "week", "weeks", "month", "months", "day", "days", "minutes", "mins", "hours", "brothers", "sisters", "siblings", "kids", "friends", "mates");
    private static readonly FrozenSet<string> Me = FrozenSet.Create(StringComparer.Ordinal, "im", "i", "me", "am", "age", "aged");
    private static readonly FrozenSet<string> Others = FrozenSet.Create(
        StringComparer.Ordinal, "my", "his", "her", "their", "brother", "sister", "bro", "sis", "mum", "dad", "mate", "friend", "son", "daughter", "boyfriend", "girlfriend", "he", "she", "hes", "shes", "cousin");

    /// <summary>Words beside a number in a message that needs no more to be an answer.</summary>
    private const int Short = 4;

    private static readonly FrozenSet<string> AgePrecedes = FrozenSet.Create(
        StringComparer.Ordinal, "im", "m", "am", "iam", "age", "aged", "turned", "turn", "turning", "nearly", "almost");

    private static readonly FrozenSet<string> AgeFollows = FrozenSet.Create(StringComparer.Ordinal, "yo", "yr", "yrs", "year", "years", "old", "rn", "now", "today", "½");

    /// <summary>Everything it can tell from the text; asks for nothing, keeps nothing.</summary>
    public static AgeReading Read(string? text)
    {
        var tokens = Tokens.Of(text);
        if (IsBirthday(tokens))
            return new AgeReading.Birthday();

        var ages = Ages(tokens).ToList();
        return ages.Count > 0 ? FromAges(ages) : FromSchoolYear(tokens);
    }

    private static AgeReading FromAges(List<Age> ages)
    {
        var own = ages.Exists(age => age.IsOwn) ? ages.Where(age => age.IsOwn).ToList() : ages;
        var years = own.Exists(age => !age.NotYet) ? own.Where(age => !age.NotYet).Select(age => age.Years).Distinct().Order().ToList() : [own[0].Years];
        if (years.Count == 1)
            return new AgeReading.Years(years[0]);

        // Two ages: the ends of a band, or two within one. Anything else is asked again.
        var bands = years.Select(AgeBand.Of).Distinct().ToList();
        return bands is [{ } band] ? new AgeReading.Span(band) : new AgeReading.NotRead();
    }

    private static AgeReading FromSchoolYear(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (SchoolYearAt(tokens, i) is { } year)
                return new AgeReading.SchoolYear(year);
        }

        return new AgeReading.NotRead();
    }

    private static int? SchoolYearAt(IReadOnlyList<string> tokens, int at)
    {
        if (School.Contains(tokens[at]) && Tokens.Number(tokens, at + 1) is { Value: >= 1 and <= 13 } number)
            return number.Value;
        if (tokens[at] == "form" && (Tokens.At(tokens, at - 1) == "sixth" || (Tokens.At(tokens, at - 2) == "6" && Tokens.At(tokens, at - 1) == "th")))
            return 12;

        return null;
    }

    private static IEnumerable<Age> Ages(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Tokens.Number(tokens, i) is not { } number)
                continue;
            if (AgeAt(tokens, i, number) is { } age)
                yield return age;
            i += number.Length - 1;
            if (Tokens.At(tokens, i + 1) == ":")
                i += 2; // "15.5": what follows the point is no age of its own
        }
    }

    private static Age? AgeAt(IReadOnlyList<string> tokens, int at, (int Value, int Length) number)
    {
        var before = Tokens.At(tokens, at - 1) ?? "";
        var after = Tokens.At(tokens, at + number.Length) ?? "";
        if (School.Contains(before) || Spans.Contains(after) || (after == "th" && Tokens.At(tokens, at + number.Length + 1) == "form"))
            return null;

        var notYet = NotYet.Contains(before) || (after == "in" && Comes.Contains(Tokens.At(tokens, at + number.Length + 1) ?? "")) || (after == "in" && Tokens.Number(tokens, at + number.Length + 1) is not null) || after == "soon";
        if (Nearest(tokens, at, number) is not { } years)
            return null;

        if (AgeBand.Of(years) is null && tokens.Count - number.Length > Short && !IsSaidToBeAge(tokens, at, after))
            return null;

        years -= notYet ? 1 : 0;
        var isOwn = IsOwn(tokens, at);
        return years is >= 5 and <= 99 && isOwn != false ? new Age(years, notYet, isOwn == true) : null;
    }

    // "Under 11" leaves 10 and less: all outside. "Under 18" leaves every band, so it is no answer; "over 18" is one band.
    private static int? Nearest(IReadOnlyList<string> tokens, int at, (int Value, int Length) number)
    {
        var before = Tokens.At(tokens, at - 1) == "than" ? Tokens.At(tokens, at - 2) : Tokens.At(tokens, at - 1);
        return before switch
        {
            "under" or "below" or "younger" or "less" => number.Value <= 11 ? number.Value - 1 : null,
            "over" or "above" or "older" or "more" => number.Value >= 18 ? number.Value + 1 : null,
            _ => Tokens.At(tokens, at + number.Length) == "+" && number.Value < 18 ? null : number.Value,
        };
    }

    // "Theres 6 of us and he shouts" is no age, and whoever was taken for six would be sent away: that has to be said as an age.
    private static bool IsSaidToBeAge(IReadOnlyList<string> tokens, int at, string after) =>
        AgeFollows.Contains(after) || Enumerable.Range(1, 3).Any(back => AgePrecedes.Contains(Tokens.At(tokens, at - back) ?? ""));

    // Looks back a few words for whom the number is about; null when nobody is named.
    private static bool? IsOwn(IReadOnlyList<string> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 5); i--)
        {
            if (Me.Contains(tokens[i]))
                return true;
            if (Others.Contains(tokens[i]))
                return false;
        }

        return null;
    }

    private static bool IsBirthday(IReadOnlyList<string> tokens) =>
        tokens.Any(token => token.Length == 4 && char.IsAsciiDigit(token[0]) && int.TryParse(token, out var year) && year is >= 1900 and <= 2035)
        || (tokens.Contains("born") && tokens.Any(token => char.IsAsciiDigit(token[0])))
        || tokens.Select((_, at) => at).Any(at => IsDate(tokens, at));

    // 12/03/11: three numbers with the same sign between them.
    private static bool IsDate(IReadOnlyList<string> tokens, int at) =>
        at + 4 < tokens.Count
        && tokens[at + 1] is "/" or "-" or ":" && tokens[at + 3] == tokens[at + 1]
        && char.IsAsciiDigit(tokens[at][0]) && char.IsAsciiDigit(tokens[at + 2][0]) && char.IsAsciiDigit(tokens[at + 4][0]);

    private readonly record struct Age(int Years, bool NotYet, bool IsOwn);
}
