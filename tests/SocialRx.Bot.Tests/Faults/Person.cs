using System.Net;

namespace SocialRx.Bot.Tests.Faults;

internal enum Manner
{
    /// <summary>One thing after another, now and then several at once, now and then the same twice at once.</summary>
    Mixed,

    /// <summary>Everything twice at once, as a channel does that believes its first request lost.</summary>
    SaysAllTwice,
}

/// <summary>Somebody under load. Whatever has no answer is said again under the same number until it is known to be taken.</summary>
internal abstract class Person(int seed, Manner manner) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private static readonly string[] Words = ["hello", "football", "i like swimming", "16", "skip", "back", "yes", "no money", "after school", "FB1", "my dog", "help", "4", "not now"];

    private readonly Random _random = new(seed);
    private readonly List<Accepted> _accepted = [];
    private int _step;
    private int _number;

    /// <summary>What the service said it has taken.</summary>
    public IReadOnlyList<Accepted> Accepted
    {
        get
        {
            lock (_accepted)
                return [.. _accepted];
        }
    }

    /// <summary>The key of their conversation in the database.</summary>
    public abstract string Conversation { get; }

    public async Task TalkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            _step++;
            await Task.WhenAll(Turn());
            await (_random.Next(2) == 0 ? Task.Delay(_random.Next(40), CancellationToken.None) : AnsweredAsync(Accepted[^1].Id, TimeSpan.FromSeconds(2)));
        }
    }

    /// <summary>All that is wrong with their conversation.</summary>
    public abstract Task<IReadOnlyList<Problem>> ProblemsAsync(long turns);

    /// <summary>Whether every accepted message has been answered, and what was answered has reached them.</summary>
    public abstract Task<bool> IsAnsweredAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Sends once; the id of what was taken, or null when nobody knows.</summary>
    protected abstract Task<string?> SendAsync(string text, string number);

    /// <summary>Waits for the answer to a message, no longer than this.</summary>
    protected abstract Task AnsweredAsync(string id, TimeSpan atMost);

    /// <summary>Nobody knows whether the service has it, or it asks to wait.</summary>
    protected static bool IsPassing(HttpStatusCode? status) => status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private IEnumerable<Task> Turn()
    {
        var (messages, times) = _random.Next(6) switch
        {
            _ when manner == Manner.SaysAllTwice => (1, 2),
            0 => (3, 1),
            1 => (1, 2),
            _ => (1, 1),
        };
        for (var message = 0; message < messages; message++)
        {
            var text = Words[_random.Next(Words.Length)];
            var number = $"{seed}-{++_number}";
            for (var time = 0; time < times; time++)
                yield return SayAsync(text, number);
        }
    }

    private async Task SayAsync(string text, string number)
    {
        var step = _step;
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            if (await SendAsync(text, number) is { } id)
            {
                lock (_accepted)
                    _accepted.Add(new Accepted(id, step));
                return;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException("A message was not taken for minutes.");
    }
}
