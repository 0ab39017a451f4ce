using System.ComponentModel;
using System.Diagnostics;

namespace SocialRx.Bot.Tests.Clients;

/// <summary>A program of Node's: its lines as they come, and its end at the latest when the test ends.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(Process process) => _process = process;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    public static NodeProcess Start(string program, string folder, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var node = new NodeProcess(Started(start));
        node._process.OutputDataReceived += (_, line) => node.Note(line.Data);
        node._process.ErrorDataReceived += (_, line) => node.Note(line.Data);
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        return node;
    }

    public Task TellAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>The first line that fits, also among those that have come already.</summary>
    public async Task<string> WaitAsync(Func<string, bool> fits)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            Task news;
            lock (_lines)
            {
                if (_lines.Find(line => fits(line)) is { } found)
                    return found;
                news = _news.Task;
            }

            if (await Task.WhenAny(news, Task.Delay(Patience - waited.Elapsed is { Ticks: > 0 } left ? left : TimeSpan.Zero)) != news)
                throw new TimeoutException($"What was waited for did not come. The program said:{Environment.NewLine}{string.Join(Environment.NewLine, Lines)}");
        }
    }

    /// <summary>Its exit code.</summary>
    public async Task<int> EndedAsync(TimeSpan patience)
    {
        await _process.WaitForExitAsync().WaitAsync(patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"These tests run real clients and need Node.js 20 or later with npm; '{start.FileName}' was not found.", missing);
        }
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
        {
            _lines.Add(line);
            _news.SetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
