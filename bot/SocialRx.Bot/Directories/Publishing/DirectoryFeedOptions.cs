using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Publishing;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.Publishing;

/// <summary>Section "DirectoryFeed": the directory as others may read it (Open Referral UK v3).</summary>
internal sealed record DirectoryFeedOptions : IOptionsSection
{
    private const int LongestTitle = 120;

    public static string Section => "DirectoryFeed";

    /// <summary>Nothing is published, and there is no such address, until somebody says so.</summary>
    public bool Published { get; init; }

    /// <summary>Where the feed starts.</summary>
    public string Path { get; init; } = "/openreferral/v3";

    /// <summary>The address of this service as others reach it, such as "https://link.fernbridge.example"; empty: as each request names it.</summary>
    public string Address { get; init; } = "";

    /// <summary>What the feed is called; empty: after the programme.</summary>
    public string Title { get; init; } = "";

    /// <summary>Licences under which a source may be published again, as SPDX names or addresses.</summary>
    public IReadOnlyList<string> Licences { get; init; } = [];

    /// <summary>Sources that may be published again whatever they say themselves: our own, and those we have an agreement with.</summary>
    public IReadOnlyList<PublishedSource> Sources { get; init; } = [];

    /// <summary>Most records on one page.</summary>
    public int MostPerPage { get; init; } = 500;

    /// <summary>How long others may keep an answer before they ask again.</summary>
    public int CacheSeconds { get; init; } = 300;

    public int RequestsPerAddressPerMinute { get; init; } = 240;

    public Republishable Allowed => new([.. Licences.Select(Domain.ActivityDirectory.Publishing.Licences.Normal)], [.. Sources.Select(source => source.SourceId)]);

    /// <summary>The licence something is published under, and who has to be named.</summary>
    public PublishedSource Terms(PublishedPlace place)
    {
        var source = Sources.FirstOrDefault(source => source.SourceId == place.Listing.SourceId) ?? new PublishedSource { SourceId = place.Listing.SourceId };
        return source with
        {
            Licence = source.Licence.Length > 0 ? source.Licence : place.Licence,
            Attribution = string.Join(", ", Attributions(place.Listing).Prepend(source.Attribution.Length > 0 ? source.Attribution : place.Listing.Organisation).Distinct(StringComparer.Ordinal)),
        };
    }

    public IEnumerable<OptionProblem> Problems()
    {
        if (!IsPath(Path))
            yield return new(nameof(Path), "a path such as \"/openreferral/v3\": lower-case letters, digits, hyphens and slashes, none at its end");
        if (Address.Length > 0 && !IsAddress(Address))
            yield return new(nameof(Address), "an https address without a path, such as \"https://link.fernbridge.example\", or empty");
        if (Title.Length > LongestTitle)
            yield return new(nameof(Title), $"at most {LongestTitle} characters");
        if (Licences.Any(string.IsNullOrWhiteSpace))
            yield return new(nameof(Licences), "a list of licences, such as \"OGL-UK-3.0\"");
        for (var n = 0; n < Sources.Count; n++)
        {
            if (!FeedSource.IsId(Sources[n].SourceId) || Sources.Take(n).Any(other => other.SourceId == Sources[n].SourceId))
                yield return new($"{nameof(Sources)}:{n}:{nameof(PublishedSource.SourceId)}", "lower-case letters, digits and hyphens, and no other source's");
        }

        if (MostPerPage is < 10 or > 5_000)
            yield return new(nameof(MostPerPage), "a whole number from 10 to 5000");
        if (CacheSeconds is < 0 or > 86_400)
            yield return new(nameof(CacheSeconds), "a whole number from 0 to 86400");
        if (RequestsPerAddressPerMinute is < 10 or > 1_000_000)
            yield return new(nameof(RequestsPerAddressPerMinute), "a whole number from 10 to 1000000");
    }

    // Of sources that added something.
    private IEnumerable<string> Attributions(Listing listing) => Sources.Where(source => source.Attribution.Length > 0 && listing.FromOthers.Any(added => added.SourceId == source.SourceId)).Select(source => source.Attribution);

    private static bool IsPath(string path) =>
        path.Length is > 1 and <= 100 && path.StartsWith('/') && !path.EndsWith('/') && !path.Contains("//", StringComparison.Ordinal)
        && path.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '/')
        && !Array.Exists((string[])["/dashboard", "/api", "/health", "/panel", "/page", "/v3/directline"], taken => path == taken || path.StartsWith($"{taken}/", StringComparison.Ordinal));

    private static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && !address.EndsWith('/');
}

/// <summary>A source that is published again.</summary>
internal sealed record PublishedSource
{
    public string SourceId { get; init; } = "";

    /// <summary>The licence it is published under; empty: as the source says.</summary>
    public string Licence { get; init; } = "";

    /// <summary>Who is named as its author; empty: the organisation of each listing.</summary>
    public string Attribution { get; init; } = "";
}
