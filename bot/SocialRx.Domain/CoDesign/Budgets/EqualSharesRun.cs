using System.Numerics;
using System.Runtime.CompilerServices;

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

    private const double Nothing = -1;

    private readonly BudgetVote _vote;
    private readonly int[] _order;
    private readonly Worth _worth;
    private readonly double[] _costs;

    // By different ballot; Nothing for a voter who has exactly nothing left, for money that is only nearly nothing still counts.
    private readonly double[] _holds;

    // By project, the supporters who have something left, at the front of where all its supporters were.
    private readonly int[] _supporters;
    private readonly int[] _supporterCounts;

    // By project: no supporter will ever pay less than this, because nobody gets richer.
    private readonly double[] _leastPrice;
    private readonly int[] _purchaseOf;
    private readonly List<int> _open = [];
    private readonly List<int> _bought = [];

    // Numerators over one denominator.
    private readonly List<BigInteger> _prices = [];
    private BigInteger _start;
    private BigInteger _denominator;
    private double _roughStart;

    public EqualSharesRun(BudgetVote vote, Worth worth, int[] order)
    {
        (_vote, _worth, _order) = (vote, worth, order);
        _costs = [.. vote.Costs.Select(cost => (double)cost)];
        _holds = new double[vote.Weights.Length];
        _supporters = new int[vote.Supporters.All.Length];
        _supporterCounts = new int[vote.Projects.Count];
        _leastPrice = new double[vote.Projects.Count];
        _purchaseOf = new int[vote.Projects.Count];
    }

    /// <summary>The projects bought, in their order; null as soon as they cost more than the real budget.</summary>
    /// <param name="start">What every voter holds at first, a numerator over <paramref name="denominator"/>.</param>
    public List<int>? Fund(BigInteger start, BigInteger denominator)
    {
        Begin(start, denominator);
        var left = _vote.BudgetUnits;
        TakeWhatIsFree();
        while (Next() is { } offer)
        {
            left -= _vote.Costs[offer.Project];
            if (left < 0)
                return null;
            Buy(offer);
        }

        return [.. _bought];
    }

    private void Begin(BigInteger start, BigInteger denominator)
    {
        (_start, _denominator, _roughStart) = (start, denominator, Fractions.Ratio(start, denominator));
        Array.Fill(_holds, _roughStart);
        _vote.Supporters.All.CopyTo(_supporters);
        for (var project = 0; project < _supporterCounts.Length; project++)
        {
            _supporterCounts[project] = _vote.Supporters[project].Length;
            _leastPrice[project] = _costs[project] / Math.Max(1, _vote.Votes[project]) * (1 - (4 * Rounding));
        }

        Array.Fill(_purchaseOf, -1);
        _bought.Clear();
        _prices.Clear();
        _open.Clear();
        _open.AddRange(Enumerable.Range(0, _vote.Projects.Count).Where(project => _vote.Votes[project] > 0));
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
        var (cost, error) = (_costs[project], MoneyError());
        var sumError = (_supporterCounts[project] + 8) * Rounding * cost;
        var (price, slack) = (_leastPrice[project], 0.0);
        while (true)
        {
            var (given, givers, payers, leastOfPayers) = Ask(project, price);
            if (payers == 0)
                return given + sumError + (givers * error) < cost ? null : new Guess(project, Math.Max(0, price - slack), double.PositiveInfinity);

            slack = (sumError + (givers * (error + slack))) / payers;
            price = (cost - given) / payers;
            if (price <= leastOfPayers)
                return new Guess(project, Math.Max(0, price - slack), price + slack);
            if (price - slack > ceiling)
                return new Guess(project, price - slack, double.PositiveInfinity);
        }
    }

    // Supporters with nothing left are moved out of the way. Whether somebody can pay is as good as random, so there is no branch on it:
    // guessing wrong would cost a processor more than the few operations that are done for nothing. Compiled at its best at once, because one
    // count in a fresh process is the usual case.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Given, int Givers, int Payers, double LeastOfPayers) Ask(int project, double price)
    {
        const double Never = 1e300;
        var supporters = Supporters(project);
        var (holds, weights) = (_holds, _vote.Weights);
        var (given, givers, all, leastOfPayers, kept) = (0.0, 0, 0, double.MaxValue, 0);
        foreach (var ballot in supporters)
        {
            var held = holds[ballot];
            var hasMoney = held >= 0 ? 1 : 0;
            var cannotPay = held < price ? 1 : 0;
            supporters[kept] = ballot;
            kept += hasMoney;
            var weight = weights[ballot] * hasMoney;
            var giver = weight * cannotPay;
            all += weight;
            givers += giver;
            given += held * giver;
            leastOfPayers = double.MinNative(leastOfPayers, held + (cannotPay * Never));
        }

        _supporterCounts[project] = kept;
        return (given, givers, all - givers, leastOfPayers);
    }

    private Span<int> Supporters(int project) => _supporters.AsSpan(_vote.Supporters.Start(project), _supporterCounts[project]);

    // How far from the truth a double in _holds can be.
    private double MoneyError() => ((4 * _bought.Count) + 8) * Rounding * _roughStart;

    /// <summary>The price as a fraction, or null when the supporters cannot pay.</summary>
    private Offer? Exact(Guess guess)
    {
        var error = MoneyError();
        var (surelyPoor, surelyPays) = (guess.Low - error, guess.High + error);
        var counts = new long[_prices.Count];
        var (poor, payers) = (0L, 0L);
        List<(BigInteger Money, int Ballot)> unsure = [];
        foreach (var ballot in Supporters(guess.Project))
        {
            var (held, weight) = (_holds[ballot], _vote.Weights[ballot]);
            if (held < 0)
                continue;
            if (held < surelyPoor)
            {
                poor += weight;
                CountPaid(ballot, counts);
                continue;
            }

            payers += weight;
            if (held <= surelyPays)
                unsure.Add((Money(ballot), ballot));
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
        foreach (var ballot in Supporters(offer.Project))
        {
            var held = _holds[ballot];
            if (held >= 0)
                _holds[ballot] = held < offer.SurelyPoor || offer.Spent.Contains(ballot) ? Nothing : Math.Max(0, held - price);
        }
    }

    /// <summary>Between which bounds the price of a project lies.</summary>
    private readonly record struct Guess(int Project, double Low, double High);

    /// <summary>A price a supporter: a numerator, over the number of those who pay it in full and the common denominator.</summary>
    /// <param name="Spent">Of those about whom doubles could not tell, who has nothing left afterwards.</param>
    private sealed record Offer(int Project, BigInteger Price, BigInteger Payers, HashSet<int> Spent, double SurelyPoor, double SurelyPays);
}
