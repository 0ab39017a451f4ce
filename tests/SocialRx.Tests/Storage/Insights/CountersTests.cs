using CsCheck;
using SocialRx.Storage;
using SocialRx.Storage.Insights;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.Insights;

public sealed class CountersTests
{
    private static readonly Gen<List<Town.Turn>> Turns = Town.AnyTurn.List[1, 40];

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Whatever_is_said_taken_back_and_done_by_staff_the_counters_are_what_a_scan_counts(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var names = TestDatabase.CountingIds("town");

        await Gen.Select(Turns, Gen.Int[1, 60]).SampleAsync(
            async (turns, atMost) =>
            {
                var town = new Town(test.Database, names());
                foreach (var (done, turn) in turns.Index())
                {
                    await town.TakeAsync(turn);
                    if (done % 8 == 5)
                        await town.WorkAsync();
                    if (done % 10 == 7)
                        await town.CompactAsync(atMost);
                }

                await AgreesAsync(town);
                while (await town.CompactAsync(atMost) == atMost)
                    await AgreesAsync(town);
                await AgreesAsync(town);
                Assert.Equal(0, await town.ChangesAsync());
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Whoever_was_there_before_the_counters_is_counted_once_by_building_them(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var names = TestDatabase.CountingIds("town");

        await Gen.Select(Turns, Turns).SampleAsync(
            async (before, after) =>
            {
                var town = new Town(test.Database, names());
                foreach (var turn in before)
                    await town.TakeUncountedAsync(turn);
                await town.TakeAsync(after[0]);

                Assert.True(await town.BuildAsync());
                await AgreesAsync(town);
                Assert.False(await town.BuildAsync());
                foreach (var turn in after)
                    await town.TakeAsync(turn);
                await AgreesAsync(town);
            },
            iter: 30,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Turns_of_one_person_at_the_same_time_are_counted_once_each(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        await using var second = dialect == "postgres" ? await Database.OpenAsync(test.Options, TimeProvider.System) : null;
        var names = TestDatabase.CountingIds("town");

        await Town.AnyTurn.List[40, 120].SampleAsync(
            async turns =>
            {
                var town = names();
                Town[] processes = [new(test.Database, town), new(second ?? test.Database, town, "b")];
                var work = turns.Select((turn, n) => processes[n % 2].TakeAsync(turn)).ToList();
                work.Add(processes[0].BuildAsync());
                work.Add(processes[1].BuildAsync());
                work.AddRange(Enumerable.Range(0, 8).Select(n => processes[n % 2].CompactAsync(10)));
                work.AddRange(Enumerable.Range(0, 4).Select(n => processes[n % 2].WorkAsync()));
                await Task.WhenAll(work);

                await AgreesAsync(processes[0]);
            },
            iter: 20,
            threads: 1);
    }

    [Fact]
    public async Task A_turn_that_changes_no_number_adds_nothing()
    {
        await using var test = await TestDatabase.CreateAsync();
        var town = new Town(test.Database, "town");
        await town.TakeAsync(new(0, [new(Town.AgreesToBeCounted, 0), new(Town.NamesWhatMatters, 2)]));
        var before = await town.ChangesAsync();

        await town.TakeAsync(new(0, [new(Town.NamesWhatMatters, 2)]));

        Assert.True(before > 0);
        Assert.Equal(before, await town.ChangesAsync());
    }

    [Fact]
    public async Task Nobody_is_named_in_the_counters()
    {
        await using var test = await TestDatabase.CreateAsync();
        var town = new Town(test.Database, "town");
        await town.TakeAsync(new(0, [new(Town.AgreesToBeCounted, 0), new(Town.NamesWhatMatters, 3)]));

        var kept = await test.Database.ReadAsync(connection => connection.Query<string>("select table_id || row_id || column_id from counter_change"));

        Assert.NotEmpty(kept);
        Assert.DoesNotContain(kept, text => text.Contains("person0", StringComparison.Ordinal));
    }

    private static async Task AgreesAsync(Town town) => Assert.Equal(await town.ScanAsync(), await town.CountersAsync());

    private static Task<TestDatabase> CreateAsync(string dialect) =>
        dialect == "postgres" ? TestDatabase.CreateOnPostgresAsync() : TestDatabase.CreateAsync();
}
