using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Schedule;
using SocialRx.Bot.Turn;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Storage;
using SocialRx.Storage.Turn;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Schedule;

/// <summary>When scheduled work runs, and in which process.</summary>
public sealed class TimetableTests
{
    /// <summary>A twentieth of a second.</summary>
    private const double Often = 0.05 / 60;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_job_runs_at_the_start_and_again_and_again_also_after_it_failed(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var rounds = new Rounds { Trouble = new InvalidOperationException("what somebody wrote") };
        await using var process = await StartAsync(test, rounds);

        await rounds.CameAsync(8);
        rounds.Trouble = null;
        await rounds.CameAsync(12);

        Assert.Equal(1, rounds.MostAtOnce);
        Assert.Contains(process.Log.All, line => line.Event == 1304 && line.Text.StartsWith("Round failed with InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(process.Log.All, line => line.Text.Contains("what somebody wrote", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_processes_on_one_database_run_a_job_once_each_time()
    {
        await using var test = await CreateAsync("postgres");
        var rounds = new Rounds();
        await using var one = await StartAsync(test, rounds);
        await using var other = await StartAsync(test, rounds);

        await rounds.CameAsync(rounds.All.Count + 40);

        Assert.Equal(1, rounds.MostAtOnce);
        Assert.Equal(rounds.All.Count, rounds.All.Select(round => round.Due).Distinct().Count());
    }

    [Fact]
    public async Task When_a_process_stops_another_goes_on()
    {
        await using var test = await CreateAsync("postgres");
        var rounds = new Rounds();
        await using (await StartAsync(test, rounds))
            await rounds.CameAsync(3);
        await using var other = await StartAsync(test, rounds);
        await using (await StartAsync(test, rounds))
            await rounds.CameAsync(rounds.All.Count + 5);

        await rounds.CameAsync(rounds.All.Count + 5);

        Assert.Equal(rounds.All.Count, rounds.All.Select(round => round.Due).Distinct().Count());
    }

    [Fact]
    public async Task Ten_processes_may_start_at_once()
    {
        await using var test = await CreateAsync("postgres");
        var rounds = new Rounds();

        var processes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => StartAsync(test, rounds)));
        await Eventually.TrueAsync(async () => await CountAsync(test, "qrtz_scheduler_state") == 10);
        await rounds.CameAsync(20);

        Assert.Equal((1, 1), (await CountAsync(test, "qrtz_job_details"), await CountAsync(test, "qrtz_triggers")));
        Assert.Equal(1, rounds.MostAtOnce);
        Assert.All(processes, process => Assert.DoesNotContain(process.Log.All, line => line.Level > LogLevel.Information));
        await Task.WhenAll(processes.Select(process => process.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_new_pause_counts_from_the_next_start()
    {
        await using var test = await CreateAsync("postgres");
        var rounds = new Rounds();
        await using (await StartAsync(test, rounds, minutes: 60))
            await rounds.CameAsync(1);

        await using var again = await StartAsync(test, rounds);

        await rounds.CameAsync(5);
    }

    [Fact]
    public async Task Work_begins_when_a_database_comes_that_was_away_at_the_start()
    {
        await using var server = await PostgresServer.StartAsync();
        var storage = await MigratedAsync(server);
        await server.CrashAsync();
        var rounds = new Rounds();
        await using var process = await ScheduledProcess.StartAsync(storage, services => services.AddSingleton(rounds), jobs => jobs.Every<Round>(Often));
        await Eventually.TrueAsync(() => process.Log.All.Any(line => line.Event == 1302));

        await server.StartAgainAsync();

        await rounds.CameAsync(5);
    }

    [Fact]
    public async Task Work_goes_on_when_the_database_comes_back_and_little_is_said_meanwhile()
    {
        await using var server = await PostgresServer.StartAsync();
        var storage = await MigratedAsync(server);
        var rounds = new Rounds();
        await using var process = await ScheduledProcess.StartAsync(storage, services => services.AddSingleton(rounds), jobs => jobs.Every<Round>(Often));
        await rounds.CameAsync(3);

        await server.CrashAsync();
        await Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var said = process.Log.All.Sum(line => line.Text.Split('\n').Length);
        await server.StartAgainAsync();
        await rounds.CameAsync(rounds.All.Count + 5);

        Assert.InRange(said, 1, 200);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_jobs_of_the_service_do_their_work(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var now = TimeProvider.System.GetUtcNow();
        await test.Database.WriteAsync(connection =>
        {
            Inbox.LeaveOut(connection, "test/c", "long-ago", now.AddDays(-30));
            connection.Execute("insert into counter_change (programme_id, table_id, row_id, column_id, people) values ('fernbridge', 't', 'r', 'c', 1)");
            connection.Execute("insert into referral (programme_id, id, person_id, state, requested_at) values ('fernbridge', 'r1', 'p', 'requested', @Asked)", new { Asked = now.AddDays(-30) });
        });

        await using var process = await ScheduledProcess.StartAsync(
            test.Options,
            services => services
                .AddSingleton(test.Database)
                .AddSingleton(new ProgrammeOptions { Id = "fernbridge" })
                .AddSingleton(new SafeguardingOptions())
                .AddSingleton(new StatementOptions())
                .AddSingleton(new TurnOptions())
                .AddSingleton(new DirectLineOptions())
                .AddSingleton(new CheckInOptions())
                .AddSingleton(new RetentionOptions())
                .AddSingleton<RetentionPlan.OtherTimes>()
                .AddSingleton<RetentionPlan>()
                .AddSingleton(new DirectoryOptions { Feeds = [new FeedSource { SourceId = "town", Address = Path.Combine(AppContext.BaseDirectory, "Directories", "Sample", "services.json") }] }),
            jobs => jobs.Every<DirectorySync>(60).Every<OverdueAlarms>(60).Every<StatementLook>(60).Every<Retention>(60).Every<CounterCompaction>(60));

        await Eventually.TrueAsync(() => test.Database.ReadAsync(connection => !Inbox.Contains(connection, "test/c", "long-ago")));
        await Eventually.TrueAsync(() => test.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select overdue_since from referral where id = 'r1'") is not null));
        await Eventually.TrueAsync(() => test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from listing where source_id = 'town'") > 50));
        await Eventually.TrueAsync(() => test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from counter_change") == 0));
        Assert.Equal(1, await test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select people from counter where table_id = 't'")));
    }

    private static Task<TestDatabase> CreateAsync(string dialect) => dialect == "postgres" ? TestDatabase.CreateOnPostgresAsync() : TestDatabase.CreateAsync();

    private static Task<ScheduledProcess> StartAsync(TestDatabase test, Rounds rounds, double minutes = Often) =>
        ScheduledProcess.StartAsync(test.Options, services => services.AddSingleton(rounds), jobs => jobs.Every<Round>(minutes));

    private static async Task<StorageOptions> MigratedAsync(PostgresServer server)
    {
        var storage = new StorageOptions { Postgres = await server.CreateDatabaseAsync(), Connections = 1 };
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, cancellationToken: TestContext.Current.CancellationToken);
        return storage;
    }

    private static Task<long> CountAsync(TestDatabase test, string table) => test.Database.ReadAsync(connection => connection.ExecuteScalar<long>($"select count(*) from {table}"));
}
