using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.People;

/// <summary>The plan a person approves, what became of each suggestion, and what was wanted and not there.</summary>
public static class Plans
{
    /// <summary>The plan as it stands now, in place of any before.</summary>
    public static void Set(Connection connection, TurnIdentity who, PlanRow plan, DateTimeOffset now)
    {
        Persons.Meet(connection, who, now);
        connection.Change(
            """
            insert into plan (programme_id, person_id, goal, confidence, listing_id, made_at)
            values (@ProgrammeId, @PersonId, @Goal, @Confidence, @ListingId, @now)
            on conflict (programme_id, person_id) do update
            set goal = excluded.goal, confidence = excluded.confidence, listing_id = excluded.listing_id, made_at = excluded.made_at
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, Goal = connection.Sealing.SealIfAny(plan.Goal)?.Value, plan.Confidence, plan.ListingId, now });
    }

    /// <summary>The choice was taken back: there is no plan.</summary>
    public static void Drop(Connection connection, TurnIdentity who) =>
        connection.Change(
            """
            delete from plan
            where programme_id = @ProgrammeId and person_id = @PersonId
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value });

    /// <summary>What became of one suggestion; a later decision about the same listing replaces an earlier one.</summary>
    public static void SetOutcome(Connection connection, TurnIdentity who, OutcomeRow outcome, DateTimeOffset now)
    {
        DropOutcome(connection, who, outcome.ListingId);
        connection.Change(
            """
            insert into suggestion_outcome (programme_id, id, person_id, listing_id, outcome, reason, decided_at)
            values (@ProgrammeId, @Id, @PersonId, @ListingId, @Outcome, @Reason, @now)
            """,
            new { who.ProgrammeId, outcome.Id, PersonId = who.PersonId.Value, outcome.ListingId, outcome.Outcome, outcome.Reason, now });
    }

    public static void DropOutcome(Connection connection, TurnIdentity who, string listingId) =>
        connection.Change(
            """
            delete from suggestion_outcome
            where programme_id = @ProgrammeId and person_id = @PersonId and listing_id = @listingId
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, listingId });

    /// <summary>Counted once a person and theme, however often they look.</summary>
    public static void NoteUnmet(Connection connection, TurnIdentity who, string id, UnmetNeed need, DateTimeOffset now)
    {
        var row = new { who.ProgrammeId, id, PersonId = who.PersonId.Value, need.ThemeId, need.AgeBandId, need.Outcode, need.BlockedBy, now };
        connection.Change(
            """
            delete from unmet_need
            where programme_id = @ProgrammeId and person_id = @PersonId and coalesce(theme, '') = coalesce(@ThemeId, '')
            """,
            row);
        connection.Change(
            """
            insert into unmet_need (programme_id, id, person_id, theme, age_band, outcode, blocked_by, noted_at)
            values (@ProgrammeId, @id, @PersonId, @ThemeId, @AgeBandId, @Outcode, @BlockedBy, @now)
            """,
            row);
    }
}

/// <param name="Goal">In the person's own words, once they said to keep the plan.</param>
/// <param name="Confidence">0-10; null when skipped.</param>
/// <param name="ListingId">Null: not now.</param>
public sealed record PlanRow(string? Goal, int? Confidence, string? ListingId);

/// <param name="Outcome">One of <see cref="SuggestionOutcome"/>.</param>
/// <param name="Reason">Id of a <see cref="NotForMe"/>.</param>
public sealed record OutcomeRow(string Id, string ListingId, string Outcome, string? Reason = null);

/// <summary>Stored by id.</summary>
public static class SuggestionOutcome
{
    public const string Chosen = "chosen";
    public const string NotForMe = "not-for-me";
    public const string NotNow = "not-now";
    public const string WentGood = "went-good";
    public const string WentBad = "went-bad";
    public const string DidNotGo = "did-not-go";
}
