using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Forgetting;

namespace SocialRx.Storage.People;

/// <summary>Everything that is stored about one person: to be shown to them, begun again, or deleted.</summary>
public static class PersonalRecord
{
    /// <summary>What is stored, as a person may ask for at any time; null when nothing is.</summary>
    public static StoredPerson? Read(Connection connection, TurnIdentity who)
    {
        var key = new { who.ProgrammeId, PersonId = who.PersonId.Value };
        var person = connection.QuerySingleOrDefault<StoredPerson>(
            """
            select age_band, outcode, first_seen_at
            from person
            where programme_id = @ProgrammeId and person_id = @PersonId
            """,
            key);
        return person is null
            ? null
            : person with
            {
                Mentions = Rows<StoredMention>(connection, "select kind, code from mention where programme_id = @ProgrammeId and person_id = @PersonId order by kind, code", key),
                Consents = Rows<StoredConsent>(connection, "select id, purpose, given, decided_at from consent where programme_id = @ProgrammeId and person_id = @PersonId order by decided_at, id", key),
                Words = Rows<StoredWords>(connection, "select about, words, release_state from own_words where programme_id = @ProgrammeId and person_id = @PersonId order by about", key).Select(words => words with { Words = connection.Sealing.OpenIfAny(words.Words)! }).ToList(),
                Plan = Opened(connection.Sealing, connection.QuerySingleOrDefault<StoredPlan>("select goal, confidence, listing_id from plan where programme_id = @ProgrammeId and person_id = @PersonId", key)),
                Outcomes = Rows<StoredOutcome>(connection, "select listing_id, outcome, reason from suggestion_outcome where programme_id = @ProgrammeId and person_id = @PersonId order by decided_at, id", key),
                Answers = Rows<StoredAnswer>(connection, "select consultation_id, question_id, option_id, scale from answer where programme_id = @ProgrammeId and person_id = @PersonId order by consultation_id, question_id, option_id", key),
                Orders = Rows<StoredPlace>(connection, "select consultation_id, question_id, place, option_id from ranking where programme_id = @ProgrammeId and person_id = @PersonId order by consultation_id, question_id, place", key),
                Pairs = Rows<StoredPair>(connection, "select consultation_id, question_id, first_id, second_id, chosen_id from pair_vote where programme_id = @ProgrammeId and person_id = @PersonId order by consultation_id, question_id, first_id, second_id", key),
                Ballots = Rows<StoredBallot>(connection, "select consultation_id, question_id, project_id from budget_ballot where programme_id = @ProgrammeId and person_id = @PersonId order by consultation_id, question_id, project_id", key),
                Looks = Rows<StoredLook>(connection, "select consultation_id, question_id, shown, shown_at, outcome, scale, answered_at from second_look where programme_id = @ProgrammeId and person_id = @PersonId order by consultation_id, question_id", key),
                Moves = Rows<StoredMove>(connection, "select consultation_id, question_id, side_id, now_id from second_answer where programme_id = @ProgrammeId and person_id = @PersonId order by consultation_id, question_id, side_id", key),
                Complaints = Complaints.Of(connection, who),
                Statements = StatementQueue.Of(connection, who),
                Votes = StatementBallots.Of(connection, who),
                Referrals = Rows<StoredReferral>(connection, "select id, state, shared_name, shared_contact, shared_age_band, shared_outcode, shared_matters, shared_goal, safe_contact, wants_company from referral where programme_id = @ProgrammeId and person_id = @PersonId order by requested_at, id", key).Select(referral => Opened(connection.Sealing, referral)).ToList(),
            };
    }

