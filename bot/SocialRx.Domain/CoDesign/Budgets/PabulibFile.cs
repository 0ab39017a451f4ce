using System.Globalization;
using System.Runtime.InteropServices;

namespace SocialRx.Domain.CoDesign.Budgets;

/// <summary>What came of reading a file in Pabulib's format.</summary>
public abstract record PabulibReading
{
    /// <param name="Rule">The rule that the file names ("greedy", "greedy-no-skip", "unknown"), or nothing.</param>
    /// <param name="LeastScore">Projects with less take no part ("min_project_score_threshold").</param>
    /// <param name="Notes">What is odd about the file without making it unreadable.</param>
    public sealed record Read(BudgetVote Vote, string Rule, decimal LeastScore, IReadOnlyList<string> Notes) : PabulibReading;

    /// <param name="Line">From 1.</param>
    public sealed record Refused(int Line, string Why) : PabulibReading;
}

/// <summary>
/// Reads a budget vote in Pabulib's format (pabulib.org/format; Faliszewski and others 2023): sections META, PROJECTS and VOTES of records
/// between semicolons. Votes of every kind become approvals: projects that are named, or, where points are given, those with more than none.
/// The file is read once, a record at a time.
/// </summary>
public sealed class PabulibFile
{
    /// <summary>Characters. A longer record is no record: a quotation mark was never closed, or this is another kind of file.</summary>
    public const int LongestRecord = 4_000_000;

    // A decimal adds up thousands of such amounts without rounding.
    private const decimal MostMoney = 10_000_000_000_000m;
    private const int MostDecimals = 12;
    private static readonly string[] Sections = ["meta", "projects", "votes"];

    private readonly SemicolonRecords _records;
    private readonly Dictionary<string, string> _meta = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<CostedProject> _projects = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _voters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly List<int> _named = [];
    private readonly List<decimal> _points = [];
    private Dictionary<string, int> _columns = [];
    private string _section = "";
    private bool _needsHeader;
    private bool _ranksByPoints;
    private BudgetBallots? _ballots;
    private int[] _lastNamedBy = [];
    private string _voteType = "";
    private decimal _budget;
    private decimal _leastScore;
    private int _votes;
    private int _votersAgain;
    private int _projectsNamedAgain;

    private PabulibFile(TextReader text) => _records = new SemicolonRecords(text);

    public static PabulibReading Read(TextReader text) => new PabulibFile(text).Read();

    private PabulibReading Read()
    {
        while (_records.Read())
        {
            if ((_records.Fault ?? Take(_records.Fields)) is { } fault)
                return new PabulibReading.Refused(_records.Line, fault);
        }

        if (Sections.FirstOrDefault(section => !_begun.Contains(section)) is { } missing)
            return new PabulibReading.Refused(_records.Line, $"the file ends without a section {missing.ToUpperInvariant()}");
        if (_needsHeader)
            return new PabulibReading.Refused(_records.Line, $"the file ends where the names of the columns of {_section.ToUpperInvariant()} should be");
        return new PabulibReading.Read(_ballots!.Count(_budget), Meta("rule"), _leastScore, [.. Notes()]);
    }

    // What is wrong, or null.
    private string? Take(List<string> fields)
    {
        if (Array.Find(Sections, section => section.Equals(fields[0], StringComparison.OrdinalIgnoreCase)) is { } section)
            return Begin(section);
        if (_section.Length == 0)
            return "the file does not begin with META, so it is no Pabulib file";
        if (!_needsHeader)
            return TakeRecord(fields);
        _needsHeader = false;
        return TakeHeader(fields);
    }

    private string? Begin(string section)
    {
        if (_needsHeader)
            return $"{_section.ToUpperInvariant()} has no line with the names of its columns";
        if (!_begun.Add(section))
            return $"there is a second section {section.ToUpperInvariant()}";
        if (_begun.Count != Array.IndexOf(Sections, section) + 1)
            return $"{section.ToUpperInvariant()} comes before {Sections[Array.IndexOf(Sections, section) - 1].ToUpperInvariant()}: the order is META, PROJECTS, VOTES";
        (_section, _needsHeader) = (section, true);
        return section == "projects" ? ReadMeta() : section == "votes" ? ReadyForVotes() : null;
    }

    private string? TakeHeader(List<string> fields)
    {
        // Some files go straight to the first line of META.
        if (_section == "meta")
            return fields[0].Equals("key", StringComparison.OrdinalIgnoreCase) ? null : TakeMeta(fields);

        _columns = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (place, name) in fields.Index())
        {
            if (name.Length > 0 && !_columns.TryAdd(name, place))
                return $"two columns are called {Quoted(name)}";
        }

