using Microsoft.Extensions.Time.Testing;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Forgetting;
using SocialRx.Storage.Insights;
using SocialRx.Storage.People;
using SocialRx.TestKit;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Storage.Insights;

public sealed class OutcomesOnSqliteTests() : OutcomesTests("sqlite");

public sealed class OutcomesOnPostgresTests() : OutcomesTests("postgres");

/// <summary>What answers come to when they are weighed together, over a database.</summary>
public abstract class OutcomesTests(string dialect) : IAsyncLifetime
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
    private static readonly StatementQuestion Ideas = new("fair-share", "ideas");
    private static readonly Consultation Asked = Some.EveryKind with { Questions = [.. Some.EveryKind.Questions, new ConsultationQuestion.Statements("ideas", "What should change?", [new("s1", "Buses should be free.")])] };
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Too_few_people_come_to_nothing_and_who_is_not_counted_counts_for_nothing()
    {
        await PeopleAsync(0, 9);
        await PeopleAsync(9, 20, isCounted: false);

        Assert.Equal(0, await RenewAsync());
        Assert.Empty((await NumbersAsync()).Outcomes);
    }

    [Fact]
    public async Task Orders_and_budgets_come_to_what_all_of_them_say_and_only_enough_new_people_change_it()
    {
        await PeopleAsync(0, 30);
        Assert.Equal(3, await RenewAsync());
        var (order, money) = (await OrderAsync(), await MoneyAsync());

        Assert.Equal(["warm", "free", "near", "late"], order.Places.Select(place => string.Join('=', place)));
        Assert.True(order.FirstBeatsAll);
        Assert.Equal((20, 10), (order.Preferred.Cell("free|warm", TableIds.SecondOfPair), order.Preferred.Cell("free|warm", TableIds.FirstOfPair)));
        Assert.Equal((30, Now), (order.Respondents, order.PublishedAt));
        // Bins by 20, lights by 20 of the same; ramp by 10 others: only what is left decides for greedy.
        Assert.Equal(["bins lights", "bins lights", "bins lights"], money.Ways.Select(way => string.Join(' ', way.Funded.Order())));
        Assert.All(money.Ways, way => Assert.Equal((400, 10), (way.Spent, way.GotNothing)));

        await PeopleAsync(30, 37);
        Assert.Equal(0, await RenewAsync());
        await PeopleAsync(37, 38);
        Assert.Equal(3, await RenewAsync());
        Assert.Equal(40, (await OrderAsync()).Respondents);
        Assert.Equal(0, await RenewAsync());
    }

    [Fact]
    public async Task Who_is_forgotten_still_weighs_and_who_deletes_their_data_does_not()
    {
        await PeopleAsync(0, 30);
        await _test.Database.WriteAsync(connection =>
        {
            foreach (var n in Enumerable.Range(0, 20))
                PersonOver.Forget(connection, Who(n), Now, KeepUntil.At(Now.AddYears(1), new RetentionOptions(), TheirProgramme));
            foreach (var n in Enumerable.Range(20, 3))
                Counters.Keeping(connection, Programme, Person(n), open => PersonalRecord.Delete(open, Who(n)));
        });
        Assert.Equal(7, await CountAsync("select count(distinct person_id) from ranking"));
        Assert.Equal(40, await CountAsync("select sum(people) from kept_ballot"));

        await RenewAsync();

        Assert.Equal(27, await CountAsync("select respondents from question_outcome where question_id = 'order'"));
        Assert.Equal(27, await CountAsync("select respondents from question_outcome where question_id = 'sum'"));
        Assert.Equal(["warm", "free", "near", "late"], (await OrderAsync()).Places.Select(place => string.Join('=', place)));
    }

    [Fact]
    public async Task Statements_come_to_how_people_voted_with_small_numbers_hidden()
    {
        await PeopleAsync(0, 30);
        await RenewAsync();

        var votes = Assert.IsType<QuestionOutcome.Votes>((await NumbersAsync()).Outcome("fair-share", "ideas")).Table;

        Assert.Equal((20, 10), (votes.Cell("fair-share~ideas~s1", "agree"), votes.Cell("fair-share~ideas~s1", "disagree")));
        Assert.Equal(30, votes.Respondents);
    }

    [Fact]
    public async Task Under_other_thresholds_what_was_kept_is_not_shown_and_is_made_again()
    {
        await PeopleAsync(0, 30);
        await RenewAsync();
        var stricter = new DisclosureOptions { LeastRespondents = 12 };

        Assert.Empty(await _test.Database.ReadAsync(connection => Outcomes.Read(connection, Programme, stricter)));
        Assert.Equal(3, await RenewAsync(stricter));
    }

    private static string Person(int n) => $"p{n:00}";

    private static TurnIdentity Who(int n) => new(Programme, $"c/{n}", new PersonId(Person(n)));

    /// <summary>Two of three put warm first and would pay for lights and bins; the third put free first and would pay for the ramp.</summary>
    private Task PeopleAsync(int from, int to, bool isCounted = true) => _test.Database.WriteAsync(connection =>
    {
        foreach (var n in Enumerable.Range(from, to - from))
            Counters.Keeping(connection, Programme, Person(n), open => Say(open, n, isCounted));
    });

    private static void Say(Connection connection, int n, bool isCounted)
    {
        var isOfMost = n % 3 < 2;
        Consents.Decide(connection, Who(n), new ConsentDecision($"numbers-{n}", ConsentPurpose.Numbers, isCounted, "1"), Now);
        Orders.Replace(connection, Who(n), "fair-share", "order", isOfMost ? ["warm", "free", "near"] : ["free", "warm", "near", "late"], Now);
        Ballots.Replace(connection, Who(n), "fair-share", "sum", isOfMost ? ["lights", "bins"] : ["ramp"], Now);
        StatementBallots.Show(connection, Who(n), new ShownStatement(Ideas, "fair-share~ideas~s1", "Buses should be free.", true), $"b-{n}", Now);
        StatementBallots.Vote(connection, Who(n), new CastVote(Ideas, "fair-share~ideas~s1", isOfMost ? StatementVote.Agree : StatementVote.Disagree, Now), $"b-{n}", Now);
    }

    private Task<int> RenewAsync(DisclosureOptions? rules = null) =>
        new Outcomes(_test.Database, TheirProgramme, rules ?? new DisclosureOptions(), Book, new FakeTimeProvider(Now)).RenewAsync(TestContext.Current.CancellationToken);

    private async Task<PublishedNumbers> NumbersAsync()
    {
        using var publication = new Publication(_test.Database, TheirProgramme, new PublicationRules(new DisclosureOptions(), new PopulationOptions()), Book, new FakeTimeProvider(Now));
        return await publication.CurrentAsync(TestContext.Current.CancellationToken);
    }

    private async Task<QuestionOutcome.Order> OrderAsync() => Assert.IsType<QuestionOutcome.Order>((await NumbersAsync()).Outcome("fair-share", "order"));

    private async Task<QuestionOutcome.Money> MoneyAsync() => Assert.IsType<QuestionOutcome.Money>((await NumbersAsync()).Outcome("fair-share", "sum"));

    private Task<int> CountAsync(string sql) => _test.Database.ReadAsync(connection => connection.ExecuteScalar<int>(sql));

    private static ConsultationBook Book => new(new Consultations([Asked]));

    private static ProgrammeOptions TheirProgramme => new() { Id = Programme, Name = "Fernbridge", AreaName = "Fernbridge" };
}
