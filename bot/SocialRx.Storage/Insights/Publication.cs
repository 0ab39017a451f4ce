using System.Text.Json;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Storage.Insights;

/// <summary>
/// The numbers that may be read. A table that was shown once stays as it is until enough new people are behind the next version, so that
/// the difference of two versions is never somebody's answer; this also holds over restarts and between processes.
/// </summary>
public sealed class Publication(
    Database database,
    ProgrammeOptions programme,
    PublicationRules rules,
    ConsultationBook consultations,
    TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private PublishedNumbers? _latest;
    private DateTimeOffset _countedAt;

    /// <summary>What anybody on the staff may read: without the results of consultations that a youth panel has not signed off.</summary>
    public async Task<PublishedNumbers> CurrentAsync(CancellationToken cancellationToken = default)
    {
        var numbers = await ForThePanelAsync(cancellationToken);
        var gate = await database.ReadAsync(connection => CoDesign.ResultsGate.Read(connection, programme.Id), cancellationToken);
        return gate.Panels.Count == 0 ? numbers : numbers.Without(gate.IsClosed);
    }

    /// <summary>Everything, for whoever prepares a youth panel. Counts again when the last count is older than configured.</summary>
    public async Task<PublishedNumbers> ForThePanelAsync(CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (_latest is null || now - _countedAt >= TimeSpan.FromSeconds(rules.Disclosure.RecountAfterSeconds))
                (_latest, _countedAt) = (await RenewAsync(now, cancellationToken), now);
            return _latest;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<PublishedNumbers> RenewAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await database.ReadAsync(Due, cancellationToken);
        if (due.Count > 0)
            await database.WriteAsync(connection => Publish(connection, due, now), cancellationToken);
        var (rows, outcomes) = await database.ReadAsync(connection => (Published(connection), Outcomes.Read(connection, programme.Id, rules.Disclosure)), cancellationToken);
        return new PublishedNumbers(rows.ToDictionary(row => row.TableId, row => row.Table()), rules.Population, rules.Disclosure)
        {
            Outcomes = outcomes,
            Deprivation = await database.ReadAsync(connection => Geography.DeprivationOf(connection, rules.Population.Outcodes.Keys), cancellationToken),
        };
    }

    private IReadOnlyList<CountTable> Due(Connection connection)
    {
        var before = Published(connection).ToDictionary(row => row.TableId, row => row.Respondents);
        var current = consultations.Current;
        return
        [
            .. new CountTables(current, rules.Population.Outcodes.Keys).Read(connection, programme.Id, IsDue),
            .. CoDesign.Workshops.Tables(connection, programme.Id, current).Where(table => IsDue(table.Id, table.Respondents)),
        ];

        bool IsDue(string tableId, int respondents) =>
            respondents >= rules.Disclosure.LeastRespondents
            && (!before.TryGetValue(tableId, out var shown) || rules.Disclosure.MayReplace(shown, respondents));
    }

    private void Publish(Connection connection, IReadOnlyList<CountTable> tables, DateTimeOffset now)
    {
        foreach (var table in tables)
        {
            if (Disclosure.Publish(table, rules.Disclosure) is { } published)
                Write(connection, table.Respondents, published with { PublishedAt = now }, now);
        }
    }

    /// <summary>Asks the guard again inside the write: another process may have published in between.</summary>
    private void Write(Connection connection, int respondents, PublishedTable table, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into published_table (programme_id, table_id, rules, respondents, body, published_at)
            values (@ProgrammeId, @TableId, @Rules, @respondents, @Body, @now)
            on conflict (programme_id, table_id) do update
            set rules = excluded.rules, respondents = excluded.respondents, body = excluded.body, published_at = excluded.published_at
            where published_table.rules <> excluded.rules
              or excluded.respondents >= published_table.respondents + @LeastNewRespondents
            """,
            new
            {
                ProgrammeId = programme.Id,
                TableId = table.Id,
                rules.Disclosure.Rules,
                respondents,
                Body = JsonSerializer.Serialize(table),
                now,
                rules.Disclosure.LeastNewRespondents,
            });

    private IReadOnlyList<Row> Published(Connection connection) =>
        connection.Query<Row>(
            """
            select table_id, respondents, body
            from published_table
            where programme_id = @Id
              and rules = @Rules
            """,
            new { programme.Id, rules.Disclosure.Rules });

    private sealed record Row
    {
        public required string TableId { get; init; }
        public required int Respondents { get; init; }
        public required string Body { get; init; }

        public PublishedTable Table() => JsonSerializer.Deserialize<PublishedTable>(Body)!;
    }
}

public sealed record PublicationRules(DisclosureOptions Disclosure, PopulationOptions Population);
