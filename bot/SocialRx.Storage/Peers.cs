using System.Data;
using System.Security.Cryptography;
using System.Threading.Channels;
using Npgsql;

namespace SocialRx.Storage;

/// <summary>
/// The processes that serve one database: each has a number, knows which others live, and tells them which conversations have something new.
/// A process lives while its session holds an advisory lock, so that the database itself notices its end. With SQLite there is only this one.
/// </summary>
public sealed class Peers : IAsyncDisposable
{
    private const string NewsChannel = "socialrx_news";
    private const int MostBytesOfNews = 7900;

    /// <summary>First half of the lock's key; the second is the process's number.</summary>
    internal const int LockClass = 1397707352;

    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Database _database;
    private readonly string _connectionString;
    private readonly TimeProvider _clock;
    private readonly Channel<string> _news = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _work;
    private volatile bool _isListening;
    private int _hasLeft;

    private Peers(Database database, StorageOptions options, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
        _connectionString = options.IsPostgres ? ConnectionString(options) : "";
        Me = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        _isListening = !options.IsPostgres;
        _work = options.IsPostgres ? Task.WhenAll(Task.Run(ListenAsync), Task.Run(TellAsync)) : Task.CompletedTask;
    }

    /// <summary>The number of this process, another at each start.</summary>
    public int Me { get; }

    /// <summary>Whether others share the database, or may.</summary>
    public bool HasOthers => _connectionString.Length > 0;

    /// <summary>False while what others tell does not arrive; then look for it.</summary>
    public bool IsListening => _isListening;

    /// <summary>A conversation, by its key, has something new that another process wrote.</summary>
    public event Action<string>? Told;

    /// <summary>Joins the others; from then on what this process takes on is left to it.</summary>
    /// <exception cref="StorageException">The database cannot be reached.</exception>
    public static async Task<Peers> JoinAsync(Database database, StorageOptions options, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        var peers = new Peers(database, options, clock);
        if (peers.HasOthers)
        {
            try
            {
                await peers._joined.Task.WaitAsync(TimeSpan.FromSeconds(options.PatienceSeconds + 5), cancellationToken);
            }
            catch (TimeoutException error)
            {
                await peers.DisposeAsync();
                throw new StorageException("The database cannot be reached.", error);
            }
        }

        return peers;
    }

    /// <summary>Tells the others soon, together with what else there is to tell. A word that is lost is found by looking.</summary>
    public void Tell(string conversation)
    {
        if (HasOthers)
            _news.Writer.TryWrite(conversation);
    }

    /// <summary>The numbers of the processes that live, this one among them.</summary>
    public IReadOnlyList<long> Living(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return HasOthers
            ? connection.Query<long>(
                """
                select objid::bigint
                from pg_locks
                where locktype = 'advisory' and classid = @LockClass and objsubid = 2 and granted
                  and database = (select oid from pg_database where datname = current_database())
                """,
                new { LockClass })
            : [Me];
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _hasLeft, 1) == 1)
            return;
        _news.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _work;
        _stopping.Dispose();
    }

    // Held for the life of the process; a machine that vanishes is noticed within some seconds.
    private static string ConnectionString(StorageOptions options) => new NpgsqlConnectionStringBuilder(options.Postgres)
    {
        Pooling = false,
        Enlist = false,
        ApplicationName = "socialrx peers",
        Options = "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3",
    }.ConnectionString;

    private async Task ListenAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(_stopping.Token);
            }
            catch (Exception trouble) when (trouble is NpgsqlException or IOException or TimeoutException or OperationCanceledException or InvalidOperationException)
            {
                // Heard again when the database is back; until then whoever needs news looks for it.
            }

            _isListening = false;
            await Task.Delay(Pause, _clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenOnceAsync(CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(stop);
        connection.Notification += (_, news) => Hear(news.Payload);
        await using (var join = new NpgsqlCommand($"select pg_advisory_lock({LockClass}, {Me}); listen {NewsChannel}", connection))
            await join.ExecuteNonQueryAsync(stop);
        _isListening = true;
        _joined.TrySetResult();
        while (connection.State == ConnectionState.Open)
        {
            if (!await connection.WaitAsync(Ping, stop))
            {
                await using var ping = new NpgsqlCommand("select 1", connection) { CommandTimeout = (int)Ping.TotalSeconds };
                await ping.ExecuteNonQueryAsync(stop);
            }
        }
    }

    private void Hear(string payload)
    {
        var lines = payload.Split('\n');
        if (lines[0] == Name)
            return;
        foreach (var conversation in lines.AsSpan(1))
            Told?.Invoke(conversation);
    }

    private string Name => Me.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task TellAsync()
    {
        while (await _news.Reader.WaitToReadAsync())
        {
            await Task.Delay(Together, _clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var payload in Payloads())
                await TellAsync(payload);
        }
    }

    /// <summary>Never part of a turn's commit: the database hands out notifications one commit at a time.</summary>
    private async Task TellAsync(string payload)
    {
        try
        {
            await _database.WriteAsync(connection => { connection.Execute("select pg_notify(@NewsChannel, @payload)", new { NewsChannel, payload }); }, CancellationToken.None);
        }
        catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
        {
            // Whoever waits for it looks for it.
        }
    }

    private List<string> Payloads()
    {
        var conversations = new HashSet<string>(StringComparer.Ordinal);
        while (_news.Reader.TryRead(out var conversation))
            conversations.Add(conversation);

        var payloads = new List<string>();
        var payload = Name;
        foreach (var conversation in conversations)
        {
            if (payload.Length + conversation.Length + 1 > MostBytesOfNews)
            {
                payloads.Add(payload);
                payload = Name;
            }

            payload += $"\n{conversation}";
        }

        payloads.Add(payload);
        return payloads;
    }
}
