using SocialRx.Domain.Insights;

namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>Everything there is to say about one consultation's votes on statements.</summary>
/// <param name="Found">Null when the groups were given.</param>
/// <param name="Groups">Empty when there are no stable ones.</param>
/// <param name="Statements">All that take part, those without votes too, in the order given.</param>
/// <param name="Representative">Of each group, in the groups' order.</param>
public sealed record OpinionAnalysis(
    Grouping? Found,
    IReadOnlyList<OpinionGroup> Groups,
    IReadOnlyList<StatementOpinion> Statements,
    IReadOnlyList<IReadOnlyList<RepresentativeStatement>> Representative,
    IReadOnlyList<ConsensusStatement> Consensus)
{
    /// <param name="statements">All that take part; of those only in the votes nothing is said.</param>
    public static OpinionAnalysis Of(VoteMatrix votes, IReadOnlyList<string> statements, GroupingRules? rules = null)
    {
        var map = OpinionMap.Of(votes);
        var found = OpinionGroups.Find(votes, map, rules);
        return Of(votes, map, statements, found, found is Grouping.Found some ? some.Groups : []);
    }

    /// <summary>With groups that somebody else found, however small.</summary>
    public static OpinionAnalysis Of(VoteMatrix votes, IReadOnlyList<string> statements, IReadOnlyList<OpinionGroup> given) =>
        Of(votes, OpinionMap.Of(votes), statements, null, given);

    private static OpinionAnalysis Of(VoteMatrix votes, OpinionMap map, IReadOnlyList<string> statements, Grouping? found, IReadOnlyList<OpinionGroup> groups)
    {
        var tally = GroupTally.Of(votes, groups);
        var opinions = statements.Select(statement => StatementOpinion.Of(statement, votes, map, groups, tally)).ToList();
        return new OpinionAnalysis(
            found,
            groups,
            opinions,
            [.. groups.Select((_, at) => RepresentativeStatement.Of(opinions.Select(opinion => (opinion.Id, opinion.ByGroup[at]))))],
            ConsensusStatement.Of([.. opinions.Select(opinion => (opinion.Id, opinion.Counts))]));
    }
}

/// <summary>What people say to one statement.</summary>
/// <param name="Counts">Of everybody who voted.</param>
/// <param name="Agreement">Share of agreement among everybody who saw it, 95 %; null when nobody has.</param>
/// <param name="Extremity">See <see cref="OpinionMap.ExtremityOf"/>.</param>
/// <param name="Priority">Made of the votes of all who are in a group, as Polis has it; of everybody where there are no groups.</param>
/// <param name="Consensus">Over the groups; over everybody as one where there are none.</param>
/// <param name="ByGroup">In the groups' order.</param>
public sealed record StatementOpinion(
    string Id, VoteCounts Counts, Interval? Agreement, double Extremity, double Priority, GroupConsensus Consensus, IReadOnlyList<GroupStance> ByGroup)
{
    internal static StatementOpinion Of(string statement, VoteMatrix votes, OpinionMap map, IReadOnlyList<OpinionGroup> groups, VoteCounts[][] tally)
    {
        var column = votes.IndexOfStatement(statement);
        var everybody = column < 0 ? default : votes.Counts[column];
        var extremity = column < 0 ? 0 : map.ExtremityOf(column);
        IReadOnlyList<(int Group, VoteCounts Counts)> byGroup = [.. groups.Select((group, at) => (group.Id, column < 0 ? default : tally[at][column]))];
        var counted = byGroup.Count == 0 ? everybody : byGroup.Aggregate(default(VoteCounts), (sum, group) => sum + group.Counts);
        return new StatementOpinion(
            statement,
            everybody,
            AgreementIn(everybody),
            extremity,
            RoutingPriority.Of(counted, extremity),
            GroupConsensus.Of(byGroup.Count == 0 ? [everybody] : [.. byGroup.Select(group => group.Counts)]),
            GroupStance.Of(byGroup));
    }

    public static Interval? AgreementIn(VoteCounts counts) => counts.Seen == 0 ? null : Representation.Wilson(counts.Agree, counts.Seen);
}
