using System.Diagnostics;
using System.Text;

namespace SocialRx.Benchmarks;

/// <summary>Closed-loop load: so many people at a time, each sends, waits for the reply, sends again.</summary>
internal static class Load
{
    private static int s_people;

    /// <param name="At">People at the same time.</param>
    /// <param name="Failed">Turns answered with anything but 2xx.</param>
    /// <param name="Cpu">Of all targets.</param>
    /// <param name="OwnCpu">Of this process: the people and the connector.</param>
    /// <param name="Allocated">Bytes; 0 where the target does not tell.</param>
    public sealed record Result(int At, int Turns, int Failed, int Replies, TimeSpan Took, TimeSpan Cpu, TimeSpan OwnCpu, long Allocated, TimeSpan P50, TimeSpan P99)
    {
        public double KilobytesPerTurn => Allocated / 1024.0 / Math.Max(1, Turns);

        public double PerSecond => Turns / Took.TotalSeconds;

        public double CpuMicroseconds => Cpu.TotalMicroseconds / Math.Max(1, Turns);

        public double OwnCpuMicroseconds => OwnCpu.TotalMicroseconds / Math.Max(1, Turns);
    }

    public static Task<Result> RunAsync(Target target, Connector connector, int at, TimeSpan duration, Script script) =>
        RunAsync([target], connector, at, duration, script);

    /// <summary>Each person stays with one of the targets.</summary>
    public static async Task<Result> RunAsync(IReadOnlyList<Target> targets, Connector connector, int at, TimeSpan duration, Script script)
    {
        var allocated = await AllocatedAsync(targets);
        var (cpu, own) = (Cpu(targets), Environment.CpuUsage.TotalTime);
        var replies = connector.Replies;
        var clock = Stopwatch.StartNew();
        var people = await Task.WhenAll(Enumerable.Range(0, at).Select(person =>
            PersonAsync(targets[person % targets.Count], connector, $"p{Interlocked.Increment(ref s_people)}", clock, duration, script)));
        var took = clock.Elapsed;
        var (used, ownUsed) = (Cpu(targets) - cpu, Environment.CpuUsage.TotalTime - own);
        var latencies = people.SelectMany(turns => turns.Latencies).Order().ToArray();
        return new Result(
            at, latencies.Length, people.Sum(turns => turns.Failed), connector.Replies - replies, took, used, ownUsed, await AllocatedAsync(targets) - allocated, At(latencies, 0.50), At(latencies, 0.99));
    }

    private static TimeSpan Cpu(IReadOnlyList<Target> targets) => targets.Aggregate(TimeSpan.Zero, (sum, target) => sum + target.Cpu);

    private static async Task<long> AllocatedAsync(IReadOnlyList<Target> targets) =>
        targets is [{ TellsStats: true } one] ? (await one.StatsAsync()).Allocated : 0;

    private static TimeSpan At(TimeSpan[] sorted, double share) => sorted.Length == 0 ? TimeSpan.Zero : sorted[(int)((sorted.Length - 1) * share)];

    private static async Task<(List<TimeSpan> Latencies, int Failed)> PersonAsync(Target target, Connector connector, string person, Stopwatch clock, TimeSpan duration, Script script)
    {
        using var line = await HttpLine.OpenAsync(new Uri(target.Address));
        var latencies = new List<TimeSpan>();
        var failed = 0;
        for (var turn = 0; turn == 0 || clock.Elapsed < duration; turn++)
        {
            var conversation = $"{person}-{turn / script.Said.Count}";
            var replied = script.ExpectsReplies ? Task.CompletedTask : connector.FirstReplyAsync(conversation);
            var started = clock.Elapsed;
            var answer = await line.PostAsync(script.Path, Activity(connector, conversation, turn, script));
            if (answer.IsSuccess)
                await replied.WaitAsync(TimeSpan.FromSeconds(10));
            if (!answer.IsSuccess || (script.ExpectsReplies && answer.BodyBytes == 0))
                failed++;
            latencies.Add(clock.Elapsed - started);
        }

        return (latencies, failed);
    }

    private static string Activity(Connector connector, string conversation, int turn, Script script)
    {
        var mode = script.ExpectsReplies ? "\"deliveryMode\":\"expectReplies\"," : "";
        var said = script.Said[turn % script.Said.Count];
        return $$$"""
            {"type":"message","id":"{{{conversation}}}-{{{turn}}}","timestamp":"2026-11-23T10:00:00.000Z","localTimestamp":"2026-11-23T10:00:00.000+00:00","serviceUrl":"{{{connector.Address}}}","channelId":"test","from":{"id":"u-{{{conversation}}}","role":"user"},"conversation":{"id":"{{{conversation}}}"},"recipient":{"id":"bot","role":"bot"},"textFormat":"plain","locale":"en-GB",{{{mode}}}"text":"{{{said.Text}}}","attachments":[],"channelData":{"clientActivityID":"{{{turn}}}","replies":{{{said.Replies}}}}}
            """;
    }
}

/// <summary>What each person says, one message a turn, and then again in a new conversation.</summary>
/// <param name="ExpectsReplies">Replies come in the response instead of through the connector.</param>
internal sealed record Script(string Path, bool ExpectsReplies, IReadOnlyList<Said> Said)
{
    /// <summary>Replies to a turn, on average over the whole script.</summary>
    public double RepliesPerTurn => Said.Average(said => said.Replies);
}

/// <param name="Replies">Messages the bot answers with; a bare endpoint is told, so that it sends as many.</param>
internal sealed record Said(string Text, int Replies = 1);
