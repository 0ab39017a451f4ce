using System.Numerics;

namespace SocialRx.Domain.CoDesign.Budgets;

/// <summary>
/// One run of Equal Shares from a given amount a voter. Under both kinds of worth all supporters of a project value it the same, so a purchase
/// asks one price of each of them, and a supporter who cannot pay it gives all they have. What a voter holds is therefore either nothing or the
/// start less the prices of the bought projects that they approve: exact money is a sum of few fractions, found only when it is needed.
/// Doubles with a bound on their error say which projects can be next and who can surely pay; the fractions decide the rest.
/// </summary>
internal sealed class EqualSharesRun
{
    // Twice the relative error of one rounded operation.
    private const double Rounding = 2.3e-16;

    private readonly BudgetVote _vote;
    private readonly int[] _order;
    private readonly Worth _worth;
    private readonly double[] _costs;

    // By different ballot. A voter who has nothing left is marked, for money that is only nearly nothing still counts.
    private readonly double[] _holds;
    private readonly bool[] _spent;

    // By project: no supporter will ever pay less than this, because nobody gets richer.
    private readonly double[] _leastPrice;
    private readonly int[] _purchaseOf;
    private readonly List<int> _open = [];
    private readonly List<int> _bought = [];

    // Numerators over one denominator.
    private readonly List<BigInteger> _prices = [];
    private BigInteger _start;
    private BigInteger _denominator;
    private readonly double _roughStart;

    public EqualSharesRun(BudgetVote vote, Worth worth, int[] order, BigInteger start, BigInteger denominator)
    {
        (_vote, _worth, _order, _start, _denominator) = (vote, worth, order, start, denominator);
        _costs = [.. vote.Costs.Select(cost => (double)cost)];
        _holds = new double[vote.Weights.Length];
        _roughStart = Fractions.Ratio(start, denominator);
        Array.Fill(_holds, _roughStart);
        _spent = new bool[vote.Weights.Length];
        _leastPrice = new double[vote.Projects.Count];
        _purchaseOf = new int[vote.Projects.Count];
        Array.Fill(_purchaseOf, -1);
        _open.AddRange(Enumerable.Range(0, vote.Projects.Count).Where(project => vote.Votes[project] > 0));
    }

    /// <summary>The projects bought, in their order; null as soon as they cost more than the real budget.</summary>
    public List<int>? Fund()
    {
        var left = _vote.BudgetUnits;
        TakeWhatIsFree();
        while (Next() is { } offer)
        {
            left -= _vote.Costs[offer.Project];
            if (left < 0)
                return null;
            Buy(offer);
        }

        return _bought;
    }

    private void TakeWhatIsFree()
    {
        _bought.AddRange(_open.Where(project => _vote.Costs[project].IsZero).OrderBy(project => _order[project]));
        _open.RemoveAll(project => _vote.Costs[project].IsZero);
        foreach (var (purchase, project) in _bought.Index())
        {
            _purchaseOf[project] = purchase;
            _prices.Add(BigInteger.Zero);
        }
    }

    // The project that asks least of its supporters for what it is worth.
    private Offer? Next()
    {
        while (_open.Count > 0)
        {
            var possible = Possible();
            if (possible.Count == 0)
                return null;
            var offers = possible.ConvertAll(Exact);
            if (offers.TrueForAll(offer => offer is not null))
                return offers.Aggregate((best, offer) => IsBetter(offer!, best!) ? offer : best);

            // One that is too dear after all may have hidden others: look again without it.
            _open.RemoveAll(project => possible.Exists(guess => guess.Project == project && offers[possible.IndexOf(guess)] is null));
        }

        return null;
    }

    private bool IsBetter(Offer offer, Offer best)
    {
        var difference = (offer.Price * best.Payers * WorthOf(best.Project)).CompareTo(best.Price * offer.Payers * WorthOf(offer.Project));
        return difference < 0 || (difference == 0 && _order[offer.Project] < _order[best.Project]);
    }

    private BigInteger WorthOf(int project) => _worth == Worth.Cost ? _vote.Costs[project] : BigInteger.One;

    private double RoughWorthOf(int project) => _worth == Worth.Cost ? _costs[project] : 1;

    // Every project that, as far as doubles can tell, could be the next.
    private List<Guess> Possible()
    {
        var ceiling = double.PositiveInfinity;
        List<Guess> guesses = [];
        _open.Sort((one, other) => (_leastPrice[one] / RoughWorthOf(one)).CompareTo(_leastPrice[other] / RoughWorthOf(other)));
        List<int> tooDear = [];
        foreach (var project in _open)
        {
            var worth = RoughWorthOf(project);
            if (_leastPrice[project] / worth > ceiling)
                break;
            if (Rough(project, ceiling * worth) is not { } guess)
            {
                tooDear.Add(project);
                continue;
            }

            _leastPrice[project] = Math.Max(_leastPrice[project], guess.Low);
            ceiling = Math.Min(ceiling, guess.High / worth * (1 + (4 * Rounding)));
            guesses.Add(guess);
        }

        _open.RemoveAll(tooDear.Contains);
        guesses.RemoveAll(guess => guess.Low / RoughWorthOf(guess.Project) > ceiling);
        return guesses;
    }

