using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage.People;

namespace SocialRx.Storage.CoDesign;

/// <summary>What young people have written for others to vote on, as far as its writer is concerned: sent, taken back, told what became of it.</summary>
public static class StatementQueue
{
    private const string Mine = "programme_id = @ProgrammeId and person_id = @PersonId";

    /// <summary>Puts it where moderators see it. Others see it only once it is approved; where two people have decided otherwise, at once if nothing about it is odd.</summary>
    public static void Send(Connection connection, TurnIdentity who, NewStatement sent, StatementOptions rules, DateTimeOffset now)
    {
        Persons.Meet(connection, who, now);
        Add(connection, who.ProgrammeId, sent, new Origin(StatementSource.YoungPerson, PersonId: who.PersonId.Value), rules, now);
    }

    /// <summary>What somebody said in a room. Whoever was with them entered it; it is never shown before others than they have approved it, and kept only as others would read it.</summary>
    internal static void Enter(Connection connection, string programmeId, NewStatement said, string workshopId, StatementOptions rules, string by, DateTimeOffset now) =>
        Add(connection, programmeId, said with { Words = said.Redacted }, new Origin(StatementSource.Workshop, EnteredBy: by, WorkshopId: workshopId), rules, now);

    private static void Add(Connection connection, string programmeId, NewStatement sent, Origin from, StatementOptions rules, DateTimeOffset now)
    {
        var likeness = Likeness(connection, programmeId, sent, rules, now);
        IReadOnlyList<string> flags = [.. sent.Flags, .. likeness.Flags];
        var isShown = from.EnteredBy is null && flags.Count == 0 && sent.SideId is null && !StatementChecks.IsStrict(connection, programmeId, sent.Of);
        connection.Change(
            """
            insert into statement (
              programme_id, id, consultation_id, question_id, source, person_id, entered_by, workshop_id, words, redacted, state, is_shown, flags, alike_id, side_id, said_at, waiting_since)
            values (
              @programmeId, @Id, @ConsultationId, @QuestionId, @Source, @PersonId, @EnteredBy, @WorkshopId, @Words, @Redacted, 'waiting', @IsShown, @Flags, @AlikeId, @SideId, @now, @now)
            on conflict do nothing
            """,
            new
            {
                programmeId,
                sent.Id,
                sent.Of.ConsultationId,
                sent.Of.QuestionId,
                from.Source,
                from.PersonId,
                from.EnteredBy,
                from.WorkshopId,
                Words = connection.Sealing.Seal(sent.Words).Value,
                Redacted = connection.Sealing.Seal(sent.Redacted).Value,
                IsShown = isShown ? 1 : 0,
                Flags = string.Join(',', flags),
                likeness.AlikeId,
                sent.SideId,
                now,
            });
    }

    /// <summary>Of a workshop that is taken out, what nobody has decided about.</summary>
    internal static void TakeOut(Connection connection, string programmeId, string workshopId)
    {
        foreach (var id in connection.Query<string>("select id from statement where programme_id = @programmeId and workshop_id = @workshopId and state = 'waiting' order by id", new { programmeId, workshopId }))
            StatementRemoval.Remove(connection, programmeId, id);
    }

    /// <summary>Only while nobody has decided about it.</summary>
    public static void TakeBack(Connection connection, TurnIdentity who, string id)
    {
        if (connection.ExecuteScalar<string>($"select id from statement where {Mine} and id = @id and state = 'waiting'", Whose(who, id)) is not null)
            StatementRemoval.Remove(connection, who.ProgrammeId, id);
    }

    /// <summary>How many the person has sent since.</summary>
    public static int SentSince(Connection connection, TurnIdentity who, DateTimeOffset since) =>
        connection.ExecuteScalar<int>($"select count(*) from statement where {Mine} and said_at > @since", new { who.ProgrammeId, PersonId = who.PersonId.Value, since });

    /// <summary>Oldest first, with what became of each.</summary>
    public static IReadOnlyList<StatementFate> Of(Connection connection, TurnIdentity who) =>
        [.. connection.Query<StatementFate>(
            $"select id, words, redacted, changed, state, reason_id, side_id, asked_again, said_at, decided_at, told_at from statement where {Mine} order by said_at, id",
            Whose(who)).Select(fate => Opened(connection, fate))];

    /// <summary>That the person has been told what was decided.</summary>
    public static void NoteTold(Connection connection, TurnIdentity who, IReadOnlyList<string> ids, DateTimeOffset now) =>
        connection.Change(
            $"update statement set told_at = @now where {Mine} and id = @id and decided_at is not null and told_at is null",
            ids.Select(id => new { who.ProgrammeId, PersonId = who.PersonId.Value, id, now }));

