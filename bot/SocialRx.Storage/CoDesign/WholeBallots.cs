namespace SocialRx.Storage.CoDesign;

/// <summary>
/// Orders and budgets as people gave them, each whole, of everybody who agreed to be counted; nobody's name or key is with them. Of those who
/// are forgotten meanwhile it stays known how many gave the same, so that a result does not depend on when it is worked out.
/// </summary>
internal static class WholeBallots
{
    private const char Separator = ',';

    private static readonly Kind[] Kinds = [new("ranking", "option_id", "place"), new("budget_ballot", "project_id", "project_id")];

    /// <summary>Options, what matters most first.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Orders(Connection connection, string programmeId, string consultationId, string questionId) =>
        Read(connection, Kinds[0], new Question(programmeId, consultationId, questionId));

    /// <summary>Projects; none for somebody who would pay for nothing.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Budgets(Connection connection, string programmeId, string consultationId, string questionId) =>
        Read(connection, Kinds[1], new Question(programmeId, consultationId, questionId));

    /// <summary>Of somebody whose time is over: if they agreed to be counted, what they gave is one more of its like from now on. Their rows are removed elsewhere.</summary>
    public static void Keep(Connection connection, TurnIdentity who)
    {
        var whose = new { who.ProgrammeId, PersonId = who.PersonId.Value };
        if (connection.ExecuteScalar<long>("select count(*) from counted_person where programme_id = @ProgrammeId and person_id = @PersonId", whose) == 0)
            return;
        foreach (var kind in Kinds)
        {
            var rows = connection.Query<Given>(
                $"""
                select consultation_id, question_id, {kind.Column} as choice
                from {kind.Table}
                where programme_id = @ProgrammeId and person_id = @PersonId
                order by consultation_id, question_id, {kind.OrderedBy}
                """,
                whose);
            foreach (var ballot in rows.GroupBy(row => (row.ConsultationId, row.QuestionId)))
                Add(connection, new Question(who.ProgrammeId, ballot.Key.ConsultationId, ballot.Key.QuestionId), string.Join(Separator, ballot.Select(row => row.Choice)));
        }
    }

    private static void Add(Connection connection, Question question, string ballot) =>
        connection.Change(
            """
            insert into kept_ballot (programme_id, consultation_id, question_id, ballot, people)
            values (@ProgrammeId, @ConsultationId, @QuestionId, @ballot, 1)
            on conflict (programme_id, consultation_id, question_id, ballot) do update
            set people = kept_ballot.people + 1
            """,
            new { question.ProgrammeId, question.ConsultationId, question.QuestionId, ballot });

    private static IReadOnlyList<IReadOnlyList<string>> Read(Connection connection, Kind kind, Question question) =>
    [
        .. connection.Query<(string PersonId, string Choice)>(
            $"""
            select given.person_id, given.{kind.Column}
            from {kind.Table} given
            join counted_person
              on counted_person.programme_id = given.programme_id
              and counted_person.person_id = given.person_id
            where given.programme_id = @ProgrammeId
              and given.consultation_id = @ConsultationId
              and given.question_id = @QuestionId
            order by given.person_id, given.{kind.OrderedBy}
            """,
            question).GroupBy(row => row.PersonId).Select(ballot => Ballot(ballot.Select(row => row.Choice))),
        .. connection.Query<(string Ballot, long People)>(
            """
            select ballot, people
            from kept_ballot
            where programme_id = @ProgrammeId
              and consultation_id = @ConsultationId
              and question_id = @QuestionId
            order by ballot
            """,
            question).SelectMany(kept => Enumerable.Repeat(Ballot(kept.Ballot.Split(Separator)), (int)kept.People)),
    ];

    private static IReadOnlyList<string> Ballot(IEnumerable<string> choices) => [.. choices.Where(choice => choice.Length > 0)];

    private sealed record Kind(string Table, string Column, string OrderedBy);

    private sealed record Question(string ProgrammeId, string ConsultationId, string QuestionId);

    private sealed record Given
    {
        public required string ConsultationId { get; init; }
        public required string QuestionId { get; init; }
        public required string Choice { get; init; }
    }
}
