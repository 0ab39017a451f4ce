using System.Diagnostics;

namespace SocialRx.Benchmarks.Turn;

/// <summary>What a durable write costs where the databases lie.</summary>
internal static class Disk
{
    private const int Writes = 200;
    private const int Page = 8192;

    /// <summary>One page appended and forced to the disk; the median of many.</summary>
    public static TimeSpan Sync()
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-bench-");
        try
        {
            using var file = File.OpenHandle(Path.Combine(folder.FullName, "sync"), FileMode.CreateNew, FileAccess.Write);
            return Enumerable.Range(0, Writes).Select(number => SyncOne(file, number)).Order().ElementAt(Writes / 2);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static TimeSpan SyncOne(Microsoft.Win32.SafeHandles.SafeFileHandle file, int number)
    {
        var started = Stopwatch.GetTimestamp();
        RandomAccess.Write(file, new byte[Page], number * Page);
        RandomAccess.FlushToDisk(file);
        return Stopwatch.GetElapsedTime(started);
    }
}
