using System.Diagnostics;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>People who talk with the service while it has trouble: half of them in web chats, half in a channel.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    /// <summary>A crowd says more than people do.</summary>
    public static readonly string[] Settings = ["DirectLine:MessagesPerPersonPerMinute=1000000", "DirectLine:TokensPerAddressPerMinute=1000000"];

    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _enough = new();
    private readonly IReadOnlyList<Person> _people;
    private readonly Task _talking;
    private readonly Kept _kept;

    private Crowd(IReadOnlyList<Person> people, Kept kept)
    {
        _people = people;
        _kept = kept;
        _talking = Task.WhenAll(people.Select(person => person.TalkAsync(_enough.Token)));
    }

    /// <summary>How many messages have been taken so far.</summary>
    public int Taken => _people.Sum(person => person.Accepted.Count);

    /// <summary>Lets everybody begin; they talk until <see cref="AccountAsync"/>.</summary>
    /// <param name="mayRepeat">Whether a process may end, or lose its database, between sending a reply and noting that it is sent.</param>
    public static async Task<Crowd> ComeAsync(HttpClient http, Kept kept, Channel channel, int seed, int webChats = 8, int inChannel = 8, bool mayRepeat = true, Manner manner = Manner.Mixed)
    {
        var first = seed * 1000;
        var people = new List<Person>();
        for (var number = 0; number < webChats; number++)
            people.Add(await WebChatPerson.ComeAsync(http, first + number, manner));
        people.AddRange(Enumerable.Range(first + webChats, inChannel).Select(number => new ChannelPerson(http, channel, number, manner, mayRepeat)));
        return new Crowd(people, kept);
    }

    /// <summary>Waits while some more is said.</summary>
    public async Task TalkAsync(int messages)
    {
        var until = Taken + messages;
        while (Taken < until && !_talking.IsCompleted)
            await Task.Delay(1);
    }

    /// <summary>Ends the talk, waits until all is answered, and judges it. Trouble should be over by now.</summary>
    /// <param name="patience">How long at most; null: as long as it should take in the worst case.</param>
    public async Task<(int Turns, IReadOnlyList<Problem> Problems)> AccountAsync(TimeSpan? patience = null)
    {
        await _enough.CancelAsync();
        await _talking;
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < (patience ?? UsualPatience) && !await IsQuietAsync())
            await Task.Delay(100);

        var turns = await _kept.TurnsAsync();
        var problems = await Task.WhenAll(_people.Select(person => person.ProblemsAsync(turns.GetValueOrDefault(person.Conversation))));
        var waiting = await _kept.WaitingAsync();
        return (
            (int)_people.Sum(person => turns.GetValueOrDefault(person.Conversation)),
            [.. problems.SelectMany(found => found), .. waiting == 0 ? [] : new[] { new Problem(Harm.Lost, $"{waiting} still waiting in the database") }]);
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        foreach (var person in _people)
            await person.DisposeAsync();
        _enough.Dispose();
    }

    private async Task<bool> IsQuietAsync()
    {
        var answered = await Task.WhenAll(_people.Select(person => person.IsAnsweredAsync()));
        return answered.All(yes => yes) && await _kept.WaitingAsync() == 0;
    }
}
