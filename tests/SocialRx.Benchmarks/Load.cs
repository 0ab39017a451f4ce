using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace SocialRx.Benchmarks;

/// <summary>Closed-loop load: so many people at a time, each sends, waits for the reply, sends again.</summary>
internal static class Load
{
    /// <param name="At">People at the same time.</param>
    /// <param name="Failed">Turns answered with anything but 2xx.</param>
    public sealed record Result(int At, int Turns, int Failed, int Replies, TimeSpan Took, TimeSpan Cpu, TimeSpan P50, TimeSpan P99)
    {
        public double PerSecond => Turns / Took.TotalSeconds;

        public double CpuMicroseconds => Cpu.TotalMicroseconds / Math.Max(1, Turns);
    }

    public static async Task<Result> RunAsync(Target target, Connector connector, int at, TimeSpan duration, string text)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = at });
        var cpu = target.Cpu;
        var replies = connector.Replies;
        var clock = Stopwatch.StartNew();
        var people = await Task.WhenAll(Enumerable.Range(0, at).Select(person => PersonAsync(client, target, connector, $"p{at}-{person}-{clock.ElapsedTicks}", clock, duration, text)));
        var took = clock.Elapsed;
        var latencies = people.SelectMany(turns => turns.Latencies).Order().ToArray();
        return new Result(at, latencies.Length, people.Sum(turns => turns.Failed), connector.Replies - replies, took, target.Cpu - cpu, At(latencies, 0.50), At(latencies, 0.99));
    }

    private static TimeSpan At(TimeSpan[] sorted, double share) => sorted.Length == 0 ? TimeSpan.Zero : sorted[(int)((sorted.Length - 1) * share)];

    private static async Task<(List<TimeSpan> Latencies, int Failed)> PersonAsync(HttpClient client, Target target, Connector connector, string conversation, Stopwatch clock, TimeSpan duration, string text)
    {
        var latencies = new List<TimeSpan>();
        var failed = 0;
        for (var turn = 0; turn == 0 || clock.Elapsed < duration; turn++)
        {
            var replied = connector.FirstReplyAsync(conversation);
            var started = clock.Elapsed;
            using var body = Activity(connector, conversation, turn, text);
            using var answer = await client.PostAsync(new Uri($"{target.Address}/api/messages"), body);
            if (answer.IsSuccessStatusCode)
                await replied.WaitAsync(TimeSpan.FromSeconds(10));
            else
                failed++;
            latencies.Add(clock.Elapsed - started);
        }

        return (latencies, failed);
    }

    private static ByteArrayContent Activity(Connector connector, string conversation, int turn, string text)
    {
        var json = $$$"""
            {"type":"message","id":"{{{conversation}}}-{{{turn}}}","timestamp":"2026-11-23T10:00:00.000Z","localTimestamp":"2026-11-23T10:00:00.000+00:00","serviceUrl":"{{{connector.Address}}}","channelId":"test","from":{"id":"u-{{{conversation}}}","role":"user"},"conversation":{"id":"{{{conversation}}}"},"recipient":{"id":"bot","role":"bot"},"textFormat":"plain","locale":"en-GB","text":"{{{text}}}","attachments":[],"channelData":{"clientActivityID":"{{{turn}}}"}}
            """;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }
}
