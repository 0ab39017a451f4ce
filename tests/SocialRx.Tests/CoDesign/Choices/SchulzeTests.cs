using SocialRx.Domain.CoDesign.Choices;

namespace SocialRx.Tests.CoDesign.Choices;

public sealed class SchulzeTests
{
    [Fact]
    public void The_example_with_45_voters_of_Schulzes_paper_comes_out_as_there()
    {
        var result = Rank("A B C D E", ("A C B E D", 5), ("A D E C B", 5), ("B E D A C", 8), ("C A B E D", 3), ("C A E B D", 7), ("C B A D E", 2), ("D C E B A", 7), ("E B A D C", 8));

        Assert.Equal("E > A > C > B > D", Places(result));
        Assert.Equal(45, result.Ballots);
        Assert.Equal([0, 20, 26, 30, 22], result.Preferred[0]);
        Assert.Equal([23, 27, 21, 31, 0], result.Preferred[4]);
    }

    [Fact]
    public void Options_that_nobody_prefers_to_each_other_share_a_place()
    {
        Assert.Equal("A = B = C", Places(Rank("A B C")));
        Assert.Equal("A = B > C", Places(Rank("A B C", ("A B C", 2), ("B A C", 2))));
        Assert.Equal("A = B = C", Places(Rank("A B C", ("A B C", 1), ("B C A", 1), ("C A B", 1))));
    }

    [Fact]
    public void Options_left_out_come_after_all_that_are_named()
    {
        var result = Rank("A B C D", ("C", 4), ("A C", 2), ("", 4), ("gone A A", 1));

        Assert.Equal("C > A > B = D", Places(result));
        Assert.Equal(7, result.Ballots);
    }

    [Fact]
    public void Agrees_with_every_chain_of_majorities_tried_one_by_one()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (options, ballots) = Random(seed);
            var result = Schulze.Rank(options, ballots);
            var places = result.Places.Index().SelectMany(place => place.Item.Select(option => (option, place.Index))).ToDictionary();
            foreach (var one in options)
            {
                foreach (var other in options.Where(other => Strongest(one, other, options, ballots) > Strongest(other, one, options, ballots)))
                    Assert.True(places[one] < places[other]);
            }

            // Tied, or kept apart only by a third: nobody is on a worse place than they must be.
            foreach (var option in options.Where(option => places[option] > 0))
                Assert.Contains(options.Where(other => places[other] == places[option] - 1), other => Strongest(other, option, options, ballots) > Strongest(option, other, options, ballots));
        }
    }

    [Fact]
    public void Whoever_beats_everybody_one_to_one_is_first()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (options, ballots) = Random(seed);
            var beatsAll = Array.Find(options, one => options.All(other => one == other || Prefer(one, other, ballots) > Prefer(other, one, ballots)));
            if (beatsAll is not null)
                Assert.Equal([beatsAll], Schulze.Rank(options, ballots).Places[0]);
        }
    }

    private static int Strongest(string from, string to, string[] options, List<IReadOnlyList<string>> ballots, params string[] passed) =>
        options.Where(next => next != from && !passed.Contains(next) && Prefer(from, next, ballots) > Prefer(next, from, ballots))
            .Select(next => next == to ? Prefer(from, to, ballots) : Math.Min(Prefer(from, next, ballots), Strongest(next, to, options, ballots, [.. passed, from])))
            .DefaultIfEmpty(0)
            .Max();

    private static int Prefer(string one, string other, List<IReadOnlyList<string>> ballots) =>
        ballots.Count(ballot => ballot.Contains(one) && (!ballot.Contains(other) || ballot.Index().First(place => place.Item == one).Index < ballot.Index().First(place => place.Item == other).Index));

    private static (string[] Options, List<IReadOnlyList<string>> Ballots) Random(int seed)
    {
        var random = new Random(seed);
        var options = Enumerable.Range(0, random.Next(1, 6)).Select(option => $"o{option}").ToArray();
        List<IReadOnlyList<string>> ballots = [];
        for (var voters = random.Next(0, 8); voters > 0; voters--)
        {
            var ranking = options.ToArray();
            random.Shuffle(ranking);
            ballots.Add(ranking[..random.Next(0, ranking.Length + 1)]);
        }

        return (options, ballots);
    }

    private static RankedChoice Rank(string options, params (string Ballot, int Times)[] ballots) =>
        Schulze.Rank(options.Split(' '), ballots.SelectMany(ballot => Enumerable.Repeat<IReadOnlyList<string>>(ballot.Ballot.Split(' ', StringSplitOptions.RemoveEmptyEntries), ballot.Times)));

    private static string Places(RankedChoice result) => string.Join(" > ", result.Places.Select(place => string.Join(" = ", place)));
}
