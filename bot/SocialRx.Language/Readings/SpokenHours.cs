namespace SocialRx.Language.Readings;

/// <summary>The hours somebody spoke of.</summary>
/// <param name="OnSchoolDays">Said in a way that means school days unless other days are named ("after school").</param>
internal sealed record SpokenHours(TimeOnly? NotBefore, TimeOnly? NotAfter, bool OnSchoolDays)
{
    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>Both bounds, as far as they go together; null when no time keeps both.</summary>
    public SpokenHours? And(SpokenHours other)
    {
        var both = new SpokenHours(NotBefore ?? other.NotBefore, NotAfter ?? other.NotAfter, OnSchoolDays || other.OnSchoolDays);
        return both.NotBefore >= both.NotAfter ? null : both;
    }

    /// <summary>"not after 8" says until when; other words for hours are taken away by a no before them.</summary>
    public static bool TurnsNo(IReadOnlyList<string> tokens, int at) => IsDenied(tokens, at) && tokens[at] is "after" or "afters" or "past" or "from" or "since" or "before" or "until" or "til" or "till" or "by" or "b";

    /// <summary>The hours named here and how many words they took; null: no hours, one word.</summary>
    /// <param name="isWeekend">The days it is about: "from 9" is in the morning then.</param>
    public static (SpokenHours? Hours, int Length) At(IReadOnlyList<string> tokens, int at, bool isWeekend)
    {
        var word = tokens[at];
        var next = Tokens.At(tokens, at + 1);
        var isDenied = IsDenied(tokens, at);
        return (word, next) switch
        {
            ("after" or "past" or "from", "school") => (new(new TimeOnly(15, 30), null, true), 2),
            ("after", "college" or "sixth") => (new(new TimeOnly(16, 30), null, true), 2),
            ("after", "work" or "tea") => (new(new TimeOnly(17, 30), null, word == "work"), 2),
            ("afterschool", _) => (new(new TimeOnly(15, 30), null, true), 1),
            ("before", "school") => (new(null, new TimeOnly(8, 45), true), 2),
            ("after" or "afters" or "past" or "from" or "since" or "aft", _) => isDenied ? Until(tokens, at, isWeekend) : Since(tokens, at, isWeekend),
            ("b", "4") when ClockTime.Read(tokens, at + 2) is not null => Longer(isDenied ? Since(tokens, at + 1, isWeekend) : Until(tokens, at + 1, isWeekend)),
            ("before" or "until" or "til" or "till" or "by", _) => isDenied ? Since(tokens, at, isWeekend) : Until(tokens, at, isWeekend),
            ("between", _) => Range(tokens, at + 1, 1, isWeekend),
            ("morning" or "mornings" or "mornin" or "morn" or "am", _) when !IsVerb(tokens, at) => (new(null, Noon, false), 1),
            ("afternoon" or "afternoons" or "arvo" or "aft", _) => (new(Noon, new TimeOnly(18, 0), false), 1),
            ("evening" or "evenings" or "eve" or "eves" or "evening's" or "night" or "nights" or "tonight" or "nite" or "nites", _) => (new(new TimeOnly(17, 0), null, false), 1),
            ("lunch" or "lunchtime" or "lunchtimes", _) => (new(Noon, new TimeOnly(14, 0), false), 1),
            _ => Range(tokens, at, 0, isWeekend) is { Hours: not null } range ? range : Alone(tokens, at, isWeekend),
        };
    }

    private static bool IsDenied(IReadOnlyList<string> tokens, int at) => Tokens.At(tokens, at - 1) is "not" or "cant" or "never" or "no" or "dont" or "cannot";

    private static (SpokenHours? Hours, int Length) Longer((SpokenHours? Hours, int Length) found) => (found.Hours, found.Length + 1);

    private static (SpokenHours? Hours, int Length) Since(IReadOnlyList<string> tokens, int at, bool isWeekend)
    {
        if (ClockTime.Read(tokens, at + 1) is not { } from)
            return (null, 1);

        // "from 4 to 6", "after 4 until 6"
        var end = at + 1 + from.Length;
        if (Tokens.At(tokens, end) is "to" or "-" or "til" or "till" or "until" && ClockTime.Read(tokens, end + 1) is { } until)
            return (new(from.Afternoon(from.MeansMorning(isWeekend)), until.Afternoon(false), false), 2 + from.Length + until.Length);

        return (new(from.Afternoon(from.MeansMorning(isWeekend)), null, false), 1 + from.Length);
    }

    private static (SpokenHours? Hours, int Length) Until(IReadOnlyList<string> tokens, int at, bool isWeekend) =>
        ClockTime.Read(tokens, at + 1) is { } until ? (new(null, until.Afternoon(until.Hour > 9 && isWeekend), false), 1 + until.Length) : (null, 1);

    // "4-6", "4 to 6pm", "between 4 and 6": both ends, so that "2 or 3 days" is no time.
    private static (SpokenHours? Hours, int Length) Range(IReadOnlyList<string> tokens, int at, int skipped, bool isWeekend)
    {
        if (ClockTime.Read(tokens, at) is not { } from || Tokens.At(tokens, at + from.Length) is not ("-" or "to" or "and" or "til" or "till" or "until"))
            return (null, 1);
        if (Tokens.At(tokens, at + from.Length) == "and" && skipped == 0)
            return (null, 1);
        if (ClockTime.Read(tokens, at + from.Length + 1) is not { } until)
            return (null, 1);

        var ends = until.Afternoon(false);
        var starts = from.Afternoon(from.MeansMorning(isWeekend) || (from.Hour > until.Hour && from.Hour < 12));
        return (new(starts, ends, false), skipped + from.Length + 1 + until.Length);
    }

    // "5pm", "half six", "16:30", "at 5": a time on its own is when it starts.
    private static (SpokenHours? Hours, int Length) Alone(IReadOnlyList<string> tokens, int at, bool isWeekend) =>
        ClockTime.Read(tokens, at) is { } time && (time.IsPlain || Tokens.At(tokens, at - 1) is "at" or "around" or "about" or "@")
            ? (new(time.Afternoon(time.MeansMorning(isWeekend)), null, false), time.Length)
            : (null, 1);

    // "i am free" says nothing about mornings.
    private static bool IsVerb(IReadOnlyList<string> tokens, int at) => tokens[at] == "am" && Tokens.Number(tokens, at - 1) is null;
}
