using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Domain.ActivityDirectory;

namespace SocialRx.Tests.Storage.ActivityDirectory;

public sealed class StagingTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_gathered_is_seen_by_nobody_until_all_of_it_is_there(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await Put(test, Some.Listing("same"), Some.Listing("changes"), Some.Listing("goes"));
        var staging = await Begin(test);

        await Add(test, staging, "page 2", Some.Listing("same"), Some.Listing("changes") with { Summary = "New words" });
        await Add(test, staging, "page 3", Some.Listing("comes"));
        var meanwhile = await Ids(test);
        var counts = await test.Database.WriteAsync(connection => staging.Swap(connection, Some.Now));

        Assert.Equal(["test.changes", "test.goes", "test.same"], meanwhile);
        Assert.Equal(["test.changes", "test.comes", "test.same"], await Ids(test));
        Assert.Equal(new ImportCounts(Imported: 2, Unchanged: 1, Removed: 1), counts);
        Assert.Equal("New words", (await Listings.FindAsync(test.Database, "test.changes"))!.Summary);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_reading_that_was_broken_off_is_gone_on_with_where_it_was(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await Add(test, await Begin(test), "page 2", Some.Listing("first"));
        await using var next = await Database.OpenAsync(test.Options, TimeProvider.System);

        var found = await next.ReadAsync(connection => Staging.Unfinished(connection, "test"));
        await next.WriteAsync(connection => { found!.Add(connection, [Some.Listing("second")], Some.Now); });
        await next.WriteAsync(connection => found!.Swap(connection, Some.Now));

        Assert.Equal("page 2", found!.Position);
        Assert.Equal(["test.first", "test.second"], await Ids(test));
        Assert.Null(await next.ReadAsync(connection => Staging.Unfinished(connection, "test")));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_reading_that_is_begun_afresh_or_given_up_leaves_nothing(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await Add(test, await Begin(test, "first"), "page 2", Some.Listing("old"));
        var second = await Begin(test, "second");
        await Add(test, second, "page 2", Some.Listing("new"), Some.Listing("newer"));
        await test.Database.WriteAsync(second.Discard);

        var swept = await Staging.SweepAsync(test.Database);

        Assert.Equal(3, swept);
        Assert.Empty(await Ids(test));
        Assert.Equal(0, await test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select (select count(*) from staging) + (select count(*) from staged_listing)")));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Of_two_with_one_id_the_one_changed_last_is_kept_and_both_are_named(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var staging = await Begin(test);
        var newer = Some.Listing("twice") with { Name = "Newer", LastModified = Some.Now.AddDays(-1) };

        await Add(test, staging, null, newer, Some.Listing("once"));
        var again = await Add(test, staging, null, Some.Listing("twice"), Some.Listing("both"), Some.Listing("both"));
        await test.Database.WriteAsync(connection => staging.Swap(connection, Some.Now));

        Assert.Equal(["test.both", "test.twice"], again.Order(StringComparer.Ordinal));
        Assert.Equal("Newer", (await Listings.FindAsync(test.Database, "test.twice"))!.Name);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Only_its_own_source_is_swapped(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await Put(test, Some.Listing("other") with { Id = "other.a", SourceId = "other" });
        var staging = await Begin(test);
        await Add(test, staging, null, Some.Listing("a"));

        await test.Database.WriteAsync(connection => staging.Swap(connection, Some.Now));

        Assert.Equal(["other.a", "test.a"], await Ids(test));
    }

    private static Task<Staging> Begin(TestDatabase test, string stagingId = "reading") =>
        test.Database.WriteAsync(connection => Staging.Begin(connection, stagingId, "test", "test.json", Some.Now));

    private static Task<IReadOnlyList<string>> Add(TestDatabase test, Staging staging, string? position, params Listing[] listings) =>
        test.Database.WriteAsync(connection => staging.Add(connection, listings, Some.Now, position));

    private static Task Put(TestDatabase test, params Listing[] listings) => test.Database.WriteAsync(connection => ListingRows.Put(connection, listings, Some.Now));

    private static Task<IReadOnlyList<string>> Ids(TestDatabase test) =>
        test.Database.ReadAsync(connection => connection.Query<string>("select listing_id from search_listing order by listing_id"));
}
