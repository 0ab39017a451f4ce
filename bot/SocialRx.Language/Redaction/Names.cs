using System.Buffers;

namespace SocialRx.Language.Redaction;

/// <summary>
/// Names of people. A name of the lists counts wherever it stands; a word that is also something else, and a word that nobody knows, only after a
/// cue ("my mate ...", "a girl called ...", "mr ..."), before what only people do, or beside another name.
/// </summary>
internal static class Names
{
    private const int LongestChain = 4;
    private const int FurthestCue = 4;

    private static readonly SearchValues<char> RelationGaps = SearchValues.Create(" ,(:-'s");

    public static void Find(Written text, List<Finding> found)
    {
        var ends = Chains(text);
        for (var i = 0; i < text.Count; i++)
            if (ends[i] > i)
            {
                found.Add(new(text.Words[i].Start, text.Words[ends[i] - 1].End, "NAME"));
                i = ends[i] - 1;
            }
    }

    /// <summary>For each word where a name begins the word after its end; 0 for the others.</summary>
    private static int[] Chains(Written text)
    {
        var ends = new int[text.Count];
        for (var i = 0; i < text.Count;)
            if (HarmlessLength(text, i) is var harmless and > 0)
                i += harmless;
            else if (IsName(text, i))
                i = ends[i] = EndOfName(text, i);
            else
                i++;
        FindBeside(text, ends);
        return ends;
    }

    private static bool IsName(Written text, int i)
    {
        if (text.Is(i, WordKind.FirstName) && !text.Is(i, WordKind.Never))
            return true;
        if (text[i].Length == 1)
            return IsInitialAfterTitle(text, i);
        if (text.Is(i, WordKind.Never | WordKind.Place) && !IsAmbiguous(text, i))
            return false;
        return IsAmbiguous(text, i) ? IsAmbiguousName(text, i) : IsSyllableName(text, i) || IsSurnameAlone(text, i) || IsCued(text, i);
    }

    private static bool IsAmbiguous(Written text, int i) => text.Is(i, WordKind.Ambiguous | WordKind.HardlyName);

    // "miss h", "mr B"
    private static bool IsInitialAfterTitle(Written text, int i) =>
        text.Adjacent(i - 1) && text.IsAny(i - 1, "mr", "mrs", "ms", "miss", "mx", "dr") && text[i][0] is not ('i' or 'a' or 'u' or 'n' or 'x' or 'r') && char.IsAsciiLetter(text[i][0]);

    // "Wei Ling", "xin yi": both syllables, neither an English word.
    private static bool IsSyllableName(Written text, int i) =>
        text.Is(i, WordKind.Syllable) && text.Is(i + 1, WordKind.Syllable) && text.Adjacent(i) && !text.Is(i, WordKind.Never) && !text.Is(i + 1, WordKind.Never)
        && (text.IsUpper(i) || !(text.Is(i, WordKind.Ordinary) && text.Is(i + 1, WordKind.Ordinary)));

    // "Okafor said": a surname that is no English word.
    private static bool IsSurnameAlone(Written text, int i) =>
        text.Is(i, WordKind.Surname) && !text.Is(i, WordKind.Ordinary) && text[i].Length >= 4 && (text.IsUpper(i) || text[i].Length >= 6);

    private static bool IsCued(Written text, int i)
    {
        var couldBe = text.Is(i, WordKind.FirstName | WordKind.Ambiguous | WordKind.HardlyName) || (text.Is(i, WordKind.Surname) && !text.Is(i, WordKind.Ordinary)) || text.IsUnknown(i) || text.IsUpperInside(i);
        return IsAfterTitle(text, i, couldBe)
            || IsAfterCalled(text, i, couldBe)
            || (couldBe && (IsAfterNameIs(text, i) || IsAfterRelation(text, i) || IsAfterPerson(text, i)))
            || (text.IsUnknown(i) && (IsIntroduced(text, i) || IsDoing(text, i) || IsOwning(text, i) || IsAddressed(text, i)))
            || (text.IsUpperInside(i) && !text.Is(i, WordKind.Ordinary) && IsAfterCompany(text, i));
    }

