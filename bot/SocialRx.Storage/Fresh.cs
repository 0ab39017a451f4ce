namespace SocialRx.Storage;

/// <summary>Something that is read again when it is older than it may be; while one reads, others take what there is.</summary>
public sealed class Fresh<T>(TimeSpan lifetime, TimeProvider clock, Func<CancellationToken, Task<T>> read)
    where T : class
{
    private Copy? _latest;
    private int _isReading;

    /// <summary>As last read; null before the first time.</summary>
    public T? Latest => Volatile.Read(ref _latest)?.Value;

    public async Task<T> ReadAsync(CancellationToken stop)
    {
        var (latest, now) = (Volatile.Read(ref _latest), clock.GetUtcNow());
        if (latest is not null && (now - latest.At < lifetime || Interlocked.Exchange(ref _isReading, 1) == 1))
            return latest.Value;
        try
        {
            var copy = new Copy(await read(stop), now);
            Volatile.Write(ref _latest, copy);
            return copy.Value;
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }

    private sealed record Copy(T Value, DateTimeOffset At);
}
