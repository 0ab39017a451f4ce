using System.Text.Json;
using SocialRx.Domain.CoDesign.Opinions;
using SocialRx.Domain.Insights;

namespace SocialRx.Storage.CoDesign;

/// <summary>What was worked out from votes on statements: for pages what may be told, for the chat how far each statement parts people.</summary>
public static class OpinionShelf
{
    private const string Key = "programme_id = @programmeId and consultation_id = @ConsultationId and question_id = @QuestionId";

    /// <summary>Of the votes there are now. Costs what the question has in statements and people, not in votes.</summary>
    public static OpinionStamp Now(Connection connection, string programmeId, StatementQuestion of) =>
        connection.QuerySingleOrDefault<OpinionStamp>(
            """
            select
              cast(coalesce(sum(statement_tally.agrees), 0) as bigint) as agrees,
              cast(coalesce(sum(statement_tally.disagrees), 0) as bigint) as disagrees,
              cast(coalesce(sum(statement_tally.passes), 0) as bigint) as passes,
              count(*) as statements,
              (
                select count(*)
                from statement_ballot
                where statement_ballot.programme_id = @programmeId
                  and statement_ballot.consultation_id = @ConsultationId
                  and statement_ballot.question_id = @QuestionId
                  and (statement_ballot.person_id is null
                    or exists (select 1 from counted_person where counted_person.programme_id = statement_ballot.programme_id and counted_person.person_id = statement_ballot.person_id))
              ) as people
            from statement
            left join statement_tally
              on statement_tally.programme_id = statement.programme_id
              and statement_tally.statement_id = statement.id
            where statement.programme_id = @programmeId
              and statement.consultation_id = @ConsultationId
              and statement.question_id = @QuestionId
              and statement.state = 'approved'
            """,
            Of(programmeId, of))!;

    public static OpinionLooked? Last(Connection connection, string programmeId, StatementQuestion of) =>
        connection.QuerySingleOrDefault<OpinionLooked>($"select stamp, votes, looked_at from opinion_look where {Key}", Of(programmeId, of));

    /// <summary>Keeps what a look found. What is told stays as it is until enough new people are behind the next version, whichever process looked.</summary>
    public static void Keep(Connection connection, string programmeId, StatementQuestion of, OpinionFindings found, DisclosureOptions rules, DateTimeOffset now)
    {
        connection.Execute(
            """
            insert into opinion_look (programme_id, consultation_id, question_id, stamp, votes, looked_at)
            values (@programmeId, @ConsultationId, @QuestionId, @Stamp, @Votes, @now)
            on conflict (programme_id, consultation_id, question_id) do update
            set stamp = excluded.stamp, votes = excluded.votes, looked_at = excluded.looked_at
            """,
            new { programmeId, of.ConsultationId, of.QuestionId, Stamp = found.Of.Text(rules), found.Of.Votes, now });
        connection.Execute(
            """
            insert into statement_pull (programme_id, statement_id, extremity, terms)
            select @programmeId, id, @Extremity, @Terms
            from statement
            where programme_id = @programmeId and id = @StatementId
            on conflict (programme_id, statement_id) do update
            set extremity = excluded.extremity, terms = excluded.terms
            """,
            found.Pulls.Select(pull => new { programmeId, pull.StatementId, pull.Extremity, Terms = pull.Terms is null ? null : JsonSerializer.Serialize(pull.Terms) }));
        if (found.Told is { } told)
            Tell(connection, programmeId, of, told with { Told = told.Told with { At = now } }, rules, now);
    }

    /// <summary>Null when nothing may be told yet, or only by other rules.</summary>
    public static NewToldOpinions? Told(Connection connection, string programmeId, StatementQuestion of, DisclosureOptions rules) =>
        connection.QuerySingleOrDefault<string>($"select body from opinion_told where {Key} and rules = @Rules", new { programmeId, of.ConsultationId, of.QuestionId, rules.Rules }) is { } body
            ? JsonSerializer.Deserialize<NewToldOpinions>(body)
            : null;

    /// <summary>What is told with the words of each statement; one that is not shown any more has none.</summary>
    public static OpinionPage? Page(Connection connection, string programmeId, StatementQuestion of, DisclosureOptions rules)
    {
        if (Told(connection, programmeId, of, rules)?.Told is not { } told)
            return null;
        var words = connection.Query<(string Id, string Words)>(
            $"select id, coalesce(changed, redacted) from statement where {Key} and state = 'approved'", Of(programmeId, of));
        return new OpinionPage(told, words.ToDictionary(row => row.Id, row => connection.Sealing.OpenIfAny(row.Words)!, StringComparer.Ordinal));
    }

    private static void Tell(Connection connection, string programmeId, StatementQuestion of, NewToldOpinions told, DisclosureOptions rules, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into opinion_told (programme_id, consultation_id, question_id, rules, respondents, body, told_at)
            values (@programmeId, @ConsultationId, @QuestionId, @Rules, @Respondents, @Body, @now)
            on conflict (programme_id, consultation_id, question_id) do update
            set rules = excluded.rules, respondents = excluded.respondents, body = excluded.body, told_at = excluded.told_at
            where opinion_told.rules <> excluded.rules
              or excluded.respondents >= opinion_told.respondents + @LeastNewRespondents
            """,
            new { programmeId, of.ConsultationId, of.QuestionId, rules.Rules, told.Respondents, Body = JsonSerializer.Serialize(told), now, rules.LeastNewRespondents });

    private static object Of(string programmeId, StatementQuestion of) => new { programmeId, of.ConsultationId, of.QuestionId };
}

/// <summary>Tells votes from other votes, nearly always, without looking at any.</summary>
public sealed record OpinionStamp
{
    public required long Agrees { get; init; }
    public required long Disagrees { get; init; }
    public required long Passes { get; init; }
    public required long Statements { get; init; }

    /// <summary>Who agreed to be counted and has begun.</summary>
    public required long People { get; init; }

    public long Votes => Agrees + Disagrees + Passes;

    public string Text(DisclosureOptions rules) => FormattableString.Invariant($"{Agrees}/{Disagrees}/{Passes}/{Statements}/{People} {rules.Rules}");
}

public sealed record OpinionLooked
{
    public required string Stamp { get; init; }
    public required long Votes { get; init; }
    public required DateTimeOffset LookedAt { get; init; }
}

/// <param name="Of">The votes looked at.</param>
/// <param name="Told">Null when nothing may be told.</param>
public sealed record OpinionFindings(OpinionStamp Of, IReadOnlyList<StatementPull> Pulls, NewToldOpinions? Told);

/// <summary>What decides, beside its votes, how often a statement is shown.</summary>
/// <param name="Terms">See <see cref="VoteForecast"/>; null when nothing is foretold.</param>
public sealed record StatementPull(string StatementId, double Extremity, IReadOnlyList<double>? Terms);

/// <param name="Words">Of each statement that is shown, by id.</param>
public sealed record OpinionPage(ToldOpinions Told, IReadOnlyDictionary<string, string> Words);
