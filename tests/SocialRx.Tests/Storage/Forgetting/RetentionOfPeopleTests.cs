using Microsoft.Extensions.Time.Testing;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;
using SocialRx.TestKit;
using SocialRx.Tests.Bot.Schedule;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Storage.Forgetting;

public sealed class RetentionOfPeopleOnSqliteTests() : RetentionOfPeopleTests("sqlite");

public sealed class RetentionOfPeopleOnPostgresTests() : RetentionOfPeopleTests("postgres");

public abstract class RetentionOfPeopleTests(string dialect) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Kept for nobody whose time is over; check-ins have a shorter one of their own.</summary>
    private static readonly string[] Told = ["mention", "plan", "suggestion_outcome", "unmet_need", "answer", "ranking", "pair_vote", "budget_ballot", "second_look", "second_answer", "second_round_told", "conversation_reference"];

    private static readonly string[] OfAPerson = [.. Told, "own_words", "referral", "consent", "concern", "person"];

    /// <summary>Everybody on SQLite; with PostgreSQL, where each row takes its time, one in five.</summary>
    private readonly IReadOnlyList<Somebody> _people = dialect == "postgres" ? [.. Somebody.InEveryState.Where((_, place) => place % 5 == 0)] : Somebody.InEveryState;

    private readonly FakeTimeProvider _clock = new(Start);
    private TestDatabase _test = null!;
    private RetentionRound _round = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync(dialect);
        _round = new RetentionRound(_test.Database, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task In_every_state_whoever_is_waited_for_keeps_all_and_of_the_others_only_what_has_a_longer_time_stays()
    {
        await RecordAsync(_people);
        var first = await RowsAsync();

        await PurgeAtAsync(Start.AddDays(29));
        Everybody(await RowsAsync(), (person, rows) => Assert.Equal(first[person.Name], rows));

        await PurgeAtAsync(Start.AddDays(31));
        Everybody(await RowsAsync(), (person, rows) => Assert.Equal(person.IsWaitedFor ? first[person.Name] : Left(person.KeepsQuote, person.KeepsReferral, first[person.Name]), rows));

        await PurgeAtAsync(Start.AddDays(366));
        Everybody(await RowsAsync(), (person, rows) => Assert.Equal(person.IsWaitedFor ? first[person.Name] : Left(keepsQuote: false, person.KeepsReferral, first[person.Name]), rows));

        await PurgeAtAsync(Start.AddYears(7).AddDays(-1));
        Everybody(await RowsAsync(), (person, rows) => Assert.Equal(person.IsWaitedFor ? first[person.Name] : Left(keepsQuote: false, person.KeepsReferral, first[person.Name]), rows));

        await PurgeAtAsync(Start.AddYears(7).AddDays(1));
        Everybody(await RowsAsync(), (person, rows) => Assert.Equal(person.IsWaitedFor ? first[person.Name] : Left(keepsQuote: false, person.KeepsReferral && person.AgeBand != "18-25", first[person.Name]), rows));

        await PurgeAtAsync(Start.AddYears(30));
        await PurgeAtAsync(Start.AddYears(60));
        Everybody(await RowsAsync(), (person, rows) => Assert.Equal(person.IsWaitedFor ? WithoutClosedConcern(person, first[person.Name]) : "", rows));
        Assert.Equal(0, await ScalarAsync("select count(*) from bot_state where conversation_id not in (select conversation_id from person)"));
    }

    [Fact]
    public async Task Whoever_writes_in_time_keeps_all()
    {
        var person = _people.First(one => !one.IsWaitedFor);
        await RecordAsync([person]);
        var first = await RowsAsync();

        _clock.SetUtcNow(Start.AddDays(25));
        await _test.Database.WriteAsync(connection => connection.Execute("update conversation set updated_at = @Now", new { Now = _clock.GetUtcNow() }));
        await PurgeAtAsync(Start.AddDays(50));

        Assert.Equal(first[person.Name], (await RowsAsync())[person.Name]);
        await PurgeAtAsync(Start.AddDays(56));
        Assert.Equal("", (await RowsAsync())[person.Name]);
    }

    [Fact]
    public async Task Numbers_and_what_is_published_of_them_stay_as_they_are_when_people_are_forgotten()
    {
        await RecordAsync(_people);
        using var publication = Publication();
        var published = Written(await publication.CurrentAsync(TestContext.Current.CancellationToken));
        var numbers = await NumbersAsync();

        await PurgeAtAsync(Start.AddDays(40));

        Assert.Contains("\"people-by-age\"", published, StringComparison.Ordinal);
        Assert.True(await ScalarAsync("select count(*) from person") < _people.Count);
        Assert.Equal(numbers, await NumbersAsync());
        using var again = Publication();
        Assert.Equal(published, Written(await again.CurrentAsync(TestContext.Current.CancellationToken)));

        await _test.Database.WriteAsync(connection => connection.Execute("delete from counters_built"));
        Assert.True(await _test.Database.WriteAsync(connection => Counters.Build(connection, Somebody.Programme, _clock.GetUtcNow())));
        Assert.Equal(numbers, await NumbersAsync());
    }

    [Fact]
    public async Task A_quote_goes_from_what_may_be_shown_with_its_words()
    {
        await RecordAsync(_people);
        var voices = await ScalarAsync("select sum(people) from (select people from counter where table_id = 'voices' union all select people from counter_change where table_id = 'voices') as voice");
        await PurgeAtAsync(Start.AddDays(366));

        var left = await ScalarAsync("select coalesce(sum(people), 0) from (select people from counter where table_id = 'voices' union all select people from counter_change where table_id = 'voices') as voice");
        Assert.Equal(_people.Count(person => person.KeepsQuote), voices);
        Assert.Equal(_people.Count(person => person is { KeepsQuote: true, IsWaitedFor: true }), left);
    }

    [Fact]
    public async Task After_every_run_nothing_is_overdue_and_what_is_held_is_said()
    {
        await RecordAsync(_people);
        foreach (var years in new[] { 0, 1, 3, 14, 40 })
        {
            _clock.SetUtcNow(Start.AddYears(years).AddDays(45));
            Assert.True(years > 0 || (await _round.ReadAsync("conversations")).Overdue > 0);
            await _round.PurgeAsync();
            foreach (var kind in _round.Plan.Kinds)
                Assert.Equal((kind.Id, 0), (kind.Id, (await _round.ReadAsync(kind.Id)).Overdue));
        }

        Assert.Equal(_people.Count(person => person.IsWaitedFor), (await _round.ReadAsync("conversations")).Held);
    }

    [Fact]
    public async Task A_closed_concern_stays_for_its_time_from_when_it_was_seen_to_be_closed_and_an_open_one_for_ever()
    {
        await RecordAsync(_people);
        await PurgeAtAsync(Start.AddYears(3));
        Assert.Equal(0, (await _round.ReadAsync("concerns")).Overdue);

        await PurgeAtAsync(Start.AddYears(17).AddDays(-1));
        Assert.Equal(_people.Count(person => person.Concern != "none"), await ScalarAsync("select count(*) from concern"));
        await PurgeAtAsync(Start.AddYears(17).AddDays(1));

        Assert.Equal(_people.Count(person => person.Concern is "open" or "acknowledged"), await ScalarAsync("select count(*) from concern"));
        Assert.Equal(0, await ScalarAsync("select count(*) from concern_evidence where concern_id not in (select id from concern)"));
        Assert.Equal(0, await ScalarAsync("select count(*) from concern_closed"));
    }

    [Fact]
    public async Task What_was_removed_is_recorded_by_kind_and_day_without_a_word_about_anybody()
    {
        await RecordAsync(_people);
        await PurgeAtAsync(Start.AddDays(31));
        await _round.PurgeAsync();

        var days = await _test.Database.ReadAsync(connection => SocialRx.Storage.Forgetting.RemovalRecord.Latest(connection, 100));

        Assert.Equal(_round.Plan.Kinds.Select(kind => kind.Id).Order(StringComparer.Ordinal), days.Select(day => day.Kind).Order(StringComparer.Ordinal));
        Assert.All(days, day => Assert.Equal(("2026-06-04", 2), (day.Day, day.Runs)));
        Assert.True(days.Single(day => day.Kind == "conversations").Removed > _people.Count(person => !person.IsWaitedFor));
        Assert.Equal(0, days.Single(day => day.Kind == "concerns").Removed);
    }

    private void Everybody(Dictionary<string, string> rows, Action<Somebody, string> check)
    {
        foreach (var person in _people)
            check(person, rows[person.Name]);
    }

    /// <summary>Of what there was at first, in the form of <see cref="RowsAsync"/>.</summary>
    private static string Left(bool keepsQuote, bool keepsReferral, string first) =>
        string.Join(' ', first.Split(' ').Select(table => table.Split('=')).Where(table => table[0] switch
        {
            "concern" => true,
            "own_words" => keepsQuote,
            "referral" => keepsReferral,
            "person" or "consent" => keepsQuote || keepsReferral,
            _ => false,
        }).Select(table => table[0] == "consent" ? $"consent={(keepsQuote ? 1 : 0) + (keepsReferral ? 1 : 0)}" : $"{table[0]}={table[1]}"));

    private static string WithoutClosedConcern(Somebody person, string rows) => person.Concern == "closed" ? rows.Replace(" concern=1", "", StringComparison.Ordinal) : rows;

    private Task RecordAsync(IReadOnlyList<Somebody> people) => _test.Database.WriteAsync(connection =>
    {
        foreach (var person in people)
            person.Record(connection, Start);
    });

    private async Task PurgeAtAsync(DateTimeOffset now)
    {
        _clock.SetUtcNow(now);
        await _round.PurgeAsync();
    }

    /// <summary>Of each person how many rows are in which table: "mention=2 plan=1 ...".</summary>
    private Task<Dictionary<string, string>> RowsAsync() => _test.Database.ReadAsync(connection =>
    {
        var rows = OfAPerson.ToDictionary(
            table => table,
            table => connection.Query<(string Person, long Rows)>($"select person_id, count(*) from {table} group by person_id").ToDictionary(row => row.Person, row => row.Rows));
        return _people.ToDictionary(
            person => person.Name,
            person => string.Join(' ', OfAPerson.Where(table => rows[table].ContainsKey(person.Name)).Select(table => $"{table}={rows[table][person.Name]}")));
    });

    private Task<long> ScalarAsync(string sql) => _test.Database.ReadAsync(connection => connection.ExecuteScalar<long>(sql));

    private Task<string> NumbersAsync() => _test.Database.ReadAsync(connection => string.Join(
        '\n',
        Counters.Read(connection, Somebody.Programme, [TableIds.PeopleByAge, TableIds.PeopleByOutcode, TableIds.PeopleByMonth, TableIds.MattersByAge, TableIds.UnmetByReason, TableIds.Confidence, TableIds.Referrals, TableIds.ListingsByOutcome])
            .Select(number => $"{number.Key} {number.Value}")
            .Order(StringComparer.Ordinal)));

    private Publication Publication() => new(
        _test.Database,
        new ProgrammeOptions { Id = Somebody.Programme },
        new PublicationRules(new DisclosureOptions(), new PopulationOptions()),
        new ConsultationBook(new Consultations([Some.Consultation])),
        _clock);

    private static string Written(PublishedNumbers numbers) => System.Text.Json.JsonSerializer.Serialize(numbers);
}
