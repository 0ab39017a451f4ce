using System.Globalization;
using System.Text.Json.Serialization;

namespace SocialRx.Domain.CoDesign.Rounds;

/// <summary>A question is asked a second time, once people can be shown what others said. It opens with whichever comes first.</summary>
/// <param name="From">First day, in London.</param>
/// <param name="Answers">People who are behind the numbers that may be shown.</param>
public sealed record SecondRound(DateOnly? From, int? Answers)
{
    /// <summary>Fewer people's answers are never shown.</summary>
    public const int LeastAnswers = 10;

    public const int MostAnswers = 100_000;

    /// <summary>More cannot be read in a chat.</summary>
    public const int MostSides = 6;

    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>As staff read it, to be put after "asked again".</summary>
    [JsonIgnore]
    public string When => this switch
    {
        { From: { } from, Answers: { } answers } => string.Create(British, $"from {from:d MMMM yyyy}, or once {answers:N0} have answered"),
        { From: { } from } => string.Create(British, $"from {from:d MMMM yyyy}"),
        _ => string.Create(British, $"once {Answers:N0} have answered"),
    };

    /// <param name="published">People behind the numbers that may be shown; null: there are none, so that the round is not open whatever the day.</param>
    public bool IsOpen(int? published, DateTimeOffset now) =>
        published is { } people && (people >= Answers || DateOnly.FromDateTime(London.Local(now).DateTime) >= From);
}
