using System.Globalization;
using SocialRx.Domain.Insights;

namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// What may be told of a question's votes: statements by id, numbers of people rounded or hidden, nobody in it. Shares, intervals and consensus are worked out from the rounded
/// numbers, so that a page tells no more than its table.
/// </summary>
/// <param name="Respondents">People with enough votes, rounded; everybody who voted where there are no groups.</param>
/// <param name="Groups">Empty where none may be told.</param>
/// <param name="Because">Why there are none; null when there are.</param>
public sealed record ToldOpinions(int Respondents, IReadOnlyList<ToldGroup> Groups, NoGroups? Because)
{
    private const int MostDividing = 5;

    // Of everybody, a statement divides when so many are on either side.
    private const double ASide = 1.0 / 3;

    /// <summary>What most people are of one mind about, strongest first.</summary>
    public IReadOnlyList<ToldSide> Consensus { get; init; } = [];

    /// <summary>Ids of statements on which groups, or people where there are no groups, differ most.</summary>
    public IReadOnlyList<string> Dividing { get; init; } = [];

    /// <summary>Votes of each group on each statement that is named here; a statement or group of which nothing may be told is not there.</summary>
    public IReadOnlyList<ToldVotes> Votes { get; init; } = [];

    public DateTimeOffset? At { get; init; }

    /// <summary>Everybody is one group where there are none.</summary>
    public IReadOnlyList<int> GroupIds => Groups.Count == 0 ? [0] : [.. Groups.Select(group => group.Id)];

    /// <summary>Null when fewer people are behind it than a table needs.</summary>
    /// <param name="before">What was told last; a statement on which too few have voted since is told as it was then, or not at all.</param>
    public static NewToldOpinions? Of(VoteMatrix votes, OpinionAnalysis analysis, DisclosureOptions rules, NewToldOpinions? before = null)
    {
        var sizes = Sizes(analysis.Groups, rules);
        var groups = sizes is null ? [] : analysis.Groups;
        var people = groups.Count == 0 ? votes.Participants.Count : groups.Sum(group => group.Participants.Count);
        if (people < rules.LeastRespondents)
            return null;
        var counts = analysis.Statements.ToDictionary(statement => statement.Id, statement => Counts(statement, groups.Count), StringComparer.Ordinal);
        var told = new ToldOpinions(
            rules.Round(people),
            [.. groups.Select((group, at) => new ToldGroup(group.Id, sizes!.Row(at), [.. analysis.Representative[at].Where(one => one.Stance.IsRepresentative).Select(one => new ToldSide(one.Statement, one.Agrees))]))],
            groups.Count > 0 ? null : analysis.Found is Grouping.NoStableGroups none ? none.Because : NoGroups.TooSmall)
        {
            Consensus = [.. analysis.Consensus.Select(one => new ToldSide(one.Statement, one.Agrees))],
            Dividing = MostDivided(counts),
        };
        var named = told.Named.ToDictionary(id => id, id => Table(id, counts[id], told.GroupIds, rules, before), StringComparer.Ordinal);
        return new(told with { Votes = [.. named.Values.SelectMany(one => one.Votes)] }, people, named.ToDictionary(one => one.Key, one => one.Value.Seen, StringComparer.Ordinal));
    }

    /// <summary>Every statement of which something is said.</summary>
    public IReadOnlyList<string> Named => [.. Groups.SelectMany(group => group.Speaks).Concat(Consensus).Select(side => side.Statement).Concat(Dividing).Distinct(StringComparer.Ordinal)];

    /// <summary>How many of a group are on a side, of how many who saw it; null when hidden.</summary>
    public ToldShare? Share(int group, ToldSide side) =>
        Votes.FirstOrDefault(votes => votes.Statement == side.Statement && votes.Group == group) is { Table: var table }
        && table.Row(side.Agrees ? Agree : Disagree) is { } people && table.ColumnTotals?[0] is { } of and > 0
            ? new ToldShare(Math.Min(people, of), of)
            : null;

    /// <summary>Over all groups; null when the number of any is hidden.</summary>
    public GroupConsensus? ConsensusOf(ToldSide side)
    {
        var shares = GroupIds.Select(group => Share(group, side)).ToList();
        return shares.Contains(null) ? null : GroupConsensus.Of([.. shares.Select(share => new VoteCounts(share!.People, 0, share.Of))]);
    }

    private const string Agree = "agree";
    private const string Disagree = "disagree";
    private const string Pass = "pass";