    private static bool IsAmbiguousName(Written text, int i)
    {
        var hardly = text.Is(i, WordKind.HardlyName);
        if (IsModal(text, i))
            return (text.IsUpperInside(i) && (IsCued(text, i) || IsAfterCompany(text, i))) || (text.IsUpper(i) && IsDoing(text, i)) || (IsAfterRelation(text, i) && IsPersonVerb(text, i + 1)) || IsSaying(text, i) || IsAfterNameIs(text, i);
        if (IsAfterTitle(text, i, true) || IsAfterNameIs(text, i) || IsAfterRelation(text, i) || IsAfterCalled(text, i, true) || IsAfterPerson(text, i))
            return true;
        if (HasSurname(text, i))
            return true;
        return text.IsUpperInside(i)
            ? IsIntroduced(text, i) || (IsFrom(text, i) && !IsAfterPlaceWord(text, i)) || !IsCalendar(text, i) && !IsAfterPlaceWord(text, i) && (IsAfterCompany(text, i) || IsDoing(text, i) || IsOwning(text, i))
            : IsSaying(text, i) || IsFrom(text, i) || (IsOwning(text, i) && !hardly) || (!hardly && IsIntroduced(text, i)) || (text.IsUpper(i) && IsDoing(text, i) && !IsCalendar(text, i));
    }

    // "will", "may": after "my friend" they are rather verbs.
    private static bool IsModal(Written text, int i) => text.IsAny(i, "will", "may");

    private static bool IsCalendar(Written text, int i) => text.Is(i, WordKind.Month) || text.IsAny(i, "summer", "autumn", "winter", "spring", "christmas");

    private static bool IsAfterPlaceWord(Written text, int i) => text.IsAny(i - 1, "in", "at", "near", "to", "from") || text.Is(i + 1, WordKind.Street);

    private static bool HasSurname(Written text, int i) =>
        text.Adjacent(i) && text.Is(i + 1, WordKind.Surname | WordKind.FirstName) && !text.Is(i + 1, WordKind.Never)
        && (text.IsUpper(i) ? text.IsUpper(i + 1) : !text.Is(i + 1, WordKind.Ordinary | WordKind.Ambiguous | WordKind.HardlyName) && !text.Is(i, WordKind.HardlyName | WordKind.Place) && !text.Is(i + 1, WordKind.Place));

    // "mr okafor", "auntie shola": after mr, mrs, ms any word is a name.
    private static bool IsAfterTitle(Written text, int i, bool couldBe)
    {
        if (!text.Adjacent(i - 1) || !text.Is(i - 1, WordKind.Title) || text.Is(i, WordKind.Never) || IsModal(text, i))
            return false;
        return text.IsAny(i - 1, "mr", "mrs", "ms", "mx") || (couldBe && !(text.Is(i - 1, WordKind.Relation) && text.Is(i, WordKind.PersonVerb)) && !(text.Is(i, WordKind.HardlyName) && !text.IsUpper(i) && text.IsAny(i - 1, "miss", "sir", "coach")));
    }

    private static bool IsAfterCalled(Written text, int i, bool couldBe)
    {
        if (!text.Adjacent(i - 1) || !text.IsAny(i - 1, "called", "named", "cald", "calld", "nicknamed", "caled") || text.Is(i, WordKind.Never))
            return false;
        for (var before = i - 2; before >= Math.Max(0, i - 1 - FurthestCue); before--)
            if (text.Is(before, WordKind.Person | WordKind.Relation))
                return couldBe || !text.Is(i, WordKind.Ordinary) || text.Is(i - 2, WordKind.Person);
        return couldBe && text.Is(i, WordKind.Ambiguous | WordKind.HardlyName) && text.IsUpper(i);
    }

