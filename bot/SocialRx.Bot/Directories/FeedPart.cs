using System.Runtime.CompilerServices;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>What a source brings, one after the other, so that a million records need no more memory than one.</summary>
internal abstract record FeedPart<T>
{
    private FeedPart() { }

    public sealed record Record(T Item) : FeedPart<T>;

    /// <summary>The source still has it, and only its head was read: what an earlier reading brought stands.</summary>
    /// <param name="Why">Why the rest could not be had; null when there was no need.</param>
    public sealed record Kept(T Head, string? Why) : FeedPart<T>;

    /// <summary>Whatever came before was read to its end; a reading that is broken off later may go on from there.</summary>
    public sealed record Reached(string Position) : FeedPart<T>;

    /// <summary>Something about the source as a whole, or about a record that could not even be read.</summary>
    public sealed record Noticed(ImportProblem Problem) : FeedPart<T>;

    /// <summary>The last part: what came before is not the whole and counts for nothing.</summary>
    /// <param name="AskAgainAt">When the server wants to be asked again; null when it does not say.</param>
    public sealed record Broken(string Why, DateTimeOffset? AskAgainAt = null) : FeedPart<T>;
}

internal static class FeedParts
{
    /// <param name="read">Gets the record and its position in the source, from 1.</param>
    public static async IAsyncEnumerable<FeedPart<TTo>> ReadAs<TFrom, TTo>(
        this IAsyncEnumerable<FeedPart<TFrom>> parts, Func<TFrom, int, TTo> read, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var position = 0;
        await foreach (var part in parts.WithCancellation(stop))
        {
            yield return part switch
            {
                FeedPart<TFrom>.Record record => new FeedPart<TTo>.Record(read(record.Item, ++position)),
                FeedPart<TFrom>.Kept kept => new FeedPart<TTo>.Kept(read(kept.Head, ++position), kept.Why),
                FeedPart<TFrom>.Reached reached => new FeedPart<TTo>.Reached(reached.Position),
                FeedPart<TFrom>.Noticed noticed => new FeedPart<TTo>.Noticed(noticed.Problem),
                FeedPart<TFrom>.Broken broken => new FeedPart<TTo>.Broken(broken.Why, broken.AskAgainAt),
                _ => throw new InvalidOperationException($"{part.GetType().Name} is no part of a feed"),
            };
        }
    }

    /// <summary>What breaks while it is being read becomes the last part.</summary>
    /// <param name="why">Null for what is not the source's fault.</param>
    public static async IAsyncEnumerable<FeedPart<T>> Guarded<T>(this IAsyncEnumerable<FeedPart<T>> parts, Func<Exception, string?> why, [EnumeratorCancellation] CancellationToken stop = default)
    {
        await using var reading = parts.GetAsyncEnumerator(stop);
        while (await NextAsync(reading, why) is { } part)
            yield return part;
    }

    private static async Task<FeedPart<T>?> NextAsync<T>(IAsyncEnumerator<FeedPart<T>> reading, Func<Exception, string?> why)
    {
        string? broken = null;
        try
        {
            return await reading.MoveNextAsync() ? reading.Current : null;
        }
        catch (Exception error) when ((broken = why(error)) is not null)
        {
            return new FeedPart<T>.Broken(broken!);
        }
    }
}
