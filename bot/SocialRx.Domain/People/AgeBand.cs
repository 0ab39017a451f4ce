namespace SocialRx.Domain.People;

/// <summary>The span of ages a person says they are in. We never ask for, or keep, a birthday.</summary>
public sealed record AgeBand(string Id, int From, int To)
{
    public static readonly AgeBand From11To13 = new("11-13", 11, 13);
    public static readonly AgeBand From14To15 = new("14-15", 14, 15);
    public static readonly AgeBand From16To17 = new("16-17", 16, 17);
    public static readonly AgeBand From18To25 = new("18-25", 18, 25);

    public static IReadOnlyList<AgeBand> All { get; } = [From11To13, From14To15, From16To17, From18To25];

    /// <summary>The band with this id, or null: also for the id of a band that no longer exists.</summary>
    public static AgeBand? Find(string? id) => All.FirstOrDefault(band => band.Id == id);

    /// <summary>The band an age in whole years falls into, or null when it is outside every band.</summary>
    public static AgeBand? Of(int years) => All.FirstOrDefault(band => years >= band.From && years <= band.To);
}
