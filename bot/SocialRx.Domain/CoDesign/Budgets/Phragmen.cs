using System.Numerics;

namespace SocialRx.Domain.CoDesign.Budgets;

/// <summary>
/// Phragmén's sequential rule for projects with costs (Los, Christoff and Grossi 2022): everybody earns at the same pace, and a project is
/// paid for as soon as its supporters together hold its cost; then they start again from nothing. Ends at the first moment when a project that
/// is due does not fit any more. A project that nobody approves, or that costs more than the whole budget, takes no part.
/// <para>
/// Exact: the moment of each purchase is a fraction of whole numbers. A supporter's money depends only on the last purchase that they took part
/// in, so it is enough to know, for each project, how many of its supporters took part last in which purchase. Doubles only find which projects
/// can be next; fractions decide.
/// </para>
/// </summary>
public static class Phragmen
{
    // A moment is a sum of at most 65,536 positive terms, so its double is far closer to it than this.
    private const double Doubt = 1e-10;

    public static BudgetOutcome Fund(BudgetVote vote, Ties ties = Ties.ById, bool fillUp = false)
    {
        var funded = new Run(vote, vote.Order(ties)).Fund();
        return vote.Outcome(funded, fillUp ? GreedyApproval.Fill(vote, funded, ties) : [], null);
    }

    private sealed class Run
    {
        private readonly BudgetVote _vote;
        private readonly int[] _order;
        private readonly List<int> _funded = [];
        private readonly List<int> _candidates;

        // By project: how many supporters took part last in purchase 1, 2, ...; at 0 those who paid for nothing yet.
        private readonly List<int>[] _lastPaid;
        private readonly int[] _lastPurchase;
        private readonly bool[] _isCandidate;

        // Moments of the purchases, the first standing for the start; numerators over one denominator.
        private readonly List<BigInteger> _moments = [BigInteger.Zero];
        private readonly List<double> _roughMoments = [0];
        private BigInteger _denominator = BigInteger.One;

        public Run(BudgetVote vote, int[] order)
        {
            _vote = vote;
            _order = order;
            _candidates = [.. Enumerable.Range(0, vote.Projects.Count).Where(project => vote.Votes[project] > 0 && vote.Costs[project] <= vote.BudgetUnits)];
            _isCandidate = new bool[vote.Projects.Count];
            _candidates.ForEach(project => _isCandidate[project] = true);
            _lastPaid = [.. vote.Votes.Select(votes => new List<int> { votes })];
            _lastPurchase = new int[vote.Weights.Length];
        }

        public List<int> Fund()
        {
            var left = _vote.BudgetUnits;
            while (_candidates.Count > 0)
            {
                var next = Next();
                if (next.Exists(project => _vote.Costs[project] > left))
                    break;
                var chosen = next.MinBy(project => _order[project]);
                left -= _vote.Costs[chosen];
                Buy(chosen);
            }

            return _funded;
        }

        // All whose moment comes first.
        private List<int> Next()
        {
            var rough = _candidates.ConvertAll(RoughMoment);
            var limit = rough.Min() * (1 + Doubt);
            List<int> first = [];
            foreach (var project in _candidates.Where((_, place) => rough[place] <= limit))
            {
                var difference = first.Count == 0 ? 0 : Earlier(project, first[0]);
                if (difference < 0)
                    first.Clear();
                if (difference <= 0)
                    first.Add(project);
            }

            return first;
        }

        private int Earlier(int project, int other) => (Due(project) * _vote.Votes[other]).CompareTo(Due(other) * _vote.Votes[project]);

        // The moment of a project's purchase is this over its votes and the denominator.
        private BigInteger Due(int project)
        {
            var due = _vote.Costs[project] * _denominator;
            for (var purchase = 1; purchase < _lastPaid[project].Count; purchase++)
                due += _moments[purchase] * _lastPaid[project][purchase];
            return due;
        }

        private double RoughMoment(int project)
        {
            var due = (double)_vote.Costs[project];
            for (var purchase = 1; purchase < _lastPaid[project].Count; purchase++)
                due += _roughMoments[purchase] * _lastPaid[project][purchase];
            return due / _vote.Votes[project];
        }

        private void Buy(int project)
        {
            var due = Due(project);
            var votes = (BigInteger)_vote.Votes[project];
            var shared = BigInteger.GreatestCommonDivisor(due, votes);
            Refine(votes / shared);
            _moments.Add(due / shared);
            _roughMoments.Add(Fractions.Ratio(_moments[^1], _denominator));
            _funded.Add(project);
            _candidates.Remove(project);
            _isCandidate[project] = false;
            foreach (var ballot in _vote.Supporters[project])
                Paid(ballot);
        }

        private void Paid(int ballot)
        {
            var purchase = _funded.Count;
            foreach (var project in _vote.Ballots[ballot])
            {
                if (!_isCandidate[project])
                    continue;
                var lastPaid = _lastPaid[project];
                while (lastPaid.Count <= purchase)
                    lastPaid.Add(0);
                lastPaid[_lastPurchase[ballot]] -= _vote.Weights[ballot];
                lastPaid[purchase] += _vote.Weights[ballot];
            }

            _lastPurchase[ballot] = purchase;
        }

        private void Refine(BigInteger by)
        {
            if (by.IsOne)
                return;
            _denominator *= by;
            for (var purchase = 0; purchase < _moments.Count; purchase++)
                _moments[purchase] *= by;
        }
    }
}
