using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.People;

namespace SocialRx.Tests.Domain.ActivityDirectory;

internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 11, 4, 17, 0, 0, TimeSpan.Zero); // a Wednesday

    public static readonly Place FB3 = new("FB3", "FB3", "FB3", new GeoPoint(53.40, -1.80));

    public static Listing Listing(string id) => new()
    {
        Id = $"test.{id}",
        SourceId = "test",
        Name = $"Listing {id}",
        Organisation = $"Organisation of {id}",
        Themes = ["active"],
        MinimumAge = 11,
        MaximumAge = 18,
        Location = KmNorth(1),
        Sessions = [At(DayOfWeek.Tuesday, 17, 18)],
        Cost = new Cost.Free(),
        LastModified = Now.AddDays(-30),
    };

    public static Wishes Wishes() => new() { Age = AgeBand.From11To13, Near = FB3, Themes = ["active"] };

    public static Session At(DayOfWeek day, int opens, int closes) => new(day, new TimeOnly(opens, 0), new TimeOnly(closes, 0));

    public static GeoPoint KmNorth(double km) => new(FB3.Centre.Latitude + (km / 111.2), FB3.Centre.Longitude);
}
