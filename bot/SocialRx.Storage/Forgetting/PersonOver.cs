using SocialRx.Domain.People;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Insights;
using SocialRx.Storage.People;

namespace SocialRx.Storage.Forgetting;

/// <summary>
/// Somebody who has not written for a long time: all goes but what has a longer time of its own, which is words they agreed to be quoted and a
/// request for a link worker that has ended. Nobody who is waited for: an open concern or request keeps everything of theirs.
/// </summary>
internal static class PersonOver
{
    /// <summary>Of a row of "person": somebody of the staff still has to do something for them.</summary>
    public const string IsWaitedFor =
        """
        (exists (
          select 1
          from referral
          where referral.programme_id = person.programme_id
            and referral.person_id = person.person_id
            and referral.state not in ('closed', 'declined', 'withdrawn'))
        or exists (
          select 1
          from concern
          where concern.programme_id = person.programme_id
            and concern.person_id = person.person_id
            and concern.state <> 'closed'))
        """;

    private const string Whose = "programme_id = @ProgrammeId and person_id = @PersonId";

    private static readonly string[] NeverKept = ["mention", "plan", "suggestion_outcome", "unmet_need", "answer", "ranking", "pair_vote", "budget_ballot", "second_answer", "second_look", "second_round_told", "check_in", "answer_to_tell", "panel_member", "conversation_reference"];

    /// <summary>Removes what is over; returns how many rows. Numbers they agreed to be counted in stay as they are.</summary>
    /// <param name="who">The conversation they wrote in last.</param>
    public static int Forget(Connection connection, TurnIdentity who, DateTimeOffset lastWrote, KeepUntil until) =>
        Counters.Forgetting(connection, who.ProgrammeId, who.PersonId.Value, open =>
        {
            var key = new { who.ProgrammeId, PersonId = who.PersonId.Value, lastWrote, until.Said };
            var person = open.QuerySingleOrDefault<Left>($"select age_band, {IsWaitedFor} as is_waited_for from person where {Whose}", key);
            if (person is null or { IsWaitedFor: true })
                return 0;
            StatementQueue.Forget(open, who);
            StatementBallots.Forget(open, who);
            WholeBallots.Keep(open, who);
            var referrals = lastWrote < until.Referred(AgeBand.Find(person.AgeBand)) ? "1 = 1" : "state = 'withdrawn'";
            return NeverKept.Sum(table => open.Execute($"delete from {table} where {Whose}", key))
                + open.Execute($"delete from referral where {Whose} and {referrals}", key)
                + Words(open, key)
                + Decisions(open, key)
                + Person(open, key);
        });

    private static int Words(Connection connection, object key) =>
        connection.Execute(
            $"""
            delete from own_words
            where {Whose}
              and (said_at < @Said or id not in (select id from quotable_words where {Whose}))
            """,
            key);

    /// <summary>What was agreed to is known for as long as there is something it was agreed for.</summary>
    private static int Decisions(Connection connection, object key) =>
        connection.Execute(
            $"""
            delete from consent
            where {Whose}
              and not (purpose = 'quote' and exists (select 1 from own_words where {Whose}))
              and not (purpose = 'referral' and exists (select 1 from referral where {Whose}))
            """,
            key);

    /// <summary>Of whom something stays, the age band does: quotes say it, and it tells for how long a request is kept.</summary>
    private static int Person(Connection connection, object key)
    {
        var gone = connection.Execute(
            $"""
            delete from person
            where {Whose}
              and not exists (select 1 from own_words where {Whose})
              and not exists (select 1 from referral where {Whose})
            """,
            key);
        if (gone > 0)
        {
            Complaints.NobodysAnyMore(connection, key);
            Receipts.NobodysAnyMore(connection, key);
        }
        else
        {
            connection.Change($"update person set outcode = null, left_at = @lastWrote where {Whose}", key);
        }

        return gone;
    }

    private sealed record Left
    {
        public string? AgeBand { get; init; }
        public required bool IsWaitedFor { get; init; }
    }
}
