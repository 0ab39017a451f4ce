using System.Diagnostics;

namespace SocialRx.Benchmarks;

/// <summary>From starting the process with an empty folder (tables and sample directory are made on the way) to the first reply. Goal: under 3 s.</summary>
internal static class StartBenchmark
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync()
    {
        await using var connector = await Connector.StartAsync();
        var bare = new List<TimeSpan>();
        var service = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await FirstReplyAsync(Target.BareSqliteAsync, connector));
            service.Add(await FirstReplyAsync(() => Target.ServiceAsync(), connector));
        }

        var ours = Median(service);
        Console.WriteLine($"cold start to first reply: service {ours.TotalSeconds:0.00} s, bare {Median(bare).TotalSeconds:0.00} s, ratio {ours / Median(bare):0.0}");
        Console.WriteLine(ours < TimeSpan.FromSeconds(3) ? "Goal met: under 3 s." : "Goal MISSED: 3 s or more.");
        return ours < TimeSpan.FromSeconds(3) ? 0 : 1;
    }

    private static async Task<TimeSpan> FirstReplyAsync(Func<Task<Target>> start, Connector connector)
    {
        var clock = Stopwatch.StartNew();
        await using var target = await start();
        await Load.RunAsync(target, connector, 1, TimeSpan.FromTicks(1), new Script("/api/messages", false, [new Said("hi", 3)]));
        return clock.Elapsed;
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
