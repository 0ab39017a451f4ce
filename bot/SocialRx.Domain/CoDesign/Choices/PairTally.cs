namespace SocialRx.Domain.CoDesign.Choices;

/// <summary>How often each option was chosen over each other one. The order of the answers makes no difference.</summary>
public sealed class PairTally
{
    private readonly Dictionary<string, int> _numbers;
    private readonly int[,] _won;
    private readonly Dictionary<CannotDecideBecause, int> _undecided = [];

    private PairTally(IReadOnlyList<string> options)
    {
        Options = options;
        _numbers = options.Index().ToDictionary(option => option.Item, option => option.Index, StringComparer.Ordinal);
        _won = new int[options.Count, options.Count];
    }

    public IReadOnlyList<string> Options { get; }

    /// <summary>Answers that chose one of two.</summary>
    public int Votes { get; private set; }
    public IReadOnlyDictionary<CannotDecideBecause, int> Undecided => _undecided;

    /// <summary>An answer about an option that is not among these (any more), or about an option and itself, is left out.</summary>
    public static PairTally Count(IReadOnlyList<string> options, IEnumerable<PairAnswer> answers)
    {
        var tally = new PairTally(options);
        foreach (var answer in answers)
            tally.Add(answer);
        return tally;
    }

    public int Won(int winner, int loser) => _won[winner, loser];

    public int VotesOn(int one, int other) => _won[one, other] + _won[other, one];

    public int Wins(int option) => Enumerable.Range(0, Options.Count).Sum(other => _won[option, other]);

    public int Losses(int option) => Enumerable.Range(0, Options.Count).Sum(other => _won[other, option]);

    private void Add(PairAnswer answer)
    {
        switch (answer)
        {
            case PairAnswer.Chose chose when Knows(chose.Winner, chose.Loser):
                _won[_numbers[chose.Winner], _numbers[chose.Loser]]++;
                Votes++;
                break;
            case PairAnswer.CannotDecide cannot when Knows(cannot.Left, cannot.Right):
                _undecided[cannot.Because] = _undecided.GetValueOrDefault(cannot.Because) + 1;
                break;
        }
    }

    private bool Knows(string one, string other) => one != other && _numbers.ContainsKey(one) && _numbers.ContainsKey(other);
}
