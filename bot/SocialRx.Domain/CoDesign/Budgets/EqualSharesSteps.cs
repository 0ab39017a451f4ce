using System.Numerics;

namespace SocialRx.Domain.CoDesign.Budgets;

/// <summary>
/// Outcomes of Equal Shares with a budget raised by so many per cent. The next is nearly always the one that is asked for after it, so each
/// processor counts one at the same time where a count takes long enough to be worth it.
/// </summary>
internal sealed class EqualSharesSteps
{
    private const int MostAtOnce = 8;
    private const int WorthSharing = 50_000;

    private readonly BudgetVote _vote;
    private readonly EqualSharesRun[] _runs;
    private readonly List<int>?[] _outcomes;
    private int _first = -MostAtOnce;

    public EqualSharesSteps(BudgetVote vote, Worth worth, Ties ties)
    {
        var atOnce = vote.Supporters.All.Length < WorthSharing ? 1 : Math.Min(MostAtOnce, Environment.ProcessorCount);
        _vote = vote;
        _runs = [.. Enumerable.Range(0, atOnce).Select(_ => new EqualSharesRun(vote, worth, vote.Order(ties)))];
        _outcomes = new List<int>?[atOnce];
    }

    /// <summary>Null when it would spend more than there is.</summary>
    public List<int>? After(int steps)
    {
        if (steps < _first || steps >= _first + _runs.Length)
        {
            _first = steps;
            Parallel.For(0, _runs.Length, run => _outcomes[run] = Only(_runs[run], steps + run));
        }

        return _outcomes[steps - _first];
    }

    /// <summary>The outcome without raising anything, which never spends too much.</summary>
    public List<int> Unraised() => Only(_runs[0], 0)!;

    private List<int>? Only(EqualSharesRun run, int steps) => run.Fund(_vote.BudgetUnits * (100 + (BigInteger)steps), (BigInteger)_vote.Voters * 100);
}
