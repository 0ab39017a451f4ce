using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Dashboard.Pages;

/// <summary>Directories this service is set to read regularly.</summary>
/// <param name="DueAt">When one is read next, by its newest readings.</param>
public sealed record DirectorySources(IReadOnlyList<ConfiguredSource> All, TimeSpan Every, Func<IReadOnlyList<ImportOutcome>, DateTimeOffset> DueAt);

/// <param name="Address">Of an endpoint, or a file.</param>
public sealed record ConfiguredSource(string SourceId, string Address);

/// <summary>What makes text of others safe to show, the same for what is typed here as for what is read in.</summary>
/// <param name="Plain">Without markup and unseen characters.</param>
/// <param name="WithoutCostlyNumbers">Null when there is none.</param>
/// <param name="Phone">Null when it is dear to call, or no number.</param>
/// <param name="Web">Null when it is no address of a page.</param>
/// <param name="Email">Null when it is none.</param>
public sealed record DirectoryText(
    Func<string?, string> Plain, Func<string, string?> WithoutCostlyNumbers, Func<string?, string?> Phone, Func<string?, string?> Web, Func<string?, string?> Email);
