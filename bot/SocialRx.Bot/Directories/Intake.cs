using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>Gathers what is read of one source in the database, a batch at a time: while one is written the next is read.</summary>
internal sealed class Intake(Database database, TimeProvider clock, Staging staging, ImportNotes notes, ImportWatch? watch) : IAsyncDisposable
{
    private const int Batch = 1_000;

    /// <summary>A page this large is not waited for.</summary>
    private const int LargestBatch = 4_000;

    private List<Listing> _waiting = [];

    // What the source calls the record each waiting listing was last read from.
    private Dictionary<string, string> _recordOf = new(StringComparer.Ordinal);
    private Task<IReadOnlyList<ImportProblem>> _writing = Task.FromResult<IReadOnlyList<ImportProblem>>([]);
    private string? _position = staging.Position;

    /// <summary>Records read, good or not.</summary>
    public int Records { get; private set; }

    public long Listings { get; private set; }

    public async Task AddAsync(ReadRecord record, IReadOnlyList<Listing> listings)
    {
        notes.Add(record);
        _waiting.AddRange(listings);
        foreach (var listing in listings)
            _recordOf[listing.Id] = record.RecordId;
        Listings += listings.Count;
        if (++Records % Batch == 0)
            watch?.Progress?.Invoke(Records);
        if (_waiting.Count >= LargestBatch)
            await FlushAsync();
    }

    /// <summary>All that came before is read; a reading that is broken off later may go on from there.</summary>
    public async Task ReachedAsync(string position)
    {
        _position = position;
        if (_waiting.Count >= Batch)
            await FlushAsync();
    }

    /// <summary>Puts all of it in the place of what was there, with the account of the reading.</summary>
    public async Task<ImportRun> SwapAsync(Func<ImportCounts, ImportRun> account)
    {
        await FlushAsync();
        await WrittenAsync();
        var now = clock.GetUtcNow();
        var run = await database.WriteAsync(connection =>
        {
            var run = account(staging.Swap(connection, now));
            SocialRx.Storage.ActivityDirectory.Listings.Report(connection, run, notes.All());
            return run;
        });
        await Staging.SweepAsync(database);
        return run;
    }

    public async Task DiscardAsync()
    {
        await _writing;
        await database.WriteAsync(staging.Discard);
        await Staging.SweepAsync(database);
    }

    /// <summary>What is on its way to the database is there, or has failed, before anybody looks again.</summary>
    public async ValueTask DisposeAsync() => await ((Task)_writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task FlushAsync()
    {
        await WrittenAsync();
        var (some, recordOf, position, now) = (_waiting, _recordOf, _position, clock.GetUtcNow());
        (_waiting, _recordOf) = ([], new(StringComparer.Ordinal));
        if (some.Count > 0)
            _writing = WriteAsync(some, recordOf, position, now);
    }

    private async Task<IReadOnlyList<ImportProblem>> WriteAsync(List<Listing> some, Dictionary<string, string> recordOf, string? position, DateTimeOffset now)
    {
        var again = await database.WriteAsync(connection => staging.Add(connection, some, now, position));
        if (again.Count == 0)
            return [];

        var times = some.CountBy(listing => listing.Id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. again.Where(id => !id.Contains('~', StringComparison.Ordinal)).SelectMany(id => Enumerable.Repeat(Repetition(recordOf[id]), Math.Max(1, times[id] - 1)))];
    }

    internal static ImportProblem Repetition(string recordId) =>
        new(recordId, "id", ImportProblem.LeftOut, "is there twice; the record changed last was kept");

    private async Task WrittenAsync()
    {
        (await _writing).ToList().ForEach(notes.Add);
        _writing = Task.FromResult<IReadOnlyList<ImportProblem>>([]);
    }
}
