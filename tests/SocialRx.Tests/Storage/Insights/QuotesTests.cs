using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;
using SocialRx.Storage.People;
using SocialRx.Storage.Staff;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.Insights;

public sealed class QuotesTests
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_newest_five_hundred_are_shown_in_an_order_that_is_not_the_one_they_came_in(string dialect)
    {
        await using var test = dialect == "postgres" ? await TestDatabase.CreateOnPostgresAsync() : await TestDatabase.CreateAsync();
        await test.Database.WriteAsync(connection =>
        {
            for (var n = 0; n < 510; n++)
                Write(connection, $"p{n}", $"words {n * 7 % 510:000}", "14-15", Start.AddSeconds(n));
        });

        var quotes = await test.Database.ReadAsync(connection => Quotes.Released(connection, Programme, 8));

        Assert.Equal(Enumerable.Range(10, 500).Select(n => $"words {n * 7 % 510:000}").Order(StringComparer.Ordinal), quotes.Select(quote => quote.Words));
        Assert.All(quotes, quote => Assert.Equal("14-15", quote.AgeBand));
    }

    [Fact]
    public async Task An_age_is_told_only_when_enough_of_that_age_wrote()
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.Database.WriteAsync(connection =>
        {
            for (var n = 0; n < 15; n++)
                Write(connection, $"p{n}", $"words {n:00}", n < 8 ? "14-15" : "16-17", Start.AddSeconds(n));
        });

        var quotes = await test.Database.ReadAsync(connection => Quotes.Released(connection, Programme, 8));

        Assert.Equal([.. Enumerable.Repeat("14-15", 8), .. Enumerable.Repeat<string?>(null, 7)], quotes.Select(quote => quote.AgeBand));
    }

    private static void Write(Connection connection, string person, string words, string age, DateTimeOffset now)
    {
        var who = new TurnIdentity(Programme, person, new PersonId(person));
        Counters.Keeping(connection, Programme, person, open =>
        {
            Consents.Decide(open, who, new ConsentDecision($"c-{person}", ConsentPurpose.Quote, true, "1"), now);
            Persons.SetAgeBand(open, who, age, now);
            OwnWords.Keep(open, who, new KeptWords($"w-{person}", "matters", words, words), now);
        });
        QuoteReview.Decide(connection, Programme, $"w-{person}", "facilitator", null, now);
    }
}
