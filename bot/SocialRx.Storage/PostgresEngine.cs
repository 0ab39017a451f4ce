using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace SocialRx.Storage;

/// <summary>
/// PostgreSQL: a fixed number of connections, each with a thread of its own that runs one read or write after another. A database that is away is
/// waited for; what the database asks to run again is run again.
/// </summary>
internal sealed class PostgresEngine : IEngine
{
    /// <summary>How often a write is run when others get in its way.</summary>
    private const int Tries = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly BlockingCollection<IWork> _waiting = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly NpgsqlDataSource _source;
    private readonly TimeSpan _patience;
    private readonly Sealing _sealing;
    private readonly Task[] _lanes;

    public PostgresEngine(StorageOptions options, Sealing sealing)
    {
        _sealing = sealing;
        _patience = TimeSpan.FromSeconds(options.PatienceSeconds);
        _source = Source(options);
        _lanes = [.. Enumerable.Range(0, options.Connections).Select(_ => Task.Factory.StartNew(WorkAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    public SqlDialect Dialect => SqlDialect.Postgres;

    /// <summary>Connections beside the ones that work, for what holds one for long.</summary>
    public NpgsqlDataSource Connections => _source;

    public static bool Reads(string connectionString)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connectionString).Host);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public Task<T> ReadAsync<T>(Func<Connection, T> read, CancellationToken cancellationToken) => AddAsync(read, isWrite: false, cancellationToken);

    public Task<T> WriteAsync<T>(Func<Connection, T> write, CancellationToken cancellationToken) => AddAsync(write, isWrite: true, cancellationToken);

    public Task TidyAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _waiting.CompleteAdding();
        await _stopping.CancelAsync();
        await Task.WhenAll(_lanes);
        await _source.DisposeAsync();
        _stopping.Dispose();
        _waiting.Dispose();
    }

    private static NpgsqlDataSource Source(StorageOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Postgres)
        {
            MaxPoolSize = options.Connections + 4,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            ApplicationName = "socialrx",
            Enlist = false,
        };
        if (settings.Timeout == 15)
            settings.Timeout = 5;
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UsePhysicalConnectionInitializer(WithoutCompiling, WithoutCompilingAsync);
        return settings.Host!.Contains(',', StringComparison.Ordinal) ? builder.BuildMultiHost() : builder.Build();
    }

    // Our statements are short; to compile one takes longer than to run it a hundred times, and PostgreSQL does so when it takes it for a long one.
    private static void WithoutCompiling(NpgsqlConnection open)
    {
        using var command = new NpgsqlCommand("set jit = off", open);
        command.ExecuteNonQuery();
    }

    private static async Task WithoutCompilingAsync(NpgsqlConnection open)
    {
        await using var command = new NpgsqlCommand("set jit = off", open);
        await command.ExecuteNonQueryAsync();
    }

    private Task<T> AddAsync<T>(Func<Connection, T> run, bool isWrite, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        var work = new Work<T>(run, isWrite);
        try
        {
            _waiting.Add(work, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            work.Fail(new StorageException("The service is stopping; nothing more is read or written."));
        }

        return work.Done;
    }

    private void WorkAll()
    {
        using var lane = new Lane(this);
        foreach (var work in _waiting.GetConsumingEnumerable())
            Run(lane, work);
    }

    private void Run(Lane lane, IWork work)
    {
        var waited = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                lane.Run(work);
                return;
            }
            catch (UnconfirmedWriteException unconfirmed)
            {
                work.Fail(unconfirmed);
                return;
            }
            catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException)
            {
                if (IsAskedAgain(error) && attempt < Tries)
                {
                    Rest(TimeSpan.FromMilliseconds(attempt * (1 + (Environment.CurrentManagedThreadId % 16))));
                    continue;
                }

                if (IsAway(error) && waited.Elapsed + Pause < _patience && !_stopping.IsCancellationRequested)
                {
                    lane.Close();
                    Rest(Pause);
                    continue;
                }

                work.Fail(StorageException.IsFatal(error) || IsAskedAgain(error) ? StorageException.From(error) : error);
                return;
            }
#pragma warning disable CA1031 // Whatever the caller's own part throws is the caller's; the lane goes on.
            catch (Exception error)
#pragma warning restore CA1031
            {
                work.Fail(error);
                return;
            }
        }
    }

    private void Rest(TimeSpan time) => _stopping.Token.WaitHandle.WaitOne(time);

    /// <summary>Nothing is wrong with the work itself: another was in its way.</summary>
    private static bool IsAskedAgain(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable };

    /// <summary>The database is gone, starting, stopping, or was demoted to a standby: another connection may find it.</summary>
    private static bool IsAway(Exception error) =>
        error is not PostgresException refused
        || refused.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.TooManyConnections
        || refused.SqlState.StartsWith("57P", StringComparison.Ordinal)
        || refused.SqlState.StartsWith("08", StringComparison.Ordinal);

    /// <summary>One connection and its thread.</summary>
    private sealed class Lane(PostgresEngine engine) : IDisposable
    {
        private NpgsqlConnection? _open;
        private Connection? _connection;
        private PendingStatements? _pending;

        public void Run(IWork work)
        {
            var open = Open();
            if (work.IsWrite)
                Write(open, work);
            else
                Read(work);
            work.Complete();
        }

        public void Close()
        {
            var open = _open;
            _open = null;
            _connection = null;
            if (open is null)
                return;
            NpgsqlConnection.ClearPool(open);
            open.Dispose();
        }

        public void Dispose() => Close();

        private NpgsqlConnection Open()
        {
            if (_open is { FullState: System.Data.ConnectionState.Open })
                return _open;
            _open?.Dispose();
            _open = null;
            var open = engine._source.CreateConnection();
            try
            {
                open.Open();
            }
            catch
            {
                open.Dispose();
                throw;
            }

            _pending = new PendingStatements(open);
            _connection = new Connection(open, SqlDialect.Postgres, engine._sealing, _pending);
            return _open = open;
        }

        private void Read(IWork work)
        {
            _pending!.Drop();
            work.Run(_connection!);
            _pending.Run();
        }

        private void Write(NpgsqlConnection open, IWork work)
        {
            _pending!.Drop();
            // Disposing a transaction that has not committed rolls it back.
            using var transaction = open.BeginTransaction();
            work.Run(_connection!);
            Commit(open, _pending);
        }

        private static void Commit(NpgsqlConnection open, PendingStatements pending)
        {
            try
            {
                pending.RunAndCommit();
            }
            catch (Exception error) when (error is not PostgresException && error is NpgsqlException or IOException or TimeoutException)
            {
                throw new UnconfirmedWriteException("The connection to the database broke while committing.", error);
            }
            catch (PostgresException error) when (error.SqlState.StartsWith("57P", StringComparison.Ordinal) || open.FullState != System.Data.ConnectionState.Open)
            {
                throw new UnconfirmedWriteException("The database stopped while committing.", error);
            }
        }
    }

    private interface IWork
    {
        bool IsWrite { get; }

        void Run(Connection connection);

        void Complete();

        void Fail(Exception error);
    }

    private sealed class Work<T>(Func<Connection, T> run, bool isWrite) : IWork
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public bool IsWrite => isWrite;

        public Task<T> Done => _done.Task;

        public void Run(Connection connection) => _result = run(connection);

        public void Complete() => _done.TrySetResult(_result);

        public void Fail(Exception error) => _done.TrySetException(error);
    }
}
