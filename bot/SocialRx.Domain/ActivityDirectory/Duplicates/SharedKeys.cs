using System.Globalization;

namespace SocialRx.Domain.ActivityDirectory.Duplicates;

/// <summary>What two accounts of the same thing have at least one of in common. Only listings that share a key are compared, so that a large directory is not compared with itself.</summary>
public static class SharedKeys
{
    private const int MostTokens = 3;

    // About 670 m by 650 m in England. A point also belongs to the next cell when that is nearer than the slack, so that two points within it share one.
    private const double CellLatitude = 0.006;
    private const double CellLongitude = 0.010;
    private const double SlackLatitude = 0.0027;
    private const double SlackLongitude = 0.0045;

    public static IEnumerable<string> Of(Listing listing)
    {
        var name = NameWords.Of(listing.Name);
        yield return $"name:{string.Join(' ', name.Order(StringComparer.Ordinal))}";
        if (Contact.Phone(listing.Phone) is { } phone)
            yield return $"phone:{phone}";
        if (Contact.Email(listing.Email) is { } email)
            yield return $"mail:{email}";
        if (Contact.Web(listing.Web) is { } web)
            yield return $"web:{web}";
        if (listing.Location is not { } point)
            yield break;

        foreach (var cell in Cells(point))
        foreach (var word in name.OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal).Take(MostTokens))
            yield return $"near:{cell}:{word}";
    }

    private static IEnumerable<string> Cells(GeoPoint point) =>
        from row in Around(point.Latitude, CellLatitude, SlackLatitude)
        from column in Around(point.Longitude, CellLongitude, SlackLongitude)
        select string.Create(CultureInfo.InvariantCulture, $"{row},{column}");

    private static IEnumerable<int> Around(double at, double cell, double slack) =>
        new[] { (int)Math.Floor((at - slack) / cell), (int)Math.Floor((at + slack) / cell) }.Distinct();
}
