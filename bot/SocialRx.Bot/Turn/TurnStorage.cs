using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using SocialRx.Dialogs;
using SocialRx.Turns;

namespace SocialRx.Bot.Turn;

/// <summary>
/// Bot state as part of the turn: read from what the turn loaded when it started, written into what it commits when it ends.
/// The turn is found through the flow of the call (<see cref="AsyncLocal{T}"/>), because storage is asked by key alone and is shared by all turns.
/// </summary>
internal sealed class TurnStorage : IStorage, IKeepsStateAsText
{
    private static readonly AsyncLocal<OpenTurn?> Flow = new();

    // The kinds of objects that state is made of.
    static TurnStorage()
    {
        StateCodec.Allow(typeof(DialogState).Assembly);
        StateCodec.Allow(typeof(Activity).Assembly);
        StateCodec.Allow(typeof(DialogSetup).Assembly);
    }

    /// <summary>Set by the turn for all that it calls.</summary>
    public static OpenTurn? Turn
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    private static OpenTurn Current => Turn ?? throw new InvalidOperationException("Bot state is read and written inside a turn only.");

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, object>(keys.Length, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (Current.State(key) is { } body)
                found[key] = StateCodec.Read(body);
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        foreach (var (key, value) in changes)
            Current.Change(key, StateCodec.Write(value));
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        foreach (var key in keys)
            Current.Change(key, null);
        return Task.CompletedTask;
    }

    public ValueTask<string?> ReadTextAsync(string key, CancellationToken cancellationToken) => ValueTask.FromResult(Current.State(key));

    public ValueTask WriteTextAsync(string key, string text, CancellationToken cancellationToken)
    {
        Current.Change(key, text);
        return ValueTask.CompletedTask;
    }
}
