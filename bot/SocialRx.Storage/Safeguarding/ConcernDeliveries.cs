using SocialRx.Domain.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Storage.Safeguarding;

/// <summary>Who is told of concerns, from the commit that raises one to the last delivery; each step durable, so that whoever does the next finds it.</summary>
public static class ConcernDeliveries
{
    /// <summary>Concerns of one route that nobody has acknowledged and that have come to a step, longest waiting first.</summary>
    public static IReadOnlyList<Waiting> At(Connection connection, string programmeId, SafeguardingRoute route, EscalationStep step, int atMost) =>
        connection.Query<Waiting>(
            """
            select id, waiting_since as since
            from concern
            where programme_id = @programmeId
              and state = 'open'
              and route = @Route
              and escalation = @Step
            order by waiting_since, id
            limit @atMost
            """,
            new { programmeId, Route = route.Stored(), Step = (int)step, atMost });

    /// <summary>Notes that a concern comes to the next step, and that in the audit log. False when somebody has acknowledged it or it was raised anew meanwhile.</summary>
    public static bool Escalate(Connection connection, string programmeId, Waiting waiting, EscalationStep to, StaffAction by)
    {
        var changed = connection.Execute(
            """
            update concern
            set escalation = @To, escalated_at = @Now, to_spread = 1
            where programme_id = @programmeId
              and id = @Id
              and state = 'open'
              and escalation = @From
              and waiting_since = @Since
            """,
            new { programmeId, waiting.Id, waiting.Since, From = (int)to - 1, To = (int)to, by.Now });
        if (changed > 0)
            Audit.Record(connection, programmeId, by.AuditId, by.Actor, by.Role, to == EscalationStep.All ? "concern escalated to everybody" : "concern escalated to a second person", $"concern/{waiting.Id}", null, by.Now);
        return changed > 0;
    }

    /// <summary>Every open concern is looked at again: there may be new recipients since.</summary>
    public static void SpreadAgain(Connection connection, string programmeId) =>
        connection.Execute("update concern set to_spread = 1 where programme_id = @programmeId and state = 'open' and to_spread = 0", new { programmeId });

    /// <summary>Concerns that deliveries have to be made for.</summary>
    public static IReadOnlyList<ToSpread> Unspread(Connection connection, string programmeId, int atMost) =>
        connection.Query<ToSpread>(
            """
            select id, tellings, escalation
            from concern
            where programme_id = @programmeId
              and to_spread = 1
              and state = 'open'
            order by id
            limit @atMost
            """,
            new { programmeId, atMost });

    /// <summary>Makes the deliveries of a concern that are not there yet, and stops those of an earlier telling.</summary>
    public static void Spread(Connection connection, string programmeId, ToSpread concern, IEnumerable<NewDelivery> deliveries, DateTimeOffset now)
    {
        var key = new { programmeId, concern.Id, concern.Tellings, Escalation = (int)concern.Escalation };
        var isStill = connection.Execute(
            """
            update concern
            set to_spread = 0
            where programme_id = @programmeId
              and id = @Id
              and to_spread = 1
              and tellings = @Tellings
              and escalation = @Escalation
            """,
            key);
        if (isStill == 0)
            return;
        connection.Change(
            """
            update concern_delivery
            set state = 'stopped'
            where concern_id = @Id
              and telling < @Tellings
              and state = 'waiting'
            """,
            key);
        foreach (var delivery in deliveries)
            connection.Change(
                """
                insert into concern_delivery (programme_id, id, concern_id, telling, step, recipient, channel, made_at, next_try_at)
                values (@programmeId, @DeliveryId, @Id, @Tellings, @Step, @Recipient, @Channel, @now, @now)
                on conflict (concern_id, telling, step, recipient) do nothing
                """,
                new { programmeId, DeliveryId = delivery.Id, concern.Id, concern.Tellings, Step = (int)delivery.Step, delivery.Recipient, delivery.Channel, now });
    }

    /// <summary>Deliveries whose time has come, longest waiting first.</summary>
    public static IReadOnlyList<DueDelivery> Due(Connection connection, string programmeId, DateTimeOffset now, int atMost) =>
        connection.Query<DueDelivery>(
            """
            select id, concern_id, step, recipient, channel, tries, made_at
            from concern_delivery
            where programme_id = @programmeId
              and state = 'waiting'
              and next_try_at <= @now
            order by next_try_at, id
            limit @atMost
            """,
            new { programmeId, now, atMost });

    /// <summary>Whoever takes it tries it alone until then. False when another has it, or it waits no more.</summary>
    public static bool Take(Connection connection, string id, DateTimeOffset now, DateTimeOffset until) =>
        connection.Execute(
            """
            update concern_delivery
            set next_try_at = @until, tries = tries + 1
            where id = @id
              and state = 'waiting'
              and next_try_at <= @now
            """,
            new { id, now, until }) > 0;

