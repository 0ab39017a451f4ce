using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// What was wrong in one reading of a source. All of it is counted; of each kind only the first are kept, with how many more there were, so that a million bad records leave a
/// report somebody can read.
/// </summary>
/// <param name="settled">Terms a curator has decided about (<see cref="TermDecisions.Key"/>): they wait for nobody.</param>
/// <param name="each">Gets every single one, as it comes.</param>
internal sealed class ImportNotes(IReadOnlySet<string> settled, Action<ImportProblem>? each = null)
{
    private const int OfEachKind = 200;
    private const int InAll = 5_000;
    private const int MostTerms = 2_000;

    private readonly List<ImportProblem> _kept = [];
    private readonly Dictionary<(string Field, string Effect), int> _byKind = [];
    private readonly Dictionary<string, int> _unmapped = new(StringComparer.OrdinalIgnoreCase);
    private int _moreTerms;

    public static async Task<ImportNotes> ForAsync(Database database, string sourceId, Action<ImportProblem>? each, CancellationToken cancellationToken) =>
        new(await TermDecisions.DecidedAsync(database, sourceId, cancellationToken), each);

    /// <summary>Records, not faults: a record may be mended in several fields.</summary>
    public int Mended { get; private set; }

    public int LeftOut { get; private set; }

    public void Add(ReadRecord record)
    {
        record.Problems.ToList().ForEach(Keep);
        Mended += record.Problems.Any(problem => problem.Effect == ImportProblem.Mended) ? 1 : 0;
        LeftOut += record.Problems.Any(problem => problem.Effect == ImportProblem.LeftOut) ? 1 : 0;
        foreach (var term in record.UnmappedTerms.Where(term => !settled.Contains(TermDecisions.Key(term))))
            Count(term);
    }

    public void Add(ImportProblem problem)
    {
        Keep(problem);
        LeftOut += problem.Effect == ImportProblem.LeftOut ? 1 : 0;
        Mended += problem.Effect == ImportProblem.Mended ? 1 : 0;
    }

    /// <summary>In the order of the source, then what there were more of, then terms nobody has mapped, the most frequent first.</summary>
    public IReadOnlyList<ImportProblem> All() => [.. _kept, .. More(), .. Terms()];

    private void Keep(ImportProblem problem)
    {
        each?.Invoke(problem);
        var kind = (Field(problem), problem.Effect);
        var count = _byKind[kind] = _byKind.GetValueOrDefault(kind) + 1;
        if (count <= OfEachKind && _kept.Count < InAll)
            _kept.Add(problem);
    }

    private IEnumerable<ImportProblem> More()
    {
        var kept = _kept.CountBy(problem => (Field(problem), problem.Effect)).ToDictionary();
        return _byKind
            .Where(kind => kind.Value > kept.GetValueOrDefault(kind.Key))
            .OrderByDescending(kind => kind.Value)
            .Select(kind => new ImportProblem("more", kind.Key.Field, ImportProblem.Noted, $"{kind.Value - kept.GetValueOrDefault(kind.Key)} more {Words(kind.Key.Effect)} for this field"))
            .Take(OfEachKind);
    }

    private IEnumerable<ImportProblem> Terms()
    {
        foreach (var (term, count) in _unmapped.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal))
            yield return new("taxonomy", SaidTerm.Clip(term), ImportProblem.Noted, $"is not mapped to a theme ({(count == 1 ? "one record" : $"{count} records")})");
        if (_moreTerms > 0)
            yield return new("taxonomy", "more", ImportProblem.Noted, $"{_moreTerms} more terms are not mapped to a theme");
    }

    private void Count(string term)
    {
        if (_unmapped.TryGetValue(term, out var count) || _unmapped.Count < MostTerms)
            _unmapped[term] = count + 1;
        else
            _moreTerms++;
    }

    // Fields are ours, except where a reader puts a source's own word there: those must not fill the memory.
    private string Field(ImportProblem problem) => _byKind.Count < InAll || _byKind.ContainsKey((problem.Field, problem.Effect)) ? problem.Field : "other";

    private static string Words(string effect) => effect switch
    {
        ImportProblem.LeftOut => "records were left out",
        ImportProblem.Mended => "records were mended",
        _ => "records were noted",
    };
}
