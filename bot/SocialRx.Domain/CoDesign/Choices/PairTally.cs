namespace SocialRx.Domain.CoDesign.Choices;

/// <summary>How often one option was chosen over another.</summary>
public readonly record struct PairCount(string Winner, string Loser, int Times);

/// <summary>How often each option was chosen over each other one. The order of the counts makes no difference; who could not decide is not among them.</summary>
public sealed class PairTally
{
    private readonly int[,] _won;

    private PairTally(IReadOnlyList<string> options, int[,] won) => (Options, _won) = (options, won);

    public IReadOnlyList<string> Options { get; }

    /// <summary>Answers that chose one of two.</summary>
    public int Votes => Enumerable.Range(0, Options.Count).Sum(Wins);

    /// <summary>What is about an option that is not among these (any more), or about an option and itself, is left out.</summary>
    public static PairTally Count(IReadOnlyList<string> options, IEnumerable<PairCount> counts)
    {
        var numbers = options.Index().ToDictionary(option => option.Item, option => option.Index, StringComparer.Ordinal);
        var won = new int[options.Count, options.Count];
        foreach (var (winner, loser, times) in counts)
        {
            if (winner != loser && numbers.TryGetValue(winner, out var one) && numbers.TryGetValue(loser, out var other))
                won[one, other] += times;
        }

        return new PairTally(options, won);
    }

    public int Won(int winner, int loser) => _won[winner, loser];

    public int VotesOn(int one, int other) => _won[one, other] + _won[other, one];

    public int Wins(int option) => Enumerable.Range(0, Options.Count).Sum(other => _won[option, other]);

    public int Losses(int option) => Enumerable.Range(0, Options.Count).Sum(other => _won[other, option]);
}
