using SocialRx.Domain;

namespace SocialRx.Bot.Turn;

/// <summary>Section "Turn": how messages are taken in and answered.</summary>
internal sealed record TurnOptions : IOptionsSection
{
    public static string Section => "Turn";

    /// <summary>
    /// The file with the key of pseudonyms and tokens, made at the first start. Whoever has it can tell which pseudonym belongs to which
    /// account, and without it nobody's pseudonym can be found again: keep it, and keep it apart from backups. Empty: beside the database.
    /// </summary>
    public string KeyFile { get; init; } = "";

    /// <summary>How often a turn is run when others of the same conversation commit before it.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>A longer message is read for risk, and its sender is kindly asked for less at a time. UTF-16 characters.</summary>
    public int LongestText { get; init; } = 4000;

    /// <summary>A reply that a channel has not taken for so long is given up and reported.</summary>
    public double GiveUpAfterHours { get; init; } = 24;

    /// <summary>For so long a repeated delivery of an activity is recognised.</summary>
    public int RememberActivitiesDays { get; init; } = 7;

    public IEnumerable<OptionProblem> Problems()
    {
        if (Tries is < 1 or > 100)
            yield return new(nameof(Tries), "a whole number from 1 to 100");
        if (LongestText is < 100 or > 100_000)
            yield return new(nameof(LongestText), "a whole number from 100 to 100000");
        if (GiveUpAfterHours is not (> 0 and <= 720))
            yield return new(nameof(GiveUpAfterHours), "a number of hours above 0, at most 720");
        if (RememberActivitiesDays is < 1 or > 365)
            yield return new(nameof(RememberActivitiesDays), "a whole number from 1 to 365");
    }
}
