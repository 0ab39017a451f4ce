using System.Collections.Concurrent;
using System.Diagnostics;

namespace SocialRx.TestKit;

/// <summary>
/// The whole service as a process of its own, on a free loopback port, with data in a temporary folder. It can be killed and started again
/// over the same data at the same address.
/// </summary>
public sealed class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-service-");
    private readonly ConcurrentQueue<string> _log = new();
    private readonly string[] _settings;
    private Process? _process;

    private RunningService(string[] settings) => _settings = settings;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Requests to <see cref="Address"/>.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>Where the service keeps its database and key; removed afterwards.</summary>
    public string Folder => _folder.FullName;

    public string DatabaseFile => Path.Combine(Folder, "socialrx.db");

    /// <summary>All the service has written so far, over all its starts.</summary>
    public string Log => string.Join(Environment.NewLine, _log);

    /// <summary>The service's process id, for a test that measures it.</summary>
    public int ProcessId => Running.Id;

    private Process Running => _process ?? throw new InvalidOperationException("The service is not running.");

    /// <summary>Starts the built service; settings are like those on its command line: "DirectLine:TokenMinutes=1".</summary>
    public static async Task<RunningService> StartAsync(params string[] settings)
    {
        var service = new RunningService(settings);
        await service.StartAgainAsync();
        return service;
    }

    /// <summary>Starts the service over the same data, at the same address as before.</summary>
    public async Task StartAgainAsync()
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(Command()) ?? throw new InvalidOperationException("The service did not start.");
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The service ended before it listened:{Environment.NewLine}{Log}"));
        _process.OutputDataReceived += (_, line) => Note(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Note(line.Data, listening);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        Address = await listening.Task.WaitAsync(Patience);
        Client.Dispose();
        Client = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) }) { BaseAddress = Address };
    }

    /// <summary>As kill -9 does: the process ends in the middle of what it is doing.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await EndedAsync();
    }

    /// <summary>As an operator stops it: what is under way is finished.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Running.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await EndedAsync();
    }

    /// <summary>Waits until the log holds a text.</summary>
    public async Task LoggedAsync(string text)
    {
        var waited = Stopwatch.StartNew();
        while (!Log.Contains(text, StringComparison.Ordinal))
        {
            if (waited.Elapsed > Patience)
                throw new TimeoutException($"\"{text}\" was not logged:{Environment.NewLine}{Log}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_process is { HasExited: false })
            await KillAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The top of the repository.</summary>
    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "SocialRx.Bot.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
            return folder.FullName;
        }
    }

    // bin/{Configuration}/{framework}/ of the tests tells which build of the service belongs to them.
    private static string Program()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Repository, "bot", "SocialRx.Bot", "bin", framework.Parent!.Name, framework.Name, "SocialRx.Bot.dll");
    }

    private ProcessStartInfo Command()
    {
        var command = new ProcessStartInfo("dotnet", [Program(), $"--urls=http://127.0.0.1:{Address.Port}", $"--Storage:File={DatabaseFile}", .. _settings.Select(setting => $"--{setting}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        command.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        command.Environment["DOTNET_ENVIRONMENT"] = "Development";
        return command;
    }

    private void Note(string? line, TaskCompletionSource<Uri> listening)
    {
        const string Listening = "Now listening on: ";
        if (line is null)
            return;
        _log.Enqueue(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            listening.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }

    private async Task EndedAsync()
    {
        await Running.WaitForExitAsync().WaitAsync(Patience);
        Running.Dispose();
        _process = null;
    }
}