    // "my name is", "names", "call me", "i go by", "known as"
    private static bool IsAfterNameIs(Written text, int i)
    {
        if (i == 0 || text.Is(i, WordKind.Never | WordKind.Title) || (text.Is(i, WordKind.Ordinary) && !text.Is(i, WordKind.MaybeName) && !text.IsUpper(i)))
            return false;
        if (text.IsAny(i - 1, "names", "name", "nickname", "surname") && (text.Words[i].Start - text.Words[i - 1].End <= 3))
            return !text.IsAny(i - 2, "user", "the", "a", "this") && text.IsAny(i - 1, "names", "name", "nickname") == true && (text.IsAny(i - 2, "my", "his", "her", "their", "real", "full", "first", "last", "mums", "dads") || text.Is(i - 2, WordKind.Relation) || i == 1 || text.Text[text.Words[i - 1].End] is ':' or '\'');
        if (text.IsAny(i - 1, "is", "was", "s"))
            return text.IsAny(i - 2, "name", "names", "nickname", "surname");
        return (text.Is(i - 1, "me") && text.IsAny(i - 2, "call", "calls") && (text.Is(i, WordKind.MaybeName) || text.IsUnknown(i) || text.IsUpper(i)))
            || (text.Is(i - 1, "by") && text.IsAny(i - 2, "go", "goes", "going", "went")) || (text.Is(i - 1, "as") && text.Is(i - 2, "known"));
    }

    // "my mate zeph", "his sister Ellie", "my best friend's sister kez", "the youth worker, Marlon"
    private static bool IsAfterRelation(Written text, int i)
    {
        if (i == 0 || !text.Is(i - 1, WordKind.Relation) || text.Is(i, WordKind.Never) || text.Is(i, WordKind.PersonVerb))
            return false;
        if (IsModal(text, i) && !text.IsUpper(i) && !IsPersonVerb(text, i + 1))
            return false;
        var gap = text.Text[text.Words[i - 1].End..text.Words[i].Start];
        if (gap.Length > 4 || gap.IndexOfAnyExcept(RelationGaps) >= 0 || (gap.Contains(',') && !text.IsUpper(i) && !text.Is(i, WordKind.Ambiguous)))
            return false;
        for (var before = i - 2; before >= Math.Max(0, i - 1 - FurthestCue); before--)
            if (text.IsAny(before, "my", "me", "our", "his", "her", "their", "ur", "your", "mi", "mum", "dad", "best", "meri", "moja", "moj", "mi", "mein", "ma", "mon", "the", "a", "mums", "dads"))
                return true;
        return text.IsUpper(i) || i == 1;
    }

    // "this girl brylee", "some kid zayd"
    private static bool IsAfterPerson(Written text, int i) =>
        text.Adjacent(i - 1) && text.IsAny(i - 1, "girl", "boy", "lad", "lass", "guy", "kid", "bloke", "woman", "man", "dude", "lady") && text.IsAny(i - 2, "this", "that", "some", "a", "one", "dis")
        && !text.Is(i, WordKind.Ordinary) && !text.Is(i, WordKind.Never);

    // "im zeph and im 15", "its me kez", "hi im ..."; at the end of a message or before an age.
    private static bool IsIntroduced(Written text, int i)
    {
        if (!text.Adjacent(i - 1) || !(text.IsAny(i - 1, "im", "i'm", "its", "it's", "hi", "hey", "hello", "hiya", "thanks", "cheers", "ta", "love", "from") || (text.Is(i - 1, "is") && text.Is(i - 2, "this")) || (text.Is(i - 1, "am") && text.Is(i - 2, "i")) || (text.Is(i - 1, "me") && text.IsAny(i - 2, "its", "it's"))))
            return false;
        if (text.IsAny(i - 1, "its", "it's", "love", "from", "thanks", "cheers", "ta") && !text.IsUpper(i))
            return false;
        if (text.IsAny(i - 1, "from", "love", "its", "it's") && i > 2)
            return false;
        return EndsIntroduction(text, i);
    }

    private static bool EndsIntroduction(Written text, int i)
    {
        if (text.EndsClause(i))
            return true;
        return text.IsAny(i + 1, "and", "n", "btw", "im", "i'm", "i", "here", "again", "aged", "age", "from", "speaking", "x", "xx", "lol");
    }

    // A name and what only people do: "zephyrion said", "brylee told me".
    private static bool IsSaying(Written text, int i) =>
        text.Adjacent(i) && !text.Is(i - 1, "the") && text.IsAny(i + 1, "said", "says", "sed", "told", "reckons", "texted", "messaged", "msgd", "hates", "thinks");

    // "ask dyl", "told zeph"
    private static bool IsAddressed(Written text, int i) =>
        text.Adjacent(i - 1) && text.IsAny(i - 1, "ask", "asked", "told", "tell", "txt", "text", "texted", "msg", "ring", "rang", "message", "messaged") || (text.IsUpper(i) && text.Is(i - 1, "for") && text.IsAny(i - 2, "ask", "asked"));

