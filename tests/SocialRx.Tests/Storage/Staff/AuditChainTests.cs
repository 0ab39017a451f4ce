using SocialRx.Bot.Maintenance;
using SocialRx.Storage;
using SocialRx.Storage.Maintenance;
using SocialRx.Storage.Staff;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.Staff;

/// <summary>What somebody with the database can do to the audit log, and that it shows.</summary>
public sealed class AuditChainTests
{
    private const string Fernbridge = "fernbridge";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly (string Sql, string Fault)[] Harms =
    [
        ("update audit set actor = 'somebody else' where sequence = 3", "row 3 (r3) was changed after it was written"),
        ("update audit set reason = 'another' where sequence = 3", "row 3 (r3) was changed after it was written"),
        ("update audit set reason = null where sequence = 3", "row 3 (r3) was changed after it was written"),
        ("update audit set at = '2026-11-24T16:00:00.000Z' where sequence = 1", "row 1 (r1) was changed after it was written"),
        ("update audit set hash = upper(hash) where sequence = 4", "row 4 (r4) was changed after it was written"),
        ("delete from audit where sequence = 3", "row 3 was removed: after row 2 comes row 4"),
        ("delete from audit where sequence = 1", "row 1 was removed: after row 0 comes row 2"),
        ("delete from audit where sequence > 3", "row 4 was removed: the rows end at 3, and 5 were written"),
        ("delete from audit", "row 1 was removed: the rows end at 0, and 5 were written"),
        ("delete from audit_head", "the head of the chain was removed"),
        ("update audit_head set sequence = 4", "row 5 was put in: 4 rows were written, and there are 5"),
        ("update audit_head set hash = 'x'", "the head of the chain was changed"),
        ("insert into audit (programme_id, id, actor, role, action, subject, at) values ('fernbridge', 'new', 'a', 'b', 'c', 'd', '2026-11-23T16:00:00.000Z')", "row new was put in: it has no place in the chain"),
        ("insert into audit (programme_id, id, actor, role, action, subject, at, sequence) values ('fernbridge', 'new', 'a', 'b', 'c', 'd', '2026-11-23T16:00:00.000Z', 0)", "row 0 (new) was put in before the beginning"),
        ("update audit set sequence = sequence - 1000 where sequence >= 3", "row -997 (r3) was put in before the beginning"),
    ];

    public static TheoryData<string, string, string> Harm =>
        [.. Harms.SelectMany(harm => new[] { ("sqlite", harm.Sql, harm.Fault), ("postgres", harm.Sql, harm.Fault) })];

    [Theory]
    [MemberData(nameof(Harm))]
    public async Task Whatever_is_done_to_a_row_the_first_that_does_not_fit_is_named(string dialect, string harm, string fault)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await RecordAsync(test, 5);
        Assert.Null(Check(test).Fault);

        await test.Database.WriteAsync(connection => { connection.Execute(harm); });

