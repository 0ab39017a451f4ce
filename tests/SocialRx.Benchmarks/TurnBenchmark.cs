using System.Globalization;

namespace SocialRx.Benchmarks;

/// <summary>
/// A whole turn of the service (authentication off, safeguarding, dialog, fully synchronous commit, reply through the connector) against
/// <see cref="BareEndpoint"/>, both in the same run, round by round in turns. Goal at concurrency 64: a ratio of at least 0.5.
/// </summary>
internal static class TurnBenchmark
{
    private const int Rounds = 3;
    private static readonly Script Text = Script.Repeated("help");
    private static readonly int[] Concurrencies = [1, 16, 64];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var seconds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 4;
        await using var connector = await Connector.StartAsync();
        await using var bare = await Target.BareAsync();
        await using var service = await Target.ServiceAsync();
        foreach (var target in new[] { bare, service })
            await Load.RunAsync(target, connector, 16, TimeSpan.FromSeconds(3), Text);

        Console.WriteLine("turn      at  turns/s  p50 ms  p99 ms  CPU us/turn  replies/turn  failed");
        var ratio = 0.0;
        foreach (var at in Concurrencies)
            ratio = await CompareAsync(bare, service, connector, at, TimeSpan.FromSeconds(seconds));

        Console.WriteLine($"working set of the service: {service.WorkingSet / 1024 / 1024} MB");
        Console.WriteLine(ratio >= 0.5 ? "Goal met: at least half of the bare endpoint at 64." : "Goal MISSED: less than half of the bare endpoint at 64.");
        return ratio >= 0.5 ? 0 : 1;
    }

    private static async Task<double> CompareAsync(Target bare, Target service, Connector connector, int at, TimeSpan duration)
    {
        var baseline = new List<Load.Result>();
        var ours = new List<Load.Result>();
        for (var round = 0; round < Rounds; round++)
        {
            baseline.Add(await Load.RunAsync(bare, connector, at, duration, Text));
            ours.Add(await Load.RunAsync(service, connector, at, duration, Text));
        }

        Print("bare", Median(baseline));
        Print("service", Median(ours));
        var ratio = Median(ours).PerSecond / Median(baseline).PerSecond;
        Console.WriteLine($"ratio     {at,2}  {ratio:0.00}");
        return ratio;
    }

    private static Load.Result Median(List<Load.Result> results) => results.OrderBy(result => result.PerSecond).ElementAt(results.Count / 2);

    private static void Print(string name, Load.Result result) =>
        Console.WriteLine($"{name,-8}  {result.At,2}  {result.PerSecond,7:0}  {result.P50.TotalMilliseconds,6:0.0}  {result.P99.TotalMilliseconds,6:0.0}  {result.CpuMicroseconds,11:0}  {(double)result.Replies / Math.Max(1, result.Turns),12:0.00}  {result.Failed,6}");
}
