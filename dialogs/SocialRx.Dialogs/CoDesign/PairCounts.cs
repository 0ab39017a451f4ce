using System.Collections.Concurrent;
using SocialRx.Domain.CoDesign;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign;

/// <summary>Votes on the pairs of each question, as they were some seconds ago: which pair few were asked about does not change faster.</summary>
internal sealed class PairCounts(Database database, TimeProvider clock)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (DateTimeOffset ReadAt, IReadOnlyDictionary<OptionPair, int> Votes)> _read = [];

    public async Task<IReadOnlyDictionary<OptionPair, int>> ReadAsync(string programmeId, string consultationId, string questionId, CancellationToken cancellationToken)
    {
        var key = $"{programmeId}/{consultationId}/{questionId}";
        var now = clock.GetUtcNow();
        if (_read.TryGetValue(key, out var before) && now - before.ReadAt < FreshFor)
            return before.Votes;
        var votes = await database.ReadAsync(connection => PairVotes.Counts(connection, programmeId, consultationId, questionId), cancellationToken);
        _read[key] = (now, votes);
        return votes;
    }
}
