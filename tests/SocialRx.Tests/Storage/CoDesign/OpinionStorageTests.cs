using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Schedule;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Insights;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;
using SocialRx.Tests.CoDesign.Opinions;
using SocialRx.Tests.Dialogs;
using OpinionVote = SocialRx.Domain.CoDesign.Opinions.CastVote;

namespace SocialRx.Tests.Storage.CoDesign;

public sealed class OpinionsOnSqliteTests() : OpinionStorageTests("sqlite");

public sealed class OpinionsOnPostgresTests() : OpinionStorageTests("postgres");

/// <summary>What is worked out from votes in the database, and what becomes of it.</summary>
public abstract class OpinionStorageTests(string dialect) : IAsyncLifetime
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 16, 0, 0, TimeSpan.Zero);
    private static readonly StatementQuestion Of = SomeStatements.Of;
    private static readonly DisclosureOptions Disclosure = new();
    private readonly FakeTimeProvider _clock = new(Start);
    private readonly Func<string> _newId = new(TestDatabase.CountingIds("id"));
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_look_tells_groups_and_looks_again_only_when_votes_have_changed()
    {
        await PutAsync(SomeVotes.OfCamps([70, 50], 20, 16, 0.9, seed: 3));

        Assert.Equal(1, await LookAsync());
        Assert.Equal(0, await LookAsync());

        var page = await PageAsync();
        Assert.Equal([70, 50], page!.Told.Groups.Select(group => group.People));
        Assert.Null(page.Told.Because);
        Assert.Equal("Idea s1.", page.Words["s1"]);
        Assert.Equal(Start, page.Told.At);

        await PutAsync(Others(SomeVotes.OfCamps([3], 20, 1, 1, seed: 9)));
        Assert.Equal(0, await LookAsync());
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await LookAsync());
        Assert.Equal(Start, (await PageAsync())!.Told.At);
    }

    [Fact]
    public async Task What_a_statement_parts_and_what_is_foretold_decides_what_is_shown_next()
    {
        await PutAsync(SomeVotes.OfCamps([70, 50], 20, 16, 0.9, seed: 3));
        Assert.All(await ServableAsync("ada"), one => Assert.Equal((0, 1), (one.Extremity, one.Uncertainty)));

        await LookAsync();

        var stranger = await ServableAsync("ada");
        Assert.All(stranger, one => Assert.True(one.Extremity > 0));
        Assert.All(stranger, one => Assert.Equal(1, one.Uncertainty));

        await VoteAsync("ada", "s1", StatementVote.Agree);
        await VoteAsync("ada", "s2", StatementVote.Disagree);
        var known = await ServableAsync("ada");
        Assert.Equal(18, known.Count);
        Assert.All(known, one => Assert.InRange(one.Uncertainty, 0.001, 0.999));
    }

    [Fact]
    public async Task Terms_of_another_model_foretell_nothing_and_break_nothing()
    {
        await PutAsync(SomeVotes.OfCamps([70, 50], 20, 16, 0.9, seed: 3));
        await LookAsync();
        await _test.Database.WriteAsync(connection => { connection.Execute("update statement_pull set terms = '[1,2]'"); });
        await VoteAsync("ada", "s1", StatementVote.Agree);

        Assert.All(await ServableAsync("ada"), one => Assert.Equal(1, one.Uncertainty));
    }

    [Fact]
    public async Task What_is_told_waits_for_enough_new_people_and_what_a_statement_parts_does_not()
    {
        await PutAsync(SomeVotes.OfCamps([50], 12, 10, 0.2, seed: 1));
        await LookAsync();
        var before = await _test.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select body from opinion_told"));
        var pulls = await PullsAsync();

        await PutAsync(Others(SomeVotes.OfCamps([7], 12, 12, 1, seed: 2)));
        await LookAsync();
        Assert.Equal(before, await _test.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select body from opinion_told")));
        Assert.NotEqual(pulls, await PullsAsync());

        await PutAsync([.. Others(SomeVotes.OfCamps([1], 12, 12, 1, seed: 3)).Select(vote => vote with { Participant = "one-more" })]);
        await LookAsync();
        Assert.NotEqual(before, await _test.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select body from opinion_told")));
    }

    [Fact]
    public async Task A_statement_that_goes_takes_what_was_worked_out_with_it()
    {
        await PutAsync(SomeVotes.OfCamps([50], 12, 10, 0.2, seed: 1));
        await LookAsync();
        await _test.Database.WriteAsync(connection => StatementRemoval.Purge(connection, Programme, Start.AddDays(1), 100));

        Assert.Empty(await PullsAsync());
        Assert.Empty((await PageAsync())!.Words);
    }

    [Fact]
    public async Task What_was_said_in_a_room_is_approved_by_two_others_than_who_entered_it()
    {
        await EnterAsync("w1");

        Assert.Equal(DecisionTaken.NotByThem, await DecideAsync("mo", StatementDeed.Approve));
        Assert.Equal(DecisionTaken.NotByThem, await DecideAsync("mo", StatementDeed.Reword));
        Assert.Equal(DecisionTaken.NotByThem, await DecideAsync("mo", StatementDeed.Reject));
        Assert.Equal(DecisionTaken.Done, await DecideAsync("nia", StatementDeed.Approve));
        Assert.Equal(0, await ScalarAsync("select is_shown from statement"));
        Assert.Equal(DecisionTaken.Done, await DecideAsync("ola", StatementDeed.Approve));
        Assert.Equal(1, await ScalarAsync("select is_shown from statement"));
        Assert.Contains("A roof at the bus stop.", (await _test.Database.ReadAsync(connection => StatementModeration.Shown(connection, Programme, 9))).Select(one => one.Redacted));
    }

    [Fact]
    public async Task Where_checking_first_is_off_what_was_said_in_a_room_still_waits()
    {
        foreach (var who in new[] { "nia", "ola" })
            await _test.Database.WriteAsync(connection => StatementChecks.Decide(connection, Programme, Of, $"c-{who}", true, "because", By(who)));

        await EnterAsync("w1");

        Assert.Equal(0, await ScalarAsync("select is_shown from statement"));
    }

    [Fact]
    public async Task A_workshop_that_is_taken_out_takes_its_statements_unless_somebody_decided_about_them()
    {
        await EnterAsync("w1");
        await _test.Database.WriteAsync(connection => Workshops.Remove(connection, Programme, "w1"));
        Assert.Equal(0, await ScalarAsync("select count(*) from statement"));

        await EnterAsync("w2");
        await DecideAsync("nia", StatementDeed.Approve);
        await DecideAsync("ola", StatementDeed.Approve);
        await _test.Database.WriteAsync(connection => Workshops.Remove(connection, Programme, "w2"));
        Assert.Equal(1, await ScalarAsync("select count(*) from statement"));
    }

    private Task EnterAsync(string workshop) => _test.Database.WriteAsync(connection => Workshops.Enter(
        connection,
        Programme,
        new NewWorkshop(workshop, Of.ConsultationId, new DateOnly(2026, 11, 24), 12, []) { Said = [new NewStatement(Of, "said", "A roof at the bus stop.", "A roof at the bus stop.", [], [])] },
        new StatementOptions(),
        "mo",
        Start));

    private Task<DecisionTaken> DecideAsync(string who, StatementDeed deed) =>
        _test.Database.WriteAsync(connection => StatementModeration.Decide(connection, Programme, "said", new NewDecision($"{who}-{deed}", deed, deed == StatementDeed.Reject ? StatementRejection.Nonsense : null, deed == StatementDeed.Reword ? "Other words." : null), 2, By(who)));

    private StaffAction By(string who) => new(_newId(), who, "facilitator", Start);

    /// <summary>The same votes of people with other names.</summary>
    private static List<OpinionVote> Others(IEnumerable<OpinionVote> votes) => [.. votes.Select(vote => vote with { Participant = $"other-{vote.Participant}" })];

    private Task PutAsync(IReadOnlyList<OpinionVote> votes) => _test.Database.WriteAsync(connection => SomeBallots.Put(connection, Programme, Of, votes, Start));

    private Task<int> LookAsync() => new OpinionLook(
        _test.Database, new ProgrammeOptions { Id = Programme }, new ConsultationBook(SomeStatements.Consultations), Disclosure, _clock, NullLogger<OpinionLook>.Instance).LookAsync(TestContext.Current.CancellationToken);

    private Task<OpinionPage?> PageAsync() => _test.Database.ReadAsync(connection => OpinionShelf.Page(connection, Programme, Of, Disclosure));

    private Task<IReadOnlyList<(string, double)>> PullsAsync() =>
        _test.Database.ReadAsync(connection => connection.Query<(string, double)>("select statement_id, extremity from statement_pull order by statement_id"));

    private Task<long> ScalarAsync(string sql) => _test.Database.ReadAsync(connection => connection.ExecuteScalar<long>(sql));

    private Task VoteAsync(string person, string statement, StatementVote vote) => _test.Database.WriteAsync(connection => Counters.Keeping(
        connection, Programme, person, open => StatementBallots.Vote(open, Who(person), new SocialRx.Storage.CoDesign.CastVote(Of, statement, vote, Start), $"b-{person}", Start)));

    private async Task<IReadOnlyCollection<ServableStatement>> ServableAsync(string person)
    {
        IReadOnlyCollection<ServableStatement> servable = [];
        await _test.Database.ReadAsync(connection => StatementServing.Next(connection, Who(person), Of, new StatementsAsked([], []), unseen =>
        {
            servable = unseen;
            return null;
        }));
        return servable;
    }

    private static TurnIdentity Who(string person) => new(Programme, $"test/{person}", new PersonId(person));
}
