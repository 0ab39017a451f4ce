namespace SocialRx.Domain.Insights;

/// <summary>Words for shares on one fixed scale, so that wording can be checked against counts.</summary>
public static class Quantity
{
    public static IReadOnlyList<string> Words { get; } = ["Almost all", "Most", "About half", "Some", "A few"];

    /// <summary>From rounded counts: almost all from 90 %, most from 60 %, about half from 40 %, some from 15 %, a few below.</summary>
    public static string Word(int count, int of) => (100.0 * count / of) switch
    {
        >= 90 => Words[0],
        >= 60 => Words[1],
        >= 40 => Words[2],
        >= 15 => Words[3],
        _ => Words[4],
    };
}
