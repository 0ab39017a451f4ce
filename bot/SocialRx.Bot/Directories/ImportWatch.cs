using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>Looks on while a source is read.</summary>
internal sealed class ImportWatch
{
    /// <summary>Gets every problem as it comes, those too that the kept report has no room for.</summary>
    public Action<ImportProblem>? Problem { get; init; }

    /// <summary>Gets how many records were read so far, now and then.</summary>
    public Action<int>? Progress { get; init; }
}
