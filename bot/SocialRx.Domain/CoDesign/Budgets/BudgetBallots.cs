using System.Runtime.InteropServices;

namespace SocialRx.Domain.CoDesign.Budgets;

/// <summary>Takes in ballots one at a time and counts them; a ballot never names who cast it.</summary>
public sealed class BudgetBallots(IReadOnlyList<CostedProject> projects)
{
    /// <summary>A ballot is kept as a text with one character a project, which makes equal ballots cheap to find.</summary>
    public const int MostProjects = char.MaxValue;

    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<string> _ballots = [];
    private readonly List<int> _weights = [];
    private readonly decimal[] _scores = new decimal[projects.Count];
    private int _voters;

    /// <summary>Counts answers to a consultation's question. A project that the question no longer has is left out of its ballot.</summary>
    public static BudgetVote Count(ConsultationQuestion.Budget question, IEnumerable<IReadOnlyCollection<string>> answers)
    {
        var projects = question.Projects.Select(project => new CostedProject(project.Id, project.Cost)).ToList();
        var numbers = projects.Index().ToDictionary(project => project.Item.Id, project => project.Index, StringComparer.Ordinal);
        var ballots = new BudgetBallots(projects);
        foreach (var answer in answers)
            ballots.Add([.. answer.Where(numbers.ContainsKey).Select(id => numbers[id])]);
        return ballots.Count(question.Total);
    }

    /// <summary>A ballot that approves these projects; naming one twice is the same as naming it once.</summary>
    public void Add(ReadOnlySpan<int> approved)
    {
        Span<char> ballot = approved.Length <= 256 ? stackalloc char[approved.Length] : new char[approved.Length];
        for (var place = 0; place < approved.Length; place++)
            ballot[place] = checked((char)approved[place]);
        ballot.Sort();
        ballot = Distinct(ballot);
        foreach (var project in ballot)
            _scores[project]++;
        Keep(ballot);
    }

    /// <summary>A ballot that gives points: it approves what it gives more than none, and its points count for the greedy rule.</summary>
    public void Add(ReadOnlySpan<int> named, ReadOnlySpan<decimal> points)
    {
        var given = new SortedDictionary<int, decimal>();
        for (var place = 0; place < named.Length; place++)
            given[named[place]] = given.GetValueOrDefault(named[place]) + points[place];
        foreach (var (project, sum) in given)
            _scores[project] += sum;
        Keep([.. given.Where(project => project.Value > 0).Select(project => checked((char)project.Key))]);
    }

    /// <param name="budget">More than 0.</param>
    public BudgetVote Count(decimal budget)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(budget);
        if (projects.FirstOrDefault(project => project.Cost < 0) is { } negative)
            throw new ArgumentException($"{negative.Id} costs less than nothing.", nameof(budget));
        return new BudgetVote(budget, projects, _voters, ListOfLists.Of(_ballots), [.. _weights], _scores);
    }

    private void Keep(ReadOnlySpan<char> ballot)
    {
        _voters++;
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(ballot, out var number))
        {
            CollectionsMarshal.AsSpan(_weights)[number]++;
            return;
        }

        var text = ballot.ToString();
        _known.Add(text, _ballots.Count);
        _ballots.Add(text);
        _weights.Add(1);
    }

    private static Span<char> Distinct(Span<char> sorted)
    {
        var kept = 0;
        foreach (var item in sorted)
        {
            if (kept == 0 || sorted[kept - 1] != item)
                sorted[kept++] = item;
        }

        return sorted[..kept];
    }
}
