using System.Diagnostics;
using System.Globalization;

namespace SocialRx.Bot.Simulation;

/// <summary>Drives synthetic people through a running service and judges how it answered them.</summary>
internal sealed class Simulator(Uri address, int people, int seed, int atOnce, TextWriter output)
{
    private readonly List<TimeSpan> _latencies = [];
    private readonly List<string> _errors = [];
    private readonly Lock _lock = new();
    private ConversationCheck _check = ConversationCheck.Clean;
    private int _done;

    /// <summary>0 when every message was answered once and in order; 1 when not; 3 when the service cannot be reached.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = atOnce * 2 }) { BaseAddress = address };
        if (!await IsThereAsync(http, stop))
        {
            await output.WriteLineAsync($"No service answers at {address}. Start it first: dotnet run --project bot/SocialRx.Bot");
            return 3;
        }

        var clock = Stopwatch.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(Enumerable.Range(1, people), options, (number, cancellationToken) => ChatAsync(http, number, cancellationToken));
        Report(Stopwatch.GetElapsedTime(clock));
        return _check.IsClean && _errors.Count == 0 ? 0 : 1;
    }

    private static async Task<bool> IsThereAsync(HttpClient http, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/live", UriKind.Relative), stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async ValueTask ChatAsync(HttpClient http, int number, CancellationToken stop)
    {
        await using var chat = new ChatClient(http, stop);
        try
        {
            await TalkAsync(chat, new SyntheticPerson(seed, number));
            Note(chat, ConversationCheck.Of(chat.Accepted, await chat.HistoryAsync(), chat.Heard));
        }
        catch (Exception trouble) when (trouble is HttpRequestException or TimeoutException or System.Net.WebSockets.WebSocketException)
        {
            lock (_lock)
                _errors.Add($"person {number}: {trouble.Message}");
        }
    }

    private static async Task TalkAsync(ChatClient chat, SyntheticPerson person)
    {
        for (var turn = await chat.OpenAsync(); person.Answer(turn) is { } said;)
            turn = await chat.SayAsync(said);
    }

    private void Note(ChatClient chat, ConversationCheck check)
    {
        lock (_lock)
        {
            _latencies.AddRange(chat.Latencies);
            _check += check;
            if (++_done % Math.Max(1, people / 10) == 0)
                output.WriteLine($"{_done} of {people} people, {_latencies.Count} messages");
        }
    }

    private void Report(TimeSpan took)
    {
        _latencies.Sort();
        foreach (var error in _errors.Take(10))
            output.WriteLine(error);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_done} people, {_latencies.Count} messages in {took.TotalSeconds:0.0} s, {_latencies.Count / took.TotalSeconds:0} a second"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"reply after {At(0.50):0} ms (half), {At(0.99):0} ms (99 in 100)"));
        output.WriteLine($"lost {_check.Lost}, doubled {_check.Doubled}, out of order {_check.OutOfOrder}, errors {_errors.Count}");
    }

    private double At(double share) => _latencies.Count == 0 ? 0 : _latencies[(int)((_latencies.Count - 1) * share)].TotalMilliseconds;
}
