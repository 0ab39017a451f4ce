using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>A box around a circle, in degrees; a degree of longitude shrinks with the latitude.</summary>
internal sealed record Box(double South, double North, double West, double East)
{
    /// <summary>A little less than a degree is, so that the box is no smaller than the circle.</summary>
    public const double KmPerDegree = 111.1;

    // Distances are rounded to 100 m before they are compared.
    private const double RoundingKm = 0.05;

    /// <summary>Kilometres of a degree of longitude there.</summary>
    public static double KmPerDegreeEast(GeoPoint centre) => KmPerDegree * Math.Max(0.1, Math.Cos(centre.Latitude * Math.PI / 180));

    public static Box Around(GeoPoint centre, double km)
    {
        var latitude = (km + RoundingKm) / KmPerDegree;
        // The parallel nearer to the pole is the shorter one.
        var longitude = (km + RoundingKm) / KmPerDegreeEast(centre with { Latitude = Math.Abs(centre.Latitude) + latitude });
        return new Box(centre.Latitude - latitude, centre.Latitude + latitude, centre.Longitude - longitude, centre.Longitude + longitude);
    }
}
