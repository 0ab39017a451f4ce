using Dapper;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.People;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Turn;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.CoDesign;

public sealed class FindingsOnSqliteTests() : FindingsTests("sqlite");

public sealed class FindingsOnPostgresTests() : FindingsTests("postgres");

public abstract class FindingsTests(string dialect) : IAsyncLifetime
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
    private static int _audits;
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_finding_comes_back_as_it_was_written_with_its_answers_in_order()
    {
        await DraftAsync("f1");
        await PublishAsync("f1", "second");
        await AnswerAsync("f1", FindingAnswerKind.WeWill, "Open till eight", new DateOnly(2027, 2, 1));
        await AnswerAsync("f1", FindingAnswerKind.WeDid, "Open till nine");

        var finding = (await FindAsync("f1"))!;

        Assert.Equal(Draft("f1") with { State = FindingState.Published, PublishedBy = "second", PublishedAt = Now, Answers = finding.Answers }, finding);
        Assert.Equal(
            [(1, FindingAnswerKind.WeWill, "Open till eight", new DateOnly(2027, 2, 1)), (2, FindingAnswerKind.WeDid, "Open till nine", (DateOnly?)null)],
            finding.Answers.Select(answer => (answer.Number, answer.Kind, answer.Words, answer.By)));
    }

    [Fact]
    public async Task Whoever_wrote_it_cannot_publish_it_and_nothing_is_published_twice()
    {
        await DraftAsync("f1");

        Assert.False(await PublishAsync("f1", "first"));
        Assert.True(await PublishAsync("f1", "second"));
        Assert.False(await PublishAsync("f1", "third"));
        Assert.Equal("second", (await FindAsync("f1"))!.PublishedBy);
    }

    [Fact]
    public async Task Only_what_is_published_is_answered_or_told()
    {
        await DraftAsync("draft");
        await DraftAsync("gone");
        await PublishAsync("gone", "second");
        await _test.Database.WriteAsync(connection => Findings.Withdraw(connection, Programme, "gone"));

        Assert.False(await AnswerAsync("draft", FindingAnswerKind.WeDid, "Done"));
        Assert.False(await AnswerAsync("gone", FindingAnswerKind.WeDid, "Done"));
        Assert.False(await AnswerAsync("never", FindingAnswerKind.WeDid, "Done"));
        Assert.Empty(await _test.Database.ReadAsync(connection => Findings.Published(connection, Programme)));
        Assert.Empty(await _test.Database.ReadAsync(connection => Findings.Published(connection, "another")));
    }

    [Fact]
    public async Task Overdue_is_told_of_once_a_day_until_it_is_answered()
    {
        await DraftAsync("f1");
        await PublishAsync("f1", "second");
        var late = new DateOnly(2026, 12, 25);

        Assert.Empty(await OverdueAsync(new(2026, 12, 24), Now));
        var overdue = Assert.Single(await OverdueAsync(late, Now.AddDays(29)));
        Assert.True(await NoteAsync(overdue, Now.AddDays(29)));
        Assert.False(await NoteAsync(overdue, Now.AddDays(29)));
        Assert.Empty(await OverdueAsync(late, Now.AddDays(29)));
        Assert.Single(await OverdueAsync(late.AddDays(1), Now.AddDays(30)));

        await AnswerAsync("f1", FindingAnswerKind.WeWill, "Open till eight", new DateOnly(2027, 2, 1));
        Assert.False(await NoteAsync(overdue, Now.AddDays(31)));
        Assert.Empty(await OverdueAsync(new(2027, 2, 1), Now.AddDays(60)));
        Assert.Single(await OverdueAsync(new(2027, 2, 2), Now.AddDays(61)));
    }

    [Fact]
    public async Task To_be_told_is_whoever_said_it_agreed_and_can_be_written_to()
    {
        await PersonAsync("said it", "evenings", agrees: true, isReachable: true);
        await PersonAsync("said something else", "weekends", agrees: true, isReachable: true);
        await PersonAsync("said no", "evenings", agrees: false, isReachable: true);
        await PersonAsync("nowhere", "evenings", agrees: true, isReachable: false);
        await PersonAsync("took it back", "evenings", agrees: true, isReachable: true);
        await ConsentAsync("took it back", false, Now.AddMinutes(1));
        await DraftAsync("f1");
        await PublishAsync("f1", "second");

        await AnswerAsync("f1", FindingAnswerKind.WeDid, "Open till eight");

        Assert.Equal(["msteams/said it"], await ToTellAsync());
        await _test.Database.WriteAsync(connection => AnswersToTell.Drop(connection, "msteams/said it"));
        Assert.Empty(await ToTellAsync());
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(4, false)]
    public async Task A_number_on_a_scale_is_in_its_band(int scale, bool isTold)
    {
        await PersonAsync("p", "", agrees: true, isReachable: true, scale);
        await DraftAsync("f1", "0-3");
        await PublishAsync("f1", "second");

        await AnswerAsync("f1", FindingAnswerKind.WeCannot, "No money");

        Assert.Equal(isTold, (await ToTellAsync()).Count == 1);
    }

    [Theory]
    [InlineData("order", "warm", "first")]
    [InlineData("order", "", "first second")]
    [InlineData("pairs", "park", "first")]
    [InlineData("pairs", "bus|park|first", "second")]
    [InlineData("pairs", "bus|park|cannot-decide", "third")]
    [InlineData("sum", "bins", "first")]
    [InlineData("sum", "nothing-at-all", "second")]
    [InlineData("ideas", "s1", "first second writer")]
    [InlineData("ideas", "s1|agree", "first writer")]
    [InlineData("ideas", "s1|disagree", "second")]
    [InlineData("ideas", "", "first second writer")]
    public async Task Of_every_kind_those_are_told_who_said_it(string question, string rowId, string told)
    {
        foreach (var (key, order, pair, budget, vote) in new (string, string[], string, string[], StatementVote)[]
        {
            ("first", ["warm", "free"], "park", ["bins", "lights"], StatementVote.Agree),
            ("second", ["free", "warm"], "bus", [], StatementVote.Disagree),
        })
        {
            await PersonAsync(key, "", agrees: true, isReachable: true, scale: 5);
            await _test.Database.WriteAsync(connection =>
            {
                Orders.Replace(connection, Who(key), "after-school", "order", order, Now);
                PairVotes.Set(connection, Who(key), "after-school", "pairs", OptionPair.Of("park", "bus"), pair, Now);
                Ballots.Replace(connection, Who(key), "after-school", "sum", budget, Now);
                Vote(connection, key, vote);
            });
        }

        await PersonAsync("third", "", agrees: true, isReachable: true, scale: 5);
        await PersonAsync("writer", "", agrees: true, isReachable: true, scale: 5);
        await _test.Database.WriteAsync(connection =>
        {
            PairVotes.Set(connection, Who("third"), "after-school", "pairs", OptionPair.Of("park", "bus"), "", Now);
            Vote(connection, "third", StatementVote.Pass);
            connection.Execute("update statement set person_id = 'writer' where id = 's1'");
        });
        await _test.Database.WriteAsync(connection => Findings.Draft(connection, Programme, Draft("f1", rowId) with { QuestionId = question }));
        await PublishAsync("f1", "second");

        await AnswerAsync("f1", FindingAnswerKind.WeDid, "Done");

        var said = await _test.Database.ReadAsync(connection => SaidRows.Of(connection, Who("first")));
        Assert.Equal(told.Split(' ').Select(key => $"msteams/{key}"), (await ToTellAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(told.Contains("first", StringComparison.Ordinal), said.Has((await FindAsync("f1"))!));
    }

    [Fact]
    public async Task A_receipt_opens_what_its_holder_said_and_nothing_else()
    {
        var receipt = await IssueAsync("p");
        await DraftAsync("f1");
        await DraftAsync("f2", "weekends");

        var part = await FindAsync(receipt);

        Assert.True(part!.Said((await FindAsync("f1"))!));
        Assert.False(part.Said((await FindAsync("f2"))!));
        Assert.Null(await FindAsync(Receipt.From("another")));
        Assert.DoesNotContain(receipt.ToString(), await _test.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select hash || about from receipt")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Deleting_ones_data_takes_the_receipt_along()
    {
        var receipt = await IssueAsync("p");
        await PersonAsync("p", "evenings", agrees: true, isReachable: true);
        await DraftAsync("f1");
        await PublishAsync("f1", "second");
        await AnswerAsync("f1", FindingAnswerKind.WeDid, "Open till eight");

        await _test.Database.WriteAsync(connection => PersonalRecord.Delete(connection, Who("p")));

        Assert.Null(await FindAsync(receipt));
        Assert.Empty(await ToTellAsync());
        Assert.Equal(0, await _test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from answer_to_tell")));
    }

    private static Finding Draft(string id, string rowId = "evenings") => new()
    {
        Id = id,
        ConsultationId = "after-school",
        QuestionId = "when",
        RowId = rowId,
        Words = "There is least to do in the evenings",
        People = 45,
        OutOf = 120,
        Owner = "Fernbridge Council",
        AnswerBy = new(2026, 12, 24),
        State = FindingState.Draft,
        MadeBy = "first",
        MadeAt = Now,
    };

    private static TurnIdentity Who(string key) => new(Programme, $"msteams/{key}", new PersonId(key));

    private static void Vote(Connection connection, string key, StatementVote vote)
    {
        var of = new StatementQuestion("after-school", "ideas");
        StatementBallots.Show(connection, Who(key), new ShownStatement(of, "s1", "Buses should be free.", true), $"b-{key}", Now);
        StatementBallots.Vote(connection, Who(key), new CastVote(of, "s1", vote, Now), $"b-{key}", Now);
    }

    private static StaffAction By(string actor) => new($"audit-{Interlocked.Increment(ref _audits)}", actor, "facilitator", Now);

    private Task DraftAsync(string id, string rowId = "evenings") => _test.Database.WriteAsync(connection => Findings.Draft(connection, Programme, Draft(id, rowId)));

    private Task<bool> PublishAsync(string id, string actor) => _test.Database.WriteAsync(connection => Findings.Publish(connection, Programme, id, By(actor)));

    private Task<bool> AnswerAsync(string id, FindingAnswerKind kind, string words, DateOnly? by = null) =>
        _test.Database.WriteAsync(connection => Findings.Answer(connection, Programme, id, kind, words, by, By("commissioner")));

    private Task<Finding?> FindAsync(string id) => _test.Database.ReadAsync(connection => Findings.Find(connection, Programme, id));

    private Task<TookPart?> FindAsync(Receipt receipt) => _test.Database.ReadAsync(connection => Receipts.Find(connection, Programme, receipt));

    private Task<IReadOnlyList<Finding>> OverdueAsync(DateOnly today, DateTimeOffset now) =>
        _test.Database.ReadAsync(connection => Findings.Overdue(connection, Programme, today, now.AddDays(-1)));

    private Task<bool> NoteAsync(Finding finding, DateTimeOffset now) =>
        _test.Database.WriteAsync(connection => Findings.NoteAlarm(connection, Programme, finding, now.AddDays(-1), By("schedule") with { Now = now }));

    private async Task<IReadOnlyList<string>> ToTellAsync() =>
        [.. (await _test.Database.ReadAsync(connection => AnswersToTell.Due(connection, Programme, 10))).Select(one => one.ConversationId)];

    private async Task<Receipt> IssueAsync(string key)
    {
        var receipt = Receipt.From($"receipt of {key}");
        await _test.Database.WriteAsync(connection =>
        {
            Answers.Replace(connection, Who(key), new GivenAnswer("after-school", "when", ["evenings"]), Now);
            Receipts.Issue(connection, Who(key), receipt, "after-school", Now);
        });
        return receipt;
    }

    private Task ConsentAsync(string key, bool given, DateTimeOffset at) =>
        _test.Database.WriteAsync(connection => Consents.Decide(connection, Who(key), new ConsentDecision($"{key}-{given}-{at:O}", ConsentPurpose.CheckIn, given, "1"), at));

    private async Task PersonAsync(string key, string option, bool agrees, bool isReachable, int? scale = null)
    {
        await ConsentAsync(key, agrees, Now);
        await _test.Database.WriteAsync(connection =>
        {
            Answers.Replace(connection, Who(key), new GivenAnswer("after-school", "when", option.Length > 0 ? [option] : [], scale), Now);
            if (isReachable)
                ConversationReferences.Keep(connection, Who(key), "msteams", new ReachableAt { Channel = "msteams", ServiceUrl = "https://teams.example", ConversationId = key, BotId = "28:bot", UserId = $"29:{key}" }, Now);
        });
    }
}
