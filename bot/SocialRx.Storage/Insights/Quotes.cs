namespace SocialRx.Storage.Insights;

/// <summary>Young people's own words that anybody with a role may read: agreed to, redacted, released by a person.</summary>
public static class Quotes
{
    private const int MostShown = 500;

    /// <summary>
    /// The newest, only from sets of at least <paramref name="leastShown"/> people who wrote about the same thing, with at most one
    /// demographic, and in an order that says nothing about who came when.
    /// </summary>
    public static IReadOnlyList<Quote> Released(Connection connection, string programmeId, int leastShown) =>
        [.. Newest(connection, programmeId, leastShown).OrderBy(quote => quote.About, StringComparer.Ordinal).ThenBy(quote => quote.Words, StringComparer.Ordinal)];

    private static IEnumerable<Quote> Newest(Connection connection, string programmeId, int leastShown) =>
        connection.Query<Quote>(
            $"""
            with voices as materialized (
              select row_id as about, column_id as age_band, people
              from ({Counters.Exact("table_id = @Voices")}) as voice
            )
            select words.about, words.redacted as words,
              case
                when words.age_band <> 'not-said' and @leastShown <= (
                  select voices.people
                  from voices
                  where voices.about = words.about and voices.age_band = words.age_band)
                then words.age_band
              end as age_band
            from quotable_words words
            where words.programme_id = @programmeId
              and words.release_state = 'released'
              and @leastShown <= (
                select sum(voices.people)
                from voices
                where voices.about = words.about)
            order by words.said_at desc, words.id desc
            limit @MostShown
            """,
            new { programmeId, leastShown, Counters.Voices, MostShown }).Select(quote => quote with { Words = connection.Sealing.OpenIfAny(quote.Words)! });
}

public sealed record Quote
{
    public required string About { get; init; }
    public required string Words { get; init; }
    public string? AgeBand { get; init; }
}
