using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;
using SocialRx.Storage.People;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.Insights;

public sealed class CountTablesTests
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Two_listings_of_one_name_stay_two_and_one_that_is_gone_has_its_id()
    {
        await using var test = await TestDatabase.CreateAsync();
        await ListAsync(test.Database, "a.1", "Open mic");
        await ListAsync(test.Database, "b.1", "Open mic");
        await ListAsync(test.Database, "c.1", "Allotment");
        foreach (var listing in new[] { "a.1", "b.1", "c.1", "gone.1" })
            await ChooseAsync(test.Database, "p1", listing);
        await ChooseAsync(test.Database, "p2", "b.1");

        var table = await TableAsync(test.Database);

        Assert.Equal(["Allotment", "Open mic", "Open mic", "gone.1"], table.Rows);
        Assert.Equal([1, 1, 2, 1], table.Counts.Select(counts => counts[0]));
        Assert.Equal(2, table.Respondents);
    }

    [Fact]
    public async Task A_listing_has_the_name_it_has_now()
    {
        await using var test = await TestDatabase.CreateAsync();
        await ListAsync(test.Database, "a.1", "Open mic");
        await ChooseAsync(test.Database, "p1", "a.1");

        await test.Database.WriteAsync(connection => connection.Execute("update listing set name = 'Quiet mic'"));

        Assert.Equal(["Quiet mic"], (await TableAsync(test.Database)).Rows);
    }

    private static Task<CountTable> TableAsync(Database database) =>
        database.ReadAsync(connection => Assert.Single(new CountTables(new Consultations([]), ["FB1"]).Read(connection, Programme, (id, _) => id == TableIds.ListingsByOutcome)));

    private static Task ChooseAsync(Database database, string person, string listing)
    {
        var who = new TurnIdentity(Programme, person, new PersonId(person));
        return database.WriteAsync(connection => Counters.Keeping(connection, Programme, person, open =>
        {
            Consents.Decide(open, who, new ConsentDecision($"{person}-{listing}", ConsentPurpose.Numbers, true, "1"), Now);
            Plans.SetOutcome(open, who, new OutcomeRow($"{person}-{listing}", listing, SuggestionOutcome.Chosen), Now);
        }));
    }

    private static Task<int> ListAsync(Database database, string id, string name) =>
        database.WriteAsync(connection => connection.Execute(
            "insert into listing (listing_id, source_id, record_id, name, is_online, is_free, last_modified, fingerprint, body, updated_at) values (@id, 's', @id, @name, 0, 1, '', '', '{}', '')",
            new { id, name }));
}
