using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Tests.Dialogs;

internal static class SampleDirectoryForTests
{
    public static Task ImportAsync(Database database, TimeProvider clock) => database.WriteAsync(connection =>
    {
        Places.Write(connection, new Place("fernbridge", "Fernbridge", "FB1", new GeoPoint(52.0, -1.0)));
        Listings.Replace(connection, "sample", "sample", [
            new Listing { Id = "sample:kickabout", SourceId = "sample", Name = "Free kickabout", Organisation = "Fernbridge Rec", Summary = "Football for anybody.", Themes = ["active", "friends"], Cost = new Cost.Free(), Location = new GeoPoint(52.01, -1.0), Venue = "Fernbridge Rec", WelcomesNewcomers = true, Sessions = [new Session(DayOfWeek.Tuesday, new TimeOnly(17, 0), new TimeOnly(18, 30))], MinimumAge = 13, MaximumAge = 17, LastModified = clock.GetUtcNow() },
            new Listing { Id = "sample:band", SourceId = "sample", Name = "Band night", Organisation = "Fernbridge Arts", Summary = "Play together.", Themes = ["music"], Cost = new Cost.Pounds(2), Location = new GeoPoint(52.02, -1.0), Venue = "The Old Mill", Sessions = [new Session(DayOfWeek.Friday, new TimeOnly(18, 0), new TimeOnly(20, 0))], MinimumAge = 11, MaximumAge = 25, LastModified = clock.GetUtcNow() },
        ], clock.GetUtcNow());
    });
}
