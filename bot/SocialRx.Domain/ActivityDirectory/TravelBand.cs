namespace SocialRx.Domain.ActivityDirectory;

/// <summary>
/// How far somebody can go, by how they get about: a rule for looking, as the crow flies, and no promise of a journey. Walking is about half an hour, the others about the same
/// with a wait; no band is less than 3 km, for an outcode's centre is up to 2.4 km from a home in it.
/// </summary>
public sealed record TravelBand(string Id, double Km)
{
    public static TravelBand Walk { get; } = new("walk", 3);
    public static TravelBand Cycle { get; } = new("cycle", 6);
    public static TravelBand Bus { get; } = new("bus", 10);
    public static TravelBand Lift { get; } = new("lift", 20);

    public static IReadOnlyList<TravelBand> All { get; } = [Walk, Cycle, Bus, Lift];

    public static TravelBand? Find(string? id) => All.FirstOrDefault(band => band.Id == id);
}
