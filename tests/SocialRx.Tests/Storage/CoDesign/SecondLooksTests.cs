using Dapper;
using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.People;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Turn;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.CoDesign;

public sealed class SecondLooksOnSqliteTests() : SecondLooksTests("sqlite");

public sealed class SecondLooksOnPostgresTests() : SecondLooksTests("postgres");

/// <summary>What somebody was shown and answered then, and who is told that they can look, as it is kept.</summary>
public abstract class SecondLooksTests(string dialect) : IAsyncLifetime
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 16, 0, 0, TimeSpan.Zero);
    private static readonly StatementQuestion Of = new("national-say", "phones");
    private static readonly RoundView View = new([new("no", null, []), new("yes", 20, [new("s1", "yes", "Words are not kept here.")])], 35, Now.AddMinutes(-5));
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_shown_and_answered_is_kept_beside_the_first_answer_can_be_taken_back_and_goes_with_the_person()
    {
        await WriteAsync("ada", (connection, who) =>
        {
            Answers.Replace(connection, who, new GivenAnswer(Of.ConsultationId, Of.QuestionId, ["yes"]), Now);
            SecondLooks.Show(connection, who, Of, 3, View, Now);
            SecondLooks.Answer(connection, who, Of, new SecondAnswer(RoundOutcome.Change, null, [new("yes", "no")]), Now);
            SecondLooks.Show(connection, who, Of, 4, View with { Sides = [] }, Now.AddDays(1));
        });
        var stored = await StoredAsync("ada");
        var look = Assert.Single(stored!.Looks);
        Assert.Equal("""[{"side":"no","people":null,"reasons":[]},{"side":"yes","people":20,"reasons":["s1"]}]""", look.Shown);
        Assert.Equal((RoundOutcome.Change, Now, Now), (look.Outcome, look.ShownAt, look.AnsweredAt));
        Assert.Equal("yes", Assert.Single(stored.Answers).OptionId);
        Assert.Equal(("yes", "no"), Assert.Single(stored.Moves.Select(move => (move.SideId, move.NowId))));
        Assert.Equal(3, await ScalarAsync("select version from second_look"));

        await WriteAsync("ada", (connection, who) => SecondLooks.Answer(connection, who, Of, new SecondAnswer(null, null, []), Now));
        var taken = await StoredAsync("ada");
        Assert.Empty(taken!.Moves);
        Assert.Equal(((string?)null, (DateTimeOffset?)null), (Assert.Single(taken.Looks).Outcome, taken.Looks[0].AnsweredAt));
        await WriteAsync("ada", (connection, who) => SecondLooks.Show(connection, who, Of, 4, View with { Sides = [] }, Now.AddDays(1)));
        Assert.Equal(4, await ScalarAsync("select version from second_look"));

        await WriteAsync("ada", (connection, who) => SecondLooks.NoteTold(connection, who, [Of], Now));
        await WriteAsync("ada", PersonalRecord.Delete);
        Assert.Equal(0, await ScalarAsync("select (select count(*) from second_look) + (select count(*) from second_answer) + (select count(*) from second_round_told)"));
    }

    [Fact]
    public async Task Others_read_a_reason_only_once_two_people_let_it_through_and_only_while_it_is_shown_and_it_outlives_whose_it_was()
    {
        await SendAsync("ada", "r1", "yes", "People talk at break.");
        await SendAsync("ben", "r2", "no", "I need to ring home.");
        Assert.Empty(await ReasonsAsync("cy"));

        await DecideAsync("r1", StatementDeed.Approve, "eve");
        Assert.Empty(await ReasonsAsync("cy"));
        await DecideAsync("r1", StatementDeed.Approve, "flo");
        Assert.Equal([new SideReason("r1", "yes", "People talk at break.")], await ReasonsAsync("cy"));
        Assert.Empty(await ReasonsAsync("ada"));

        await WriteAsync("ada", PersonalRecord.Delete);
        Assert.Single(await ReasonsAsync("cy"));
        await DecideAsync("r1", StatementDeed.Reject, "eve");
        Assert.Empty(await ReasonsAsync("cy"));
    }

    [Fact]
    public async Task Checking_that_was_turned_off_lets_no_reason_through()
    {
        foreach (var actor in new[] { "eve", "flo" })
            await _test.Database.WriteAsync(connection => StatementChecks.Decide(connection, Programme, Of, $"c-{actor}", off: true, "a day of votes", By(actor, $"off-{actor}")));

        await SendAsync("ada", "r1", "yes", "People talk at break.");

        Assert.Empty(await ReasonsAsync("cy"));
        Assert.Equal(0, await ScalarAsync("select is_shown from statement"));
    }

    [Fact]
    public async Task Only_who_answered_agreed_to_be_written_to_and_has_not_looked_is_told_and_once()
    {
        foreach (var person in new[] { "ada", "ben", "cy", "dan" })
        {
            await WriteAsync(person, (connection, who) =>
            {
                Consents.Decide(connection, who, new ConsentDecision($"k-{person}", ConsentPurpose.CheckIn, person != "ben", "1"), Now);
                if (person != "cy")
                    Answers.Replace(connection, who, new GivenAnswer(Of.ConsultationId, Of.QuestionId, ["yes"]), Now);
                ConversationReferences.Keep(connection, who, "msteams", new ReachableAt { Channel = "msteams", ServiceUrl = "https://teams.example", ConversationId = person, BotId = "28:bot", UserId = $"29:{person}" }, Now);
            });
        }

        await WriteAsync("dan", (connection, who) => SecondLooks.Show(connection, who, Of, 1, View, Now));
        Assert.Equal(["test/ada"], await DueAsync());

        await WriteAsync("cy", (connection, who) => SecondLooks.NoteTold(connection, who, [Of], Now));
        Assert.Equal(0, await ScalarAsync("select count(*) from second_round_told"));
        await WriteAsync("ada", (connection, who) => SecondLooks.NoteTold(connection, who, [Of], Now));
        await WriteAsync("ada", (connection, who) => SecondLooks.NoteTold(connection, who, [Of], Now));
        Assert.Empty(await DueAsync());
    }

    private static TurnIdentity Who(string person) => new(Programme, $"test/{person}", new PersonId(person));

    private static StaffAction By(string actor, string id) => new(id, actor, "facilitator", Now);

    private Task WriteAsync(string person, Action<Connection, TurnIdentity> write) => _test.Database.WriteAsync(connection => write(connection, Who(person)));

    private Task SendAsync(string person, string id, string side, string words) =>
        WriteAsync(person, (connection, who) => StatementQueue.Send(connection, who, new NewStatement(Of, id, words, words, [], []) { SideId = side }, new StatementOptions(), Now));

    private Task<DecisionTaken> DecideAsync(string id, StatementDeed deed, string actor) =>
        _test.Database.WriteAsync(connection => StatementModeration.Decide(connection, Programme, id, new NewDecision($"{id}-{deed}-{actor}", deed, deed == StatementDeed.Reject ? StatementRejection.Unsafe : null), 2, By(actor, $"a-{id}-{deed}-{actor}")));

    private Task<IReadOnlyList<SideReason>> ReasonsAsync(string person) => _test.Database.ReadAsync(connection => SecondLooks.Reasons(connection, Who(person), Of));

    private async Task<IEnumerable<string>> DueAsync() => (await _test.Database.ReadAsync(connection => SecondLooks.Due(connection, Programme, Of, 10))).Select(due => due.ConversationId);

    private Task<StoredPerson?> StoredAsync(string person) => _test.Database.ReadAsync(connection => PersonalRecord.Read(connection, Who(person)));

    private Task<int> ScalarAsync(string sql) => _test.Database.ReadAsync(connection => connection.ExecuteScalar<int>(sql));
}
