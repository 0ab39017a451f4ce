using SocialRx.Domain;

namespace SocialRx.Bot.Directories;

/// <summary>Section "Directory": where things to do come from.</summary>
internal sealed record DirectoryOptions : IOptionsSection
{
    public static string Section => "Directory";

    /// <summary>Fills an empty directory with the made-up town of Fernbridge at the first start.</summary>
    public bool Sample { get; init; }

    /// <summary>Hosts a directory may be read from; this machine itself always may.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Directories that are read in regularly; none: only what an operator imports.</summary>
    public IReadOnlyList<FeedSource> Feeds { get; init; } = [];

    /// <summary>How old what was read from a feed may be before it is read again.</summary>
    public double SyncEveryHours { get; init; } = 24;

    /// <summary>Largest file or page that is read.</summary>
    public int LargestDocumentMegabytes { get; init; } = 64;

    /// <summary>Most pages read from one address.</summary>
    public int MostPages { get; init; } = 1_000;

    /// <summary>Most records read from one source.</summary>
    public int MostRecords { get; init; } = 100_000;

    /// <summary>Folder of the organisation's own mappings of other people's taxonomies, a file each, named after its source; empty: those that come with the service.</summary>
    public string Mappings { get; init; } = "";

    /// <summary>File with the school terms of the areas served; empty: only what holds in all of England is taken as sure.</summary>
    public string TermDates { get; init; } = "";

    public IEnumerable<OptionProblem> Problems()
    {
        if (Mappings.Length > 0 && !System.IO.Directory.Exists(Mappings))
            yield return new(nameof(Mappings), "a folder that is there");
        if (TermDates.Length > 0 && !File.Exists(TermDates))
            yield return new(nameof(TermDates), "a file that is there");
        if (AllowedHosts.Any(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
            yield return new(nameof(AllowedHosts), "a list of host names, such as \"directory.fernbridge.example\"");
        for (var n = 0; n < Feeds.Count; n++)
        {
            if (!FeedSource.IsId(Feeds[n].SourceId) || Feeds.Take(n).Any(other => other.SourceId == Feeds[n].SourceId))
                yield return new($"{nameof(Feeds)}:{n}:{nameof(FeedSource.SourceId)}", "lower-case letters, digits and hyphens, and no other feed's");
            if (FeedSource.Web(Feeds[n].Address) is { } web ? !Allows(web) : string.IsNullOrWhiteSpace(Feeds[n].Address))
                yield return new($"{nameof(Feeds)}:{n}:{nameof(FeedSource.Address)}", "a file, or an https address whose host is in AllowedHosts");
        }

        if (SyncEveryHours is not (>= 0.001 and <= 8760))
            yield return new(nameof(SyncEveryHours), "a number of hours from 0.001 to 8760");
        if (LargestDocumentMegabytes is < 1 or > 1_000)
            yield return new(nameof(LargestDocumentMegabytes), "a whole number from 1 to 1000");
        if (MostPages is < 1 or > 100_000)
            yield return new(nameof(MostPages), "a whole number from 1 to 100000");
        if (MostRecords is < 1 or > 1_000_000)
            yield return new(nameof(MostRecords), "a whole number from 1 to 1000000");
    }

    public bool Allows(Uri address) =>
        address.Scheme is "https" or "http" && (address.IsLoopback || (address.Scheme == "https" && AllowedHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase)));
}
