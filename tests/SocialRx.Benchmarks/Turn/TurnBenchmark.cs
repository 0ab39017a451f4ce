using System.Globalization;
using SocialRx.TestKit;

namespace SocialRx.Benchmarks.Turn;

/// <summary>
/// A whole turn of the service (authentication off, safeguarding, dialog, durable commit, replies through the connector) against
/// <see cref="BareEndpoint"/> on the same database, all in the same run, round by round in turns. Load, service and database share the machine.
/// Goals at concurrency 64: on SQLite 1.5 of the bare endpoint's turns a second, on PostgreSQL 0.7.
/// </summary>
internal static class TurnBenchmark
{
    private const int Rounds = 3;
    private static readonly int[] Concurrencies = [1, 16, 64];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    /// <param name="Database">CPU time of the database's own processes; SQLite has none.</param>
    private sealed record Side(string Name, Target Bare, Target Service, Func<TimeSpan> Database, double Goal);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var duration = TimeSpan.FromSeconds(arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 4);
        var only = arguments.ElementAtOrDefault(1);
        await using var connector = await Connector.StartAsync();
        await using var server = await PostgresServer.StartAsync();
        var cpu = new PostgresCpu(server);
        await using var bareSqlite = await Target.BareSqliteAsync();
        await using var sqlite = await Target.ServiceAsync();
        await using var barePostgres = await Target.BarePostgresAsync(await server.CreateDatabaseAsync());
        await using var postgres = await Target.ServiceAsync(await server.CreateDatabaseAsync());
        Side[] sides = [new("SQLite", bareSqlite, sqlite, () => TimeSpan.Zero, 1.5), new("PostgreSQL", barePostgres, postgres, () => cpu.Total, 0.7)];

        if (only is not null)
            sides = [.. sides.Where(side => side.Name.Equals(only, StringComparison.OrdinalIgnoreCase))];

        foreach (var target in sides.SelectMany(side => new[] { side.Bare, side.Service }))
            await Load.RunAsync(target, connector, Concurrencies[^1], WarmUp, Chat.Script);

        Console.WriteLine($"{Environment.ProcessorCount} cores for everything; a page forced to disk: {Disk.Sync().TotalMilliseconds:0.00} ms; {Chat.Script.Said.Count} turns a conversation, {Chat.Script.RepliesPerTurn:0.0} replies a turn");
        Console.WriteLine(Row.Heading);
        var missed = 0;
        foreach (var side in sides)
        {
            foreach (var at in Concurrencies)
                missed += await CompareAsync(side, connector, at, duration);
        }

        Console.WriteLine($"working set of the service: {sqlite.WorkingSet >> 20} MB on SQLite, {postgres.WorkingSet >> 20} MB on PostgreSQL");
        Console.WriteLine(missed == 0 ? "All goals met." : $"{missed} goals MISSED.");
        return missed == 0 ? 0 : 1;
    }

    private static async Task<int> CompareAsync(Side side, Connector connector, int at, TimeSpan duration)
    {
        var bare = new List<Row>();
        var service = new List<Row>();
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await Row.MeasureAsync([side.Bare], side.Database, connector, at, duration));
            service.Add(await Row.MeasureAsync([side.Service], side.Database, connector, at, duration));
        }

        var (theirs, ours) = (Median(bare), Median(service));
        Console.WriteLine(theirs.Line("bare", side.Name));
        Console.WriteLine(ours.Line("service", side.Name));
        var ratio = ours.Load.PerSecond / theirs.Load.PerSecond;
        var hasGoal = at == Concurrencies[^1];
        var isMissed = hasGoal && ratio < side.Goal;
        Console.WriteLine($"{"ratio",-8}  {side.Name,-10}  {at,3}  {ratio,7:0.00}{(hasGoal ? $"  (goal {side.Goal:0.0}{(isMissed ? ", MISSED" : "")})" : "")}");
        return isMissed ? 1 : 0;
    }

    private static Row Median(List<Row> rows) => rows.OrderBy(row => row.Load.PerSecond).ElementAt(rows.Count / 2);
}
