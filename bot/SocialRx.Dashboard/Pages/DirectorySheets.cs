using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Dashboard.Pages;

/// <summary>How spreadsheets that curators send are read.</summary>
/// <param name="IsSourceId">That a source may be called so.</param>
/// <param name="WriteTemplate">The one an organisation fills in, as a workbook.</param>
/// <param name="LookThrough">Says what taking one in would do, and changes nothing.</param>
/// <param name="TakeIn">Takes one in as a whole, forgets it, and returns the id of the reading's report.</param>
public sealed record DirectorySheets(
    int LargestMegabytes,
    Func<string, bool> IsSourceId,
    Action<Stream> WriteTemplate,
    Func<SheetUpload, CancellationToken, Task<SheetFindings>> LookThrough,
    Func<SheetUpload, CancellationToken, Task<string>> TakeIn);