    /// <summary>The writer wants it looked at again, which can be done once; nobody is shown it meanwhile. Nothing when it cannot.</summary>
    public static void AskAgain(Connection connection, TurnIdentity who, string id, string decisionId, DateTimeOffset now)
    {
        var changed = connection.Execute(
            $"""
            update statement
            set state = 'waiting', is_shown = 0, asked_again = 1, changed = null, reason_id = null, waiting_since = @now, decided_at = null, told_at = null, written_at = null
            where {Mine}
              and id = @id
              and asked_again = 0
              and (state = 'rejected' or (state = 'approved' and changed is not null))
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, id, now });
        if (changed > 0)
            StatementLog.Add(connection, who.ProgrammeId, id, new StatementDecision(decisionId, StatementLog.Writer, StatementDeed.AskAgain), null, now);
    }

    /// <summary>Deleted: what others are shown stays without saying whose it was, the rest goes.</summary>
    internal static void Delete(Connection connection, TurnIdentity who)
    {
        foreach (var id in connection.Query<string>($"select id from statement where {Mine} and state <> 'approved' order by id", Whose(who)))
            StatementRemoval.Remove(connection, who.ProgrammeId, id);
        CutOff(connection, who);
    }

    /// <summary>Their time is over: what was turned down goes, the rest stays without saying whose it was.</summary>
    internal static void Forget(Connection connection, TurnIdentity who)
    {
        foreach (var id in connection.Query<string>($"select id from statement where {Mine} and state = 'rejected' order by id", Whose(who)))
            StatementRemoval.Remove(connection, who.ProgrammeId, id);
        CutOff(connection, who);
    }

    /// <summary>Nobody can tell any more whose they are, from a name in the words as they were written neither.</summary>
    private static void CutOff(Connection connection, TurnIdentity who) =>
        connection.Change($"update statement set person_id = null, words = redacted where {Mine}", Whose(who));

    /// <summary>Compared with everything said in the question that was not turned down.</summary>
    private static (IReadOnlyList<string> Flags, string? AlikeId) Likeness(Connection connection, string programmeId, NewStatement sent, StatementOptions rules, DateTimeOffset now)
    {
        var mine = StatementLikeness.Of(sent.Redacted);
        var alike = connection.Query<(string Id, string Words, DateTimeOffset SaidAt)>(
            """
            select id, coalesce(changed, redacted), said_at
            from statement
            where programme_id = @programmeId
              and consultation_id = @ConsultationId
              and question_id = @QuestionId
              and state <> 'rejected'
              and id <> @Id
            """,
            new { programmeId, sent.Of.ConsultationId, sent.Of.QuestionId, sent.Id })
            .Select(row => (row.Id, row.SaidAt, How: mine.With(StatementLikeness.Of(connection.Sealing.OpenIfAny(row.Words)!))))
            .Concat(sent.Seeds.Select(seed => (Id: StatementServing.SeedId(sent.Of, seed), SaidAt: DateTimeOffset.MinValue, How: mine.With(StatementLikeness.Of(seed.Words)))))
            .Where(row => row.How >= StatementLikeness.Alike)
            .OrderByDescending(row => row.How).ThenBy(row => row.Id, StringComparer.Ordinal)
            .DistinctBy(row => row.Id)
            .ToList();
        if (alike.Count == 0)
            return ([], null);
        var lately = alike.Count(row => now - row.SaidAt <= TimeSpan.FromMinutes(rules.BurstMinutes));
        return (
            [alike[0].How >= StatementLikeness.Same ? StatementFlag.Same : StatementFlag.Alike, .. lately + 1 >= rules.BurstStatements ? [StatementFlag.Burst] : Array.Empty<string>()],
            alike[0].Id);
    }

    private static StatementFate Opened(Connection connection, StatementFate fate) => fate with
    {
        Words = connection.Sealing.OpenIfAny(fate.Words)!,
        Redacted = connection.Sealing.OpenIfAny(fate.Redacted)!,
        Changed = connection.Sealing.OpenIfAny(fate.Changed),
    };

    private static object Whose(TurnIdentity who, string? id = null) => new { who.ProgrammeId, PersonId = who.PersonId.Value, id };

    private sealed record Origin(string Source, string? PersonId = null, string? EnteredBy = null, string? WorkshopId = null);
}

/// <param name="Redacted">As others would read it.</param>
/// <param name="Flags">What the program noticed about it, ids of <see cref="StatementFlag"/>.</param>
/// <param name="Seeds">What the owner of the question began with.</param>
public sealed record NewStatement(StatementQuestion Of, string Id, string Words, string Redacted, IReadOnlyList<string> Flags, IReadOnlyList<SeedStatement> Seeds)
{
    /// <summary>It is a reason for an answer on this side; others see it only once it is approved.</summary>
    public string? SideId { get; init; }
}

/// <summary>A statement and what became of it, for whoever wrote it.</summary>
public sealed record StatementFate
{
    public required string Id { get; init; }
    public required string Words { get; init; }
    public required string Redacted { get; init; }

    /// <summary>The words that moderators put in their place; null when they did not.</summary>
    public string? Changed { get; init; }

    /// <summary>waiting | approved | rejected.</summary>
    public required string State { get; init; }
    public string? ReasonId { get; init; }

    /// <summary>It is a reason for an answer, which nobody votes on.</summary>
    public string? SideId { get; init; }
    public required bool AskedAgain { get; init; }
    public required DateTimeOffset SaidAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>It was turned down, or stands in other words than the writer's, and nobody has been asked to look again.</summary>
    public bool CanBeAskedAgain => !AskedAgain && (State == "rejected" || (State == "approved" && Changed is not null));
}
