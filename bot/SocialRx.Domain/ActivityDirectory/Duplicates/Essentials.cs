namespace SocialRx.Domain.ActivityDirectory.Duplicates;

/// <summary>What makes a listing the thing it is, as it was when somebody decided about it.</summary>
public sealed record Essentials(string Name, string Organisation, double? Latitude, double? Longitude)
{
    private const double MovedKm = 1;

    public static Essentials Of(Listing listing) => new(listing.Name, listing.Organisation, listing.Location?.Latitude, listing.Location?.Longitude);

    /// <summary>True when what somebody decided about is not there any more under this id: another name, somebody else, or somewhere else.</summary>
    public bool IsAnotherThingThan(Essentials before) =>
        NameWords.Likeness(Name, before.Name) < 0.6 || NameWords.Likeness(Organisation, before.Organisation) < 0.4 || (Point is { } here && before.Point is { } there && here.KilometresTo(there) > MovedKm);

    private GeoPoint? Point => Latitude is { } latitude && Longitude is { } longitude ? new GeoPoint(latitude, longitude) : null;
}
