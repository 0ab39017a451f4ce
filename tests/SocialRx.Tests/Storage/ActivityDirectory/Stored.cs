using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Tests.Storage.ActivityDirectory;

/// <summary>What lies in the directory, whoever may ask.</summary>
internal static class Stored
{
    public static Task<List<Listing>> VisibleAsync(Database database) =>
        database.ReadAsync(connection => connection.Query<string>("select body from listing where hidden = 0 order by listing_id").Select(ListingJson.Read).ToList());
}
