namespace SocialRx.Language.Readings;

/// <summary>What somebody's words ask of a thing to do, beside what it is about and when.</summary>
public sealed record SpokenWishes
{
    /// <summary>0 is free only; null when nothing was said.</summary>
    public decimal? MostPounds { get; init; }

    /// <summary>"walk", "cycle", "bus" or "lift".</summary>
    public string? Travel { get; init; }

    /// <summary>"indoors", "outdoors", "group", "alone".</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>BCP 47.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Groups they asked for, or said outright that they are of.</summary>
    public IReadOnlyList<string> BelongsTo { get; init; } = [];
}
