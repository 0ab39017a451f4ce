namespace SocialRx.Language.Redaction;

/// <summary>Schools, colleges and universities by their names: "elmsworth academy", "st cuthberts", "University of Fernbridge", "year 9 at Oakhill".</summary>
internal static class Schools
{
    private const int MostNameWords = 4;
    private const int FurthestCue = 4;

    public static void Find(Written text, List<Finding> found)
    {
        for (var i = 0; i < text.Count; i++)
            if ((BeforeEnding(text, i) ?? OfPlace(text, i) ?? Saint(text, i) ?? Alone(text, i)) is { } school)
                found.Add(school);
    }

    // "Larkfield Primary School": from the name to the last word of the ending.
    private static Finding? BeforeEnding(Written text, int ending)
    {
        if (!text.Is(ending, WordKind.SchoolEnding) || text.Is(ending - 1, WordKind.SchoolEnding))
            return text.Is(ending, "ysgol") && text.Adjacent(ending) ? new(text.Words[ending].Start, text.Words[Math.Min(ending + 2, text.Count - 1)].End, "SCHOOL") : null;
        var first = ending;
        while (first > 0 && ending - first < MostNameWords && text.AdjacentOrOwned(first - 1) && CouldBeName(text, first - 1))
            first--;
        while (first < ending && !IsFirstOfName(text, first))
            first++;
        if (first == ending || !IsNamed(text, first, ending))
            return null;
        var last = ending;
        while (text.Adjacent(last) && (text.Is(last + 1, WordKind.SchoolEnding) || text.IsAny(last + 1, "form")))
            last++;
        return IsEnding(text, ending, last, first) ? new(text.Words[first].Start, text.Words[last].End, "SCHOOL") : null;
    }

    private static bool CouldBeName(Written text, int word) =>
        !text.Is(word, WordKind.GenericSchool) || (text.IsUpperInside(word) && !IsOpenToAll(text, word)) || text.IsAny(word, "girls'", "boys'", "girls", "boys", "community", "special", "grammar", "all", "our", "church", "park", "christian", "catholic", "day") || text.Is(word, WordKind.Saintly);

    private static bool IsFirstOfName(Written text, int word) =>
        !text.Is(word, WordKind.GenericSchool) || (text.Is(word, WordKind.Saintly) && !text.IsAny(word, "our", "all")) || (text.IsUpperInside(word) && !IsOpenToAll(text, word));

    // Words that say when a school is, or for whom: a capital makes no name of them.
    private static bool IsOpenToAll(Written text, int word) =>
        text.IsAny(word, "i", "my", "the", "a", "our", "this", "at", "in", "saturday", "sunday", "friday", "monday", "summer", "polish", "english", "french", "spanish", "arabic", "islamic", "welsh", "year", "dr", "no", "any", "every", "is", "was", "not", "and", "or");

    private static bool IsNamed(Written text, int first, int ending)
    {
        for (var word = first; word < ending; word++)
            if (text.IsUnknown(word) || text.IsUpperInside(word) || text.Is(word, WordKind.FirstName | WordKind.Place | WordKind.Saintly) || (text.IsUpper(word) && word == first))
                return true;
        return IsAfterSchoolCue(text, first);
    }

    // "high" and "sixth" alone need more: "sky high", "sixth in line".
    private static bool IsEnding(Written text, int ending, int last, int first)
    {
        if (text.IsAny(last, "sixth"))
            return false;
        return last > ending || !text.IsAny(ending, "high", "grammar", "primary", "junior", "infant", "prep", "secondary") || IsAfterSchoolCue(text, first) || text.IsUnknown(ending - 1) || text.Is(ending - 1, WordKind.Place) || text.IsUpper(ending);
    }

    // "University of Fernbridge"
    private static Finding? OfPlace(Written text, int ending)
    {
        if (!text.IsAny(ending, "university", "college", "academy", "uni", "school") || !text.Is(ending + 1, "of") || !text.Adjacent(ending) || !text.Adjacent(ending + 1))
            return null;
        return text.Is(ending + 2, WordKind.Place) || text.IsUnknown(ending + 2) || (text.IsUpper(ending) && text.IsUpper(ending + 2)) ? new(text.Words[ending].Start, text.Words[ending + 2].End, "SCHOOL") : null;
    }

    // "st cuthberts", "our lady's", "holy trinity", "King Edward VI"
    private static Finding? Saint(Written text, int first)
    {
        if (!text.Is(first, WordKind.Saintly) || !text.Adjacent(first) || WordKinds.IsHarmless(text.Text[text.Words[first].Start..text.Words[first + 1].End]))
            return null;
        if (!text.IsAny(first, "st", "saint", "sts"))
            return (IsAfterSchoolCue(text, first) || text.IsAny(first, "archbishop", "cardinal", "bishop") || (text.Is(first, "our") && text.Is(first + 2, "of"))) && IsDedication(text, first) ? new(text.Words[first].Start, EndOfSaint(text, first), "SCHOOL") : null;
        if (NumberedBefore(text, first) || text.Is(first + 1, WordKind.Never) || text.IsAny(first + 1, "helens", "albans", "ives", "andrews", "austell", "neots", "pancras", "george", "georges", "patricks", "valentines", "ambulance", "james'"))
            return null;
        if (text.IsAny(first + 2, "day", "church", "hospital", "hospice", "park", "cathedral", "road", "rd", "street", "station", "close", "avenue", "ambulance", "lane", "drive"))
            return null;
        return text.Is(first + 1, WordKind.FirstName | WordKind.Ambiguous | WordKind.Surname) || text.IsUnknown(first + 1) || text.IsUpper(first + 1) ? new(text.Words[first].Start, EndOfSaint(text, first), "SCHOOL") : null;
    }

