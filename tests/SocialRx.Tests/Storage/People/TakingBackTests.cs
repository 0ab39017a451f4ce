using SocialRx.Domain.HandOff;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.HandOff;
using SocialRx.Storage.Insights;
using SocialRx.Storage.People;
using SocialRx.Storage.Staff;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.People;

public sealed class TakingBackOnSqliteTests() : TakingBackTests("sqlite");

public sealed class TakingBackOnPostgresTests() : TakingBackTests("postgres");

/// <summary>What taking a yes back does at once.</summary>
public abstract class TakingBackTests(string dialect) : IAsyncLifetime
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 16, 0, 0, TimeSpan.Zero);
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_numbers_takes_the_person_out_of_every_count()
    {
        await KeepAsync("a", (connection, who) =>
        {
            Decide(connection, who, ConsentPurpose.Numbers, true);
            Persons.ReplaceMentions(connection, who, MentionKind.Matters, ["music"], Now);
        });
        Assert.Equal(1, await PeopleAsync());

        await KeepAsync("a", (connection, who) => Decide(connection, who, ConsentPurpose.Numbers, false));

        Assert.Equal(0, await PeopleAsync());
        Assert.Empty(await _test.Database.ReadAsync(connection => Counters.Read(connection, Programme, [TableIds.MattersByAge])));
    }

    [Fact]
    public async Task Of_words_takes_a_quote_from_the_page_even_when_it_was_released()
    {
        for (var person = 0; person < 8; person++)
            await KeepAsync($"p{person}", (connection, who) =>
            {
                Decide(connection, who, ConsentPurpose.Quote, true);
                OwnWords.Keep(connection, who, new KeptWords($"w-{who.PersonId}", "matters", $"words of {who.PersonId}", $"words of {who.PersonId}"), Now);
                QuoteReview.Decide(connection, Programme, $"w-{who.PersonId}", "facilitator", null, Now);
            });
        Assert.Equal(8, (await QuotesAsync(8)).Count);

        await KeepAsync("p3", (connection, who) =>
        {
            Decide(connection, who, ConsentPurpose.Quote, false);
            OwnWords.DropAll(connection, who);
        });

        Assert.DoesNotContain(await QuotesAsync(7), quote => quote.Words == "words of p3");
        Assert.Empty(await QuotesAsync(8));
    }

    [Theory]
    [InlineData(ReferralState.WaitingForPerson)]
    [InlineData(ReferralState.Requested)]
    [InlineData(ReferralState.Accepted)]
    public async Task Of_a_request_takes_what_was_shared_from_the_link_worker_who_sees_that_it_was_taken_back(string state)
    {
        await RequestAsync("a", state);

        await KeepAsync("a", (connection, who) => Referrals.TakeBack(connection, who, Now));

        var line = Assert.Single(await _test.Database.ReadAsync(connection => ReferralList.List(connection, Programme, "", 10)));
        Assert.Equal(ReferralState.Withdrawn, line.State);
        var opened = await _test.Database.ReadAsync(connection => ReferralList.Find(connection, Programme, "", "r-a"));
        Assert.Equal((ReferralState.Withdrawn, null, null, null), (opened!.State, opened.SharedName, opened.SharedContact, opened.SafeContact));
        Assert.False(await _test.Database.WriteAsync(connection => ReferralList.Accept(connection, Programme, "", "r-a")));
    }

    [Fact]
    public async Task Of_a_request_that_has_ended_changes_nothing()
    {
        await RequestAsync("a", ReferralState.Closed);

        await KeepAsync("a", (connection, who) => Referrals.TakeBack(connection, who, Now));

        Assert.Equal("Jaz", (await _test.Database.ReadAsync(connection => ReferralList.Find(connection, Programme, "", "r-a")))!.SharedName);
    }

    [Fact]
    public async Task That_an_open_request_was_deleted_is_in_the_audit_log_without_saying_whose_it_was()
    {
        await RequestAsync("a", ReferralState.Accepted);

        await KeepAsync("a", (connection, who) =>
        {
            Referrals.NoteDeleted(connection, who, "audit", Now);
            PersonalRecord.Delete(connection, who);
        });

        var row = Assert.Single(await _test.Database.ReadAsync(connection => Audit.Latest(connection, Programme, 10)));
        Assert.Equal(("young person", "deleted", "referral/r-a"), (row.Actor, row.Action, row.Subject));
        Assert.Empty(await _test.Database.ReadAsync(connection => ReferralList.List(connection, Programme, "", 10)));
    }

    [Fact]
    public async Task A_complaint_reaches_the_staff_and_stays_without_saying_whose_it_is_when_all_is_deleted()
    {
        await KeepAsync("a", (connection, who) => Complaints.Make(connection, who, "c1", "nobody rang", Now));
        Assert.Equal("nobody rang", Assert.Single((await _test.Database.ReadAsync(connection => PersonalRecord.Read(connection, Who("a"))))!.Complaints).Words);

        await KeepAsync("a", (connection, who) => PersonalRecord.Delete(connection, who));

        Assert.Equal("nobody rang", Assert.Single(await _test.Database.ReadAsync(connection => Complaints.List(connection, Programme, 10))).Words);
        Assert.Equal(0, await _test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from complaint where person_id is not null")));
        Assert.True(await AnswerAsync("c1"));
        Assert.False(await AnswerAsync("c1"));
        Assert.Equal("rang them", Assert.Single(await _test.Database.ReadAsync(connection => Complaints.List(connection, Programme, 10))).Answer);
    }

    private Task<bool> AnswerAsync(string id) => _test.Database.WriteAsync(connection =>
        Complaints.Answer(connection, Programme, id, "rang them", new SocialRx.Storage.Safeguarding.StaffAction($"audit-{id}", "lead", "safeguarding-lead", Now)));

    private Task RequestAsync(string name, string state) => KeepAsync(name, (connection, who) =>
    {
        Persons.Meet(connection, who, Now);
        Referrals.Request(connection, who, new ReferralRequest { Id = $"r-{name}", State = ReferralState.Requested, SharedName = "Jaz", SharedContact = "07700 900456", SafeContact = "text" }, Now);
        connection.Execute("update referral set state = @state", new { state });
    });

    private Task KeepAsync(string name, Action<Connection, TurnIdentity> write) =>
        _test.Database.WriteAsync(connection => Counters.Keeping(connection, Programme, name, open => write(open, Who(name))));

    private async Task<int> PeopleAsync() => (await _test.Database.ReadAsync(connection => Counters.Respondents(connection, Programme, [TableIds.PeopleByAge]))).GetValueOrDefault(TableIds.PeopleByAge);

    private Task<IReadOnlyList<Quote>> QuotesAsync(int least) => _test.Database.ReadAsync(connection => Quotes.Released(connection, Programme, least));

    private static int _receipts;

    private static void Decide(Connection connection, TurnIdentity who, string purpose, bool given) =>
        Consents.Decide(connection, who, new ConsentDecision($"{who.PersonId}-{Interlocked.Increment(ref _receipts):0000}", purpose, given, "1"), given ? Now : Now.AddMinutes(1));

    private static TurnIdentity Who(string name) => new(Programme, $"test/{name}", new PersonId(name));
}
