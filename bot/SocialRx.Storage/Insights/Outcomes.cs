using System.Text.Json;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Storage.Insights;

/// <summary>
/// What questions come to when their answers are weighed together. It takes every answer, so no page waits for it: it is worked out at its
/// time and kept, under the same guard as a table, and a page reads what is kept.
/// </summary>
public sealed class Outcomes(Database database, ProgrammeOptions programme, DisclosureOptions rules, ConsultationBook consultations, TimeProvider clock)
{
    /// <summary>Works out again what has enough new people behind it. Returns how many there were.</summary>
    public async Task<int> RenewAsync(CancellationToken stop)
    {
        var renewed = 0;
        foreach (var consultation in consultations.Current.All)
        {
            foreach (var question in consultation.Questions)
            {
                if (await DueAsync(consultation.Id, question, stop) is { } due && due.Weigh() is { } outcome)
                    renewed += await KeepAsync(consultation.Id, question.Id, due.Respondents, outcome, stop);
            }
        }

        return renewed;
    }

    /// <summary>By the id of the question's table.</summary>
    internal static IReadOnlyDictionary<string, QuestionOutcome> Read(Connection connection, string programmeId, DisclosureOptions rules) =>
        connection.Query<Row>(
            """
            select consultation_id, question_id, body
            from question_outcome
            where programme_id = @programmeId
              and rules = @Rules
            """,
            new { programmeId, rules.Rules }).ToDictionary(row => TableIds.Question(row.ConsultationId, row.QuestionId), row => JsonSerializer.Deserialize<QuestionOutcome>(row.Body)!, StringComparer.Ordinal);

    /// <summary>Null for kinds that are only counted, and when nothing is due. Only the reading is done here; weighing may take its time.</summary>
    private Task<Due?> DueAsync(string consultationId, ConsultationQuestion question, CancellationToken stop) => question switch
    {
        ConsultationQuestion.Ranking ranking => database.ReadAsync(
            connection => IsDue(connection, consultationId, question.Id, Counted(connection, consultationId, question.Id))
                ? Orders(consultationId, ranking, WholeBallots.Orders(connection, programme.Id, consultationId, question.Id))
                : null,
            stop),
        ConsultationQuestion.Budget budget => database.ReadAsync(
            connection => IsDue(connection, consultationId, question.Id, Counted(connection, consultationId, question.Id))
                ? Money(budget, WholeBallots.Budgets(connection, programme.Id, consultationId, question.Id))
                : null,
            stop),
        ConsultationQuestion.Statements => database.ReadAsync(connection => Votes(connection, new StatementQuestion(consultationId, question.Id)), stop),
        _ => Task.FromResult<Due?>(null),
    };

    private Due Orders(string consultationId, ConsultationQuestion.Ranking question, IReadOnlyList<IReadOnlyList<string>> ballots) =>
        new(ballots.Count, () => QuestionOutcome.OfOrders(consultationId, question, ballots, rules));

    private Due Money(ConsultationQuestion.Budget question, IReadOnlyList<IReadOnlyList<string>> ballots) =>
        new(ballots.Count, () => QuestionOutcome.OfBudget(question, ballots, rules));

    private Due? Votes(Connection connection, StatementQuestion of)
    {
        if (!IsDue(connection, of.ConsultationId, of.QuestionId, StatementVotesTable.AtMost(connection, programme.Id, of)))
            return null;
        var table = StatementVotesTable.Read(connection, programme.Id, of);
        return new Due(table.Respondents, () => QuestionOutcome.OfVotes(table, rules));
    }

    private int Counted(Connection connection, string consultationId, string questionId)
    {
        var table = TableIds.Question(consultationId, questionId);
        return Counters.Respondents(connection, programme.Id, [table]).GetValueOrDefault(table);
    }

    private bool IsDue(Connection connection, string consultationId, string questionId, int respondents) =>
        respondents >= rules.LeastRespondents
        && (connection.ExecuteScalar<int?>(
            """
            select respondents
            from question_outcome
            where programme_id = @Id
              and consultation_id = @consultationId
              and question_id = @questionId
              and rules = @Rules
            """,
            new { programme.Id, consultationId, questionId, rules.Rules }) is not { } before
            || rules.MayReplace(before, respondents));

    /// <summary>Asks the guard again inside the write: another process may have kept one in between.</summary>
    private Task<int> KeepAsync(string consultationId, string questionId, int respondents, QuestionOutcome outcome, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync(
            connection => connection.Execute(
                """
                insert into question_outcome (programme_id, consultation_id, question_id, rules, respondents, body, published_at)
                values (@ProgrammeId, @consultationId, @questionId, @Rules, @respondents, @Body, @now)
                on conflict (programme_id, consultation_id, question_id) do update
                set rules = excluded.rules, respondents = excluded.respondents, body = excluded.body, published_at = excluded.published_at
                where question_outcome.rules <> excluded.rules
                  or excluded.respondents >= question_outcome.respondents + @LeastNewRespondents
                """,
                new
                {
                    ProgrammeId = programme.Id,
                    consultationId,
                    questionId,
                    rules.Rules,
                    respondents,
                    Body = JsonSerializer.Serialize(outcome with { PublishedAt = now }),
                    now,
                    rules.LeastNewRespondents,
                }),
            stop);
    }

    private sealed record Due(int Respondents, Func<QuestionOutcome?> Weigh);

    private sealed record Row
    {
        public required string ConsultationId { get; init; }
        public required string QuestionId { get; init; }
        public required string Body { get; init; }
    }
}
