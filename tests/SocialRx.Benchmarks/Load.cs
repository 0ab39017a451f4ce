using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace SocialRx.Benchmarks;

/// <summary>Closed-loop load: so many people at a time, each sends, waits for the reply, sends again.</summary>
internal static class Load
{
    private static int s_people;

    /// <param name="At">People at the same time.</param>
    /// <param name="Failed">Turns answered with anything but 2xx.</param>
    /// <param name="Allocated">Bytes; 0 where the target does not tell.</param>
    public sealed record Result(int At, int Turns, int Failed, int Replies, TimeSpan Took, TimeSpan Cpu, long Allocated, TimeSpan P50, TimeSpan P99)
    {
        public double KilobytesPerTurn => Allocated / 1024.0 / Math.Max(1, Turns);

        public double PerSecond => Turns / Took.TotalSeconds;

        public double CpuMicroseconds => Cpu.TotalMicroseconds / Math.Max(1, Turns);
    }

    public static async Task<Result> RunAsync(Target target, Connector connector, int at, TimeSpan duration, Script script)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = at });
        var allocated = await AllocatedAsync(target);
        var cpu = target.Cpu;
        var replies = connector.Replies;
        var clock = Stopwatch.StartNew();
        var people = await Task.WhenAll(Enumerable.Range(0, at).Select(person => PersonAsync(client, target, connector, $"p{Interlocked.Increment(ref s_people)}-{person}", clock, duration, script)));
        var took = clock.Elapsed;
        var used = target.Cpu - cpu;
        var latencies = people.SelectMany(turns => turns.Latencies).Order().ToArray();
        return new Result(at, latencies.Length, people.Sum(turns => turns.Failed), connector.Replies - replies, took, used, await AllocatedAsync(target) - allocated, At(latencies, 0.50), At(latencies, 0.99));
    }

    private static async Task<long> AllocatedAsync(Target target) => target.TellsStats ? (await target.StatsAsync()).Allocated : 0;

    private static TimeSpan At(TimeSpan[] sorted, double share) => sorted.Length == 0 ? TimeSpan.Zero : sorted[(int)((sorted.Length - 1) * share)];

    private static async Task<(List<TimeSpan> Latencies, int Failed)> PersonAsync(HttpClient client, Target target, Connector connector, string person, Stopwatch clock, TimeSpan duration, Script script)
    {
        var latencies = new List<TimeSpan>();
        var failed = 0;
        for (var turn = 0; turn == 0 || clock.Elapsed < duration; turn++)
        {
            var conversation = $"{person}-{turn / script.Texts.Count}";
            var replied = script.ExpectsReplies ? Task.CompletedTask : connector.FirstReplyAsync(conversation);
            var started = clock.Elapsed;
            using var body = Activity(connector, conversation, turn, script);
            using var answer = await client.PostAsync(new Uri($"{target.Address}{script.Path}"), body);
            if (answer.IsSuccessStatusCode)
                await replied.WaitAsync(TimeSpan.FromSeconds(10));
            if (!answer.IsSuccessStatusCode || (script.ExpectsReplies && answer.Content.Headers.ContentLength is null or 0 && (await answer.Content.ReadAsByteArrayAsync()).Length == 0))
                failed++;
            latencies.Add(clock.Elapsed - started);
        }

        return (latencies, failed);
    }

    private static ByteArrayContent Activity(Connector connector, string conversation, int turn, Script script)
    {
        var mode = script.ExpectsReplies ? "\"deliveryMode\":\"expectReplies\"," : "";
        var json = $$$"""
            {"type":"message","id":"{{{conversation}}}-{{{turn}}}","timestamp":"2026-11-23T10:00:00.000Z","localTimestamp":"2026-11-23T10:00:00.000+00:00","serviceUrl":"{{{connector.Address}}}","channelId":"test","from":{"id":"u-{{{conversation}}}","role":"user"},"conversation":{"id":"{{{conversation}}}"},"recipient":{"id":"bot","role":"bot"},"textFormat":"plain","locale":"en-GB",{{{mode}}}"text":"{{{script.Texts[turn % script.Texts.Count]}}}","attachments":[],"channelData":{"clientActivityID":"{{{turn}}}"}}
            """;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }
}

/// <summary>What each person says, one text a turn, and then again in a new conversation.</summary>
/// <param name="ExpectsReplies">Replies come in the response instead of through the connector.</param>
internal sealed record Script(string Path, bool ExpectsReplies, IReadOnlyList<string> Texts)
{
    /// <summary>The same message for ever, in one conversation.</summary>
    public static Script Repeated(string text) => new("/api/messages", false, [.. Enumerable.Repeat(text, 1_000_000)]);
}
