using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Tests.CoDesign.Opinions;

/// <summary>Made-up conversations about a made-up town.</summary>
internal static class SomeVotes
{
    /// <summary>Camps that each hold their own opinion of every statement and mostly vote by it; everybody votes on some of the statements.</summary>
    /// <param name="loyalty">How often somebody votes as their camp does, from 0 (everybody by chance) to 1.</param>
    public static List<CastVote> OfCamps(int[] camps, int statements, int votesEach, double loyalty, int seed)
    {
        var random = new Random(seed);
        var opinions = camps.Select(_ => Enumerable.Range(0, statements).Select(_ => Any(random)).ToArray()).ToArray();
        return
        [
            .. from camp in Enumerable.Range(0, camps.Length)
               from member in Enumerable.Range(0, camps[camp])
               from statement in Enumerable.Range(0, statements).OrderBy(_ => random.Next()).Take(votesEach).ToArray()
               select new CastVote($"c{camp}-{member}", $"s{statement}", random.NextDouble() < loyalty ? opinions[camp][statement] : Any(random)),
        ];
    }

    /// <summary>The same votes in another order, and everybody and everything under another name.</summary>
    public static (List<CastVote> Votes, Func<string, string> NewName) Renamed(IReadOnlyList<CastVote> votes, int seed)
    {
        var random = new Random(seed);
        var (people, statements) = (Names(votes.Select(vote => vote.Participant), "p", random), Names(votes.Select(vote => vote.Statement), "q", random));
        var renamed = votes.Select(vote => new CastVote(people[vote.Participant], statements[vote.Statement], vote.Vote)).ToArray();
        random.Shuffle(renamed);
        return ([.. renamed], name => people[name]);
    }

    /// <summary>Each statement's votes dealt anew among those who voted on it.</summary>
    public static List<CastVote> Dealt(IEnumerable<CastVote> votes, int seed)
    {
        var random = new Random(seed);
        return [.. votes.GroupBy(vote => vote.Statement).SelectMany(on =>
        {
            var dealt = on.Select(vote => vote.Vote).ToArray();
            random.Shuffle(dealt);
            return on.Select((vote, at) => vote with { Vote = dealt[at] });
        })];
    }

    public static IReadOnlyList<OpinionGroup> Groups(IEnumerable<CastVote> votes) =>
        Find(votes) is Grouping.Found found ? found.Groups : [];

    public static Grouping Find(IEnumerable<CastVote> votes)
    {
        var matrix = VoteMatrix.Of(votes);
        return OpinionGroups.Find(matrix, OpinionMap.Of(matrix));
    }

    private static Vote Any(Random random) => random.Next(10) switch
    {
        < 5 => Vote.Agree,
        < 9 => Vote.Disagree,
        _ => Vote.Pass,
    };

    private static Dictionary<string, string> Names(IEnumerable<string> names, string prefix, Random random)
    {
        var distinct = names.Distinct().ToArray();
        var numbers = Enumerable.Range(0, distinct.Length).ToArray();
        random.Shuffle(numbers);
        return distinct.Select((name, at) => (name, number: numbers[at])).ToDictionary(item => item.name, item => $"{prefix}{item.number}");
    }
}
