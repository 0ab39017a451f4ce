namespace SocialRx.Domain.CoDesign.Findings;

/// <summary>What a finding and its answers must be like before they are kept. Each problem is a sentence for whoever wrote it.</summary>
public static class FindingRules
{
    public const int LongestWords = 300;
    public const int LongestOwner = 80;

    /// <summary>Whoever said something may wait so long for an answer, and not longer.</summary>
    public const int MostDaysToAnswer = 366;

    /// <summary>What is put off further than this is not planned.</summary>
    public const int MostDaysToDo = 3 * 366;

    public static IEnumerable<string> Problems(string? words, string? owner, DateOnly? answerBy, DateOnly today)
    {
        foreach (var problem in TextProblems("what young people said", words, LongestWords))
            yield return problem;
        foreach (var problem in TextProblems("who answers", owner, LongestOwner))
            yield return problem;
        if (answerBy is not { } day)
            yield return "Say until when an answer is due.";
        else if (day <= today || day > today.AddDays(MostDaysToAnswer))
            yield return "The day the answer is due has to be after today and within a year.";
    }

    public static IEnumerable<string> Problems(FindingAnswerKind kind, string? words, DateOnly? by, DateOnly today)
    {
        foreach (var problem in TextProblems(kind == FindingAnswerKind.WeCannot ? "why not" : "what exactly", words, LongestWords))
            yield return problem;
        if (kind != FindingAnswerKind.WeWill)
            yield break;
        if (by is not { } day)
            yield return "A promise needs a day: until when will it be done?";
        else if (day <= today || day > today.AddDays(MostDaysToDo))
            yield return "The day it will be done by has to be after today and within three years.";
    }

    private static IEnumerable<string> TextProblems(string what, string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
            yield return $"Write {what}.";
        else if (text.Trim().Length > longest)
            yield return $"Write {what} in at most {longest} characters.";
        else if (text.Any(char.IsControl))
            yield return $"Write {what} on one line.";
    }
}
