using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.People;

namespace SocialRx.Storage.CoDesign;

/// <summary>What may be told to young people, as it was a few seconds ago at most: no turn waits for the database because of it.</summary>
public sealed class FindingsBook(Database database, ProgrammeOptions programme, TimeProvider clock)
{
    private readonly Fresh<IReadOnlyList<Finding>> _findings = new(TimeSpan.FromSeconds(5), clock, stop => database.ReadAsync(connection => Findings.Published(connection, programme.Id), stop));

    /// <summary>As last read.</summary>
    public IReadOnlyList<Finding> Latest => _findings.Latest ?? [];

    /// <summary>Reads again when that is due.</summary>
    public Task<IReadOnlyList<Finding>> PublishedAsync(CancellationToken stop) => _findings.ReadAsync(stop);
}
