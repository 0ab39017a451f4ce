using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>What was wrong with one record; the same is said once.</summary>
/// <param name="recordId">As the source calls it, or its position.</param>
internal sealed class RecordProblems(string recordId)
{
    private readonly List<ImportProblem> _all = [];

    public IReadOnlyList<ImportProblem> All => _all;

    public void LeaveOut(string field, string why) => Add(field, ImportProblem.LeftOut, why);

    public void Mend(string field, string why) => Add(field, ImportProblem.Mended, why);

    public void Note(string field, string why) => Add(field, ImportProblem.Noted, why);

    public void Add(string field, string effect, string why)
    {
        var problem = new ImportProblem(recordId, field, effect, why);
        if (!_all.Contains(problem))
            _all.Add(problem);
    }
}
