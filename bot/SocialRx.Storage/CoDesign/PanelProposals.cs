using System.Text.Json;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Storage.CoDesign;

/// <summary>Questions that members of a youth panel would ask. Who suggested one nobody is told.</summary>
public static class PanelProposals
{
    private const string Columns =
        """
        panel_proposal.id, panel_proposal.panel_id, panel.name as panel_name, panel_proposal.kind, panel_proposal.words, panel_proposal.options, panel_proposal.state, panel_proposal.proposed_at,
          panel_proposal.withheld_reason, panel_proposal.forward_at, panel_proposal.answer, panel_proposal.reason, panel_proposal.changed, panel_proposal.consultation_id, panel_proposal.answered_by,
          panel_proposal.answered_at
        from panel_proposal
        join panel on panel.programme_id = panel_proposal.programme_id and panel.id = panel_proposal.panel_id
        """;

    /// <summary>Puts it where a member of staff looks at it first.</summary>
    /// <param name="question">With names taken out.</param>
    public static void Suggest(Connection connection, TurnIdentity who, string id, ProposedQuestion question, DateTimeOffset now)
    {
        if (PanelVotes.SeatOf(connection, who) is not { } seat || SuggestedSince(connection, who.ProgrammeId, seat, now.AddDays(-1)) >= ProposalRules.PerMemberADay)
            return;
        connection.Change(
            """
            insert into panel_proposal (programme_id, id, panel_id, member_id, kind, words, options, state, proposed_at)
            values (@ProgrammeId, @id, @PanelId, @MemberId, @Kind, @Words, @Options, 'waiting', @now)
            on conflict do nothing
            """,
            new
            {
                who.ProgrammeId,
                id,
                seat.PanelId,
                seat.MemberId,
                Kind = Stored(question.Kind),
                Words = connection.Sealing.Seal(question.Words).Value,
                Options = connection.Sealing.Seal(JsonSerializer.Serialize(question.Options)).Value,
                now,
            });
    }

    public static int SuggestedSince(Connection connection, string programmeId, PanelSeat seat, DateTimeOffset since) =>
        connection.ExecuteScalar<int>("select count(*) from panel_proposal where programme_id = @programmeId and member_id = @MemberId and proposed_at > @since", new { programmeId, seat.MemberId, since });

    /// <summary>Of one panel, that wait for a person to let them through; the oldest first.</summary>
    public static IReadOnlyList<PanelProposal> Waiting(Connection connection, string programmeId, string panelId) =>
        Read(connection, "panel_proposal.programme_id = @programmeId and panel_proposal.panel_id = @panelId and panel_proposal.state = 'waiting'", new { programmeId, panelId });

    /// <summary>What panels want asked: what waits for an answer first, the oldest before others; then what was answered.</summary>
    public static IReadOnlyList<PanelProposal> Forward(Connection connection, string programmeId) =>
        [.. Read(connection, "panel_proposal.programme_id = @programmeId and panel_proposal.state in ('forward', 'answered')", new { programmeId })
            .OrderBy(proposal => proposal.State == ProposalState.Answered)
            .ThenBy(proposal => proposal.AnsweredAt is { } at ? -at.UtcTicks : proposal.ForwardAt!.Value.UtcTicks)
            .ThenBy(proposal => proposal.Id, StringComparer.Ordinal)];

    public static PanelProposal? Find(Connection connection, string programmeId, string id) =>
        Read(connection, "panel_proposal.programme_id = @programmeId and panel_proposal.id = @id", new { programmeId, id }).SingleOrDefault();

    /// <summary>A person lets it through to the other members, or does not, with a reason its writer reads. False when it does not wait.</summary>
    public static bool Let(Connection connection, string programmeId, string panelId, string id, string? withheldReason, StaffAction by) =>
        connection.Execute(
            """
            update panel_proposal
            set state = @State, decided_by = @Actor, withheld_reason = @withheldReason, answered_at = case when @State = 'withheld' then @Now else null end
            where programme_id = @programmeId and panel_id = @panelId and id = @id and state = 'waiting'
            """,
            new { programmeId, panelId, id, State = withheldReason is null ? "open" : "withheld", by.Actor, withheldReason, by.Now }) == 1;

