using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Storage.CoDesign;

/// <summary>Members of a youth panel check statements: never their own, never what may be about somebody's safety, and an adult looks at each as well.</summary>
public static class PanelModeration
{
    private const int LooksAt = 50;

    private const string MayBeTheirs =
        """
        statement.programme_id = @ProgrammeId
        and statement.state = 'waiting'
        and statement.source <> 'seed'
        and (statement.person_id is null or statement.person_id <> @PersonId)
        and ',' || statement.flags || ',' not like @Worry
        """;

    /// <summary>The one that waits longest and that no member and no adult has turned down; null when there is none.</summary>
    /// <param name="except">Ids of statements this member has dealt with, in the turn under way or just now.</param>
    /// <param name="isSafe">Whether it may be put before a young person, from its writer's own words, which go no further.</param>
    public static StatementToCheck? Next(Connection connection, TurnIdentity who, IReadOnlyCollection<string> except, Func<string, bool> isSafe)
    {
        if (PanelVotes.SeatOf(connection, who) is not { ChecksStatements: true })
            return null;
        var first = connection.Query<(string Id, string Words, string Redacted)>(
            $"""
            select statement.id, statement.words, statement.redacted
            from statement
            where {MayBeTheirs}
              and statement.asked_again = 0
              and not exists (
                select 1
                from statement_decision
                where statement_decision.programme_id = statement.programme_id
                  and statement_decision.statement_id = statement.id
                  and (statement_decision.member_id is not null or statement_decision.deed <> 'approve'))
            order by statement.waiting_since, statement.id
            limit @LooksAt
            """,
            Key(who)).Where(row => !except.Contains(row.Id) && isSafe(connection.Sealing.OpenIfAny(row.Words)!)).FirstOrDefault();
        return first.Id is null ? null : new StatementToCheck(first.Id, connection.Sealing.OpenIfAny(first.Redacted)!);
    }

    /// <summary>What a member decides, in the same log as what adults do. Nothing when it is not, or no longer, theirs to decide.</summary>
    public static void Decide(Connection connection, TurnIdentity who, string id, NewDecision decision, int approvalsNeeded, DateTimeOffset now)
    {
        if (PanelVotes.SeatOf(connection, who) is not { ChecksStatements: true } seat || !IsTheirs(connection, who, id))
            return;
        StatementModeration.Decide(connection, who.ProgrammeId, id, decision, approvalsNeeded, new StaffAction($"panel-{decision.Id}", seat.Actor, "youth panel", now), seat.MemberId);
    }

    private static bool IsTheirs(Connection connection, TurnIdentity who, string id) =>
        connection.ExecuteScalar<int>($"select count(*) from statement where {MayBeTheirs} and statement.id = @id", Key(who, id)) == 1;

    private static object Key(TurnIdentity who, string? id = null) => new { who.ProgrammeId, PersonId = who.PersonId.Value, Worry = $"%,{StatementFlag.Worry},%", LooksAt, id };
}

/// <param name="Redacted">As a member reads it.</param>
public sealed record StatementToCheck(string Id, string Redacted);