    private static PublishedTable? Sizes(IReadOnlyList<OpinionGroup> groups, DisclosureOptions rules)
    {
        var people = groups.Sum(group => group.Participants.Count);
        var table = new CountTable(
            "groups", people, [.. groups.Select(group => Id(group.Id))], [TableIds.Everybody], [.. groups.Select(group => (IReadOnlyList<int>)[group.Participants.Count])]) { TotalsDown = true };
        return groups.Count == 0 ? null : Disclosure.Publish(table, rules);
    }

    private static IReadOnlyList<VoteCounts> Counts(StatementOpinion statement, int groups) =>
        groups == 0 ? [statement.Counts] : [.. statement.ByGroup.Select(stance => stance.Counts)];

    // Between groups: those of which one agrees more than another for certain enough, widest apart first. Without groups: those with many on either side.
    private static IReadOnlyList<string> MostDivided(Dictionary<string, IReadOnlyList<VoteCounts>> counts) =>
        [.. counts
            .Select(one => (Id: one.Key, Gap: one.Value.Count == 1 ? Sides(one.Value[0]) : Gap(one.Value)))
            .Where(one => one.Gap > 0)
            .OrderByDescending(one => one.Gap).ThenBy(one => one.Id, StringComparer.Ordinal)
            .Take(MostDividing)
            .Select(one => one.Id)];

    private static double Gap(IReadOnlyList<VoteCounts> groups)
    {
        var byShare = groups.OrderBy(counts => Proportions.Smoothed(counts.Agree, counts.Seen)).ToList();
        var (least, most) = (byShare[0], byShare[^1]);
        return Proportions.AgainstOther(most.Agree, most.Seen, least.Agree, least.Seen) > Proportions.Significant
            ? Proportions.Smoothed(most.Agree, most.Seen) - Proportions.Smoothed(least.Agree, least.Seen)
            : 0;
    }

    private static double Sides(VoteCounts counts) =>
        counts.Seen > 0 && Math.Min(counts.Agree, counts.Disagree) is var fewer && (double)fewer / counts.Seen >= ASide ? (double)fewer / counts.Seen : 0;

    // The difference of two versions must not be somebody's vote, so what changed by few votes is told as before; where groups are other ones it cannot be.
    private static (IReadOnlyList<ToldVotes> Votes, int Seen) Table(string id, IReadOnlyList<VoteCounts> counts, IReadOnlyList<int> groups, DisclosureOptions rules, NewToldOpinions? before)
    {
        var seen = counts.Sum(one => one.Seen);
        if (before is null || !before.Seen.TryGetValue(id, out var seenBefore) || rules.MayReplace(seenBefore, seen))
            return ([.. groups.Zip(counts, (group, one) => (group, Table: Table(id, one, rules))).Where(one => one.Table is not null).Select(one => new ToldVotes(id, one.group, one.Table!))], seen);
        return (before.Told.GroupIds.SequenceEqual(groups) ? [.. before.Told.Votes.Where(votes => votes.Statement == id)] : [], seenBefore);
    }

    private static PublishedTable? Table(string id, VoteCounts counts, DisclosureOptions rules) =>
        Disclosure.Publish(new CountTable(id, counts.Seen, [Agree, Disagree, Pass], [TableIds.Everybody], [[counts.Agree], [counts.Disagree], [counts.Pass]]) { TotalsDown = true }, rules);

    private static string Id(int group) => group.ToString(CultureInfo.InvariantCulture);
}

/// <param name="People">Null when hidden.</param>
/// <param name="Speaks">What sets it apart from the others.</param>
public sealed record ToldGroup(int Id, int? People, IReadOnlyList<ToldSide> Speaks);

public sealed record ToldSide(string Statement, bool Agrees);

/// <param name="Group">0: everybody, where there are no groups.</param>
public sealed record ToldVotes(string Statement, int Group, PublishedTable Table);

/// <summary>Rounded numbers of people.</summary>
public sealed record ToldShare(int People, int Of)
{
    public int Percent => (int)Math.Round(100.0 * People / Of);

    /// <summary>95 %.</summary>
    public Interval Interval => Representation.Wilson(People, Of);
}

/// <summary>Something to tell, with what it takes to decide whether the next version may be told.</summary>
/// <param name="Respondents">Exact; kept, never shown.</param>
/// <param name="Seen">Exact votes on each statement when its numbers were first told as they are.</param>
public sealed record NewToldOpinions(ToldOpinions Told, int Respondents, IReadOnlyDictionary<string, int> Seen);