    /// <summary>One of another member that this one has said nothing to, the oldest; null when there is none.</summary>
    /// <param name="except">Ids of those this member has dealt with just now.</param>
    public static PanelProposal? ToSecond(Connection connection, string programmeId, PanelSeat seat, IReadOnlyCollection<string> except, DateTimeOffset now) =>
        Read(
            connection,
            """
            panel_proposal.programme_id = @programmeId and panel_proposal.panel_id = @PanelId and panel_proposal.state = 'open' and panel_proposal.member_id <> @MemberId
            and panel_proposal.proposed_at > @since
            and not exists (
              select 1
              from panel_support
              where panel_support.programme_id = panel_proposal.programme_id
                and panel_support.proposal_id = panel_proposal.id
                and panel_support.member_id = @MemberId)
            """,
            new { programmeId, seat.PanelId, seat.MemberId, since = now.AddDays(-PanelRules.DaysToSecond) }).FirstOrDefault(proposal => !except.Contains(proposal.Id));

    /// <summary>Whether a member would put it forward. With a quorum and a majority it is before its owner from then on.</summary>
    public static void Support(Connection connection, TurnIdentity who, string id, string choice, DateTimeOffset now)
    {
        connection.Lock($"panel-proposal/{id}");
        if (PanelVotes.SeatOf(connection, who) is not { } seat || !IsOpenTo(connection, who.ProgrammeId, id, seat))
            return;
        connection.Execute(
            """
            insert into panel_support (programme_id, proposal_id, member_id, choice, said_at)
            values (@ProgrammeId, @id, @MemberId, @choice, @now)
            on conflict (programme_id, proposal_id, member_id) do update
            set choice = excluded.choice, said_at = excluded.said_at
            """,
            new { who.ProgrammeId, id, seat.MemberId, choice, now });
        if (PanelRules.IsPutForward(Tally(connection, who.ProgrammeId, id), Quorum(connection, who.ProgrammeId, seat.PanelId)))
            PutForward(connection, who.ProgrammeId, id, now);
    }

    /// <summary>
    /// The owner's answer; with a consultation the question is a draft in it, which somebody else opens. False when it does not wait for one, or the consultation was changed meanwhile.
    /// </summary>
    public static bool Answer(Connection connection, string programmeId, string id, ProposalReply reply, StaffAction by)
    {
        if (Find(connection, programmeId, id) is not { State: ProposalState.Forward } proposal || (reply.ConsultationId is { } consultation && !Draft(connection, programmeId, consultation, proposal.In(reply), by)))
            return false;
        return connection.Execute(
            """
            update panel_proposal
            set state = 'answered', answer = @Answer, reason = @Reason, changed = @ChangedWords, consultation_id = @ConsultationId, answered_by = @Actor, answered_at = @Now
            where programme_id = @programmeId and id = @id and state = 'forward'
            """,
            new { programmeId, id, Answer = Stored(reply.Answer), reply.Reason, reply.ChangedWords, reply.ConsultationId, by.Actor, by.Now }) == 1;
    }

    /// <summary>What was answered since, for every member; what was not let through only for whoever suggested it. The oldest first.</summary>
    public static IReadOnlyList<PanelProposal> News(Connection connection, string programmeId, PanelSeat seat, IReadOnlyCollection<string> told) =>
        [.. Read(
            connection,
            """
            panel_proposal.programme_id = @programmeId and panel_proposal.panel_id = @PanelId
            and (panel_proposal.state = 'answered' or (panel_proposal.state = 'withheld' and panel_proposal.member_id = @MemberId))
            """,
            new { programmeId, seat.PanelId, seat.MemberId }).Where(proposal => !told.Contains(proposal.Id)).OrderBy(proposal => proposal.AnsweredAt)];

    private static bool IsOpenTo(Connection connection, string programmeId, string id, PanelSeat seat) =>
        connection.ExecuteScalar<int>(
            "select count(*) from panel_proposal where programme_id = @programmeId and id = @id and panel_id = @PanelId and member_id <> @MemberId and state = 'open'",
            new { programmeId, id, seat.PanelId, seat.MemberId }) == 1;

    private static PanelTally Tally(Connection connection, string programmeId, string id)
    {
        var choices = connection.Query<string>("select choice from panel_support where programme_id = @programmeId and proposal_id = @id", new { programmeId, id });
        return new(choices.Count + 1, choices.Count(choice => choice == PanelVotes.For) + 1, choices.Count(choice => choice == PanelVotes.Against));
    }

    private static int Quorum(Connection connection, string programmeId, string panelId) => Panels.Find(connection, programmeId, panelId)!.Quorum;

