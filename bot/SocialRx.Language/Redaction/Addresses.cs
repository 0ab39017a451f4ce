namespace SocialRx.Language.Redaction;

/// <summary>Where somebody lives: a street with a number, a flat, a street after "live on", an estate or a surgery by its name.</summary>
internal static class Addresses
{
    private const int MostNameWords = 3;
    private const int FurthestCue = 4;

    public static void Find(Written text, List<Finding> found)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (text.Is(i, WordKind.Street) && Street(text, i) is { } street)
                found.Add(street);
            if (text.Is(i, WordKind.Building) && Building(text, i) is { } building)
                found.Add(building);
            if (text.IsAny(i, "flat", "apartment", "apt", "flt") && Flat(text, i) is { } flat)
                found.Add(flat);
            if (text.Is(i, WordKind.Living) && LivingAt(text, i) is { } home)
                found.Add(home);
            if (text.IsUnknown(i) && IsStreetInOneWord(text[i]) && NumberBefore(text, i) is var number and >= 0)
                found.Add(new(number, text.Words[i].End, "ADDRESS"));
            if (text.IsAny(i, "estate", "surgery") && Named(text, i) is { } named)
                found.Add(named);
        }
    }

    private static Finding? Street(Written text, int type)
    {
        for (var first = type - 1; first >= Math.Max(0, type - MostNameWords) && CouldBeStreetName(text, first, type); first--)
        {
            if (NumberBefore(text, first) is var number and >= 0)
                return IsStrong(text, type) || IsLikely(text, number, first) ? new(number, text.Words[type].End, "ADDRESS") : null;
            if (IsPlaceCue(text, first - 1) && IsStrong(text, type) && IsProper(text, first, type))
                return new(text.Words[first].Start, text.Words[type].End, "ADDRESS");
        }

        return null;
    }

    // "66 northgate"
    private static bool IsStreetInOneWord(ReadOnlySpan<char> word) =>
        word.Length >= 7 && (word.EndsWith("gate") || word.EndsWith("side") || word.EndsWith("field") || word.EndsWith("fields") || word.EndsWith("way") || word.EndsWith("bank") || word.EndsWith("mead") || word.EndsWith("croft") || word.EndsWith("view") || word.EndsWith("hurst") || word.EndsWith("garth"));

    private static Finding? Building(Written text, int type)
    {
        for (var first = type - 1; first >= Math.Max(0, type - 2) && CouldBeStreetName(text, first, type); first--)
            if (NumberBefore(text, first) is var number and >= 0 && (IsLikely(text, number, first) || text.IsUnknown(first)))
                return new(number, text.Words[type].End, "ADDRESS");
        return null;
    }

    // "flat 3b, tower house"
    private static Finding? Flat(Written text, int flat)
    {
        var at = SkipBlanks(text, text.Words[flat].End, " no.");
        var end = NumberEnd(text, at);
        if (end == at)
            return null;
        var next = text.WordAt(end);
        for (var type = next + 1; type <= next + 2 && type < text.Count; type++)
            if (text.Is(type, WordKind.Building | WordKind.Street) && CouldBeStreetName(text, next, type))
                return new(text.Words[flat].Start, text.Words[type].End, "ADDRESS");
        return text.IsAny(next, "yr", "yrs", "year", "years", "month", "months", "mins", "times") ? null : new(text.Words[flat].Start, end, "ADDRESS");
    }

    // "live at 66 northgate": a number and a name.
    private static Finding? LivingAt(Written text, int living)
    {
        for (var i = living + 1; i <= Math.Min(text.Count - 1, living + FurthestCue); i++)
            if (NumberBefore(text, i) is var number and >= 0 && number > text.Words[living].End && !text.Is(i, WordKind.Never) && (text.IsUnknown(i) || text.IsUpperInside(i) || text.Is(i, WordKind.MaybeName)))
                return new(number, text.Words[i].End, "ADDRESS");
        return null;
    }

    // "the larkfield estate", "elm tree surgery"
    private static Finding? Named(Written text, int type)
    {
        var first = type;
        while (first > 0 && type - first < 2 && text.Adjacent(first - 1) && (text.IsUnknown(first - 1) || text.IsUpperInside(first - 1) || (text.Is(first - 1, WordKind.MaybeName) && !text.Is(first - 1, WordKind.Ordinary))) && !text.Is(first - 1, WordKind.Never))
            first--;
        return first < type ? new(text.Words[first].Start, text.Words[type].End, "ADDRESS") : null;
    }

    private static bool CouldBeStreetName(Written text, int word, int type) =>
        text.Adjacent(word) && (!text.Is(word, WordKind.Never) || (text.Is(word, "the") && text.IsAny(type, "crescent", "street", "green", "avenue", "close", "drive", "grove", "mews", "terrace", "square", "lane", "parade", "park", "walk", "hill", "row", "gardens", "rise", "view", "court") && word == type - 1) || text.IsAny(word, "new", "old", "school", "church", "park", "street", "station", "art", "black", "white", "english", "work", "mosque", "young", "london", "hospital", "house", "uncle"))
        && !text.IsAny(word, "minute", "minutes", "min", "mins", "hour", "hours", "mile", "miles", "metre", "metres", "people", "quid", "pounds", "times", "days", "side", "way", "year", "years", "second", "seconds", "different", "bus", "bed", "bedroom", "star", "person", "man", "pm", "am", "km", "nil");

    private static bool IsStrong(Written text, int type) =>
        text.IsAny(type, "street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "close", "cl", "drive", "crescent", "cres", "gardens", "gdns", "grove", "terrace", "mews", "cottages");

    // "12a", "number 9", "live at 14 castle row", "14 Castle Row"
    private static bool IsLikely(Written text, int number, int first)
    {
        if (text.IsUpper(first) || text.Is(text.WordAt(number), "number"))
            return true;
        var word = text.WordAt(number);
        for (var before = word - 1; before >= Math.Max(0, word - FurthestCue); before--)
            if (text.Is(before, WordKind.Living) || text.IsAny(before, "at", "is", "number", "no"))
                return true;
        return word == 0 || (NumberEnd(text, number) is var end && end > number && char.IsAsciiLetter(text.Text[end - 1]));
    }

    private static bool IsPlaceCue(Written text, int word) =>
        text.IsAny(word, "on", "in", "at", "off", "down", "to", "up", "from", "near") && (IsAfterLiving(text, word) || text.IsAny(word, "on", "off", "down"));

    private static bool IsAfterLiving(Written text, int word)
    {
        for (var before = word - 1; before >= Math.Max(0, word - FurthestCue); before--)
            if (text.Is(before, WordKind.Living))
                return true;
        return false;
    }

    private static bool IsProper(Written text, int first, int type)
    {
        if (text.IsAny(first, "the", "high", "main", "busy", "side", "long", "quiet", "other", "same", "next", "whole", "cross", "open", "rail", "dual", "one", "memory", "coronation", "sesame", "wall", "easy", "abbey", "oxford", "downing", "back", "school", "bus", "a", "brick", "carnaby", "bond", "country", "fast", "slow", "inside", "middle", "wrong", "right", "left", "hard", "hdd", "google", "flash", "test", "long", "old", "new", "sex", "to"))
            return false;
        return text.IsUnknown(first) || text.IsUpperInside(first) || text.Is(first, WordKind.MaybeName) || IsAfterLiving(text, first);
    }

    // Where the house number before this word begins, with "no", "number" and what follows ("number 9 on larch close"); -1 if there is none.
    private static int NumberBefore(Written text, int word)
    {
        var at = text.Words[word].Start;
        var before = text.Text[..at].TrimEnd(" ,");
        if (before.EndsWith(" on") && text.IsAny(word - 2, "number", "no", "num"))
            before = before[..^3].TrimEnd(" ,");
        var end = before.Length;
        if (at - end > 6 || end == 0)
            return -1;
        var start = end;
        while (start > 0 && end - start < 10 && (char.IsAsciiLetterOrDigit(before[start - 1]) || (before[start - 1] is '-' or '/' && start > 1 && char.IsAsciiDigit(before[start - 2]))))
            start--;
        if (start == end || !IsHouseNumber(before[start..end]) || (start > 0 && before[start - 1] is '.' or ':' or '\u00A3' or '$' or '#' or '-' or '/'))
            return -1;
        return WithNumberWord(text, start);
    }

    private static int WithNumberWord(Written text, int start)
    {
        var before = text.Text[..start].TrimEnd(" .");
        return before.EndsWith(" number") || before is "number" ? before.Length - 6 : before.EndsWith(" no") || before is "no" ? before.Length - 2 : start;
    }

    private static bool IsHouseNumber(ReadOnlySpan<char> number)
    {
        if (!char.IsAsciiDigit(number[0]))
            return false;
        var digits = number.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0)
            return number.Length <= 4;
        return digits <= 4 && (number.Length == digits + 1 && char.IsAsciiLetter(number[^1]) || number.ContainsAny('-', '/') && number.IndexOfAnyInRange('a', 'z') < 0);
    }

    private static int NumberEnd(Written text, int start)
    {
        var end = start;
        while (end < text.Text.Length && end - start < 5 && char.IsAsciiDigit(text.Text[end]))
            end++;
        if (end > start && end < text.Text.Length && char.IsAsciiLetter(text.Text[end]))
            end++;
        return end < text.Text.Length && char.IsLetterOrDigit(text.Text[end]) ? start : end;
    }

    private static int SkipBlanks(Written text, int at, string blanks)
    {
        while (at < text.Text.Length && blanks.Contains(text.Text[at], StringComparison.Ordinal))
            at++;
        return at;
    }
}
