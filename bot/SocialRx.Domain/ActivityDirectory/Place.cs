namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Where a person roughly is: an outcode ("FB2") or a named place ("Fernbridge"). Never finer.</summary>
/// <param name="Outcode">The outcode it lies in; what is stored and counted.</param>
public sealed record Place(string Id, string Name, string Outcode, GeoPoint Centre);
