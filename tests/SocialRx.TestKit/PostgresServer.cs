using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Xunit;

namespace SocialRx.TestKit;

/// <summary>
/// A PostgreSQL server of its own: loopback only, fully durable unless it is the shared one, its data in a temporary folder that goes with it. It ends when it is disposed or when
/// this process does, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The words .ci/run looks for.</summary>
    private const string Missing = "PostgreSQL is missing: install it, so that \"postgres\" and \"initdb\" are on the PATH or in /usr/lib/postgresql/*/bin.";

    /// <summary>
    /// Runs the server until it is told a signal to end it with. The end of its input is the end of this process: then the data goes too.
    /// </summary>
    private const string Watch =
        """
        folder=$0
        "$@" </dev/null &
        read -r signal
        kill -${signal:-QUIT} $!
        wait
        [ -n "$signal" ] || { cd /; rm -rf "$folder"; }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Nobody crashes the machine under it: what it has handed to the operating system is as good as on the disk, and making and dropping databases does not wait for one.
    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => StartAsync("fsync=off"));

    private readonly ConcurrentQueue<string> _log = new();
    private readonly DirectoryInfo _folder;
    private readonly string[] _settings;
    private int _databases;
    private Process? _process;

    private PostgresServer(DirectoryInfo folder, string[] settings)
    {
        _folder = folder;
        _settings = settings;
    }

    /// <summary>Whether there is a PostgreSQL on this machine.</summary>
    public static bool IsInstalled => Program("postgres") is not null && Program("initdb") is not null;

    public int Port { get; } = Ports.Free();

    /// <summary>All the server has written so far, over all its starts.</summary>
    public string Log => string.Join(Environment.NewLine, _log);

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>
    /// The server that the tests of this process share, started by the first that asks. Skips the test where there is no PostgreSQL.
    /// A test that stops or disturbs the server starts one of its own.
    /// </summary>
    public static Task<PostgresServer> SharedAsync()
    {
        SkipWhereMissing();
        return Shared.Value;
    }

    /// <summary>A server of its own. Skips the test where there is no PostgreSQL.</summary>
    /// <param name="settings">As after "-c" on the command line: "shared_buffers=512MB".</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        SkipWhereMissing();
        var server = new PostgresServer(Directory.CreateTempSubdirectory("socialrx-postgres-"), settings);
        if (IsRoot)
            await RunAsync(new ProcessStartInfo("chown", ["postgres", server._folder.FullName]));
        await RunAsync(server.Command(Program("initdb")!, "--pgdata", server.Data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"));
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A connection string for a fresh database: empty, or a copy of another one of this server that nobody is connected to.</summary>
    public async Task<string> CreateDatabaseAsync(string? copyOf = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"create database {name} template {(copyOf is null ? "template0" : NameIn(copyOf))}");
        return ConnectionString(name);
    }

    /// <summary>Removes a database that <see cref="CreateDatabaseAsync"/> made, and whoever is still connected to it.</summary>
    public Task DropDatabaseAsync(string connectionString) =>
        ExecuteAsync($"drop database if exists {NameIn(connectionString)} with (force)");

    /// <summary>Cuts every connection to a database, as a failing network does, and returns how many there were.</summary>
    public async Task<int> CutConnectionsAsync(string connectionString)
    {
        await using var connection = await AdministratorAsync();
        await using var command = new NpgsqlCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1", connection);
        command.Parameters.AddWithValue(NameIn(connectionString));
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Stops the server as an operator does: what is under way is broken off and rolled back.</summary>
    public Task StopAsync() => EndAsync("INT");

    /// <summary>Stops the server as a crash does: it recovers from its log at the next start.</summary>
    public Task CrashAsync() => EndAsync("QUIT");

    /// <summary>Starts the server over the same data at the same port.</summary>
    public async Task StartAgainAsync()
    {
        var command = Command("/bin/sh", ["-c", Watch, _folder.FullName, Program("postgres")!, .. Arguments()]);
        command.RedirectStandardInput = true;
        _process = Process.Start(command) ?? throw new InvalidOperationException("PostgreSQL did not start.");
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await AnswersAsync(_process);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await CrashAsync();
        _folder.Delete(recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static void SkipWhereMissing() => Assert.SkipUnless(IsInstalled, Missing);

    private static string? Program(string name) => Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Debian's folders first, the newest version of them first: what is on the PATH may only be a link that lacks its neighbours.</summary>
    private static IEnumerable<string> Folders()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return versions
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
    }

    private static async Task RunAsync(ProcessStartInfo command)
    {
        command.RedirectStandardError = true;
        command.RedirectStandardOutput = true;
        using var process = Process.Start(command) ?? throw new InvalidOperationException($"{command.FileName} did not start.");
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command.FileName} failed: {await said}");
    }

    /// <summary>PostgreSQL refuses to run as root, so root runs it as the user that Debian makes for it.</summary>
    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        string[] command = IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments] : [program, .. arguments];
        return new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private IEnumerable<string> Arguments()
    {
        string[] always =
        [
            "listen_addresses=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"port={Port}"),
            "unix_socket_directories=",
            "max_connections=300",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "lc_messages=C",
        ];
        return ["-D", Data, .. always.Concat(_settings).SelectMany(setting => new[] { "-c", setting })];
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};SSL Mode=Disable;GSS Encryption Mode=Disable");

    private static string NameIn(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private async Task<NpgsqlConnection> AdministratorAsync()
    {
        var connection = new NpgsqlConnection($"{ConnectionString("postgres")};Pooling=false;Command Timeout=60");
        await connection.OpenAsync();
        return connection;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await AdministratorAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task AnswersAsync(Process process)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = await AdministratorAsync();
                return;
            }
            catch (NpgsqlException) when (!process.HasExited && waited.Elapsed < Patience)
            {
                await Task.Delay(50);
            }
            catch (NpgsqlException away)
            {
                throw new InvalidOperationException($"PostgreSQL did not start:{Environment.NewLine}{Log}", away);
            }
        }
    }

    private async Task EndAsync(string signal)
    {
        var process = _process ?? throw new InvalidOperationException("PostgreSQL is not running.");
        await process.StandardInput.WriteLineAsync(signal);
        await process.StandardInput.FlushAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
        _process = null;
    }

    private void Note(string? line)
    {
        if (line is not null)
            _log.Enqueue(line);
    }
}
