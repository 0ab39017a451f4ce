using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

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
    private readonly ServiceBuild _build;
    private readonly string[] _settings;
    private Process? _process;

    private RunningService(ServiceBuild build, string[] settings)
    {
        _build = build;
        _settings = settings;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"));
        // A connection that a killed service has left is not used again.
        Client = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <summary>Requests to <see cref="Address"/>.</summary>
    public HttpClient Client { get; }

    /// <summary>Where the service keeps its database and key; removed afterwards.</summary>
    public string Folder => _folder.FullName;

    public string DatabaseFile => Path.Combine(Folder, "socialrx.db");

    /// <summary>All the service has written so far, over all its starts.</summary>
    public string Log => string.Join(Environment.NewLine, _log);

    /// <summary>The service's process id, for a test that measures it.</summary>
    public int ProcessId => Running.Id;

    private Process Running => _process ?? throw new InvalidOperationException("The service is not running.");

    public bool IsRunning => _process is not null;

    /// <summary>Starts the built service; settings are like those on its command line: "DirectLine:TokenMinutes=1".</summary>
    public static Task<RunningService> StartAsync(params string[] settings) => StartAsync(ServiceBuild.OfTheseTests, settings);

    public static async Task<RunningService> StartAsync(ServiceBuild build, params string[] settings)
    {
        var service = new RunningService(build, settings);
        await service.StartAgainAsync();
        return service;
    }

    /// <summary>Starts the service over the same data, at the same address as before; for this start, settings in the place of its own or beside them.</summary>
    public async Task StartAgainAsync(params string[] also)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(Command([.. _settings, .. also])) ?? throw new InvalidOperationException("The service did not start.");
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The service ended before it listened:{Environment.NewLine}{Log}"));
        _process.OutputDataReceived += (_, line) => Note(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Note(line.Data, listening);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await listening.Task.WaitAsync(Patience);
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
        using var kill = Process.Start("kill", ["-TERM", Running.Id.ToString(CultureInfo.InvariantCulture)]);
        await EndedAsync();
    }

    /// <summary>Waits until the log holds a text.</summary>
    /// <param name="after">How much of the log does not count.</param>
    public async Task LoggedAsync(string text, int after = 0)
    {
        var waited = Stopwatch.StartNew();
        while (!Log[after..].Contains(text, StringComparison.Ordinal))
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

    private ProcessStartInfo Command(string[] settings)
    {
        var command = new ProcessStartInfo("dotnet", [_build.Program, $"--urls={Address}", $"--Storage:File={DatabaseFile}", .. settings.Select(setting => $"--{setting}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        command.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        command.Environment["DOTNET_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in _build.Environment)
            command.Environment[name] = value;
        return command;
    }

    private void Note(string? line, TaskCompletionSource listening)
    {
        if (line is null)
            return;
        _log.Enqueue(line);
        if (line.Contains("Now listening on: ", StringComparison.Ordinal))
            listening.TrySetResult();
    }

    private async Task EndedAsync()
    {
        await Running.WaitForExitAsync().WaitAsync(Patience);
        Running.Dispose();
        _process = null;
    }
}

/// <summary>A build of the service: the one that belongs to these tests, or another.</summary>
/// <param name="Program">Its assembly.</param>
/// <param name="Environment">What it finds in its environment beside what every process does.</param>
public sealed record ServiceBuild(string Program, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>bin/{Configuration}/{framework}/ of the tests tells which build of the service belongs to them.</summary>
    public static ServiceBuild OfTheseTests { get; } = new(ProgramIn(RunningService.Repository), new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0" });

    /// <summary>Where a repository has its built service.</summary>
    public static string ProgramIn(string repository)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(repository, "bot", "SocialRx.Bot", "bin", framework.Parent!.Name, framework.Name, "SocialRx.Bot.dll");
    }
}
