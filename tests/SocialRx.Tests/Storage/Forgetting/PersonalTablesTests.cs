using SocialRx.Storage.Forgetting;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.Forgetting;

public sealed class PersonalTablesTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Every_table_that_says_whose_its_rows_are_goes_with_them_or_says_why_it_stays(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);

        await test.Database.ReadAsync(connection =>
        {
            Same(Catalogue.TablesWith(connection, "person_id"), [.. PersonalTables.OfPerson, .. PersonalTables.Stay.Keys]);
            Same(Catalogue.TablesWith(connection, "conversation_id"), [.. PersonalTables.OfConversation, "concern", "person"]);
            Same(Catalogue.TablesWith(connection, "concern_id"), PersonalTables.OfConcern);
            return true;
        });

        static void Same(IEnumerable<string> there, IEnumerable<string> treated) => Assert.Equal(there.Order(StringComparer.Ordinal), treated.Order(StringComparer.Ordinal));
    }
}
