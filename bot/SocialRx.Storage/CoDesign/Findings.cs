using System.Globalization;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Storage.CoDesign;

/// <summary>What is said in young people's name, and what was answered. Answers are only added.</summary>
public static class Findings
{
    private const string Columns = "id, consultation_id, question_id, row_id, words, people, out_of, owner, answer_by, state, made_by, made_at, published_by, published_at";

    public static void Draft(Connection connection, string programmeId, Finding finding) =>
        connection.Execute(
            """
            insert into finding (programme_id, id, consultation_id, question_id, row_id, words, people, out_of, owner, answer_by, state, made_by, made_at)
            values (@programmeId, @Id, @ConsultationId, @QuestionId, @RowId, @Words, @People, @OutOf, @Owner, @AnswerBy, 'draft', @MadeBy, @MadeAt)
            """,
            new
            {
                programmeId,
                finding.Id,
                finding.ConsultationId,
                finding.QuestionId,
                finding.RowId,
                finding.Words,
                finding.People,
                finding.OutOf,
                finding.Owner,
                AnswerBy = Day(finding.AnswerBy),
                finding.MadeBy,
                finding.MadeAt,
            });

    /// <summary>
    /// Without a youth panel: false when it is no draft, or the one who publishes is the one who wrote it. Where there is a panel, it alone decides.
    /// </summary>
    public static bool Publish(Connection connection, string programmeId, string id, StaffAction by) =>
        connection.Execute(
            """
            update finding
            set state = 'published', published_by = @Actor, published_at = @Now
            where programme_id = @programmeId
              and id = @id
              and state = 'draft'
              and made_by <> @Actor
              and not exists (select 1 from panel where panel.programme_id = @programmeId and panel.closed_at is null)
            """,
            new { programmeId, id, by.Actor, by.Now }) == 1;

    /// <summary>What a youth panel has signed off is said from now on.</summary>
    internal static void SignedOff(Connection connection, string programmeId, string id, string panelName, DateTimeOffset now) =>
        connection.Execute(
            """
            update finding
            set state = 'published', published_by = @By, published_at = @now
            where programme_id = @programmeId
              and id = @id
              and state = 'draft'
            """,
            new { programmeId, id, By = $"youth panel: {panelName}", now });

    public static bool Withdraw(Connection connection, string programmeId, string id) =>
        connection.Execute(
            """
            update finding
            set state = 'withdrawn'
            where programme_id = @programmeId
              and id = @id
              and state <> 'withdrawn'
            """,
            new { programmeId, id }) == 1;

    /// <summary>Adds an answer, and notes who is to be told of it without having asked. False when there is no such published finding.</summary>
    public static bool Answer(Connection connection, string programmeId, string id, FindingAnswerKind kind, string words, DateOnly? by, StaffAction who)
    {
        if (Find(connection, programmeId, id) is not { State: FindingState.Published } finding)
            return false;
        connection.Execute(
            """
            insert into finding_answer (programme_id, finding_id, number, kind, words, due, answered_by, answered_at)
            values (@programmeId, @id, @number, @Kind, @words, @Due, @Actor, @Now)
            """,
            new { programmeId, id, number = finding.Answers.Count + 1, Kind = Stored(kind), words, Due = by is { } day ? Day(day) : null, who.Actor, who.Now });
        connection.Execute("update finding set alarmed_at = null where programme_id = @programmeId and id = @id", new { programmeId, id });
        AnswersToTell.Note(connection, programmeId, finding, who.Now);
        return true;
    }

    public static Finding? Find(Connection connection, string programmeId, string id) => Read(connection, programmeId, "and id = @id", new { programmeId, id }).SingleOrDefault();

    /// <summary>Those with something owed first, the soonest first; then the newest.</summary>
    public static IReadOnlyList<Finding> All(Connection connection, string programmeId) =>
        [.. Read(connection, programmeId, "", new { programmeId }).OrderBy(finding => finding.Owed ?? DateOnly.MaxValue).ThenByDescending(finding => finding.MadeAt).ThenBy(finding => finding.Id, StringComparer.Ordinal)];

    /// <summary>What may be told to young people.</summary>
    public static IReadOnlyList<Finding> Published(Connection connection, string programmeId) =>
        [.. Read(connection, programmeId, "and state = 'published'", new { programmeId }).OrderBy(finding => finding.PublishedAt).ThenBy(finding => finding.Id, StringComparer.Ordinal)];

