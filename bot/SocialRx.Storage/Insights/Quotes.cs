namespace SocialRx.Storage.Insights;

/// <summary>Young people's own words that anybody with a role may read: agreed to, redacted, released by a person.</summary>
public static class Quotes
{
    /// <summary>
    /// Only from sets of at least <paramref name="leastShown"/> people who wrote about the same thing, with at most one demographic,
    /// and in an order that says nothing about who came when.
    /// </summary>
    public static IReadOnlyList<Quote> Released(Connection connection, string programmeId, int leastShown) =>
        connection.Query<Quote>(
            """
            with voices as (
              select about, age_band, count(distinct person_id) as people
              from quotable_words
              where programme_id = @programmeId
              group by about, age_band
            ),
            topics as (
              select about, sum(people) as people
              from voices
              group by about
            )
            select words.about, words.redacted as words,
              case when voices.people >= @leastShown and words.age_band <> 'not-said' then words.age_band end as age_band
            from quotable_words words
            join topics on topics.about = words.about
            join voices on voices.about = words.about and voices.age_band = words.age_band
            where words.programme_id = @programmeId
              and words.release_state = 'released'
              and topics.people >= @leastShown
            order by words.about, words.redacted
            limit 500
            """,
            new { programmeId, leastShown });
}

public sealed record Quote
{
    public required string About { get; init; }
    public required string Words { get; init; }
    public string? AgeBand { get; init; }
}