    /// <summary>Takes back what was told and chosen; what was agreed to or refused, answered in consultations and asked of a link worker stays.</summary>
    public static void BeginAgain(Connection connection, TurnIdentity who)
    {
        Delete(connection, who, "mention", "own_words", "plan", "suggestion_outcome", "unmet_need", "check_in");
        connection.Change(
            """
            update person
            set age_band = null, outcode = null
            where programme_id = @ProgrammeId and person_id = @PersonId
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value });
    }

    /// <summary>
    /// Deletes every row of the person. A safeguarding concern is not theirs to delete and a complaint is to be answered, without saying whose it is; a statement
    /// that others vote on stays in the same way, and numbers that were published already stay published, because they name nobody.
    /// </summary>
    public static void Delete(Connection connection, TurnIdentity who)
    {
        StatementBallots.Delete(connection, who);
        StatementQueue.Delete(connection, who);
        Complaints.NobodysAnyMore(connection, new { who.ProgrammeId, PersonId = who.PersonId.Value });
        Delete(connection, who, [.. PersonalTables.OfPerson]);
    }

    private static void Delete(Connection connection, TurnIdentity who, params ReadOnlySpan<string> tables)
    {
        foreach (var table in tables)
            connection.Change(
                $"delete from {table} where programme_id = @ProgrammeId and person_id = @PersonId",
                new { who.ProgrammeId, PersonId = who.PersonId.Value });
    }

    private static StoredPlan? Opened(Sealing sealing, StoredPlan? plan) => plan is null ? null : plan with { Goal = sealing.OpenIfAny(plan.Goal) };

    private static StoredReferral Opened(Sealing sealing, StoredReferral referral) => referral with
    {
        SharedName = sealing.OpenIfAny(referral.SharedName),
        SharedContact = sealing.OpenIfAny(referral.SharedContact),
        SharedMatters = sealing.OpenIfAny(referral.SharedMatters),
        SharedGoal = sealing.OpenIfAny(referral.SharedGoal),
        SafeContact = sealing.OpenIfAny(referral.SafeContact),
    };

    private static IReadOnlyList<T> Rows<T>(Connection connection, string sql, object key) => connection.Query<T>(sql, key);
}

public sealed record StoredPerson
{
    public string? AgeBand { get; init; }
    public string? Outcode { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public IReadOnlyList<StoredMention> Mentions { get; init; } = [];
    public IReadOnlyList<StoredConsent> Consents { get; init; } = [];
    public IReadOnlyList<StoredWords> Words { get; init; } = [];
    public StoredPlan? Plan { get; init; }
    public IReadOnlyList<StoredOutcome> Outcomes { get; init; } = [];
    public IReadOnlyList<StoredAnswer> Answers { get; init; } = [];
    public IReadOnlyList<StoredPlace> Orders { get; init; } = [];
    public IReadOnlyList<StoredPair> Pairs { get; init; } = [];
    public IReadOnlyList<StoredBallot> Ballots { get; init; } = [];
    public IReadOnlyList<StoredLook> Looks { get; init; } = [];
    public IReadOnlyList<StoredMove> Moves { get; init; } = [];
    public IReadOnlyList<StoredReferral> Referrals { get; init; } = [];
    public IReadOnlyList<Complaint> Complaints { get; init; } = [];
    public IReadOnlyList<StatementFate> Statements { get; init; } = [];
    public IReadOnlyList<StoredVote> Votes { get; init; } = [];
}

public sealed record StoredMention
{
    public required string Kind { get; init; }
    public required string Code { get; init; }
}

public sealed record StoredConsent
{
    public required string Id { get; init; }
    public required string Purpose { get; init; }
    public required bool Given { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
}

public sealed record StoredWords
{
    public required string About { get; init; }
    public required string Words { get; init; }
    public required string ReleaseState { get; init; }
}

public sealed record StoredPlan
{
    public string? Goal { get; init; }
    public int? Confidence { get; init; }
    public string? ListingId { get; init; }
}

public sealed record StoredOutcome
{
    public required string ListingId { get; init; }
    public required string Outcome { get; init; }
    public string? Reason { get; init; }
}

public sealed record StoredAnswer
{
    public required string ConsultationId { get; init; }
    public required string QuestionId { get; init; }
    public required string OptionId { get; init; }
    public int? Scale { get; init; }
}

/// <summary>Where somebody put an option; 1 matters most.</summary>
public sealed record StoredPlace
{
    public required string ConsultationId { get; init; }
    public required string QuestionId { get; init; }
    public required int Place { get; init; }
    public required string OptionId { get; init; }
}

/// <summary>Which of two matters more to somebody; empty: they could not decide.</summary>
public sealed record StoredPair
{
    public required string ConsultationId { get; init; }
    public required string QuestionId { get; init; }
    public required string FirstId { get; init; }
    public required string SecondId { get; init; }
    public required string ChosenId { get; init; }
}

/// <summary>Something they would pay for; empty: nothing.</summary>
public sealed record StoredBallot
{
    public required string ConsultationId { get; init; }
    public required string QuestionId { get; init; }
    public required string ProjectId { get; init; }
}

/// <summary>That they were shown what others had said, and what became of their answer; null: nothing so far.</summary>
public sealed record StoredLook
{
    public required string ConsultationId { get; init; }
    public required string QuestionId { get; init; }

    /// <summary>JSON: numbers and ids of reasons.</summary>
    public required string Shown { get; init; }
    public required DateTimeOffset ShownAt { get; init; }
    public string? Outcome { get; init; }
    public int? Scale { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>From a side of their first answer to where they are now.</summary>
public sealed record StoredMove
{
    public required string ConsultationId { get; init; }
    public required string QuestionId { get; init; }
    public required string SideId { get; init; }
    public required string NowId { get; init; }
}

public sealed record StoredReferral
{
    public required string Id { get; init; }
    public required string State { get; init; }
    public string? SharedName { get; init; }
    public string? SharedContact { get; init; }
    public string? SharedAgeBand { get; init; }
    public string? SharedOutcode { get; init; }
    public string? SharedMatters { get; init; }
    public string? SharedGoal { get; init; }
    public string? SafeContact { get; init; }
    public bool WantsCompany { get; init; }
}
