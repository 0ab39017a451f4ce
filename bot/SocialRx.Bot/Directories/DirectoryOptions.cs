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

    /// <summary>How long only what has changed is read of a feed, before all of it is read again to find what is gone.</summary>
    public double ReadAllEveryDays { get; init; } = 7;

    /// <summary>Largest file or page that is read, unpacked.</summary>
    public int LargestDocumentMegabytes { get; init; } = 64;

    /// <summary>Largest single record; a larger one is left out.</summary>
    public int LargestRecordKilobytes { get; init; } = 1_024;

    /// <summary>Longest time for one document from an address, from its first byte to its last.</summary>
    public int SecondsADocument { get; init; } = 300;

    /// <summary>Longest time for one whole reading of a feed.</summary>
    public int MinutesAReading { get; init; } = 120;

    /// <summary>How many details of services are asked for at the same time.</summary>
    public int RequestsAtATime { get; init; } = 4;

    /// <summary>Most pages read from one address.</summary>
    public int MostPages { get; init; } = 1_000;

    /// <summary>Most records read from one source.</summary>
    public int MostRecords { get; init; } = 100_000;

    /// <summary>Folder of the organisation's own mappings of other people's taxonomies, a file each, named after its source; empty: those that come with the service.</summary>
    public string Mappings { get; init; } = "";

    /// <summary>File with the school terms of the areas served; empty: only what holds in all of England is taken as sure.</summary>
    public string TermDates { get; init; } = "";

    /// <summary>How soon an OpenActive feed that was read to its end is asked for news.</summary>
    public double PollEveryMinutes { get; init; } = 60;

    /// <summary>Most items kept of one OpenActive source.</summary>
    public int MostItems { get; init; } = 1_000_000;

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
            if (Feeds[n].Addresses.Count > 0 && (!(Feeds[n].Kind is "" or FeedSource.OpenActive) || Feeds[n].AllAddresses.Any(address => FeedSource.Web(address) is not { } further || !Allows(further))))
                yield return new($"{nameof(Feeds)}:{n}:{nameof(FeedSource.Addresses)}", "of OpenActive only: https addresses whose hosts are in AllowedHosts");
            else if (Feeds[n].AllAddresses.Count == 0 || (FeedSource.Web(Feeds[n].AllAddresses[0]) is { } web && !Allows(web)))
                yield return new($"{nameof(Feeds)}:{n}:{nameof(FeedSource.Address)}", "a file, or an https address whose host is in AllowedHosts");
            if (!FeedSource.IsKind(Feeds[n].Kind))
                yield return new($"{nameof(Feeds)}:{n}:{nameof(FeedSource.Kind)}", "\"oruk\", \"openactive\", \"table\", or left out to be told by looking");
            if (Feeds[n].Licence is { Length: 0 or > 200 })
                yield return new($"{nameof(Feeds)}:{n}:{nameof(FeedSource.Licence)}", "the address or SPDX name of a licence, or left out");
        }

        if (SyncEveryHours is not (>= 0.001 and <= 8760))
            yield return new(nameof(SyncEveryHours), "a number of hours from 0.001 to 8760");
        foreach (var problem in Limits())
            yield return problem;
    }

    /// <summary>How large a record may be.</summary>
    public int LargestRecordBytes => LargestRecordKilobytes * 1024;

    public bool Allows(Uri address) =>
        address.Scheme is "https" or "http" && (address.IsLoopback || (address.Scheme == "https" && AllowedHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Whether an address that was found at another may be asked: nobody elsewhere sends us to this machine itself.</summary>
    public bool AllowsFrom(Uri found, Uri address) => Allows(address) && (found.IsLoopback || !address.IsLoopback);

    private IEnumerable<OptionProblem> Limits()
    {
        if (ReadAllEveryDays is not (>= 0 and <= 365))
            yield return new(nameof(ReadAllEveryDays), "a number of days from 0 to 365; 0 reads all of it every time");
        if (LargestDocumentMegabytes is < 1 or > 100_000)
            yield return new(nameof(LargestDocumentMegabytes), "a whole number from 1 to 100000");
        if (LargestRecordKilobytes is < 16 or > 16_384)
            yield return new(nameof(LargestRecordKilobytes), "a whole number from 16 to 16384");
        if (SecondsADocument is < 1 or > 86_400)
            yield return new(nameof(SecondsADocument), "a whole number from 1 to 86400");
        if (MinutesAReading is < 1 or > 1_440)
            yield return new(nameof(MinutesAReading), "a whole number from 1 to 1440");
        if (RequestsAtATime is < 1 or > 8)
            yield return new(nameof(RequestsAtATime), "a whole number from 1 to 8");
        if (PollEveryMinutes is not (>= 0.01 and <= 10_080))
            yield return new(nameof(PollEveryMinutes), "a number of minutes from 0.01 to 10080");
        if (MostItems is < 1 or > 100_000_000)
            yield return new(nameof(MostItems), "a whole number from 1 to 100000000");
        if (MostPages is < 1 or > 100_000)
            yield return new(nameof(MostPages), "a whole number from 1 to 100000");
        if (MostRecords is < 1 or > 10_000_000)
            yield return new(nameof(MostRecords), "a whole number from 1 to 10000000");
    }
}
