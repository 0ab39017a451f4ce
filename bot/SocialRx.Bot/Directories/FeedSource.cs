using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>A directory that is read in regularly.</summary>
internal sealed record FeedSource
{
    private const int LongestId = 40;

    /// <summary>What the source is called here; whatever it held before is replaced under this name.</summary>
    public string SourceId { get; init; } = "";

    /// <summary>The address of a /services endpoint, or a file.</summary>
    public string Address { get; init; } = "";

    // What is written here by hand is nobody's feed.
    public static bool IsId(string id) => id != ListingEdits.OwnSource && id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Null for a file.</summary>
    public static Uri? Web(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    /// <summary>Everything a file or an address holds, each record whole.</summary>
    public static async Task<Feed> ReadAsync(string address, DirectoryOptions options, CancellationToken stop)
    {
        if (Web(address) is not { } web)
            return await FeedFile.ReadAsync(address, options, stop);

        using var http = FeedAddress.Client();
        var feed = new FeedAddress(http, options);
        var read = await feed.ReadAsync(web, stop);
        if (read is not Feed.Records records)
            return read;

        var whole = new List<JsonElement>(records.Items.Count);
        foreach (var item in records.Items)
            whole.Add(await feed.DetailAsync(web, item, stop));
        return records with { Items = whole };
    }
}
