using System.Globalization;

namespace SocialRx.Benchmarks.Layer;

/// <summary>
/// The Bot Framework layer alone, echo and six-question dialog, replies through the connector and in the response, against <see cref="BareBot"/>,
/// both in the same run, round by round in turns. Goals: 0.7 of the bare endpoint's throughput for the echo, 0.5 for the dialog.
/// </summary>
internal static class LayerBenchmark
{
    private const int Rounds = 3;
    private static readonly int[] Concurrencies = [1, 16, 64];

    private static readonly Case[] Cases =
    [
        new("echo connector", new Script("/echo", false, [new("hello there")]), 0.7, 300),
        new("echo expectReplies", new Script("/echo", true, [new("hello there")]), 0.7, 80),
        new("dialog connector", new Script("/dialog", false, Dialog), 0.5, 0),
        new("dialog expectReplies", new Script("/dialog", true, Dialog), 0.5, 200),
    ];

    private static Said[] Dialog => [new("hello"), new("Ann Example"), new("Fernbridge"), new("music with my mates"), new("no money"), new("tuesday after school"), new("no that is it")];

    /// <param name="CpuGoal">Microseconds a turn; 0 where there is none.</param>
    private sealed record Case(string Name, Script Script, double RatioGoal, int CpuGoal);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var seconds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 3;
        await using var connector = await Connector.StartAsync();
        await using var bare = await Target.BareBotAsync();
        await using var layer = await Target.LayerBotsAsync();
        Console.WriteLine($"working set idle: layer {layer.WorkingSet >> 20} MB, bare {bare.WorkingSet >> 20} MB");
        foreach (var one in Cases)
        {
            await Load.RunAsync(bare, connector, 16, TimeSpan.FromSeconds(2), one.Script);
            await Load.RunAsync(layer, connector, 16, TimeSpan.FromSeconds(2), one.Script);
        }

        Console.WriteLine("case                  who     at  turns/s  p50 ms  p99 ms  CPU us/turn  KB/turn  failed");
        var missed = 0;
        foreach (var one in Cases)
        {
            foreach (var at in Concurrencies)
                missed += await CompareAsync(one, bare, layer, connector, at, TimeSpan.FromSeconds(seconds));
        }

        Console.WriteLine($"working set after: layer {layer.WorkingSet >> 20} MB, bare {bare.WorkingSet >> 20} MB");
        Console.WriteLine(missed == 0 ? "All goals met." : $"{missed} goals MISSED.");
        return missed == 0 ? 0 : 1;
    }

    /// <summary>Memory held before and after so many turns.</summary>
    public static async Task<int> SoakAsync(string[] arguments)
    {
        var turns = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        await using var connector = await Connector.StartAsync();
        await using var layer = await Target.LayerBotsAsync();
        await Load.RunAsync(layer, connector, 16, TimeSpan.FromSeconds(5), Cases[1].Script);
        var before = (await layer.StatsAsync(collect: true)).WorkingSet;
        var done = 0;
        while (done < turns)
            done += (await Load.RunAsync(layer, connector, 16, TimeSpan.FromSeconds(10), Cases[1].Script)).Turns;
        var after = (await layer.StatsAsync(collect: true)).WorkingSet;
        var grown = (after - before) >> 20;
        Console.WriteLine($"{done} turns: working set {before >> 20} MB before, {after >> 20} MB after, grown by {grown} MB (goal: at most 50)");
        return grown <= 50 ? 0 : 1;
    }

    private static async Task<int> CompareAsync(Case one, Target bare, Target layer, Connector connector, int at, TimeSpan duration)
    {
        var baseline = new List<Load.Result>();
        var ours = new List<Load.Result>();
        for (var round = 0; round < Rounds; round++)
        {
            baseline.Add(await Load.RunAsync(bare, connector, at, duration, one.Script));
            ours.Add(await Load.RunAsync(layer, connector, at, duration, one.Script));
        }

        var result = Median(ours);
        Print(one.Name, "bare", Median(baseline));
        Print(one.Name, "layer", result);
        var ratio = result.PerSecond / Median(baseline).PerSecond;
        var isFastEnough = ratio >= one.RatioGoal;
        var isCheapEnough = one.CpuGoal == 0 || at == 1 || result.CpuMicroseconds <= one.CpuGoal;
        Console.WriteLine($"{one.Name,-20}  ratio   {at,2}  {ratio:0.00} (goal {one.RatioGoal:0.0}){(isFastEnough ? "" : " MISSED")}{(isCheapEnough ? "" : $", CPU goal {one.CpuGoal} MISSED")}");
        return (isFastEnough ? 0 : 1) + (isCheapEnough ? 0 : 1);
    }

    private static Load.Result Median(List<Load.Result> results) => results.OrderBy(result => result.PerSecond).ElementAt(results.Count / 2);

    private static void Print(string name, string who, Load.Result result) =>
        Console.WriteLine($"{name,-20}  {who,-6}  {result.At,2}  {result.PerSecond,7:0}  {result.P50.TotalMilliseconds,6:0.00}  {result.P99.TotalMilliseconds,6:0.00}  {result.CpuMicroseconds,11:0}  {result.KilobytesPerTurn,7:0.0}  {result.Failed,6}");
}
