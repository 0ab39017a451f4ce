using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace SocialRx.Storage;

/// <summary>
/// SQLite: one writer lets concurrent writes share a fully synchronous commit, each isolated by a savepoint; reads run beside it on connections
/// of their own.
/// </summary>
internal sealed class SqliteEngine : IEngine
{
    /// <summary>For so long a write waits for another program to finish its own.</summary>
    internal const int BusySeconds = 5;

    private readonly string _connectionString;
    private readonly StorageOptions _options;
    private readonly Channel<IWrite> _writes = Channel.CreateUnbounded<IWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<Reader> _readers;
    private readonly SqliteConnection _writer;
    private readonly Connection _written;
    private readonly WriterCommands _commands;
    private readonly Sealing _sealing;
    private readonly Task _writing;

    private SqliteEngine(StorageOptions options, string connectionString, Sealing sealing)
    {
        _options = options;
        _connectionString = connectionString;
        _sealing = sealing;
        _writer = OpenConnection();
        LimitSize();
        _written = new Connection(new PreparedSqliteConnection(_writer), Dialect, sealing);
        _commands = new WriterCommands(_writer);
        _readers = Channel.CreateBounded<Reader>(options.Readers);
        for (var i = 0; i < options.Readers; i++)
            _readers.Writer.TryWrite(OpenReader());
        _writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public SqlDialect Dialect => SqlDialect.Sqlite;

    public static SqliteEngine Open(StorageOptions options, Sealing sealing)
    {
        try
        {
            return new SqliteEngine(options, ConnectionString(options), sealing);
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Storage:File \"{options.File}\" cannot be opened: {error.Message}", error);
        }
    }

    public async Task<T> ReadAsync<T>(Func<Connection, T> read, CancellationToken cancellationToken)
    {
        var reader = await _readers.Reader.ReadAsync(cancellationToken);
        try
        {
            return read(reader.Connection);
        }
        catch (SqliteException error)
        {
            throw StorageException.From(error);
        }
        finally
        {
            _readers.Writer.TryWrite(reader);
        }
    }

    public async Task<T> WriteAsync<T>(Func<Connection, T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new Write<T>(write);
        if (!_writes.Writer.TryWrite(pending))
            throw new StorageException("The service is stopping; nothing more is written.");
        return await pending.Done;
    }

    /// <summary>Empties the log: everything in it is in the database file, of which it holds older pages. While somebody reads or writes it is left to the next time.</summary>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        if (_options.File == ":memory:")
            return;
        await using var connection = OpenConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(truncate)";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writing;
        _readers.Writer.TryComplete();
        await foreach (var reader in _readers.Reader.ReadAllAsync())
            await reader.Open.DisposeAsync();
        _commands.Dispose();
        await _writer.DisposeAsync();
    }

    private static string ConnectionString(StorageOptions options)
    {
        if (options.File == ":memory:")
            return new SqliteConnectionStringBuilder { DataSource = $"memory-{Interlocked.Increment(ref _memoryDatabases)}", Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared, Pooling = false }.ToString();

        var file = Path.GetFullPath(options.File);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = BusySeconds }.ToString();
    }

    private static int _memoryDatabases;

    private Reader OpenReader()
    {
        var open = OpenConnection();
        return new Reader(open, new Connection(new PreparedSqliteConnection(open), Dialect, _sealing));
    }

    private SqliteConnection OpenConnection()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();

        // synchronous=full with WAL: a commit is on disk when it returns, power cut included (sqlite.org/pragma.html#pragma_synchronous).
        // secure_delete: what is removed is overwritten, in freed pages too (sqlite.org/pragma.html#pragma_secure_delete).
        // read_uncommitted matters to in-memory databases only: their shared cache would lock readers out.
        command.CommandText = _options.File == ":memory:"
            ? "pragma read_uncommitted = on; pragma foreign_keys = on;"
            : $"pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = {BusySeconds * 1000}; pragma secure_delete = on; pragma foreign_keys = on; pragma temp_store = memory;";
        command.ExecuteNonQuery();
        return connection;
    }

    private void LimitSize()
    {
        if (_options.MostMegabytes == 0)
            return;
        using var command = _writer.CreateCommand();
        command.CommandText = "pragma page_size";
        var pages = _options.MostMegabytes * 1024L * 1024L / (long)command.ExecuteScalar()!;
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"pragma max_page_count = {pages}");
        command.ExecuteNonQuery();
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
        write.Run(_written);
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

    private sealed record Reader(SqliteConnection Open, Connection Connection);

    private interface IWrite
    {
        bool Failed { get; }

        void Run(Connection connection);

        void Complete();

        void Fail(Exception error);
    }

    private sealed class Write<T>(Func<Connection, T> write) : IWrite
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;
        private Exception? _error;

        public Task<T> Done => _done.Task;

        public bool Failed => _error is not null;

        public void Run(Connection connection)
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
