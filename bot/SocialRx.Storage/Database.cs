namespace SocialRx.Storage;

/// <summary>
/// The service's database: one SQLite file, or PostgreSQL for any number of processes. A write's task completes when its data is on disk;
/// what a write throws undoes all of it and nothing of anybody else's. Reads run beside writes and see what is committed.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly IEngine _engine;

    private Database(IEngine engine, Sealing sealing)
    {
        _engine = engine;
        Sealing = sealing;
    }

    public SqlDialect Dialect => _engine.Dialect;

    public Sealing Sealing { get; }

    /// <summary>Opens the database, making an SQLite file and its folder when missing, and brings its tables up to date.</summary>
    /// <exception cref="StorageException">It cannot be opened or reached, is not a database, or comes from a newer release.</exception>
    public static async Task<Database> OpenAsync(StorageOptions options, TimeProvider clock, Sealing? sealing = null, CancellationToken cancellationToken = default)
    {
        Rows.Register();
        var seals = sealing ?? Sealing.None;
        var database = new Database(options.IsPostgres ? new PostgresEngine(options, seals) : SqliteEngine.Open(options, seals), seals);
        try
        {
            await database.WriteAsync(connection => Migrations.Apply(connection, clock), cancellationToken);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }

        return database;
    }

    /// <summary>Runs one read; what it sees does not change while it runs if it is one statement. It may be run again after trouble with the connection.</summary>
    public Task<T> ReadAsync<T>(Func<Connection, T> read, CancellationToken cancellationToken = default) => _engine.ReadAsync(read, cancellationToken);

    /// <summary>Runs one write; completes when it is durable. It may be run again when the database asks for that, so it changes nothing but the database.</summary>
    /// <exception cref="StorageException">The database is full, read-only, failing or away.</exception>
    /// <exception cref="UnconfirmedWriteException">The connection broke while committing: it is durable or has not happened.</exception>
    public Task<T> WriteAsync<T>(Func<Connection, T> write, CancellationToken cancellationToken = default) => _engine.WriteAsync(write, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<Connection> write, CancellationToken cancellationToken = default) =>
        WriteAsync(
            connection =>
            {
                write(connection);
                return true;
            },
            cancellationToken);

    /// <summary>
    /// What was removed is not in the files any more once this has run. SQLite overwrites a removed row at once, but the log beside the database still
    /// has pages of before until then. PostgreSQL does the same by itself (autovacuum, its log).
    /// </summary>
    public Task TidyAsync(CancellationToken cancellationToken = default) => _engine.TidyAsync(cancellationToken);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}

/// <summary>How reads and writes reach one of the two databases.</summary>
internal interface IEngine : IAsyncDisposable
{
    SqlDialect Dialect { get; }

    Task<T> ReadAsync<T>(Func<Connection, T> read, CancellationToken cancellationToken);

    Task<T> WriteAsync<T>(Func<Connection, T> write, CancellationToken cancellationToken);

    Task TidyAsync(CancellationToken cancellationToken);
}
