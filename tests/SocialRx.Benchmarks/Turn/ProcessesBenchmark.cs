using System.Globalization;
using SocialRx.TestKit;

namespace SocialRx.Benchmarks.Turn;

/// <summary>
/// One, two and four processes of the service on one PostgreSQL, each person's messages to one of them. Load, processes and database share the
/// machine, so what matters is how CPU time divides: whatever is not the database's can be given more machines.
/// </summary>
internal static class ProcessesBenchmark
{
    private const int At = 64;
    private static readonly int[] Counts = [1, 2, 4];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var duration = TimeSpan.FromSeconds(arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 8);
        await using var connector = await Connector.StartAsync();
        await using var server = await PostgresServer.StartAsync();
        var cpu = new PostgresCpu(server);
        Console.WriteLine($"{Environment.ProcessorCount} cores for everything; a page forced to disk: {Disk.Sync().TotalMilliseconds:0.00} ms");
        Console.WriteLine(Row.Heading);
        foreach (var count in Counts)
            Print(count, await MeasureAsync(server, cpu, connector, count, duration));
        return 0;
    }

    private static async Task<Row> MeasureAsync(PostgresServer server, PostgresCpu cpu, Connector connector, int count, TimeSpan duration)
    {
        var database = await server.CreateDatabaseAsync();
        var folder = Directory.CreateTempSubdirectory("socialrx-bench-");
        var processes = new List<Target>();
        try
        {
            while (processes.Count < count)
                processes.Add(await Target.ServiceAsync(database, Path.Combine(folder.FullName, "socialrx.key")));
            await Load.RunAsync(processes, connector, At, WarmUp, Chat.Script);
            return await Row.MeasureAsync(processes, () => cpu.Total, connector, At, duration);
        }
        finally
        {
            foreach (var process in processes)
                await process.DisposeAsync();
            await server.DropDatabaseAsync(database);
            folder.Delete(recursive: true);
        }
    }

    private static void Print(int count, Row row)
    {
        Console.WriteLine(row.Line($"{count} {(count == 1 ? "process" : "proc.")}", "PostgreSQL"));
        var mostAlone = TimeSpan.MicrosecondsPerSecond / row.DatabaseMicroseconds * Environment.ProcessorCount;
        Console.WriteLine($"          the database's share of CPU time: {row.Database / (row.Database + row.Load.Cpu):P0} (load left out); with these cores to itself it would carry {mostAlone:0} turns/s");
    }
}
