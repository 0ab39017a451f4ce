namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// Finds groups of people who vote alike: k-means on the map of opinions. How many is decided by silhouette among those that are large enough and come out
/// again when people are drawn anew, and by how well they foretell votes that were held out; none at all unless votes on different statements have more to do with each other than chance gives.
/// The same votes give the same groups, in whatever order they come.
/// </summary>
public sealed class OpinionGroups
{
    private const int Starts = 30;
    private const int StartsOfResample = 4;
    private const int Resamples = 50;
    private const int Deals = 12;
    private const double NearEnough = 1e-3;

    // Of a crowd drawn anew, one in so many may still be on the move when its groups are compared.
    private const int FewMoves = 2000;
    private const ulong Seed = 0x50C1A1;

    private readonly VoteMatrix votes;
    private readonly GroupingRules rules;
    private readonly OpinionMap map;
    private readonly int[] eligible;

    private OpinionGroups(VoteMatrix votes, OpinionMap map, GroupingRules rules)
    {
        (this.votes, this.map, this.rules) = (votes, map, rules);
        var least = Math.Min(rules.LeastVotes, votes.Statements.Count);
        eligible = [.. Enumerable.Range(0, votes.Participants.Count).Where(person => votes.ByPerson.LengthOf(person) >= least)];
    }

    public static Grouping Find(VoteMatrix votes, OpinionMap map, GroupingRules? rules = null) => new OpinionGroups(votes, map, rules ?? new GroupingRules()).Find();

    private Grouping Find()
    {
        if (eligible.Length < rules.LeastPeople)
            return None(0, [], NoGroups.TooFewPeople, $"Groups are told of {rules.LeastPeople} people or more with enough votes; there are {eligible.Length}.");

        var structure = Structure();
        if (structure < rules.LeastStructure)
            return None(structure, [], NoGroups.ByChance, "What people say to one statement has no more to do with what they say to others than chance gives.");

        var points = Places(map);
        var clusterings = Enumerable.Range(2, rules.MostGroups - 1).Select(count => new KMeans(points).Best(count, Starts, Seed)).ToList();
        var tried = Tried(points, clusterings);
        if (!tried.Any(groups => groups.Stability is not null))
            return None(structure, tried, NoGroups.TooSmall, "Any groups would be too small to be told.");
        if (!tried.Any(IsStable))
            return None(structure, tried, NoGroups.NotStable, "Other people drawn from the same crowd would fall into other groups.");

        return Fitting(structure, tried, clusterings);
    }

    /// <summary>Of the stable ones those that foretell votes as well as the best do, give or take its standard error; of those the ones that lie farthest apart.</summary>
    private Grouping Fitting(double structure, List<TriedGroups> tried, List<Clustering> clusterings)
    {
        var stable = tried.Where(IsStable).ToList();
        var foretold = Foretelling.Of(votes, map, eligible, [.. stable.Select(groups => groups.Count)]);
        var seen = tried.Select(groups => groups with { Loss = IsStable(groups) ? foretold.Loss(stable.IndexOf(groups)) : null }).ToList();
        if (!foretold.AnyBeatsMean)
            return None(structure, seen, NoGroups.TellNothing, "What somebody's group says foretells their votes no better than what everybody says.");

        var chosen = seen.Where(IsStable).Where((_, at) => foretold.IsAsGoodAsBest(at)).MaxBy(groups => groups.Silhouette)!;
        return new Grouping.Found(eligible.Length, structure, seen, Named(clusterings[chosen.Count - 2]), chosen);
    }

    private bool IsStable(TriedGroups groups) => groups.Stability >= rules.LeastStability;

    private Grouping.NoStableGroups None(double structure, IReadOnlyList<TriedGroups> tried, NoGroups because, string why) => new(eligible.Length, structure, tried, because, why);

    /// <summary>How far the first component's variance lies above that of votes dealt anew, in standard deviations of those.</summary>
    private double Structure()
    {
        var centred = map.Centred;
        var dealt = new double[Deals];
        Parallel.For(
            0,
            Deals,
            () => new int[centred.VoteCount],
            (deal, _, room) =>
            {
                dealt[deal] = centred.Shuffled(Seeded.From(Seed + 1, deal), room).Components(1, Lanczos.RandomVector(centred.Means.Length, 0), 0.01)[0].Value;
                return room;
            },
            _ => { });
        var mean = dealt.Average();
        var deviation = Math.Sqrt(dealt.Sum(value => (value - mean) * (value - mean)) / (Deals - 1));
        return deviation == 0 ? 0 : (map.FirstVariance - mean) / deviation;
    }

    private Point[] Places(OpinionMap on) => [.. eligible.Select(person => on.Places[person])];

    private List<TriedGroups> Tried(Point[] points, IReadOnlyList<Clustering> clusterings)
    {
        var silhouettes = Silhouette.Of(points, clusterings);
        var large = clusterings.Where(clustering => clustering.Sizes().Min() >= rules.SmallestAllowed(eligible.Length)).ToList();
        var stabilities = Stabilities(large);
        return [.. clusterings.Select((clustering, at) => new TriedGroups(
            clustering.Centres.Length, clustering.Sizes().Min(), silhouettes[at], large.Contains(clustering) ? stabilities[large.IndexOf(clustering)] : null))];
    }

    /// <summary>Everybody is drawn anew with replacement, the map and groups are made of those drawn, and everybody goes to the nearest group.</summary>
    private double[] Stabilities(IReadOnlyList<Clustering> clusterings)
    {
        var agreements = new double[Resamples][];
        Parallel.For(0, Resamples, resample => agreements[resample] = Agreements(clusterings, resample));
        return [.. clusterings.Select((_, which) => agreements.Average(agreement => agreement[which]))];
    }

    private double[] Agreements(IReadOnlyList<Clustering> clusterings, int resample)
    {
        var weights = Drawn(Seeded.From(Seed + 2, resample));
        var points = Places(map.Near(votes, map.Centred.Weighted(weights), NearEnough));
        var drawn = Enumerable.Range(0, eligible.Length).Where(at => weights[eligible[at]] > 0).ToArray();
        var means = new KMeans([.. drawn.Select(at => points[at])], [.. drawn.Select(at => weights[eligible[at]])], eligible.Length / FewMoves);
        return [.. clusterings.Select(clustering => AdjustedRand.Of(
            clustering.ClusterOf, means.BestInTurn(clustering.Centres.Length, StartsOfResample, Seed + 3 + (ulong)resample).Nearest(points)))];
    }

    private double[] Drawn(Seeded random)
    {
        var times = new double[votes.Participants.Count];
        for (var draw = 0; draw < times.Length; draw++)
            times[random.Below(times.Length)]++;
        return times;
    }

    private List<OpinionGroup> Named(Clustering clustering) =>
    [
        .. eligible
            .Select((person, at) => (person, cluster: clustering.ClusterOf[at]))
            .GroupBy(item => item.cluster, item => item.person)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Min())
            .Select((group, at) => new OpinionGroup(at + 1, [.. group.Select(person => votes.Participants[person])])),
    ];
}
