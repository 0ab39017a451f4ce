using SocialRx.Domain.CoDesign.Statements;

namespace SocialRx.Storage.CoDesign;

/// <summary>Who decided what about which statement. Rows are added, never changed.</summary>
public static class StatementLog
{
    /// <summary>Stands for the writer, of whom the log says nothing more.</summary>
    public const string Writer = "writer";

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<DecisionRow> Latest(Connection connection, string programmeId, int limit) =>
        [.. connection.Query<DecisionRow>(
            $"select {Columns} from statement_decision where programme_id = @programmeId order by at desc, statement_id, sequence desc limit @limit",
            new { programmeId, limit }).Select(row => Opened(connection, row))];

    /// <summary>In the order they were made.</summary>
    public static IReadOnlyList<DecisionRow> Of(Connection connection, string programmeId, string statementId) =>
        [.. connection.Query<DecisionRow>(
            $"select {Columns} from statement_decision where programme_id = @programmeId and statement_id = @statementId order by sequence",
            new { programmeId, statementId }).Select(row => Opened(connection, row))];

    internal static void Add(Connection connection, string programmeId, string statementId, StatementDecision decision, string? words, DateTimeOffset now, string? memberId = null) =>
        connection.Change(
            """
            insert into statement_decision (programme_id, id, statement_id, sequence, actor, deed, reason_id, words, at, member_id)
            select @programmeId, @Id, @statementId, coalesce(max(sequence), 0) + 1, @Actor, @Deed, @ReasonId, @Words, @now, @memberId
            from statement_decision
            where programme_id = @programmeId and statement_id = @statementId
            """,
            new { programmeId, decision.Id, statementId, decision.Actor, Deed = Stored(decision.Deed), decision.ReasonId, Words = connection.Sealing.SealIfAny(words)?.Value, now, memberId });

    private const string Columns = "id, statement_id, actor, deed, reason_id, words, at, member_id";

    private static DecisionRow Opened(Connection connection, DecisionRow row) => row with { Words = connection.Sealing.OpenIfAny(row.Words) };

    private static string Stored(StatementDeed deed) => deed switch
    {
        StatementDeed.Approve => "approve",
        StatementDeed.Reject => "reject",
        StatementDeed.Reword => "reword",
        StatementDeed.PassOn => "pass-on",
        _ => "ask-again",
    };

    internal static StatementDeed Deed(string stored) => stored switch
    {
        "approve" => StatementDeed.Approve,
        "reject" => StatementDeed.Reject,
        "reword" => StatementDeed.Reword,
        "pass-on" => StatementDeed.PassOn,
        _ => StatementDeed.AskAgain,
    };
}

public sealed record DecisionRow
{
    public required string Id { get; init; }
    public required string StatementId { get; init; }
    public required string Actor { get; init; }

    /// <summary>approve | reject | reword | ask-again | pass-on.</summary>
    public required string Deed { get; init; }
    public string? ReasonId { get; init; }

    /// <summary>Proposed.</summary>
    public string? Words { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Of a youth panel; null when somebody else decided.</summary>
    public string? MemberId { get; init; }

    public StatementDecision Decision => new(Id, Actor, StatementLog.Deed(Deed), ReasonId, MemberId is not null);
}