    public static void Delivered(Connection connection, string id, DateTimeOffset now) =>
        connection.Execute(
            """
            update concern_delivery
            set state = 'delivered', delivered_at = @now, last_error = null
            where id = @id
            """,
            new { id, now });

    /// <param name="why">Fixed words and numbers, nothing that anybody answered.</param>
    public static void Failed(Connection connection, string id, string why, DateTimeOffset nextTry) =>
        connection.Execute(
            """
            update concern_delivery
            set last_error = @why, next_try_at = @nextTry
            where id = @id
              and state = 'waiting'
            """,
            new { id, why, nextTry });

    public static void Stop(Connection connection, string id, string why) =>
        connection.Execute("update concern_delivery set state = 'stopped', last_error = @why where id = @id and state = 'waiting'", new { id, why });

    /// <summary>Somebody has acknowledged it: nobody else has to be found. Those who are told of every concern still are.</summary>
    public static void StopEscalated(Connection connection, string programmeId, string concernId) =>
        connection.Change("update concern_delivery set state = 'stopped' where programme_id = @programmeId and concern_id = @concernId and state = 'waiting' and step > 0", new { programmeId, concernId });

    public static void StopAll(Connection connection, string programmeId, string concernId) =>
        connection.Change("update concern_delivery set state = 'stopped' where programme_id = @programmeId and concern_id = @concernId and state = 'waiting'", new { programmeId, concernId });

    /// <summary>All of one concern, in the order they were made.</summary>
    public static IReadOnlyList<DeliveryRow> Of(Connection connection, string programmeId, string concernId) =>
        connection.Query<DeliveryRow>(
            $"""
            select {Columns}
            from concern_delivery
            where programme_id = @programmeId
              and concern_id = @concernId
            order by telling, step, recipient
            """,
            new { programmeId, concernId });

    /// <summary>Those that have failed at least once and are still tried, longest waiting first.</summary>
    public static IReadOnlyList<DeliveryRow> Failing(Connection connection, string programmeId, int atMost) =>
        connection.Query<DeliveryRow>(
            $"""
            select {Columns}
            from concern_delivery
            where programme_id = @programmeId
              and state = 'waiting'
              and last_error is not null
            order by made_at, id
            limit @atMost
            """,
            new { programmeId, atMost });

    /// <summary>How far those of each of these concerns are; none: nothing for it.</summary>
    public static IReadOnlyDictionary<string, DeliveryTally> Tally(Connection connection, string programmeId, IEnumerable<string> concernIds) =>
        connection.Query<DeliveryTally>(
            $"""
            select concern_id,
              count(case when state = 'delivered' then 1 end) as delivered,
              count(case when state = 'waiting' then 1 end) as waiting,
              count(case when state = 'waiting' and last_error is not null then 1 end) as failing
            from concern_delivery
            where programme_id = @programmeId
              and {connection.Dialect.In("concern_id", "ids")}
            group by concern_id
            """,
            new { programmeId, ids = concernIds.ToArray() }).ToDictionary(tally => tally.ConcernId);

    private const string Columns = "concern_id, telling, step, recipient, channel, state, tries, last_error, made_at, next_try_at, delivered_at";
}

public sealed record ToSpread
{
    public required string Id { get; init; }

    /// <summary>How often a person had to be told of it so far.</summary>
    public required long Tellings { get; init; }
    public required EscalationStep Escalation { get; init; }
}

public sealed record NewDelivery(string Id, EscalationStep Step, string Recipient, string Channel);

public sealed record DueDelivery
{
    public required string Id { get; init; }
    public required string ConcernId { get; init; }
    public required EscalationStep Step { get; init; }
    public required string Recipient { get; init; }
    public required string Channel { get; init; }

    /// <summary>Before this one.</summary>
    public required int Tries { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}

public sealed record DeliveryRow
{
    public required string ConcernId { get; init; }
    public required long Telling { get; init; }
    public required EscalationStep Step { get; init; }
    public required string Recipient { get; init; }
    public required string Channel { get; init; }

    /// <summary>waiting | delivered | stopped.</summary>
    public required string State { get; init; }
    public required int Tries { get; init; }
    public string? LastError { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset NextTryAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }

    public bool IsFailing => State == "waiting" && LastError is not null;
}

public sealed record DeliveryTally
{
    public required string ConcernId { get; init; }
    public required int Delivered { get; init; }
    public required int Waiting { get; init; }

    /// <summary>Of those that wait.</summary>
    public required int Failing { get; init; }
}