        var needed = _section == "projects" ? "cost" : "vote";
        if (!_columns.ContainsKey(needed))
            return $"{_section.ToUpperInvariant()} has no column {needed}";
        if (_section == "projects")
            _ranksByPoints = _columns.ContainsKey("score") || !_columns.ContainsKey("votes");
        return _section == "votes" && GivesPoints && !_columns.ContainsKey("points") ? $"votes of the type {_voteType} need a column points" : null;
    }

    private string? TakeRecord(List<string> fields) => _section switch
    {
        "meta" => TakeMeta(fields),
        "projects" => TakeProject(fields),
        _ => TakeVote(fields),
    };

    private string? TakeMeta(List<string> fields)
    {
        var value = fields.Count > 1 ? fields[1] : "";
        return _meta.TryAdd(fields[0], value) || _meta[fields[0]] == value ? null : $"META says {Quoted(fields[0])} twice, and not the same";
    }

    private string? ReadMeta()
    {
        if (!_meta.TryGetValue("budget", out var budget))
            return "META does not say the budget";
        if (!TryAmount(budget, out _budget))
            return $"the budget {Quoted(budget)} is no amount of money";
        if (_budget <= 0)
            return "the budget must be more than 0";
        if (Meta("min_project_score_threshold") is { Length: > 0 } least && !TryNumber(least, out _leastScore))
            return $"min_project_score_threshold {Quoted(least)} is no number";

        _voteType = Meta("vote_type").ToLowerInvariant();
        return _voteType switch
        {
            "approval" or "choose-1" or "ordinal" or "cumulative" or "scoring" => null,
            "" => "META does not say the vote_type",
            _ => $"votes of the type {Quoted(_voteType)} are not known: approval, ordinal, cumulative and scoring are",
        };
    }

    private string? TakeProject(List<string> fields)
    {
        var id = Field(fields, "project_id") ?? fields[0];
        var cost = Field(fields, "cost") ?? "";
        if (id.Length == 0)
            return "a project has no id";
        if (!TryAmount(cost, out var amount))
            return $"the cost {Quoted(cost)} of project {Quoted(id)} is no amount of money";
        if (amount < 0)
            return $"project {Quoted(id)} costs less than 0";
        if (!_numbers.TryAdd(id, _projects.Count))
            return $"project {Quoted(id)} is there twice";
        if (_projects.Count == BudgetBallots.MostProjects)
            return $"there are more than {BudgetBallots.MostProjects} projects";
        _projects.Add(new CostedProject(id, amount));
        return null;
    }

    private string? ReadyForVotes()
    {
        if (_projects.Count == 0)
            return "there is no project to vote for";
        _ballots = new BudgetBallots(_projects);
        _lastNamedBy = new int[_projects.Count];
        return null;
    }

    private string? TakeVote(List<string> fields)
    {
        _votes++;
        if (!_voters.Add(Field(fields, "voter_id") ?? _votes.ToString(CultureInfo.InvariantCulture)))
            _votersAgain++;
        if (ReadNamed(Field(fields, "vote") ?? "") is { } fault)
            return fault;
        if (GivesPoints && ReadPoints(Field(fields, "points") ?? "") is { } noPoints)
            return noPoints;

        if (_voteType == "ordinal")
            GivePlaces();
        if (_ranksByPoints && _points.Count > 0)
            _ballots!.Add(Numbers, CollectionsMarshal.AsSpan(_points));
        else
            _ballots!.Add([.. _named.Where((_, place) => _points.Count == 0 || _points[place] > 0)]);
        return null;
    }

    private ReadOnlySpan<int> Numbers => CollectionsMarshal.AsSpan(_named);

    private bool GivesPoints => _voteType is "cumulative" or "scoring";

    private string? ReadNamed(string vote)
    {
        _named.Clear();
        _points.Clear();
        if (IsNothing(vote))
            return null;
        var known = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        var text = vote.AsSpan();
        foreach (var part in text.Split(','))
        {
            var id = text[part].Trim();
            if (id.IsEmpty)
                continue;
            if (!known.TryGetValue(id, out var number))
                return $"a vote names project {Quoted(id.ToString())}, which is not among the projects";
            if (_lastNamedBy[number] == _votes)
                _projectsNamedAgain++;
            _lastNamedBy[number] = _votes;
            _named.Add(number);
        }

        return null;
    }

    private string? ReadPoints(string points)
    {
        if (!IsNothing(points))
        {
            foreach (var part in points.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!TryNumber(part, out var number))
                    return $"{Quoted(part)} is no number of points";
                _points.Add(number);
            }
        }

        return _points.Count == _named.Count ? null : $"a vote names {_named.Count} projects and gives points to {_points.Count}";
    }

    // The last of a ranking of three gets 1 point, the first 3 (Borda, as Pabulib counts the column "score").
    private void GivePlaces()
    {
        for (var place = 0; place < _named.Count; place++)
            _points.Add(_named.Count - place);
    }

    private IEnumerable<string> Notes()
    {
        if (int.TryParse(Meta("num_votes"), CultureInfo.InvariantCulture, out var votes) && votes != _votes)
            yield return $"META says {votes} votes, the file has {_votes}";
        if (int.TryParse(Meta("num_projects"), CultureInfo.InvariantCulture, out var projects) && projects != _projects.Count)
            yield return $"META says {projects} projects, the file has {_projects.Count}";
        if (_votersAgain > 0)
            yield return $"{_votersAgain} votes have a voter_id that was there before; each line is counted as a vote";
        if (_projectsNamedAgain > 0)
            yield return $"votes name a project a second time {_projectsNamedAgain} times";
        if (_columns.ContainsKey("vote_strength"))
            yield return "the strength of votes is not used: every vote counts once";
    }

    private string Meta(string key) => _meta.GetValueOrDefault(key, "");

    private string? Field(List<string> fields, string column) =>
        _columns.TryGetValue(column, out var place) && place < fields.Count ? fields[place] : null;

    private static bool IsNothing(string field) => field.Length == 0 || field.Equals("none", StringComparison.OrdinalIgnoreCase);

    // Some cities write a decimal comma.
    private static bool TryAmount(string text, out decimal amount) => TryNumber(text.Replace(',', '.'), out amount);

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
        && number is > -MostMoney and < MostMoney && number.Scale <= MostDecimals;

    // What a file says is shown short: it may say anything.
    private static string Quoted(string text) => $"\"{(text.Length <= 40 ? text : text[..40] + "...")}\"";
}
