namespace SocialRx.Domain.CoDesign.Statements;

/// <summary>That a voter voted, and when they had begun.</summary>
public sealed record TimedVote(string BallotId, string StatementId, DateTimeOffset BeganAt, DateTimeOffset At);

/// <summary>Many who had only just begun, voting within seconds of each other: a class in a room, or somebody who opens the chat again and again. A person decides which.</summary>
public sealed record VoteBurst(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<TimedVote> Votes)
{
    public int Voters => Votes.Select(vote => vote.BallotId).Distinct().Count();
}

public static class StatementBursts
{
    /// <summary>Looks at each vote twice at most.</summary>
    /// <param name="votes">Of one question, in any order.</param>
    public static IReadOnlyList<VoteBurst> In(IEnumerable<TimedVote> votes, StatementOptions rules)
    {
        var fresh = votes.Where(vote => vote.At - vote.BeganAt <= TimeSpan.FromMinutes(rules.NewForMinutes)).OrderBy(vote => vote.At).ThenBy(vote => vote.BallotId, StringComparer.Ordinal).ToList();
        var bursts = new List<(int First, int Last)>();
        var within = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int first = 0, last = 0; last < fresh.Count; last++)
        {
            within[fresh[last].BallotId] = within.GetValueOrDefault(fresh[last].BallotId) + 1;
            for (; fresh[last].At - fresh[first].At > TimeSpan.FromSeconds(rules.BurstSeconds); first++)
                Leave(within, fresh[first].BallotId);
            if (within.Count >= rules.BurstVoters)
                Extend(bursts, first, last);
        }

        return [.. bursts.Select(burst => fresh[burst.First..(burst.Last + 1)]).Select(together => new VoteBurst(together[0].At, together[^1].At, together))];
    }

    private static void Leave(Dictionary<string, int> within, string ballot)
    {
        if (--within[ballot] == 0)
            within.Remove(ballot);
    }

    private static void Extend(List<(int First, int Last)> bursts, int first, int last)
    {
        if (bursts.Count > 0 && first <= bursts[^1].Last)
            bursts[^1] = (bursts[^1].First, last);
        else
            bursts.Add((first, last));
    }
}