    private static void PutForward(Connection connection, string programmeId, string id, DateTimeOffset now)
    {
        connection.Execute("update panel_proposal set state = 'forward', forward_at = @now where programme_id = @programmeId and id = @id", new { programmeId, id, now });
        Audit.Record(connection, programmeId, $"panel-proposal-{id}", "youth panel", "youth panel", "put forward", $"panel-proposal/{id}", null, now);
    }

    private static bool Draft(Connection connection, string programmeId, string consultationId, ProposedQuestion question, StaffAction by)
    {
        if (ConsultationShelf.Find(connection, programmeId, consultationId) is not { State: not "withdrawn" } shelved)
            return false;
        var newest = shelved.Newest();
        var id = Enumerable.Range(1, newest.Questions.Count + 1).Select(number => $"panel-{number}").First(one => newest.Questions.All(other => other.Id != one));
        var with = newest with { Questions = [.. newest.Questions, question.ToQuestion(id)] };
        return !ConsultationRules.Problems(with).Any() && ConsultationShelf.Keep(connection, programmeId, with, shelved.LatestVersion, by.Actor, by.Now);
    }

    private static IReadOnlyList<PanelProposal> Read(Connection connection, string which, object parameters) =>
        [.. connection.Query<Row>($"select {Columns} where {which} order by panel_proposal.proposed_at, panel_proposal.id", parameters).Select(row => row.Proposal(connection.Sealing))];

    private static string Stored(QuestionKind kind) => kind switch
    {
        QuestionKind.Choice => "choice",
        QuestionKind.Scale => "scale",
        _ => "words",
    };

    private static string Stored(ProposalAnswer answer) => answer switch
    {
        ProposalAnswer.Used => "used",
        ProposalAnswer.Changed => "changed",
        _ => "not-used",
    };

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string PanelId { get; init; }
        public required string PanelName { get; init; }
        public required string Kind { get; init; }
        public required string Words { get; init; }
        public required string Options { get; init; }
        public required string State { get; init; }
        public required DateTimeOffset ProposedAt { get; init; }
        public string? WithheldReason { get; init; }
        public DateTimeOffset? ForwardAt { get; init; }
        public string? Answer { get; init; }
        public string? Reason { get; init; }
        public string? Changed { get; init; }
        public string? ConsultationId { get; init; }
        public string? AnsweredBy { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }

        public PanelProposal Proposal(Sealing sealing) => new()
        {
            Id = Id,
            PanelId = PanelId,
            PanelName = PanelName,
            Question = new(KindOf(Kind), sealing.OpenIfAny(Words)!, JsonSerializer.Deserialize<List<string>>(sealing.OpenIfAny(Options)!)!),
            State = StateOf(State),
            ProposedAt = ProposedAt,
            WithheldReason = WithheldReason,
            ForwardAt = ForwardAt,
            Reply = Answer is null ? null : new(AnswerOf(Answer), Reason!, Changed, ConsultationId),
            AnsweredBy = AnsweredBy,
            AnsweredAt = AnsweredAt,
        };

        private static QuestionKind KindOf(string stored) => stored switch
        {
            "choice" => QuestionKind.Choice,
            "scale" => QuestionKind.Scale,
            _ => QuestionKind.Words,
        };

        private static ProposalState StateOf(string stored) => stored switch
        {
            "waiting" => ProposalState.Waiting,
            "withheld" => ProposalState.Withheld,
            "open" => ProposalState.Open,
            "forward" => ProposalState.Forward,
            _ => ProposalState.Answered,
        };

        private static ProposalAnswer AnswerOf(string stored) => stored switch
        {
            "used" => ProposalAnswer.Used,
            "changed" => ProposalAnswer.Changed,
            _ => ProposalAnswer.NotUsed,
        };
    }
}

/// <summary>A question a panel would ask, and what became of it.</summary>
public sealed record PanelProposal
{
    public required string Id { get; init; }
    public required string PanelId { get; init; }
    public required string PanelName { get; init; }
    public required ProposedQuestion Question { get; init; }
    public required ProposalState State { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public string? WithheldReason { get; init; }
    public DateTimeOffset? ForwardAt { get; init; }
    public ProposalReply? Reply { get; init; }
    public string? AnsweredBy { get; init; }

    /// <summary>Or not let through.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    public bool IsOverdue(DateTimeOffset now) => State == ProposalState.Forward && ForwardAt?.AddDays(PanelRules.DaysToAnswer) < now;

    /// <summary>As it is asked after a reply.</summary>
    internal ProposedQuestion In(ProposalReply reply) => reply.ChangedWords is { } words ? Question with { Words = words } : Question;
}
