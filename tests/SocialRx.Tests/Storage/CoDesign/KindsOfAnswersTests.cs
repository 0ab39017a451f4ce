using SocialRx.Domain.CoDesign;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.People;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.CoDesign;

public sealed class KindsOfAnswersTests
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_last_order_vote_and_ballot_of_a_person_count_are_shown_to_them_and_go_with_them(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var pair = OptionPair.Of("park", "bus");
        await WriteAsync(test, "p", (connection, who) =>
        {
            Orders.Replace(connection, who, "c", "order", ["warm", "free", "near"], Now);
            Orders.Replace(connection, who, "c", "order", ["near", "warm"], Now);
            PairVotes.Set(connection, who, "c", "pairs", pair, "park", Now);
            PairVotes.Set(connection, who, "c", "pairs", pair, "", Now);
            Ballots.Replace(connection, who, "c", "sum", ["lights", "bins"], Now);
            Ballots.Replace(connection, who, "c", "sum", [], Now);
        });
        await WriteAsync(test, "q", (connection, who) => PairVotes.Set(connection, who, "c", "pairs", pair, "bus", Now));

        var stored = await ReadAsync(test, "p");

        Assert.Equal([(1, "near"), (2, "warm")], stored!.Orders.Select(place => (place.Place, place.OptionId)));
        Assert.Equal(("bus", "park", ""), Assert.Single(stored.Pairs.Select(vote => (vote.FirstId, vote.SecondId, vote.ChosenId))));
        Assert.Equal("", Assert.Single(stored.Ballots).ProjectId);
        Assert.Equal(2, (await test.Database.ReadAsync(connection => PairVotes.Counts(connection, Programme, "c", "pairs"), TestContext.Current.CancellationToken))[pair]);

        await WriteAsync(test, "p", (connection, who) =>
        {
            PairVotes.Set(connection, who, "c", "pairs", pair, null, Now);
            Ballots.Replace(connection, who, "c", "sum", null, Now);
            Orders.Replace(connection, who, "c", "order", [], Now);
        });
        var taken = await ReadAsync(test, "p");
        Assert.Equal((0, 0, 0), (taken!.Orders.Count, taken.Pairs.Count, taken.Ballots.Count));
        await WriteAsync(test, "q", PersonalRecord.Delete);
        Assert.Empty(await test.Database.ReadAsync(connection => PairVotes.Counts(connection, Programme, "c", "pairs"), TestContext.Current.CancellationToken));
    }

    private static TurnIdentity Who(string person) => new(Programme, $"test/{person}", new PersonId(person));

    private static Task WriteAsync(TestDatabase test, string person, Action<Connection, TurnIdentity> write) =>
        test.Database.WriteAsync(connection => write(connection, Who(person)));

    private static Task<StoredPerson?> ReadAsync(TestDatabase test, string person) =>
        test.Database.ReadAsync(connection => PersonalRecord.Read(connection, Who(person)));
}
