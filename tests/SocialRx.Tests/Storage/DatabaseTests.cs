using Dapper;
using SocialRx.Storage;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage;

public sealed class DatabaseTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Concurrent_writes_all_arrive(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (v integer not null primary key)"); });

        await Task.WhenAll(Enumerable.Range(0, 500).Select(value => test.Database.WriteAsync(connection => connection.Execute("insert into n (v) values (@value)", new { value }))));

        Assert.Equal(500, await test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from n")));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_write_that_fails_undoes_itself_and_nobody_else(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (v integer not null primary key)"); });

        var writes = Enumerable.Range(0, 100).Select(value => test.Database.WriteAsync(connection =>
        {
            connection.Execute("insert into n (v) values (@value)", new { value });
            if (value % 2 == 1)
                throw new InvalidOperationException("odd");
        })).ToList();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(writes));

        Assert.All(writes, (write, value) => Assert.Equal(value % 2 == 1, write.IsFaulted));
        Assert.Equal(50, await test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from n where v % 2 = 0")));
        Assert.Equal(0, await test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from n where v % 2 = 1")));
    }

    [Fact]
    public async Task What_was_written_is_there_after_opening_again()
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.Database.WriteAsync(connection => { connection.Execute("insert into conversation (conversation_id, version, created_at, updated_at) values ('c', 1, 'x', 'x')"); });

        await using var again = await Database.OpenAsync(new StorageOptions { File = test.File }, TimeProvider.System);

        Assert.Equal(1, await again.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from conversation")));
    }

    [Fact]
    public async Task A_database_of_a_newer_release_is_refused()
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.Database.WriteAsync(connection => { connection.Execute("insert into schema_migration (number, name, applied_at) values (9999, 'later', 'x')"); });

        var error = await Assert.ThrowsAsync<StorageException>(() => Database.OpenAsync(new StorageOptions { File = test.File }, TimeProvider.System));

        Assert.Contains("newer release", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_in_the_error()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new string('x', 5000), TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<StorageException>(() => Database.OpenAsync(new StorageOptions { File = file }, TimeProvider.System));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_writing_goes_on_when_there_is_room_again()
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.Database.WriteAsync(connection => { connection.Execute("create table big (v text not null)"); });
        var pages = await test.Database.WriteAsync(connection => connection.ExecuteScalar<int>("pragma page_count"));
        await test.Database.WriteAsync(connection => { connection.Execute($"pragma max_page_count = {pages + 5}"); });

        var error = await Assert.ThrowsAsync<StorageException>(() => test.Database.WriteAsync(connection => connection.Execute("insert into big (v) values (@v)", new { v = new string('x', 1_000_000) })));
        await test.Database.WriteAsync(connection => { connection.Execute("insert into big (v) values ('small')"); });

        Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);
        Assert.Equal(["small"], await test.Database.ReadAsync(connection => connection.Query<string>("select v from big").ToList()));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_row_that_is_there_already_is_refused_and_the_first_one_stays(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (v integer not null primary key)"); });

        // Which of them is the first is nobody's business.
        Task<int>[] both = [.. Enumerable.Range(0, 2).Select(_ => test.Database.WriteAsync(connection => connection.Execute("insert into n (v) values (1)")))];
        await Task.WhenAny(Task.WhenAll(both));
        Assert.Equal(1, both.Count(write => write.IsFaulted));

        Assert.Equal(1, await test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from n")));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_only_to_be_done_is_done_in_order_before_what_is_asked_and_lasts(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (v integer not null primary key, word text)"); });

        var seen = await test.Database.WriteAsync(connection =>
        {
            connection.Change("insert into n (v, word) values (@v, @word)", new[] { new { v = 1, word = (string?)"one" }, new { v = 2, word = (string?)null } });
            connection.Change("update n set v = v + 10 where v = @v", new { v = 2, nobody = new object() });
            var asked = connection.Query<int>("select v from n order by v");
            connection.Change("delete from n where v = 1");
            return asked;
        });

        Assert.Equal([1, 12], seen);
        Assert.Equal([12], await test.Database.ReadAsync(connection => connection.Query<int>("select v from n")));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_only_to_be_done_and_fails_undoes_its_whole_write_and_the_next_one_is_as_ever(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (v integer not null primary key)"); });

        for (var round = 0; round < 40; round++)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => test.Database.WriteAsync(connection =>
            {
                connection.Change("insert into n (v) values (1)");
                connection.Change("insert into n (v) values (1)");
                connection.Change("insert into n (v) values (2)");
            }));
        }

        await test.Database.WriteAsync(connection => connection.Change("insert into n (v) values (3)"));
        Assert.Equal([3], await test.Database.ReadAsync(connection => connection.Query<int>("select v from n")));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_batch_answers_each_of_its_questions_as_of_its_place(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (v integer not null primary key)"); });

        var (before, none, after) = await test.Database.WriteAsync(connection =>
        {
            connection.Change("insert into n (v) values (1)");
            var batch = new SqlBatch();
            var first = batch.Ask<long>("select v from n order by v");
            var second = batch.Ask<string>("select 'x' from n where v = @v", ("v", 7));
            batch.Add("insert into n (v) values (@v)", ("v", 2));
            var third = batch.Ask<long>("select v from n order by v");
            batch.Run(connection);
            return (first.Rows, second.Rows, third.Rows);
        });

        Assert.Equal([1], before);
        Assert.Empty(none);
        Assert.Equal([1, 2], after);
    }
}