        Assert.Equal(fault, Check(test).Fault);
    }

    [Fact]
    public async Task A_row_that_took_the_place_of_another_with_a_hash_that_fits_it_is_found_by_the_next()
    {
        await using var test = await TestDatabase.CreateAsync();
        await RecordAsync(test, 5);
        var second = await test.Database.ReadAsync(connection => connection.QueryFirstOrDefault<string>("select hash from audit where sequence = 2"));
        var forged = new AuditEntry { ProgrammeId = Fernbridge, Id = "r3", Actor = "nobody", Role = "r", Action = "a", Subject = "s", At = "2026-11-23T16:00:00.000Z" };

        await test.Database.WriteAsync(connection => connection.Execute(
            "update audit set actor = 'nobody', role = 'r', action = 'a', subject = 's', reason = null, at = '2026-11-23T16:00:00.000Z', hash = @Hash where sequence = 3",
            new { Hash = forged.HashAt(3, second!) }));

        Assert.StartsWith("row 3 (r3) is not the one that was there when row 4 was written", Check(test).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_taken_from_the_end_with_the_head_show_only_against_a_head_that_was_kept()
    {
        await using var test = await TestDatabase.CreateAsync();
        await RecordAsync(test, 5);
        var kept = Check(test).Head;

        await test.Database.WriteAsync(connection =>
        {
            connection.Execute("delete from audit where sequence > 3");
            connection.Execute("update audit_head set sequence = 3, hash = (select hash from audit where sequence = 3)");
        });

        Assert.Null(Check(test).Fault);
        Assert.Contains("cannot be noticed", Lines(test, null), StringComparison.Ordinal);
        Assert.Contains("The head that was kept is not in the chain", Lines(test, kept), StringComparison.Ordinal);
        Assert.Contains("The head that was kept is in the chain", Lines(test, Check(test).Head), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Many_who_write_at_once_make_one_chain_for_each_programme(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);

        await Task.WhenAll(Enumerable.Range(1, 120).Select(n => RecordAsync(test.Database, n % 3 == 0 ? "elsewhere" : Fernbridge, n)));

        Assert.Equal(
            [("elsewhere", 40L, null), (Fernbridge, 80L, null)],
            AuditCheck.Run(test.Options, stop: Stop).Select(chain => (chain.ProgrammeId, chain.Rows, chain.Fault)));
    }

    [Fact]
    public async Task Two_processes_on_PostgreSQL_make_one_chain()
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync();
        await using var other = await Database.OpenAsync(test.Options, TimeProvider.System, cancellationToken: Stop);

        await Task.WhenAll(Enumerable.Range(1, 100).Select(n => RecordAsync(n % 2 == 0 ? test.Database : other, Fernbridge, n)));

        Assert.Equal((100L, null), (Check(test).Rows, Check(test).Fault));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Rows_from_before_the_chain_are_taken_in_with_the_next_one_and_that_is_said(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => connection.Execute(
            "insert into audit (programme_id, id, actor, role, action, subject, at) values ('fernbridge', @Id, 'a', 'b', 'c', 'd', '2026-11-20T16:00:00.000Z')",
            new[] { new { Id = "old1" }, new { Id = "old2" } }));
        Assert.Contains("taken in when the next thing is recorded", Lines(test, null), StringComparison.Ordinal);

        await RecordAsync(test, 3);

        Assert.Equal((5L, 2L, null), (Check(test).Rows, Check(test).TakenIn, Check(test).Fault));
        Assert.Contains("its first 2 rows were there before the chain began", Lines(test, null), StringComparison.Ordinal);
        await test.Database.WriteAsync(connection => { connection.Execute("update audit set actor = 'x' where id = 'old1'"); });
        Assert.Equal("row 1 (old1) was changed after it was written", Check(test).Fault);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_the_chain_as_it_was()
    {
        await using var test = await TestDatabase.CreateAsync();
        await RecordAsync(test, 2);

        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Database.WriteAsync(connection =>
        {
            Record(connection, Fernbridge, 3);
            throw new InvalidOperationException("after it was recorded");
        }));
        await RecordAsync(test.Database, Fernbridge, 4);

        Assert.Equal((3L, null), (Check(test).Rows, Check(test).Fault));
    }

    [Fact]
    public async Task The_chain_is_the_same_in_a_backup_and_after_a_move_to_the_other_database()
    {
        using var folder = new Maintenance.TestFolder();
        var server = await PostgresServer.SharedAsync();
        var postgres = await server.CreateDatabaseAsync();
        await using var test = await TestDatabase.CreateAsync();
        await RecordAsync(test, 30);
        var before = Check(test);

        Backups.Take(test.File, folder["backup.db"], Stop);
        Assert.True(await StorageCopy.RunAsync(new StorageAddress.Sqlite(folder["backup.db"]), new StorageAddress.Postgres(postgres), TimeProvider.System, _ => { }, Stop));

        foreach (var there in new[] { new StorageOptions { File = folder["backup.db"] }, new StorageOptions { Postgres = postgres } })
            Assert.Equal((30L, before.Head, null), (Check(there).Rows, Check(there).Head, Check(there).Fault));
        await server.DropDatabaseAsync(postgres);
    }

    [Fact]
    public void A_database_that_is_not_there_is_said_to_be_missing() =>
        Assert.Contains("There is no database", Assert.Throws<StorageException>(() => AuditCheck.Run(new StorageOptions { File = "/nowhere/at-all.db" }, stop: Stop)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Rows_whose_time_is_over_go_from_the_beginning_and_the_rest_is_still_checked_whole(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await RecordAsync(test, 6);

        Assert.Equal(2, await PurgeAsync(test, Now.AddSeconds(5), atMost: 2));
        Assert.Equal(2, await PurgeAsync(test, Now.AddSeconds(5), atMost: 2));
        Assert.Equal(0, await PurgeAsync(test, Now.AddSeconds(5), atMost: 2));

        Assert.Equal((null, 4, 4), (Check(test).Fault, Check(test).Rows, Check(test).Removed));
        Assert.Contains("4 rows before these were removed", Lines(test, null), StringComparison.Ordinal);
        await RecordAsync(test.Database, Fernbridge, 7);
        Assert.Null(Check(test).Fault);
    }

    [Fact]
    public async Task A_beginning_that_went_before_its_time_is_missed_although_others_went_in_time()
    {
        await using var test = await TestDatabase.CreateAsync();
        await RecordAsync(test, 6);
        await PurgeAsync(test, Now.AddSeconds(3), atMost: 100);
        await test.Database.WriteAsync(connection => connection.Execute("delete from audit where sequence = 3"));

        Assert.Equal("row 1 was removed: after row 0 comes row 4", Check(test).Fault);
    }

    private static Task<int> PurgeAsync(TestDatabase test, DateTimeOffset before, int atMost) =>
        test.Database.WriteAsync(connection => AuditRemoval.Purge(connection, Fernbridge, before, atMost, Now.AddYears(20)));

    private static CheckedChain Check(TestDatabase test) => Check(test.Options);

    private static CheckedChain Check(StorageOptions options) => Assert.Single(AuditCheck.Run(options, stop: Stop));

    private static string Lines(TestDatabase test, string? kept) => string.Join('\n', AuditCommand.Lines(AuditCheck.Run(test.Options, kept, Stop), kept));

    private static async Task RecordAsync(TestDatabase test, int rows)
    {
        for (var n = 1; n <= rows; n++)
            await RecordAsync(test.Database, Fernbridge, n);
    }

    private static Task RecordAsync(Database database, string programme, int n) => database.WriteAsync(connection => Record(connection, programme, n));

    private static void Record(Connection connection, string programme, int n) =>
        Audit.Record(connection, programme, $"r{n}", "lead é", "safeguarding-lead", "concern read", $"concern/{n}", n % 2 == 0 ? null : "a reason, with: marks", Now.AddSeconds(n));
}