    private static bool IsDoing(Written text, int i) =>
        IsSaying(text, i) || (text.IsUpper(i) && text.Adjacent(i) && !text.Is(i - 1, "the") && IsPersonVerb(text, i + 1) && !text.Is(i, WordKind.Ordinary | WordKind.Place) && IsPersonal(text, i + 1))
        || (text.IsUpper(i) && text.Is(i, WordKind.Ambiguous | WordKind.HardlyName) && text.Adjacent(i) && !text.Is(i - 1, "the") && IsPersonVerb(text, i + 1) && IsAboutPerson(text, i + 1));

    private static bool IsAboutPerson(Written text, int verb) =>
        text.IsAny(verb + 1, "me", "i", "him", "her", "us", "mean", "he", "she", "who") || (text.IsAny(verb + 1, "my", "our", "his", "a", "the") && text.Is(verb + 2, WordKind.Relation)) || text.Is(verb + 1, WordKind.FirstName)
        || (text.Is(verb, WordKind.Joiner) && (text.IsAny(verb + 1, "me", "i", "my") || text.Is(verb + 1, WordKind.FirstName | WordKind.Ambiguous) && text.IsUpper(verb + 1))) || text.IsAny(verb, "runs", "teaches", "texted", "keeps", "told", "hit", "hits") || (text.Is(verb, "at") && text.Is(verb + 1, "the"));

    private static bool IsPersonVerb(Written text, int i) => text.Is(i, WordKind.PersonVerb) || (i < text.Count && text[i].Length > 4 && text[i][^1] == 's' && text.Is(i, WordKind.Ordinary));

    // "Summer from netball": only people are from there.
    private static bool IsFrom(Written text, int i) =>
        text.Adjacent(i) && text.Is(i + 1, "from") && text.IsAny(text.Is(i + 2, "my") ? i + 3 : i + 2, "class", "school", "year", "work", "church", "club", "netball", "scouts", "football", "rugby", "boxing", "college", "uni", "form", "team", "next", "cadets", "camhs", "tutor", "drama", "dance", "choir", "upstairs", "youth");

    // After the verb comes a person, or somebody's: "is my brother", "and i", "told me".
    private static bool IsPersonal(Written text, int verb) =>
        text.IsAny(verb + 1, "me", "my", "i", "him", "her", "us", "mean", "who", "from", "he", "she", "with", "a", "the") || text.Is(verb + 1, WordKind.Relation) || text.Is(verb + 1, WordKind.FirstName) || text.EndsClause(verb)
        || (text.IsUpper(verb + 1 < text.Count ? verb + 1 : verb) && text.Is(verb, WordKind.Joiner));

    // "zephs mum", "brylee's brother"
    private static bool IsOwning(Written text, int i) =>
        i + 1 < text.Count && text.Words[i + 1].Start - text.Words[i].End == 3 && text.Text[text.Words[i].End] == '\'' && text.IsAny(i + 1, "mum", "dad", "mam", "brother", "sister", "house", "nan", "party", "birthday", "bday", "boyfriend", "girlfriend", "cousin", "mate", "friend", "parents", "family", "phone", "bro", "sis", "mums", "flat", "room", "car");

    // "with Zeph", "told Hope"
    private static bool IsAfterCompany(Written text, int i) =>
        i > 0 && text.Adjacent(i - 1) && text.IsAny(i - 1, "with", "told", "ask", "asked", "tell", "by", "miss", "saw", "met", "and", "n", "w", "love", "text", "texted", "hug", "without", "about", "is", "like", "see", "than", "thank", "hate", "hates", "&") && (!text.IsAny(i - 1, "and", "n", "&") || text.IsAny(i - 2, "me", "i", "both") || text.Is(i - 2, WordKind.FirstName))
        && (!text.IsAny(i - 1, "is", "like", "love", "about", "by", "see", "than", "hate") || text.Is(i, WordKind.Ambiguous));

