using System.Data.Common;
using Dapper;

namespace SocialRx.Storage.Staff;

/// <summary>Safeguarding concerns as the safeguarding lead works through them.</summary>
public static class ConcernQueue
{
    private const string Columns =
        "id, route, categories, signals, state, acknowledged_by, acknowledged_at, close_reason, raised_at, last_signal_at";

    /// <summary>Open ones first, red before amber, then by age.</summary>
    public static IReadOnlyList<ConcernRow> List(DbConnection connection, string programmeId, int limit) =>
        connection.Query<ConcernRow>(
            $"""
            select {Columns}
            from concern
            where programme_id = @programmeId
            order by
              case state when 'open' then 0 when 'acknowledged' then 1 else 2 end,
              case route when 'red' then 0 when 'amber' then 1 else 2 end,
              raised_at
            limit @limit
            """,
            new { programmeId, limit }).AsList();

    /// <summary>Null when this programme has no such concern.</summary>
    public static ConcernRow? Find(DbConnection connection, string programmeId, string id) =>
        connection.QuerySingleOrDefault<ConcernRow>(
            $"""
            select {Columns}
            from concern
            where programme_id = @programmeId
              and id = @id
            """,
            new { programmeId, id });

    public static IReadOnlyList<ConcernNote> Notes(DbConnection connection, string programmeId, string id) =>
        connection.Query<ConcernNote>(
            """
            select author, words, written_at
            from concern_note
            where programme_id = @programmeId
              and concern_id = @id
            order by written_at, id
            """,
            new { programmeId, id }).AsList();

    /// <summary>What was written. The caller records who reads it and why in the same write.</summary>
    public static IReadOnlyList<ConcernWords> Evidence(DbConnection connection, string programmeId, string id) =>
        connection.Query<ConcernWords>(
            """
            select concern_evidence.words, concern_evidence.said_at
            from concern_evidence
            join concern on concern.id = concern_evidence.concern_id
            where concern.programme_id = @programmeId
              and concern.id = @id
            order by concern_evidence.sequence
            """,
            new { programmeId, id }).AsList();

    public static bool Acknowledge(DbConnection connection, string programmeId, string id, string actor, DateTimeOffset now) =>
        connection.Execute(
            """
            update concern
            set state = 'acknowledged', acknowledged_by = @actor, acknowledged_at = @now
            where programme_id = @programmeId
              and id = @id
              and state = 'open'
            """,
            new { programmeId, id, actor, now }) == 1;

    public static bool Close(DbConnection connection, string programmeId, string id, string reason) =>
        connection.Execute(
            """
            update concern
            set state = 'closed', close_reason = @reason
            where programme_id = @programmeId
              and id = @id
              and state = 'acknowledged'
            """,
            new { programmeId, id, reason }) == 1;

    public static bool AddNote(DbConnection connection, string programmeId, string id, string noteId, string actor, string words, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into concern_note (programme_id, id, concern_id, author, words, written_at)
            select programme_id, @noteId, id, @actor, @words, @now
            from concern
            where programme_id = @programmeId
              and id = @id
            """,
            new { programmeId, id, noteId, actor, words, now }) == 1;
}

public sealed record ConcernRow
{
    public required string Id { get; init; }
    public required string Route { get; init; }
    public required string Categories { get; init; }
    public required int Signals { get; init; }
    public required string State { get; init; }
    public string? AcknowledgedBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? CloseReason { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public required DateTimeOffset LastSignalAt { get; init; }
}

public sealed record ConcernNote
{
    public required string Author { get; init; }
    public required string Words { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
}

public sealed record ConcernWords
{
    public required string Words { get; init; }
    public required DateTimeOffset SaidAt { get; init; }
}
