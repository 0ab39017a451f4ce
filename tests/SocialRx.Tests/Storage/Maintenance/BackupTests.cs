using System.Text;
using SocialRx.Storage;
using SocialRx.Storage.Maintenance;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.Maintenance;

public sealed class BackupTests : IDisposable
{
    private const int Writers = 16;

    private readonly TestFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Taken_while_many_write_it_holds_all_that_was_acknowledged_and_nothing_by_halves()
    {
        await using var test = await CountingDatabaseAsync();
        using var enough = new CancellationTokenSource();
        var acknowledged = new int[Writers];
        var writing = Enumerable.Range(0, Writers).Select(writer => WriteAsync(test.Database, writer, acknowledged, enough.Token)).ToList();

        for (var number = 0; number < 10; number++)
        {
            var before = acknowledged.Select(count => Volatile.Read(in count)).ToArray();
            var file = _folder[$"{number}.db"];
            await Task.Run(() => Backups.Take(test.File, file, Stop), Stop);
            foreach (var (writer, rows, last, total) in await CountedAsync(file))
            {
                Assert.InRange(rows, before[writer], int.MaxValue);
                Assert.Equal((rows, rows), (last, total));
            }
        }

        await enough.CancelAsync();
        await Task.WhenAll(writing);
    }

    [Fact]
    public async Task Writers_are_answered_while_it_is_taken()
    {
        await using var test = await CountingDatabaseAsync();
        await FillAsync(test.Database);
        var answered = 0;

        for (var number = 0; answered == 0; number++)
        {
            Assert.True(number < 20, "No write was answered during any of 20 backups.");
            var taking = Task.Run(() => Backups.Take(test.File, _folder[$"{number}.db"], Stop), Stop);
            while (!taking.IsCompleted)
            {
                await test.Database.WriteAsync(connection => connection.Execute("update total set numbers = numbers where writer = 0"));
                answered += taking.IsCompleted ? 0 : 1;
            }

            await taking;
        }
    }