    // "jaz n hope", "Chloe, rose and mia": beside a name joined to it. "me and zeph" too.
    private static void FindBeside(Written text, int[] ends)
    {
        for (var i = 1; i < text.Count; i++)
            if (ends[i] == 0 && CouldStandBeside(text, i) && IsBeside(text, ends, i))
                ends[i] = EndOfName(text, i);
        for (var i = text.Count - 3; i >= 0; i--)
            if (ends[i] == 0 && CouldStandBeside(text, i) && text.IsAny(i + 1, "and", "n", "&") && ends[i + 2] > 0 && text.Adjacent(i) && text.Adjacent(i + 1))
                ends[i] = i + 1;
    }

    private static bool CouldStandBeside(Written text, int i) =>
        HarmlessLength(text, i) == 0 && !text.Is(i, WordKind.Never | WordKind.Place | WordKind.Relation) && !IsModal(text, i) && (text.Is(i, WordKind.Ambiguous) || text.IsUnknown(i) || (text.IsUpperInside(i) && text.Is(i, WordKind.MaybeName)));

    private static bool IsBeside(Written text, int[] ends, int i)
    {
        if (text.IsAny(i - 1, "and", "n", "&", "nd") && text.Adjacent(i - 1) && i >= 2)
            return EndsAt(ends, i - 1) || (text.IsAny(i - 2, "me", "myself") && text.Adjacent(i - 2) && (!text.Is(i, WordKind.Ambiguous) || text.IsUpper(i) || text.EndsClause(i) || IsTogether(text, i + 1)));
        var gap = text.Text[text.Words[i - 1].End..text.Words[i].Start];
        return gap.Length <= 2 && gap.ContainsAny(',', '/') && EndsAt(ends, i) && (text.EndsClause(i) || text.IsAny(i + 1, "and", "n", "&"));
    }

    private static bool IsTogether(Written text, int i) => text.IsAny(i, "are", "were", "both", "went", "go", "wanna", "want", "always", "like", "love", "dont", "used", "could", "can", "have", "do", "play", "fight", "fell", "get", "got");

    private static bool EndsAt(int[] ends, int end)
    {
        for (var start = Math.Max(0, end - LongestChain); start < end; start++)
            if (ends[start] == end)
                return true;
        return false;
    }

    /// <summary>A surname, a second first name or an initial goes with it.</summary>
    private static int EndOfName(Written text, int i)
    {
        var end = i + 1;
        while (end < text.Count && end - i < LongestChain && text.Adjacent(end - 1) && text.Words[end - 1].End + 1 == text.Words[end].Start && BelongsTo(text, i, end))
            end++;
        return end;
    }

    private static bool BelongsTo(Written text, int first, int i)
    {
        if (text.Is(i, WordKind.Never | WordKind.Place) || HarmlessLength(text, i) > 0)
            return false;
        if (text[i].Length == 1)
            return char.IsAsciiLetter(text[i][0]) && text[i][0] is not ('i' or 'a' or 'u' or 'n' or 'x' or 'r' or 'y' or 'w' or 'k' or 'o') | text.IsUpperInside(i);
        if (text.Is(i, WordKind.FirstName) || (text.Is(i, WordKind.Surname) && !text.Is(i, WordKind.Ordinary | WordKind.Street)))
            return true;
        if (text.IsUpper(i) && text.IsUpper(first) && !text.Is(i, WordKind.HarmlessStart))
            return !IsModal(text, i);
        var ends = text.EndsClause(i);
        return text.Is(i, WordKind.Surname | WordKind.Ambiguous) ? ends || (text.Is(i, WordKind.Ambiguous) && text.Is(i + 1, WordKind.Surname | WordKind.FirstName)) : text.IsUnknown(i) && (ends || text.IsAny(i + 1, "and", "n", "said", "is", "was", "from", "but", "told"));
    }

    /// <summary>How many words of a phrase that identifies nobody begin here; 0 if none does.</summary>
    private static int HarmlessLength(Written text, int i)
    {
        if (!text.Is(i, WordKind.HarmlessStart))
            return 0;
        for (var words = Math.Min(4, text.Count - i); words > 0; words--)
        {
            var phrase = text.Text[text.Words[i].Start..text.Words[i + words - 1].End];
            if (WordKinds.IsHarmless(phrase))
                return words;
        }

        return 0;
    }
}
