using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Dashboard.Parts;

/// <summary>Where one place lies from another, to be drawn.</summary>
/// <param name="X">Right of the middle, from -1 to 1; the outer ring is 1 away.</param>
/// <param name="Y">Below the middle, the same.</param>
/// <param name="OuterMiles">How far away the outer ring is.</param>
internal sealed record Sketch(double X, double Y, double OuterMiles)
{
    public const double KmPerMile = 1.609344;

    private static readonly double[] Rings = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

    private static readonly string[] Directions = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

    public static Sketch Of(GeoPoint from, GeoPoint to)
    {
        var miles = from.KilometresTo(to) / KmPerMile;
        var outer = Rings.FirstOrDefault(ring => ring >= miles, Math.Max(miles, Rings[^1]));
        var bearing = BearingDegrees(from, to) * Math.PI / 180;
        return new Sketch(Math.Sin(bearing) * miles / outer, -Math.Cos(bearing) * miles / outer, outer);
    }

    /// <summary>The first bearing of the great circle, clockwise from north, from 0 up to 360.</summary>
    public static double BearingDegrees(GeoPoint from, GeoPoint to)
    {
        var (south, north) = (Radians(from.Latitude), Radians(to.Latitude));
        var east = Radians(to.Longitude - from.Longitude);
        var bearing = Math.Atan2(Math.Sin(east) * Math.Cos(north), (Math.Cos(south) * Math.Sin(north)) - (Math.Sin(south) * Math.Cos(north) * Math.Cos(east)));
        return ((bearing * 180 / Math.PI) + 360) % 360;
    }

    public static string Direction(double bearingDegrees) => Directions[(int)Math.Round(bearingDegrees / 45) % Directions.Length];

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
