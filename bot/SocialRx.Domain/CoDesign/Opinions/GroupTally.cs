namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>Votes of each group on each statement.</summary>
public static class GroupTally
{
    /// <summary>By group in the order given, then by statement in the matrix's order.</summary>
    public static VoteCounts[][] Of(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups) => [.. groups.Select(group => Of(votes, group))];

    /// <summary>Which group each person of the matrix is in, by its place in the list; -1 for none.</summary>
    internal static int[] GroupOfEach(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups)
    {
        var groupOf = new int[votes.Participants.Count];
        Array.Fill(groupOf, -1);
        for (var group = 0; group < groups.Count; group++)
        {
            foreach (var person in groups[group].Participants.Select(votes.IndexOfPerson).Where(person => person >= 0))
                groupOf[person] = group;
        }

        return groupOf;
    }

    private static VoteCounts[] Of(VoteMatrix votes, OpinionGroup group)
    {
        var counts = new VoteCounts[votes.Statements.Count];
        foreach (var person in group.Participants.Select(votes.IndexOfPerson).Where(person => person >= 0))
        {
            var (statements, cast) = votes.By(person);
            for (var at = 0; at < statements.Length; at++)
                counts[statements.Span[at]] += VoteCounts.Of(cast.Span[at]);
        }

        return counts;
    }
}