    /// <summary>
    /// The price that a project asks, roughly: supporters who cannot pay the average give all they have, which raises it for the others, until
    /// all others can pay. Null when all of them together surely cannot. Gives up, with a low bound only, once it is above the ceiling.
    /// </summary>
    private Guess? Rough(int project, double ceiling)
    {
        var supporters = _vote.Supporters[project];
        var (cost, votes, error) = (_costs[project], _vote.Votes[project], MoneyError());
        var sumError = (supporters.Length + 8) * Rounding * cost;
        var price = Math.Max(cost / votes * (1 - (4 * Rounding)), _leastPrice[project]);
        var slack = 0.0;
        while (true)
        {
            var (given, givers, leastOfOthers) = Poor(supporters, price);
            var payers = votes - givers;
            if (payers == 0)
                return given + sumError + (givers * error) < cost ? null : new Guess(project, Math.Max(0, price - slack), double.PositiveInfinity);

            slack = (sumError + (givers * (error + slack))) / payers;
            price = (cost - given) / payers;
            if (price <= leastOfOthers)
                return new Guess(project, Math.Max(0, price - slack), price + slack);
            if (price - slack > ceiling)
                return new Guess(project, price - slack, double.PositiveInfinity);
        }
    }

    private (double Given, int Givers, double LeastOfOthers) Poor(ReadOnlySpan<int> supporters, double price)
    {
        var (given, givers, leastOfOthers) = (0.0, 0, double.PositiveInfinity);
        var (holds, weights) = (_holds, _vote.Weights);
        foreach (var ballot in supporters)
        {
            var held = holds[ballot];
            if (held < price)
            {
                given += held * weights[ballot];
                givers += weights[ballot];
            }
            else if (held < leastOfOthers)
            {
                leastOfOthers = held;
            }
        }

        return (given, givers, leastOfOthers);
    }

    // How far from the truth a double in _holds can be.
    private double MoneyError() => ((4 * _bought.Count) + 8) * Rounding * _roughStart;

    /// <summary>The price as a fraction, or null when the supporters cannot pay.</summary>
    private Offer? Exact(Guess guess)
    {
        var error = MoneyError();
        var (surelyPoor, surelyPays) = (guess.Low - error, guess.High + error);
        var counts = new long[_prices.Count];
        var (poor, payers) = (0L, (BigInteger)_vote.Votes[guess.Project]);
        List<(BigInteger Money, int Ballot)> unsure = [];
        foreach (var ballot in _vote.Supporters[guess.Project])
        {
            if (_spent[ballot] || _holds[ballot] < surelyPoor)
            {
                payers -= _vote.Weights[ballot];
                if (_spent[ballot])
                    continue;
                poor += _vote.Weights[ballot];
                CountPaid(ballot, counts);
            }
            else if (_holds[ballot] <= surelyPays)
            {
                unsure.Add((Money(ballot), ballot));
            }
        }

        var missing = (_vote.Costs[guess.Project] * _denominator) - (_start * poor);
        for (var purchase = 0; purchase < counts.Length; purchase++)
            missing += _prices[purchase] * counts[purchase];
        return Settle(guess.Project, missing, payers, unsure, surelyPoor, surelyPays);
    }

    private void CountPaid(int ballot, long[] counts)
    {
        foreach (var project in _vote.Ballots[ballot])
        {
            if (_purchaseOf[project] >= 0)
                counts[_purchaseOf[project]] += _vote.Weights[ballot];
        }
    }

    private BigInteger Money(int ballot)
    {
        var money = _start;
        foreach (var project in _vote.Ballots[ballot])
        {
            if (_purchaseOf[project] >= 0)
                money -= _prices[_purchaseOf[project]];
        }

        return money;
    }

    // From the poorest of those about whom doubles could not tell: who holds less than the price gives it all.
    private Offer? Settle(int project, BigInteger missing, BigInteger payers, List<(BigInteger Money, int Ballot)> unsure, double surelyPoor, double surelyPays)
    {
        unsure.Sort((one, other) => one.Money.CompareTo(other.Money));
        HashSet<int> spent = [];
        foreach (var (money, ballot) in unsure)
        {
            var left = (money * payers).CompareTo(missing);
            if (left > 0)
                break;
            spent.Add(ballot);
            if (left == 0)
                continue;
            missing -= money * _vote.Weights[ballot];
            payers -= _vote.Weights[ballot];
        }

        return payers.IsZero ? null : new Offer(project, missing, payers, spent, surelyPoor, surelyPays);
    }

    private void Buy(Offer offer)
    {
        var shared = BigInteger.GreatestCommonDivisor(offer.Price, offer.Payers);
        var finer = offer.Payers / shared;
        _denominator *= finer;
        _start *= finer;
        for (var purchase = 0; purchase < _prices.Count; purchase++)
            _prices[purchase] *= finer;

        _purchaseOf[offer.Project] = _bought.Count;
        _bought.Add(offer.Project);
        _open.Remove(offer.Project);
        _prices.Add(offer.Price / shared);
        Charge(offer, Fractions.Ratio(_prices[^1], _denominator));
    }

    private void Charge(Offer offer, double price)
    {
        foreach (var ballot in _vote.Supporters[offer.Project])
        {
            if (_spent[ballot])
                continue;
            _spent[ballot] = _holds[ballot] < offer.SurelyPoor || offer.Spent.Contains(ballot);
            _holds[ballot] = _spent[ballot] ? 0 : Math.Max(0, _holds[ballot] - price);
        }
    }

    /// <summary>Between which bounds the price of a project lies.</summary>
    private readonly record struct Guess(int Project, double Low, double High);

    /// <summary>A price a supporter: a numerator, over the number of those who pay it in full and the common denominator.</summary>
    /// <param name="Spent">Of those about whom doubles could not tell, who has nothing left afterwards.</param>
    private sealed record Offer(int Project, BigInteger Price, BigInteger Payers, HashSet<int> Spent, double SurelyPoor, double SurelyPays);
}
