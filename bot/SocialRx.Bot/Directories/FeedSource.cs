using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>A directory that is read in regularly.</summary>
internal sealed record FeedSource
{
    private const int LongestId = 40;

    /// <summary>"oruk" (Open Referral UK, v1 or v3), "openactive" (RPDE), "table" (CSV or XLSX).</summary>
    private static readonly string[] Kinds = [OrukFeed.Kind, OpenActive, Table];

    public const string OpenActive = "openactive";
    public const string Table = "table";

    /// <summary>What the source is called here; whatever it held before is replaced under this name.</summary>
    public string SourceId { get; init; } = "";

    /// <summary>The address of a /services endpoint, of an OpenActive feed or of the page of a dataset that names its feeds, or a file.</summary>
    public string Address { get; init; } = "";

    /// <summary>Further feeds of an OpenActive source: sessions in one, the series they belong to in another.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>What it is read as; empty: told by looking.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The licence it publishes under, as an address or SPDX name; null: whatever it says itself.</summary>
    public string? Licence { get; init; }

    /// <summary>Of a table: a file that says which column is what; null: headings that are known are taken.</summary>
    public string? Mapping { get; init; }

    /// <summary>What people call it: "Fernbridge Council"; null: its id.</summary>
    public string? Name { get; init; }

    /// <summary>A file that is a table says so by its name; anything else is Open Referral UK until somebody has looked at it.</summary>
    public string ReadAs => Kind.Length > 0 ? Kind : IsTable(Address) ? Table : OrukFeed.Kind;

    public IReadOnlyList<string> AllAddresses => [.. Addresses.Prepend(Address).Where(address => !string.IsNullOrWhiteSpace(address)).Distinct(StringComparer.Ordinal)];

    /// <summary>Of OpenActive: the feeds that the pages at these addresses name; null where the addresses are those of the feeds.</summary>
    internal IReadOnlyList<string>? Found { get; init; }

    internal IReadOnlyList<string> FeedAddresses => Found ?? AllAddresses;

    /// <summary>Feeds that are read on from where they were left, and not a file.</summary>
    public bool IsOpenActiveFeeds => ReadAs == OpenActive && AllAddresses.All(address => Web(address) is not null);

    // What is written here by hand is nobody's feed.
    public static bool IsId(string id) => id != ListingEdits.OwnSource && id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static bool IsKind(string kind) => kind.Length == 0 || Kinds.Contains(kind);

    /// <summary>Null for a file.</summary>
    public static Uri? Web(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    private static bool IsTable(string address) => Web(address) is null && Path.GetExtension(address).ToLowerInvariant() is ".csv" or ".tsv" or ".xlsx";
}
