using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text;
using SocialRx.Domain.CoDesign.Budgets;

namespace SocialRx.Benchmarks.CoDesign;

/// <summary>
/// A budget vote of the size of a capital's (90,000 voters, 160 projects, up to 15 approvals each), read from Pabulib's format and counted under
/// each rule. Goal: Equal Shares with its completion within 3 s of processor time. Beside it, in the same run, what one would write first: Equal
/// Shares voter by voter, once in doubles on the same vote without completion, and once in fractions on 600 voters, which already takes long enough.
/// </summary>
internal static class BudgetsBenchmark
{
    private const int Voters = 90_000;
    private const int Projects = 160;
    private const double Goal = 3;

    public static int Run()
    {
        WarmUp();
        var (town, small) = (new Town(Voters, seed: 1), new Town(600, seed: 3));
        var (file, smallVote) = (town.File(), Read(small.File()));

        Console.WriteLine("what                                                     seconds  processor  funded  spent %");
        var vote = Measure("reading the file", () => Read(file), _ => "");
        Rule("greedy", () => GreedyApproval.Fund(vote));
        Rule("Phragmén", () => Phragmen.Fund(vote));
        Rule("Equal Shares, worth by cost, no completion", () => EqualShares.Fund(vote, Worth.Cost, Completion.None));
        Rule("Equal Shares, worth by number, no completion", () => EqualShares.Fund(vote, Worth.Number, Completion.None));
        var byCost = Rule("Equal Shares, worth by cost, raised and filled up", () => EqualShares.Fund(vote, Worth.Cost));
        var byNumber = Rule("Equal Shares, worth by number, raised and filled up", () => EqualShares.Fund(vote, Worth.Number));
        Reference("reference in doubles, worth by cost, no completion", town, amount => (double)amount);
        Reference("reference in fractions, the same with 600 voters", small, amount => new Fraction(amount, 1));
        Rule("Equal Shares on the same 600 voters", () => EqualShares.Fund(smallVote, Worth.Cost, Completion.None));

        var missed = byCost > Goal || byNumber > Goal;
        Console.WriteLine(missed ? "A goal was MISSED." : "All goals met.");
        return missed ? 1 : 0;
    }

    private static void WarmUp()
    {
        var vote = Read(new Town(2_000, seed: 2).File());
        GreedyApproval.Fund(vote);
        Phragmen.Fund(vote);
        EqualShares.Fund(vote);
    }

