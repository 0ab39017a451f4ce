namespace SocialRx.Storage.Maintenance;

/// <summary>
/// Held by a service for as long as it runs on an SQLite database: a file beside the database that nobody else can open meanwhile. The operating
/// system lets go of it however the process ends. Whoever only adds rows does not need it.
/// </summary>
public sealed class ServiceLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream? _held;

    private ServiceLock(FileStream? held) => _held = held;

    /// <summary>Waits so long for another service to end, as one does that is being replaced by this one.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>For the service itself. On PostgreSQL, and in memory, there is nothing to hold.</summary>
    /// <exception cref="StorageException">Another service still runs on the database after <see cref="Patience"/>.</exception>
    public static async Task<ServiceLock> TakeAsync(StorageOptions options, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        if (options.IsPostgres || options.File == ":memory:")
            return new ServiceLock(null);

        var started = clock.GetTimestamp();
        while (true)
        {
            if (TryOpen(options.File) is { } held)
                return new ServiceLock(held);
            if (clock.GetElapsedTime(started) >= Patience)
                throw new StorageException($"Another service runs on the database \"{options.File}\" (it holds \"{NameFor(options.File)}\"). Two services on one SQLite file are not supported: stop the other one, or use Storage:Postgres.");
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>For what replaces or leaves the database: at once or not at all.</summary>
    /// <exception cref="StorageException">A service runs on the database.</exception>
    public static ServiceLock Take(string databaseFile) =>
        TryOpen(databaseFile) is { } held
            ? new ServiceLock(held)
            : throw new StorageException($"A service runs on the database \"{databaseFile}\" (it holds \"{NameFor(databaseFile)}\"). Stop it first.");

    // The file stays: whoever removed it could remove one that another process has just locked.
    public void Dispose() => _held?.Dispose();

    private static string NameFor(string databaseFile) => $"{Path.GetFullPath(databaseFile)}.lock";

    private static FileStream? TryOpen(string databaseFile)
    {
        var name = NameFor(databaseFile);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(name)!);
            return FileLock.TryTake(name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The file \"{name}\", which a service holds while it runs, cannot be made: {error.Message}", error);
        }
    }
}
