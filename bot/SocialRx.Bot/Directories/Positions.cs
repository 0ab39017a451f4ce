using System.Globalization;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>A position as a stranger wrote it. Outside the British Isles, widely, it is a mistake, most often the two numbers exchanged.</summary>
internal static class Positions
{
    public static bool IsBritish(double latitude, double longitude) => latitude is >= 49 and <= 61.5 && longitude is >= -9 and <= 2.5;

    /// <summary>What can be made of the two numbers; the report is told of what had to be mended.</summary>
    public static GeoPoint? Mended(double latitude, double longitude, RecordProblems problems)
    {
        if (IsBritish(latitude, longitude))
            return new GeoPoint(latitude, longitude);

        if (IsBritish(longitude, latitude))
        {
            problems.Mend("location", "had latitude and longitude exchanged");
            return new GeoPoint(longitude, latitude);
        }

        problems.Mend("location", string.Create(CultureInfo.InvariantCulture, $"latitude {latitude:0.######}, longitude {longitude:0.######} is not in the United Kingdom; the position was taken out"));
        return null;
    }
}
