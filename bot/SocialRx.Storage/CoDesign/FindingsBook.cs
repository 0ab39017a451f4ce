using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.People;

namespace SocialRx.Storage.CoDesign;

/// <summary>What may be told to young people, as it was a few seconds ago at most: no turn waits for the database because of it.</summary>
public sealed class FindingsBook(Database database, ProgrammeOptions programme, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private Copy? _latest;
    private int _isReading;

    /// <summary>As last read.</summary>
    public IReadOnlyList<Finding> Latest => Volatile.Read(ref _latest)?.Findings ?? [];

    /// <summary>Reads again when that is due; while one reads, others take what there is.</summary>
    public async Task<IReadOnlyList<Finding>> PublishedAsync(CancellationToken stop)
    {
        var (latest, now) = (Volatile.Read(ref _latest), clock.GetUtcNow());
        if (latest is not null && (now - latest.At < Fresh || Interlocked.Exchange(ref _isReading, 1) == 1))
            return latest.Findings;
        try
        {
            var read = new Copy(await database.ReadAsync(connection => Findings.Published(connection, programme.Id), stop), now);
            Volatile.Write(ref _latest, read);
            return read.Findings;
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }

    private sealed record Copy(IReadOnlyList<Finding> Findings, DateTimeOffset At);
}