    // "holy trinity", "our lady's", "King Edward VI"; not "the king is".
    private static bool IsDedication(Written text, int first)
    {
        var name = text[first + 1];
        var dedication = text[first] switch
        {
            "holy" => name is "trinity" or "family" or "cross" or "rood" or "name" or "rosary" or "child",
            "sacred" => name is "heart",
            "all" => name is "saints" or "hallows" or "souls",
            "our" => name is "lady" or "ladys" or "saviour",
            "corpus" => name is "christi",
            "notre" => name is "dame",
            "christ" => name is "church" or "college",
            _ => false,
        };
        if (dedication)
            return true;
        return !text.IsAny(first, "our", "all", "christ", "holy", "sacred", "blessed", "corpus", "notre") && !text.Is(first + 1, WordKind.Never | WordKind.Title)
            && (text.IsUpper(first + 1) || text.Is(first + 1, WordKind.FirstName) || text.IsUnknown(first + 1) || (text.Is(first + 1, WordKind.Surname) && !text.Is(first + 1, WordKind.Ordinary)));
    }

    private static int EndOfSaint(Written text, int first)
    {
        var last = first + 1;
        if (text.Adjacent(last) && (text.IsAny(last + 1, "trinity", "family", "cross", "heart", "saints", "hallows", "vi", "vii", "vth", "magdalene", "baptist", "evangelist", "apostle", "hill", "sacrament", "more", "moore", "fisher", "becket", "aquinas", "bosco", "magdalen") || (text.IsUpperInside(last + 1) && text.IsUpper(last))))
            last++;
        last = EndOfKind(text, last);
        var end = text.Words[last].End;
        return end + 1 < text.Text.Length && text.Text[end..].StartsWith("'s") ? end + 2 : end;
    }

    // "... C of E Primary School", "... of lourdes"
    private static int EndOfKind(Written text, int last)
    {
        if (text.Is(last + 1, "of") && text.Count > last + 2 && !text.Is(last + 2, WordKind.Ordinary | WordKind.Never))
            last += 2;
        for (var next = last + 1; next <= last + 6 && text.AdjacentOrOwned(next - 1); next++)
            if (text.Is(next, WordKind.SchoolEnding))
                return EndOfKind(text, next);
            else if (!text.IsAny(next, "c", "of", "e", "ce", "rc", "church", "england", "catholic", "roman", "christian", "girls", "boys", "voluntary", "aided", "and"))
                return last;
        return last;
    }

    private static bool NumberedBefore(Written text, int word) => text.Words[word].Start is var at and > 1 && text.Text[..at].TrimEnd() is var before && before.Length > 0 && char.IsAsciiDigit(before[^1]);

    // "my school is Bishop Marlow", "year 9 at Oakhill", "i attend marlowfield"
    private static Finding? Alone(Written text, int word)
    {
        if (!(text.IsUnknown(word) || text.IsUpperInside(word)) || text.Is(word, WordKind.Never | WordKind.FirstName | WordKind.Place) || !IsAfterFirmCue(text, word))
            return null;
        var last = word;
        while (text.Adjacent(last) && last - word < 2 && text.IsUpperInside(last + 1) && text.IsUpper(last) && !text.Is(last + 1, WordKind.Never))
            last++;
        return new(text.Words[word].Start, text.Words[last].End, "SCHOOL");
    }

    private static bool IsAfterFirmCue(Written text, int word)
    {
        if (text.IsAny(word - 1, "attend", "attends", "attended"))
            return true;
        if (text.IsAny(word - 1, "school", "college", "uni") && text.Adjacent(word - 1) && text.IsAny(word - 2, "my", "our", "his", "her") && text.IsUnknown(word))
            return true;
        if (text.IsAny(word - 1, "is", "called", "its") && (text.IsAny(word - 2, "school", "college", "uni", "academy") || text.IsAny(word - 3, "school", "college")))
            return !text.IsUnknown(word) || text.Is(word - 1, "called") || text.EndsClause(word);
        if (!text.IsAny(word - 1, "at", "from", "in"))
            return false;
        return text.IsAny(word - 2, "teacher", "teachers", "student", "students", "pupil", "pupils", "year", "yr", "study", "studying", "studies", "enrolled", "expelled", "excluded", "form", "school", "college", "uni", "head", "gcses", "levels", "alevels")
            || (text.IsAny(word - 2, "out") && text.IsAny(word - 3, "kicked", "chucked", "thrown")) || text.Text[..text.Words[word - 1].Start].TrimEnd() is var before && before.Length > 0 && char.IsAsciiDigit(before[^1]) && text.IsAny(word - 2, "year", "yr", "y");
    }

    private static bool IsAfterSchoolCue(Written text, int first)
    {
        if (text.IsAny(first - 1, "at", "to", "attend", "attends", "attended", "from", "go", "goes", "went", "in", "join", "joining", "left", "leaving", "the"))
            return true;
        for (var before = first - 1; before >= Math.Max(0, first - FurthestCue); before--)
            if (text.Is(before, WordKind.SchoolEnding))
                return true;
        return false;
    }
}
