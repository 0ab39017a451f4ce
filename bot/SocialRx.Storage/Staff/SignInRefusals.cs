namespace SocialRx.Storage.Staff;

/// <summary>Sign-ins that were turned away, counted for one person or one address by all processes together.</summary>
public static class SignInRefusals
{
    /// <summary>Adds one, and forgets those that no longer count.</summary>
    public static void Add(Connection connection, string programmeId, string id, string whoHash, DateTimeOffset now, DateTimeOffset countFrom)
    {
        connection.Execute(
            "delete from staff_refusal where programme_id = @programmeId and refused_at <= @countFrom",
            new { programmeId, countFrom });
        connection.Execute(
            "insert into staff_refusal (programme_id, id, who_hash, refused_at) values (@programmeId, @id, @whoHash, @now)",
            new { programmeId, id, whoHash, now });
    }

    /// <summary>When each of the newest happened, newest first.</summary>
    public static IReadOnlyList<DateTimeOffset> Newest(Connection connection, string programmeId, string whoHash, DateTimeOffset countFrom, int atMost) =>
        [.. connection.Query<Refusal>(
            """
            select refused_at as at
            from staff_refusal
            where programme_id = @programmeId and who_hash = @whoHash and refused_at > @countFrom
            order by refused_at desc
            limit @atMost
            """,
            new { programmeId, whoHash, countFrom, atMost }).Select(refusal => refusal.At)];

    private sealed record Refusal
    {
        public required DateTimeOffset At { get; init; }
    }
}
