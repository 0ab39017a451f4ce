using System.Text;
using System.Text.Json.Nodes;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

/// <summary>Pages and opportunities of made-up booking systems.</summary>
internal static class SomeRpde
{
    public const string Licence = "https://licence.example/open";

    /// <summary>A Monday in winter, at night.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    public static JsonObject Page(string next, params JsonNode[] items) => new() { ["next"] = next, ["items"] = new JsonArray([.. items]), ["license"] = Licence };

    public static JsonObject Item(string id, string kind, long modified, JsonObject? data)
    {
        var item = new JsonObject { ["state"] = data is null ? "deleted" : "updated", ["kind"] = kind, ["id"] = id, ["modified"] = modified };
        if (data is not null)
            item["data"] = data.DeepClone();
        return item;
    }

    public static JsonObject Series(string name, string uri = "https://booking.example/series/1") => new()
    {
        ["@context"] = "https://openactive.io/",
        ["@type"] = "SessionSeries",
        ["@id"] = uri,
        ["name"] = name,
        ["description"] = "Indoor climbing with a coach.",
        ["activity"] = new JsonArray(new JsonObject { ["@type"] = "Concept", ["prefLabel"] = "Climbing" }),
        ["organizer"] = new JsonObject { ["@type"] = "Organization", ["name"] = "Fernbridge Leisure", ["telephone"] = "01632 960123", ["email"] = "hello@leisure.example" },
        ["location"] = new JsonObject { ["@type"] = "Place", ["name"] = "Mill Lane Wall", ["geo"] = new JsonObject { ["latitude"] = 53.42, ["longitude"] = -2.07 } },
        ["ageRange"] = new JsonObject { ["minValue"] = 11, ["maxValue"] = 16 },
    };

    public static JsonObject Session(string starts, string? series = "https://booking.example/series/1", string uri = "https://booking.example/sessions/1")
    {
        var session = new JsonObject { ["@type"] = "ScheduledSession", ["@id"] = uri, ["startDate"] = starts, ["duration"] = "PT1H" };
        if (series is not null)
            session["superEvent"] = series;
        return session;
    }

    /// <summary>What becomes of the data of one page.</summary>
    public static IReadOnlyList<ReadRecord> Read(DateTimeOffset now, params JsonObject[] data)
    {
        var page = Page("https://feeds.example/next", [.. data.Select((one, index) => Item($"{index + 1}", one["@type"]?.ToString() ?? "", 1_700_000_000 + index, one))]);
        var items = Assert.IsType<RpdePage.Items>(RpdePage.Read(Encoding.UTF8.GetBytes(page.ToJsonString())));
        var reader = new OpportunityReader("town", new ActivityMeanings(ActivityMap.Load(), TermMap.Load(), new HashSet<string>()), now);
        return [.. OpportunityGroup.Of(items.All, items.Licence, now).Select(reader.Read)];
    }

    public static ReadRecord ReadOne(params JsonObject[] data) => Assert.Single(Read(Now, data));

    /// <summary>Each listing with its sessions, as one line.</summary>
    public static async Task<IReadOnlyList<string>> ListingsAsync(Database database)
    {
        var ids = await database.ReadAsync(connection => connection.Query<string>("select listing_id from listing order by name"));
        var lines = new List<string>();
        foreach (var id in ids)
        {
            var listing = (await Listings.FindAsync(database, id))!;
            lines.Add($"{listing.Name}:{string.Join(',', listing.Sessions.Select(session => FormattableString.Invariant($" {session.Day} {session.From:yyyy-MM-dd} {session.Until:yyyy-MM-dd}")))}");
        }

        return lines;
    }

    public static RpdeFeed Feed(string address = "https://feeds.example/sessions") => RpdeFeed.New("town", address, Now) with { NextAddress = $"{address}?page=2" };
}
