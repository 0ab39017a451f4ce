namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>Votes of each group on each statement.</summary>
internal static class GroupTally
{
    /// <summary>By group in the order given, then by statement in the matrix's order.</summary>
    public static VoteCounts[][] Of(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups) => Of(votes, GroupOfEach(votes, groups), groups.Count);

    public static VoteCounts[][] Of(VoteMatrix votes, int[] groupOf, int groups)
    {
        var counts = Enumerable.Range(0, groups).Select(_ => new VoteCounts[votes.Statements.Count]).ToArray();
        for (var statement = 0; statement < votes.Statements.Count; statement++)
        {
            var people = votes.ByStatement.IndexOf(statement);
            var cast = votes.ByStatement.VotesOf(statement);
            for (var at = 0; at < people.Length; at++)
            {
                if (groupOf[people[at]] is >= 0 and var group)
                    counts[group][statement] += VoteCounts.Of(cast[at]);
            }
        }

        return counts;
    }

    /// <summary>Which group each person of the matrix is in, by its place in the list; -1 for none.</summary>
    public static int[] GroupOfEach(VoteMatrix votes, IReadOnlyList<OpinionGroup> groups)
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
}
