using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocialRx.Benchmarks;

/// <summary>A service under measurement, in a process of its own with a folder of its own.</summary>
internal sealed class Target : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private Target(Process process, DirectoryInfo folder, string address, bool tellsStats)
    {
        TellsStats = tellsStats;
        _process = process;
        _folder = folder;
        Address = address;
    }

    public string Address { get; }

    /// <summary>Whether <see cref="StatsAsync"/> has an answer.</summary>
    public bool TellsStats { get; }

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static Task<Target> BareSqliteAsync() =>
        StartAsync((address, folder) => ["bare-sqlite", address, Path.Combine(folder, "bare.db")], typeof(Target).Assembly.Location);

    public static Task<Target> BarePostgresAsync(string connectionString) =>
        StartAsync((address, _) => ["bare-postgres", address, connectionString], typeof(Target).Assembly.Location);

    public static Task<Target> BareBotAsync() => BotAsync("bare-bot");

    public static Task<Target> LayerBotsAsync() => BotAsync("layer-bots");

    /// <param name="postgres">A connection string; null: SQLite in the process's folder.</param>
    /// <param name="keyFile">What several processes on one database share; null: a key of its own.</param>
    public static Task<Target> ServiceAsync(string? postgres = null, string? keyFile = null) =>
        StartAsync(
            (address, folder) =>
            [
                "--urls", address,
                "--Storage:File", Path.Combine(folder, "socialrx.db"),
                "--Storage:Postgres", postgres ?? "",
                "--Turn:KeyFile", keyFile ?? Path.Combine(folder, "socialrx.key"),
                "--Logging:LogLevel:Default", "Warning",
            ],
            Path.Combine(AppContext.BaseDirectory, "SocialRx.Bot.dll"));

    /// <summary>Bytes allocated since the start, and bytes of memory held; <paramref name="collect"/>: after a collection.</summary>
    public async Task<(long Allocated, long WorkingSet)> StatsAsync(bool collect = false)
    {
        using var client = new HttpClient();
        var stats = await client.GetStringAsync(new Uri($"{Address}/stats{(collect ? "?collect" : "")}"));
        return stats.Split(' ') is [var allocated, var held]
            ? (long.Parse(allocated, CultureInfo.InvariantCulture), long.Parse(held, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException("The process under measurement told no stats.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Task<Target> BotAsync(string which) =>
        StartAsync((address, _) => [which, address], typeof(Target).Assembly.Location, tellsStats: true);

    private static async Task<Target> StartAsync(Func<string, string, string[]> arguments, string program, bool tellsStats = false)
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-bench-");
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [program, .. arguments(address, folder.FullName)]) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var target = new Target(process, folder, address, tellsStats);
        await target.ReadyAsync();
        return target;
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var tries = 0; tries < 3000; tries++)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The process under measurement ended with code {_process.ExitCode}.");
            if (await AnswersAsync(client))
                return;
            await Task.Delay(10);
        }

        throw new TimeoutException("The process under measurement did not become ready in 30 s.");
    }

    private async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"{Address}/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