    private static double Rule(string name, Func<BudgetOutcome> count)
    {
        var before = Environment.CpuUsage.TotalTime;
        Measure(name, count, outcome => string.Create(CultureInfo.InvariantCulture, $"{outcome.Funded.Count,6}  {100 * outcome.Spent / outcome.Vote.Budget,7:0.0}"));
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static void Reference<T>(string name, Town town, Func<int, T> number)
        where T : struct, IComparable<T>, ISubtractionOperators<T, T, T>, IDivisionOperators<T, T, T> =>
        Measure(name, () => PlainEqualShares(town, number), funded => string.Create(CultureInfo.InvariantCulture, $"{funded.Count,6}  {100.0 * funded.Sum(project => town.Costs[project]) / Town.Budget,7:0.0}"));

    private static T Measure<T>(string name, Func<T> work, Func<T, string> rest)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var result = work();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-55}  {Stopwatch.GetElapsedTime(started).TotalSeconds,7:0.000}  {(Environment.CpuUsage.TotalTime - before).TotalSeconds,9:0.000}  {rest(result)}"));
        return result;
    }

    private static BudgetVote Read(string file) => ((PabulibReading.Read)PabulibFile.Read(new StringReader(file))).Vote;

    /// <summary>Every round looks at every project, sorts its supporters by what they hold and finds what they would pay.</summary>
    private static List<int> PlainEqualShares<T>(Town town, Func<int, T> number)
        where T : struct, IComparable<T>, ISubtractionOperators<T, T, T>, IDivisionOperators<T, T, T>
    {
        var purses = Enumerable.Repeat(number(Town.Budget) / number(town.Ballots.Length), town.Ballots.Length).ToArray();
        var supporters = town.Supporters();
        List<int> bought = [];
        while (true)
        {
            var offers = Enumerable.Range(0, Projects)
                .Except(bought)
                .Select(project => (Project: project, Price: PlainPrice(supporters[project], purses, number(town.Costs[project]), number)))
                .Where(offer => offer.Price is not null)
                .OrderBy(offer => offer.Price!.Value / number(town.Costs[offer.Project]))
                .ToList();
            if (offers.Count == 0)
                return bought;
            bought.Add(offers[0].Project);
            foreach (var voter in supporters[offers[0].Project])
                purses[voter] = purses[voter].CompareTo(offers[0].Price!.Value) < 0 ? number(0) : purses[voter] - offers[0].Price!.Value;
        }
    }

    private static T? PlainPrice<T>(int[] supporters, T[] purses, T missing, Func<int, T> number)
        where T : struct, IComparable<T>, ISubtractionOperators<T, T, T>, IDivisionOperators<T, T, T>
    {
        var held = Array.ConvertAll(supporters, voter => purses[voter]);
        Array.Sort(held);
        for (var place = 0; place < held.Length; place++)
        {
            var price = missing / number(held.Length - place);
            if (price.CompareTo(held[place]) <= 0)
                return price;
            missing -= held[place];
        }

        return null;
    }

    /// <summary>A few projects that many like, many that few like, and quarters of the town that like their own.</summary>
    private sealed class Town
    {
        public const int Budget = 30_000_000;

        public Town(int voters, int seed)
        {
            var random = new Random(seed);
            Costs = [.. Enumerable.Range(0, Projects).Select(_ => (int)(20_000 * Math.Pow(100, random.NextDouble())))];
            Ballots = new int[voters][];
            for (var voter = 0; voter < voters; voter++)
            {
                var quarter = random.Next(8);
                Ballots[voter] = [.. Enumerable.Range(0, random.Next(4, 16)).Select(_ => Liked(random, quarter)).Distinct()];
            }
        }

        public int[] Costs { get; }
        public int[][] Ballots { get; }

        public int[][] Supporters() =>
            [.. Enumerable.Range(0, Projects).Select(project => Enumerable.Range(0, Ballots.Length).Where(voter => Ballots[voter].Contains(project)).ToArray())];

        public string File()
        {
            var text = new StringBuilder("META\nkey;value\nvote_type;approval\n");
            text.Append(CultureInfo.InvariantCulture, $"budget;{Budget}\nPROJECTS\nproject_id;cost\n");
            foreach (var (project, cost) in Costs.Index())
                text.Append(CultureInfo.InvariantCulture, $"{project};{cost}\n");
            text.Append("VOTES\nvoter_id;age;sex;vote\n");
            foreach (var (voter, ballot) in Ballots.Index())
                text.Append(CultureInfo.InvariantCulture, $"{voter};16;F;{string.Join(',', ballot)}\n");
            return text.ToString();
        }

        private static int Liked(Random random, int quarter)
        {
            var project = (int)(Projects * Math.Pow(random.NextDouble(), 2.5));
            return random.Next(3) == 0 ? project : (project / 8 * 8) + quarter;
        }
    }

    private readonly struct Fraction : IComparable<Fraction>, ISubtractionOperators<Fraction, Fraction, Fraction>, IDivisionOperators<Fraction, Fraction, Fraction>
    {
        private readonly BigInteger _over;
        private readonly BigInteger _under;

        public Fraction(BigInteger over, BigInteger under)
        {
            var shared = BigInteger.GreatestCommonDivisor(over, under);
            (_over, _under) = (over / shared, under / shared);
        }

        public static Fraction operator -(Fraction one, Fraction other) => new((one._over * other._under) - (other._over * one._under), one._under * other._under);

        public static Fraction operator /(Fraction one, Fraction other) => new(one._over * other._under, one._under * other._over);

        public int CompareTo(Fraction other) => (_over * other._under).CompareTo(other._over * _under);
    }
}
