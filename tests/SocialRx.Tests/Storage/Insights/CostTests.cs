using Microsoft.Data.Sqlite;
using SocialRx.Domain.CoDesign;
using SocialRx.Storage;
using SocialRx.Storage.Insights;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;
using SocialRx.TestKit;
using SQLitePCL;

namespace SocialRx.Tests.Storage.Insights;

/// <summary>What a page or a turn reads costs the same however many people there are. Counted in work of the database, not in time.</summary>
public sealed class CostTests
{
    private const string Programme = "fernbridge";

    private static readonly Dictionary<string, Action<Connection>> Readings = new()
    {
        ["quotes released"] = connection => Assert.Equal(500, Quotes.Released(connection, Programme, 8).Count),
        ["quotes to review"] = connection => Assert.Equal(20, QuoteReview.Waiting(connection, Programme, 20).Count),
        ["open concerns"] = connection => Assert.Equal(50, Concerns.List(connection, Programme, limit: 50).Count),
        ["all concerns"] = connection => Assert.Equal(50, Concerns.List(connection, Programme, withClosed: true, 50).Count),
        ["referrals"] = connection => Assert.Equal(50, ReferralList.List(connection, Programme, "", 50).Count),
        ["audit"] = connection => Assert.Equal(50, Audit.Latest(connection, Programme, 50).Count),
        ["numbers"] = connection => Assert.Contains(new CountTables(new Consultations([]), ["FB1"]).Read(connection, Programme, (_, _) => true), table => table.Respondents > 0),
        ["numbers nobody waits for"] = connection => Assert.Empty(new CountTables(new Consultations([]), ["FB1"]).Read(connection, Programme, (_, _) => false)),
        ["a turn's numbers"] = connection => Assert.NotEmpty(OfOne(connection, "person1000123")),
    };

    private static HashSet<CounterCell> OfOne(Connection connection, string person)
    {
        var batch = new SqlBatch();
        var cells = Contribution.Ask(batch, Programme, person);
        batch.Run(connection);
        return cells();
    }

    [Fact]
    public async Task On_SQLite_no_reading_takes_more_steps_with_twenty_five_times_the_people()
    {
        var few = await StepsAsync(2_000);
        var many = await StepsAsync(50_000);

        Assert.All(Readings.Keys, reading => Assert.True(many[reading] <= few[reading] * 1.1, $"{reading}: {few[reading]} steps became {many[reading]}"));
    }

    [Fact]
    public async Task On_PostgreSQL_no_reading_fetches_more_rows_with_twenty_five_times_the_people()
    {
        var few = await RowsAsync(2_000);
        var many = await RowsAsync(50_000);

        Assert.All(Readings.Keys, reading => Assert.True(many[reading] <= (few[reading] * 1.1) + 10, $"{reading}: {few[reading]} rows became {many[reading]}"));
    }

    /// <summary>Instructions of SQLite's virtual machine.</summary>
    private static async Task<Dictionary<string, int>> StepsAsync(int people)
    {
        await using var test = await TestDatabase.CreateAsync();
        await FillAsync(test.Database, people);
        await using var open = new SqliteConnection($"Data Source={test.File};Pooling=False");
        await open.OpenAsync(TestContext.Current.CancellationToken);
        var connection = new Connection(open, SqlDialect.Sqlite, Sealing.None);
        return Readings.ToDictionary(reading => reading.Key, reading => Steps(open, () => reading.Value(connection)));
    }

    private static int Steps(SqliteConnection open, Action reading)
    {
        var steps = 0;
        raw.sqlite3_progress_handler(open.Handle, 1, _ => ++steps & 0, null);
        reading();
        raw.sqlite3_progress_handler(open.Handle, 0, null, null);
        return steps;
    }

    private static async Task<Dictionary<string, long>> RowsAsync(int people)
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync();
        await FillAsync(test.Database, people);
        await test.Database.WriteAsync(connection => { connection.Execute("analyze (verbose off)"); });
        var rows = new Dictionary<string, long>();
        foreach (var (name, reading) in Readings)
            rows[name] = await test.Database.WriteAsync(connection => Rows(connection, reading));
        return rows;
    }

    private static long Rows(Connection connection, Action<Connection> reading)
    {
        const string Fetched = "select cast(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as bigint) from pg_stat_xact_user_tables";
        var before = connection.ExecuteScalar<long>(Fetched);
        reading(connection);
        return connection.ExecuteScalar<long>(Fetched) - before;
    }

    private static async Task FillAsync(Database database, int people)
    {
        foreach (var sql in Fill)
            await database.WriteAsync(connection => connection.Execute($"with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < @people), {Made} {sql}", new { people }));
        await database.WriteAsync(connection => Counters.Build(connection, Programme, new DateTimeOffset(2026, 11, 23, 16, 0, 0, TimeSpan.Zero)));
    }

    /// <summary>Everybody with an id and a moment of their own: a millisecond each, for 50,000 at most.</summary>
    private const string Made =
        """
        made as (
          select i, 'person' || (1000000 + i) as id, '2026-11-02T10:00:' || (10 + i / 1000) || '.' || substr(cast(1000 + i % 1000 as text), 2) || 'Z' as at
          from n
        )
        """;

    private static readonly string[] Fill =
    [
        "insert into person (programme_id, person_id, conversation_id, age_band, outcode, first_seen_at) select 'fernbridge', id, id, '14-15', 'FB1', at from made",
        "insert into consent (programme_id, id, person_id, purpose, given, wording_version, decided_at) select 'fernbridge', 'n' || id, id, 'numbers', 1, '1', at from made",
        "insert into consent (programme_id, id, person_id, purpose, given, wording_version, decided_at) select 'fernbridge', 'q' || id, id, 'quote', 1, '1', at from made",
        "insert into mention (programme_id, person_id, kind, code, said_at) select 'fernbridge', id, 'matters', 'music', at from made",
        "insert into own_words (programme_id, id, person_id, about, words, redacted, release_state, said_at) select 'fernbridge', id, id, 'matters', 'x', 'x', case when i % 3 = 0 then 'waiting' else 'released' end, at from made",
        "insert into plan (programme_id, person_id, confidence, made_at) select 'fernbridge', id, i % 11, at from made",
        "insert into suggestion_outcome (programme_id, id, person_id, listing_id, outcome, decided_at) select 'fernbridge', id, id, 's.' || (i % 7), 'chosen', at from made",
        "insert into unmet_need (programme_id, id, person_id, theme, blocked_by, noted_at) select 'fernbridge', id, id, 'music', 'cost', at from made",
        "insert into answer (programme_id, person_id, consultation_id, question_id, option_id, answered_at) select 'fernbridge', id, 'after-school', 'when', 'evenings', at from made",
        "insert into referral (programme_id, id, person_id, state, requested_at) select 'fernbridge', id, id, case i % 5 when 0 then 'requested' when 1 then 'waiting-for-person' when 2 then 'accepted' when 3 then 'declined' else 'closed' end, at from made",
        "insert into concern (programme_id, id, conversation_id, person_id, route, categories, pattern_ids, state, raised_at, last_signal_at) select 'fernbridge', id, id, id, 'red', '', '', case i % 3 when 0 then 'open' when 1 then 'acknowledged' else 'closed' end, at, at from made",
        "insert into audit (programme_id, id, actor, role, action, subject, at) select 'fernbridge', id, 'a', 'b', 'c', 'd', at from made",
    ];
}
