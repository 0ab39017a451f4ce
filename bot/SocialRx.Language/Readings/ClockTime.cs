namespace SocialRx.Language.Readings;

/// <summary>A time of day as it was said: which half of the day may be open.</summary>
/// <param name="Hour">0 to 23; below 13 it may mean either half unless <see cref="Fixed"/>.</param>
/// <param name="IsPlain">It can only be a time ("5pm", "half six", "16:30"), whatever stands around it.</param>
internal readonly record struct ClockTime(int Hour, int Minute, bool Fixed, bool IsPlain, int Length)
{
    /// <summary>"4", "4pm", "4:30", "16:30", "half six" (18:30), "half past 5", "quarter to 5", "noon"; null when there is no time here.</summary>
    public static ClockTime? Read(IReadOnlyList<string> tokens, int at)
    {
        var (one, two) = (Tokens.At(tokens, at), Tokens.At(tokens, at + 1));
        return (one, two) switch
        {
            ("about" or "around" or "like" or "say", not null) => Later(Read(tokens, at + 1), 0, 1),
            ("noon" or "midday", _) => new(12, 0, true, true, 1),
            ("midnight", _) => new(23, 59, true, true, 1),
            ("half", "past") => Later(OnTheHour(tokens, at + 2), 30, 2),
            ("half", _) => Later(OnTheHour(tokens, at + 1), 30, 1),
            ("quarter", "past") => Later(OnTheHour(tokens, at + 2), 15, 2),
            ("quarter", "to") => Later(OnTheHour(tokens, at + 2), -15, 2),
            _ => Digital(tokens, at),
        };
    }

    /// <summary>The time meant: in the afternoon or evening, unless it was said or must be in the morning.</summary>
    public TimeOnly Afternoon(bool unlessMorning) => new(!Fixed && !unlessMorning && Hour is > 0 and < 12 ? Hour + 12 : Hour, Minute);

    /// <summary>"From 10" is in the morning, and so is "from 8" at a weekend; "after 4" never is.</summary>
    public bool MeansMorning(bool isWeekend) => Hour is 10 or 11 || (isWeekend && Hour is 8 or 9);

    // A quarter to is the hour before; what was said to be a half or a quarter is surely a time.
    private static ClockTime? Later(ClockTime? time, int minutes, int words)
    {
        if (time is not { } said)
            return null;

        var total = (said.Hour * 60) + said.Minute + minutes;
        return total < 0 ? null : said with { Hour = total / 60, Minute = total % 60, IsPlain = said.IsPlain || minutes != 0, Length = said.Length + words };
    }

    private static ClockTime? OnTheHour(IReadOnlyList<string> tokens, int at) => Digital(tokens, at) is { Minute: 0 } time ? time : null;

    private static ClockTime? Digital(IReadOnlyList<string> tokens, int at)
    {
        if (Tokens.Number(tokens, at) is not { } hour)
            return null;

        var (minute, length, hasMinutes) = Minutes(tokens, at + hour.Length, hour);
        var (hours, isRun) = hour.Value is >= 100 and <= 2359 ? (hour.Value / 100, true) : (hour.Value, false);
        minute = isRun ? hour.Value % 100 : minute;
        if (hours > 23 || minute > 59)
            return null;

        return Half(tokens, at + length, hours, minute, length, hasMinutes || isRun);
    }

    // What stands behind: am, pm, o'clock.
    private static ClockTime? Half(IReadOnlyList<string> tokens, int end, int hours, int minute, int length, bool isPlain) => Tokens.At(tokens, end) switch
    {
        "pm" or "p" => hours > 12 ? new(hours, minute, true, true, length + 1) : new((hours % 12) + 12, minute, true, true, length + 1),
        "am" => new(hours % 12, minute, true, true, length + 1),
        "oclock" or "ish" => new(hours, minute, hours > 12, true, length + 1),
        _ => new(hours, minute, hours > 12 || (isPlain && hours == 0), isPlain, length),
    };

    private static (int Minute, int Length, bool Has) Minutes(IReadOnlyList<string> tokens, int at, (int Value, int Length) hour)
    {
        var said = Tokens.At(tokens, at) is ":" && Tokens.At(tokens, at + 1) is { Length: 2 } digits && char.IsAsciiDigit(digits[0]) ? Tokens.Number(tokens, at + 1) : null;
        if (said is { } minutes)
            return (minutes.Value, hour.Length + 2, true);

        // "four thirty"
        return Tokens.At(tokens, at) == "thirty" ? (30, hour.Length + 1, true) : (0, hour.Length, false);
    }
}
