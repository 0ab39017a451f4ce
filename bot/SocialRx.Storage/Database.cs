using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace SocialRx.Storage;

/// <summary>
/// The service's database. Writes go through one writer that lets concurrent writes share a fully synchronous commit, each isolated by a
/// savepoint; a write's task completes when its data is on disk. Reads run beside it on their own connections and see what is committed.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly StorageOptions _options;
    private readonly Channel<IWrite> _writes = Channel.CreateUnbounded<IWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<SqliteConnection> _readers;
    private readonly SqliteConnection _writer;
    private readonly WriterCommands _commands;
    private readonly Task _writing;

    private Database(StorageOptions options, string connectionString)
    {
        _options = options;
        _connectionString = connectionString;
        _writer = Open();
        _commands = new WriterCommands(_writer);
        _readers = Channel.CreateBounded<SqliteConnection>(options.Readers);
        for (var i = 0; i < options.Readers; i++)
            _readers.Writer.TryWrite(Open());
        _writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Opens the database, making file and folder when missing, and brings its tables up to date.</summary>
    /// <exception cref="StorageException">The file cannot be opened, is not a database, or comes from a newer release.</exception>
    public static async Task<Database> OpenAsync(StorageOptions options, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        Rows.Register();
        var database = Create(options);
        await database.WriteAsync(connection => Migrations.Apply(connection, clock), cancellationToken);
        return database;
    }

    /// <summary>Runs one read on a connection of its own; what it sees does not change while it runs if it is one statement.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, T> read, CancellationToken cancellationToken = default)
    {
        var connection = await _readers.Reader.ReadAsync(cancellationToken);
        try
        {
            return read(connection);
        }
        catch (SqliteException error)
        {
            throw StorageException.From(error);
        }
        finally
        {
            _readers.Writer.TryWrite(connection);
        }
    }

    /// <summary>Runs one write; completes when it is durable. What it throws undoes all of it, and nothing of anybody else's.</summary>
    /// <exception cref="StorageException">The disk is full, read-only or failing.</exception>
    public async Task<T> WriteAsync<T>(Func<DbConnection, T> write, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new Write<T>(write);
        if (!_writes.Writer.TryWrite(pending))
            throw new StorageException("The service is stopping; nothing more is written.");
        return await pending.Done;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<DbConnection> write, CancellationToken cancellationToken = default) =>
        WriteAsync(
            connection =>
            {
                write(connection);
                return true;
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writing;
        _readers.Writer.TryComplete();
        await foreach (var reader in _readers.Reader.ReadAllAsync())
            await reader.DisposeAsync();
        _commands.Dispose();
        await _writer.DisposeAsync();
    }

    private static Database Create(StorageOptions options)
    {
        try
        {
            return new Database(options, ConnectionString(options));
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Storage:File \"{options.File}\" cannot be opened: {error.Message}", error);
        }
    }

    private static string ConnectionString(StorageOptions options)
    {
        if (options.File == ":memory:")
            return new SqliteConnectionStringBuilder { DataSource = $"memory-{Interlocked.Increment(ref _memoryDatabases)}", Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared, Pooling = false }.ToString();

        var file = Path.GetFullPath(options.File);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
    }

    private static int _memoryDatabases;

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();

        // synchronous=full with WAL: a commit is on disk when it returns, power cut included (sqlite.org/pragma.html#pragma_synchronous).
        // read_uncommitted matters to in-memory databases only: their shared cache would lock readers out.
        command.CommandText = _options.File == ":memory:"
            ? "pragma read_uncommitted = on; pragma foreign_keys = on;"
            : "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; pragma foreign_keys = on; pragma temp_store = memory;";
        command.ExecuteNonQuery();
        return connection;
    }

    private void WriteAll()
    {
        var batch = new List<IWrite>();
        while (_writes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < _options.WritesPerCommit && _writes.Reader.TryRead(out var write))
                batch.Add(write);
            Commit(batch);
        }
    }

    private void Commit(List<IWrite> batch)
    {
        try
        {
            _commands.Begin.ExecuteNonQuery();
            foreach (var write in batch)
                Isolated(write);
            _commands.Commit.ExecuteNonQuery();
        }
        catch (SqliteException error)
        {
            Abandon(batch, StorageException.From(error));
            return;
        }

        foreach (var write in batch)
            write.Complete();
    }

    private void Isolated(IWrite write)
    {
        _commands.Savepoint.ExecuteNonQuery();
        write.Run(_writer);
        if (write.Failed)
            _commands.BackToSavepoint.ExecuteNonQuery();
        _commands.Release.ExecuteNonQuery();
    }

    private void Abandon(List<IWrite> batch, StorageException error)
    {
        try
        {
            _commands.Rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // A full disk has rolled back by itself already; there is nothing left to undo.
        }

        foreach (var write in batch)
            write.Fail(error);
    }

    /// <summary>Prepared once: they run around every write.</summary>
    private sealed class WriterCommands(SqliteConnection writer) : IDisposable
    {
        public SqliteCommand Begin { get; } = Prepared(writer, "begin immediate");

        public SqliteCommand Commit { get; } = Prepared(writer, "commit");

        public SqliteCommand Rollback { get; } = Prepared(writer, "rollback");

        public SqliteCommand Savepoint { get; } = Prepared(writer, "savepoint one");

        public SqliteCommand BackToSavepoint { get; } = Prepared(writer, "rollback to one");

        public SqliteCommand Release { get; } = Prepared(writer, "release one");

        public void Dispose()
        {
            foreach (var command in new[] { Begin, Commit, Rollback, Savepoint, BackToSavepoint, Release })
                command.Dispose();
        }

        private static SqliteCommand Prepared(SqliteConnection writer, string sql)
        {
            var command = writer.CreateCommand();
            command.CommandText = sql;
            command.Prepare();
            return command;
        }
    }

    private interface IWrite
    {
        bool Failed { get; }

        void Run(DbConnection connection);

        void Complete();

        void Fail(Exception error);
    }

    private sealed class Write<T>(Func<DbConnection, T> write) : IWrite
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;
        private Exception? _error;

        public Task<T> Done => _done.Task;

        public bool Failed => _error is not null;

        public void Run(DbConnection connection)
        {
            try
            {
                _result = write(connection);
            }
            catch (SqliteException error) when (StorageException.IsFatal(error))
            {
                throw;
            }
#pragma warning disable CA1031 // Whatever one write throws belongs to that write alone; its caller gets it.
            catch (Exception error)
#pragma warning restore CA1031
            {
                _error = error;
            }
        }

        public void Complete()
        {
            if (_error is null)
                _done.TrySetResult(_result);
            else
                _done.TrySetException(_error);
        }

        public void Fail(Exception error) => _done.TrySetException(_error ?? error);
    }
}
