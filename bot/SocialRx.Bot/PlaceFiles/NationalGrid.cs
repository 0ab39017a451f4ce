using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.PlaceFiles;

/// <summary>
/// Eastings and northings of the British National Grid (EPSG:27700) as latitude and longitude. The seven-parameter transformation (EPSG:1314) is within 5 m over Great Britain;
/// the grid of corrections that would give centimetres is not worth its size here (Ordnance Survey, A guide to coordinate systems in Great Britain, section 6.6).
/// </summary>
internal sealed class NationalGrid
{
    private const string Wkt =
        """
        PROJCS["OSGB36 / British National Grid",
          GEOGCS["OSGB36",
            DATUM["Ordnance_Survey_of_Great_Britain_1936",
              SPHEROID["Airy 1830", 6377563.396, 299.3249646],
              TOWGS84[446.448, -125.157, 542.06, 0.15, 0.247, 0.842, -20.489]],
            PRIMEM["Greenwich", 0],
            UNIT["degree", 0.0174532925199433]],
          PROJECTION["Transverse_Mercator"],
          PARAMETER["latitude_of_origin", 49],
          PARAMETER["central_meridian", -2],
          PARAMETER["scale_factor", 0.9996012717],
          PARAMETER["false_easting", 400000],
          PARAMETER["false_northing", -100000],
          UNIT["metre", 1]]
        """;

    private readonly MathTransform _transform = new CoordinateTransformationFactory()
        .CreateFromCoordinateSystems(new CoordinateSystemFactory().CreateFromWkt(Wkt), GeographicCoordinateSystem.WGS84)
        .MathTransform;

    public GeoPoint ToPoint(double eastings, double northings)
    {
        var (longitude, latitude) = _transform.Transform(eastings, northings);
        return new GeoPoint(latitude, longitude);
    }
}
