using System.Globalization;
using System.Text;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>The live postcodes of one sector ("FB2 1") and where they lie, to about a metre.</summary>
/// <param name="Centre">The mean of its postcodes.</param>
/// <param name="Units">By their last two letters.</param>
public sealed record PostcodeSector(string Sector, string Outcode, GeoPoint Centre, IReadOnlyDictionary<string, GeoPoint> Units)
{
    private const double Grain = 1e5;

    /// <summary>One short text instead of some hundred rows: a country fits into a few tens of megabytes and is written in a second.</summary>
    internal string Packed()
    {
        var text = new StringBuilder();
        var (north, east) = (Grains(Centre.Latitude), Grains(Centre.Longitude));
        text.Append(CultureInfo.InvariantCulture, $"{north},{east}");
        foreach (var (unit, at) in Units)
            text.Append(CultureInfo.InvariantCulture, $";{unit}{Grains(at.Latitude) - north},{Grains(at.Longitude) - east}");
        return text.ToString();
    }

    internal static PostcodeSector Unpack(string sector, string outcode, string packed)
    {
        var parts = packed.Split(';');
        var (north, east) = Pair(parts[0]);
        return new PostcodeSector(
            sector,
            outcode,
            Point(north, east),
            parts.Skip(1).ToDictionary(part => part[..2], part => Pair(part[2..]) is var (up, right) ? Point(north + up, east + right) : default, StringComparer.Ordinal));
    }

    private static (int North, int East) Pair(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return (int.Parse(text.AsSpan(0, comma), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(comma + 1), CultureInfo.InvariantCulture));
    }

    private static int Grains(double degrees) => (int)Math.Round(degrees * Grain);

    private static GeoPoint Point(int north, int east) => new(north / Grain, east / Grain);
}