    /// <summary>Published ones whose answer is overdue on a day and was not told of since a point in time, longest overdue first.</summary>
    public static IReadOnlyList<Finding> Overdue(Connection connection, string programmeId, DateOnly today, DateTimeOffset toldBefore) =>
        [.. Read(connection, programmeId, "and state = 'published' and (alarmed_at is null or alarmed_at <= @toldBefore)", new { programmeId, toldBefore })
            .Where(finding => finding.IsOverdue(today))
            .OrderBy(finding => finding.Owed)
            .ThenBy(finding => finding.Id, StringComparer.Ordinal)];

    /// <summary>Notes that it was told, in the audit log too. False when another process has done so, or it was answered meanwhile.</summary>
    public static bool NoteAlarm(Connection connection, string programmeId, Finding finding, DateTimeOffset toldBefore, StaffAction by)
    {
        var changed = connection.Execute(
            """
            update finding
            set alarmed_at = @Now
            where programme_id = @programmeId
              and id = @Id
              and state = 'published'
              and (alarmed_at is null or alarmed_at <= @toldBefore)
              and @Count = (select count(*) from finding_answer where finding_answer.programme_id = @programmeId and finding_answer.finding_id = @Id)
            """,
            new { programmeId, finding.Id, toldBefore, by.Now, finding.Answers.Count });
        if (changed > 0)
            Audit.Record(connection, programmeId, by.AuditId, by.Actor, by.Role, "overdue", $"finding/{finding.Id}", null, by.Now);
        return changed > 0;
    }

    private static IEnumerable<Finding> Read(Connection connection, string programmeId, string which, object parameters)
    {
        var answers = connection.Query<AnswerRow>(
            "select finding_id, number, kind, words, due, answered_by, answered_at from finding_answer where programme_id = @programmeId order by finding_id, number",
            new { programmeId }).ToLookup(row => row.FindingId);
        return connection.Query<FindingRow>($"select {Columns} from finding where programme_id = @programmeId {which}", parameters)
            .Select(row => row.Finding([.. answers[row.Id].Select(answer => answer.Answer())]));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Stored(FindingAnswerKind kind) => kind switch
    {
        FindingAnswerKind.WeWill => "we-will",
        FindingAnswerKind.WeDid => "we-did",
        _ => "we-cannot",
    };

    private sealed record FindingRow
    {
        public required string Id { get; init; }
        public required string ConsultationId { get; init; }
        public required string QuestionId { get; init; }
        public required string RowId { get; init; }
        public required string Words { get; init; }
        public int? People { get; init; }
        public int? OutOf { get; init; }
        public required string Owner { get; init; }
        public required string AnswerBy { get; init; }
        public required string State { get; init; }
        public required string MadeBy { get; init; }
        public required DateTimeOffset MadeAt { get; init; }
        public string? PublishedBy { get; init; }
        public DateTimeOffset? PublishedAt { get; init; }

        public Finding Finding(IReadOnlyList<FindingAnswer> answers) => new()
        {
            Id = Id,
            ConsultationId = ConsultationId,
            QuestionId = QuestionId,
            RowId = RowId,
            Words = Words,
            People = People,
            OutOf = OutOf,
            Owner = Owner,
            AnswerBy = Day(AnswerBy),
            State = State switch
            {
                "draft" => FindingState.Draft,
                "published" => FindingState.Published,
                _ => FindingState.Withdrawn,
            },
            MadeBy = MadeBy,
            MadeAt = MadeAt,
            PublishedBy = PublishedBy,
            PublishedAt = PublishedAt,
            Answers = answers,
        };
    }

    private sealed record AnswerRow
    {
        public required string FindingId { get; init; }
        public required int Number { get; init; }
        public required string Kind { get; init; }
        public required string Words { get; init; }
        public string? Due { get; init; }
        public required string AnsweredBy { get; init; }
        public required DateTimeOffset AnsweredAt { get; init; }

        public FindingAnswer Answer() => new(Number, KindOf(Kind), Words, Due is null ? null : Day(Due), AnsweredBy, AnsweredAt);

        private static FindingAnswerKind KindOf(string stored) => stored switch
        {
            "we-will" => FindingAnswerKind.WeWill,
            "we-did" => FindingAnswerKind.WeDid,
            _ => FindingAnswerKind.WeCannot,
        };
    }
}