    [Fact]
    public async Task It_says_what_is_in_it()
    {
        await using var test = await CountingDatabaseAsync();
        await test.Database.WriteAsync(connection => connection.Execute("insert into counted (writer, number) values (1, 1), (1, 2)"));

        var contents = Backups.Take(test.File, _folder["a.db"], Stop);

        Assert.Contains(new TableRows("counted", 2), contents.Tables);
        Assert.Contains(new TableRows("conversation", 0), contents.Tables);
        Assert.Equal(await test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select max(number) from schema_migration")), contents.Migration);
        Assert.Equal(["a.db"], _folder.Names);
    }

    [Fact]
    public async Task What_was_deleted_is_not_in_it_although_the_database_file_still_has_it()
    {
        const string Words = "something that was said and taken back";
        await using (var test = await CountingDatabaseAsync())
        {
            await test.Database.WriteAsync(connection => connection.Execute("insert into said (words) values (@Words)", new { Words }));
            await test.Database.WriteAsync(connection => connection.Execute("delete from said"));
            await test.Database.WriteAsync(connection => connection.Execute("insert into counted (writer, number) values (1, 1)"));

            Backups.Take(test.File, _folder["a.db"], Stop);

            File.Copy(test.File, _folder["live.db"]);
            File.Copy($"{test.File}-wal", _folder["live.db-wal"]);
        }

        Assert.True(Holds(_folder["live.db"], Words) || Holds(_folder["live.db-wal"], Words));
        Assert.False(Holds(_folder["a.db"], Words));
    }

    [Fact]
    public async Task Nobody_but_its_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var test = await CountingDatabaseAsync();

        Backups.Take(test.File, _folder["a.db"], Stop);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["a.db"]));
    }

    [Fact]
    public async Task It_never_takes_the_place_of_another_file()
    {
        await using var test = await CountingDatabaseAsync();
        await File.WriteAllTextAsync(_folder["a.db"], "something else", Stop);

        var error = Assert.Throws<StorageException>(() => Backups.Take(test.File, _folder["a.db"], Stop));

        Assert.Contains("is there already", error.Message, StringComparison.Ordinal);
        Assert.Equal("something else", await File.ReadAllTextAsync(_folder["a.db"], Stop));
    }

    [Fact]
    public async Task A_backup_that_was_cut_off_does_not_keep_the_next_from_being_taken()
    {
        await using var test = await CountingDatabaseAsync();
        await File.WriteAllTextAsync(_folder["a.db.part"], "half a backup", Stop);

        Backups.Take(test.File, _folder["a.db"], Stop);

        Assert.Equal(["a.db"], _folder.Names);
    }

    [Fact]
    public async Task A_missing_folder_and_a_missing_database_are_named()
    {
        await using var test = await CountingDatabaseAsync();

        Assert.Contains(_folder["missing"], Assert.Throws<StorageException>(() => Backups.Take(test.File, Path.Combine(_folder["missing"], "a.db"), Stop)).Message, StringComparison.Ordinal);
        Assert.Contains(_folder["no.db"], Assert.Throws<StorageException>(() => Backups.Take(_folder["no.db"], _folder["a.db"], Stop)).Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_damaged_database_is_said_and_leaves_no_backup()
    {
        await using (var test = await CountingDatabaseAsync())
        {
            await test.Database.WriteAsync(connection => connection.Execute("insert into counted (writer, number) values (1, 1)"));
            Backups.Take(test.File, _folder["live.db"], Stop);
        }

        Damage.Pages(_folder["live.db"]);

        Assert.Throws<StorageException>(() => Backups.Take(_folder["live.db"], _folder["a.db"], Stop));
        Assert.Equal(["live.db"], _folder.Names);
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_leaves_nothing()
    {
        await using var test = await CountingDatabaseAsync();
        await FillAsync(test.Database);

        // On a busy machine it may be whole before it is told to stop.
        while (!await IsStoppedInTheMiddleAsync(test.File))
            File.Delete(_folder["a.db"]);

        Assert.Empty(_folder.Names);
    }

    private async Task<bool> IsStoppedInTheMiddleAsync(string database)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var taking = Task.Run(() => Backups.Take(database, _folder["a.db"], stop.Token), Stop);
        while (!taking.IsCompleted && !HasBytes(_folder["a.db.part"]))
            await Task.Yield();
        await stop.CancelAsync();
        try
        {
            await taking;
            return false;
        }
        catch (OperationCanceledException)
        {
            Stop.ThrowIfCancellationRequested();
            return true;
        }
    }

    private static bool HasBytes(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    /// <summary>Some megabytes, so that a backup takes a moment.</summary>
    private static Task<int> FillAsync(Database database) => database.WriteAsync(connection => connection.Execute(
        """
        with recursive numbers (number) as (select 1 union all select number + 1 from numbers where number < 500000)
        insert into counted (writer, number)
        select 100, number from numbers
        """));

    private static async Task<TestDatabase> CountingDatabaseAsync()
    {
        var test = await TestDatabase.CreateAsync();
        await test.Database.WriteAsync(connection => connection.Execute(
            """
            create table counted (writer bigint not null, number bigint not null, primary key (writer, number));
            create table total (writer bigint not null primary key, numbers bigint not null);
            create table said (words text not null)
            """));
        await test.Database.WriteAsync(connection => connection.Execute("insert into total (writer, numbers) values (@writer, 0)", Enumerable.Range(0, Writers).Select(writer => new { writer })));
        return test;
    }

    /// <summary>Each write adds a row and counts it in another table.</summary>
    private static async Task WriteAsync(Database database, int writer, int[] acknowledged, CancellationToken enough)
    {
        for (var number = 1; !enough.IsCancellationRequested; number++)
        {
            await database.WriteAsync(connection =>
            {
                connection.Execute("insert into counted (writer, number) values (@writer, @number)", new { writer, number });
                connection.Execute("update total set numbers = numbers + 1 where writer = @writer", new { writer });
            }, CancellationToken.None);
            Volatile.Write(ref acknowledged[writer], number);
        }
    }

    private static async Task<IReadOnlyList<(int Writer, int Rows, int Last, int Total)>> CountedAsync(string file)
    {
        await using var backup = await Database.OpenAsync(new StorageOptions { File = file }, TimeProvider.System);
        return await backup.ReadAsync(connection => connection.Query<(int, int, int, int)>(
            """
            select total.writer, count(counted.number), coalesce(max(counted.number), 0), total.numbers
            from total
            left join counted on counted.writer = total.writer
            group by total.writer, total.numbers
            """));
    }

    private static bool Holds(string file, string words) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;
}
