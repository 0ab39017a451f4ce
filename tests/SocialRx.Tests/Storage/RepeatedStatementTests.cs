using Microsoft.Data.Sqlite;
using SocialRx.Storage;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage;

/// <summary>A text that comes again runs what was prepared the first time; nothing of the first time may be left in it.</summary>
public sealed class RepeatedStatementTests
{
    private const string Insert = "insert into n (id, words) values (@id, @words)";

    [Fact]
    public async Task Each_time_has_its_own_values()
    {
        await using var test = await WithTableAsync();

        await test.Database.WriteAsync(connection =>
        {
            connection.Execute(Insert, new { id = 1, words = (string?)"one" });
            connection.Execute(Insert, new { id = 2, words = (string?)null });
            connection.Execute(Insert, new { words = "three", id = 3 });
            connection.Execute(Insert, new[] { new { id = 4, words = "four" }, new { id = 5, words = "five" } });
        });

        Assert.Equal(["one", null, "three", "four", "five"], await test.Database.ReadAsync(connection => connection.Query<string?>("select words from n order by id")));
        Assert.Equal(["one", "five"], await WordsAsync(test, 1, 5));
        Assert.Equal(["three"], await WordsAsync(test, 3));
    }

    [Fact]
    public async Task All_statements_of_a_text_run_each_time()
    {
        await using var test = await WithTableAsync();
        const string Two = "insert into n (id, words) values (@id, 'first'); insert into n (id, words) values (-@id, 'second')";

        await test.Database.WriteAsync(connection =>
        {
            Assert.Equal(2, connection.Execute(Two, new { id = 1 }));
            Assert.Equal(2, connection.Execute(Two, new { id = 2 }));
        });

        Assert.Equal([-2, -1, 1, 2], await test.Database.ReadAsync(connection => connection.Query<int>("select id from n order by id")));
    }

    [Fact]
    public async Task One_that_failed_works_the_next_time()
    {
        await using var test = await WithTableAsync();
        await test.Database.WriteAsync(connection => { connection.Execute(Insert, new { id = 1, words = "one" }); });

        await Assert.ThrowsAsync<SqliteException>(() => test.Database.WriteAsync(connection => { connection.Execute(Insert, new { id = 1, words = "again" }); }));
        await test.Database.WriteAsync(connection => { connection.Execute(Insert, new { id = 2, words = "two" }); });

        Assert.Equal(["one", "two"], await WordsAsync(test, 1, 2));
    }

    [Fact]
    public async Task A_table_may_change_between_two_times()
    {
        await using var test = await WithTableAsync();
        const string Select = "select * from n where id = @id";
        await test.Database.WriteAsync(connection => { connection.Execute(Insert, new { id = 1, words = "one" }); });
        Assert.Equal("one", (await test.Database.WriteAsync(connection => connection.QuerySingleOrDefault<Row>(Select, new { id = 1 })))!.Words);

        await test.Database.WriteAsync(connection => { connection.Execute("alter table n add column mood text default 'fine'"); });

        Assert.Equal(new Row { Id = 1, Words = "one", Mood = "fine" }, await test.Database.WriteAsync(connection => connection.QuerySingleOrDefault<Row>(Select, new { id = 1 })));
    }

    [Fact]
    public async Task More_texts_than_are_kept_all_work()
    {
        await using var test = await WithTableAsync();

        await test.Database.WriteAsync(connection =>
        {
            for (var round = 0; round < 2; round++)
            {
                for (var id = 0; id < 300; id++)
                    connection.Execute($"insert into n (id, words) values (@id + {id}, @words) on conflict (id) do update set words = @words", new { id = 1000, words = $"{round} {id}" });
            }
        });

        Assert.Equal(["1 0", "1 299"], await WordsAsync(test, 1000, 1299));
    }

    private static async Task<TestDatabase> WithTableAsync()
    {
        var test = await TestDatabase.CreateAsync();
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (id integer not null primary key, words text)"); });
        return test;
    }

    private static Task<IReadOnlyList<string>> WordsAsync(TestDatabase test, params int[] ids) =>
        test.Database.ReadAsync(connection => connection.Query<string>("select words from n where id in @ids order by id", new { ids }));

    private sealed record Row
    {
        public required int Id { get; init; }

        public string? Words { get; init; }

        public string? Mood { get; init; }
    }
}
