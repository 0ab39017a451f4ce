using System.Diagnostics;

namespace SocialRx.Bot.Directories;

/// <summary>A reading that somebody started by hand: progress on the console, every problem in a file if one is wanted.</summary>
internal sealed class WatchedReading : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly ImportReportFile? _file;
    private readonly TextWriter _console;
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private TimeSpan _toldAt;

    public WatchedReading(string? file, TextWriter console)
    {
        _file = file is null ? null : ImportReportFile.Create(file);
        _console = console;
        Watch = new ImportWatch { Problem = _file is null ? null : _file.Add, Progress = Tell };
    }

    public ImportWatch Watch { get; }

    public void Dispose() => _file?.Dispose();

    private void Tell(int records)
    {
        if (_since.Elapsed - _toldAt < Pause)
            return;
        _toldAt = _since.Elapsed;
        _console.WriteLine($"{records} records read, {records / _since.Elapsed.TotalSeconds:0} a second");
    }
}
