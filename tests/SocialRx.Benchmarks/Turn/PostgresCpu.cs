using System.Globalization;
using SocialRx.TestKit;

namespace SocialRx.Benchmarks.Turn;

/// <summary>CPU time of a PostgreSQL server: its first process, those it has now and those it had.</summary>
internal sealed class PostgresCpu(PostgresServer server)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1.0 / 100);

    private readonly int _first = First(server.Port);

    public TimeSpan Total
    {
        get
        {
            var ticks = 0L;
            foreach (var process in Running().Select(Read).OfType<Stat>())
            {
                if (process.Id == _first)
                    ticks += process.Own + process.Ended;
                else if (process.Parent == _first)
                    ticks += process.Own;
            }

            return ticks * Tick;
        }
    }

    private static int First(int port) => Running().Single(id =>
        Text(id, "comm").Trim() == "postgres" && Text(id, "cmdline").Contains(string.Create(CultureInfo.InvariantCulture, $"port={port}\0"), StringComparison.Ordinal));

    private static IEnumerable<int> Running() =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    // proc(5): after the name in brackets come state (3), parent (4) ... user and system time (14, 15) and those of children that have ended (16, 17).
    private static Stat? Read(int id)
    {
        var text = Text(id, "stat");
        if (text.Length == 0)
            return null;
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        return new Stat(id, (int)Field(4), Field(14) + Field(15), Field(16) + Field(17));
    }

    private static string Text(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended.
            return "";
        }
    }

    /// <param name="Own">In ticks of the kernel.</param>
    /// <param name="Ended">Of its children that have ended.</param>
    private sealed record Stat(int Id, int Parent, long Own, long Ended);
}
