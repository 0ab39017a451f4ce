namespace SocialRx.Domain.Insights;

/// <summary>Section "Disclosure": what it takes before a number of young people may be shown. Stricter is allowed, laxer is not.</summary>
public sealed record DisclosureOptions : IOptionsSection
{
    public static string Section => "Disclosure";

    /// <summary>A table of fewer people is not published at all.</summary>
    public int LeastRespondents { get; init; } = 10;

    /// <summary>A smaller count is hidden, and so is a group this small.</summary>
    public int LeastShown { get; init; } = 8;

    /// <summary>Shown counts are rounded to the nearest multiple.</summary>
    public int RoundTo { get; init; } = 5;

    /// <summary>From what is published nobody may narrow a hidden count down to a range smaller than this.</summary>
    public int LeastUncertainty { get; init; } = 5;

    /// <summary>New people there must be before a table is published again, so that the difference of two versions is nobody's answer.</summary>
    public int LeastNewRespondents { get; init; } = 8;

    /// <summary>Seconds for which a page may show numbers without counting again.</summary>
    public int RecountAfterSeconds { get; init; } = 5;

    /// <summary>Names the thresholds a table was made under; a table made under others is not shown.</summary>
    public string Rules => $"{LeastRespondents}/{LeastShown}/{RoundTo}/{LeastUncertainty}/{LeastNewRespondents}";

    public IEnumerable<OptionProblem> Problems()
    {
        if (LeastRespondents is < 10 or > 1000)
            yield return new(nameof(LeastRespondents), "a whole number from 10 to 1000");
        if (LeastShown is < 8 or > 1000)
            yield return new(nameof(LeastShown), "a whole number from 8 to 1000");
        if (RoundTo is not (5 or 10 or 20))
            yield return new(nameof(RoundTo), "5, 10 or 20");
        if (LeastUncertainty is < 5 or > 1000)
            yield return new(nameof(LeastUncertainty), "a whole number from 5 to 1000");
        if (LeastNewRespondents is < 8 or > 1000)
            yield return new(nameof(LeastNewRespondents), "a whole number from 8 to 1000");
        if (RecountAfterSeconds is < 0 or > 3600)
            yield return new(nameof(RecountAfterSeconds), "a whole number from 0 to 3600");
    }

    /// <summary>To the nearest multiple of <see cref="RoundTo"/>, halves up.</summary>
    public int Round(int count) => (count + (RoundTo / 2)) / RoundTo * RoundTo;

    /// <summary>A number of people as it may be shown; null when so few are in it, or not in it, that it could point to somebody.</summary>
    public int? Shown(int people, int of) =>
        people is 0 ? 0
        : people < LeastShown || (people < of && of - people < LeastShown) ? null
        : Round(people);

    /// <summary>Whether the next version of a table may be published (differencing guard).</summary>
    public bool MayReplace(int respondentsBefore, int respondentsNow) => respondentsNow >= respondentsBefore + LeastNewRespondents;
}
