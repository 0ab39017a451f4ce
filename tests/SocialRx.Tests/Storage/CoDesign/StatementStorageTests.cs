using Dapper;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Forgetting;
using SocialRx.Storage.Insights;
using SocialRx.Storage.People;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Turn;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.CoDesign;

public sealed class StatementsOnSqliteTests() : StatementStorageTests("sqlite");

public sealed class StatementsOnPostgresTests() : StatementStorageTests("postgres");

/// <summary>Votes, statements and what is decided about them, as they are kept.</summary>
public abstract class StatementStorageTests(string dialect) : IAsyncLifetime
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 16, 0, 0, TimeSpan.Zero);
    private static readonly StatementQuestion Of = new("getting-about", "ideas");
    private static readonly IReadOnlyList<SeedStatement> Seeds = [new("s1", "Buses should be free."), new("s2", "Bikes should be cheap to borrow.")];
    private static readonly StatementOptions Rules = new() { BurstVoters = 5 };
    private readonly Func<string> _newId = new(TestDatabase.CountingIds("id"));
    private TestDatabase _test = null!;
    private DateTimeOffset _now = Start;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_last_vote_of_a_person_is_the_one_that_counts_and_writing_it_twice_counts_once()
    {
        var seed = await ShowSeedAsync("ada", "s1");
        await VoteAsync("ada", seed.Id, StatementVote.Agree);
        await VoteAsync("ada", seed.Id, StatementVote.Agree);
        await VoteAsync("ben", seed.Id, StatementVote.Unclear);
        Assert.Equal(new StatementTally { Agrees = 1, Unclear = 1 }, await TallyAsync(seed.Id));

        await VoteAsync("ada", seed.Id, StatementVote.Disagree);
        await VoteAsync("ben", seed.Id, StatementVote.Pass);
        Assert.Equal(new StatementTally { Disagrees = 1, Passes = 1 }, await TallyAsync(seed.Id));

        await VoteAsync("ada", seed.Id, null);
        Assert.Equal(new StatementTally { Passes = 1 }, await TallyAsync(seed.Id));
        Assert.Equal(1, await ScalarAsync("select count(*) from statement_vote"));
        Assert.Equal(2, await ScalarAsync("select count(*) from statement_ballot"));
    }

    [Fact]
    public async Task Votes_are_kept_as_words()
    {
        var seed = await ShowSeedAsync("ada", "s1");
        foreach (var vote in Enum.GetValues<StatementVote>())
        {
            await VoteAsync("ada", seed.Id, vote);
            Assert.Equal(vote, StatementVotes.Of(await TextAsync("select vote from statement_vote")));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => StatementVotes.Of("1"));
    }

    [Fact]
    public async Task Nobody_is_shown_what_they_voted_on_wrote_themselves_or_what_is_not_approved()
    {
        await SendAsync("ada", "w1", "Bus stops should have a roof.");
        await SendAsync("ben", "w2", "The last bus should be later.");
        await ApproveAsync("w1");
        await VoteAsync("ada", (await ShowSeedAsync("ada", "s1")).Id, StatementVote.Pass);

        Assert.Equal(["Bikes should be cheap to borrow."], await UnseenAsync("ada"));
        Assert.Equal(["Bikes should be cheap to borrow.", "Bus stops should have a roof.", "Buses should be free."], await UnseenAsync("ben"));
    }

    [Fact]
    public async Task A_seed_that_was_taken_down_does_not_come_back()
    {
        var seed = await ShowSeedAsync("ada", "s1");
        Assert.Equal(DecisionTaken.Done, await DecideAsync(seed.Id, "mo", StatementDeed.Reject, StatementRejection.Hurtful));

        Assert.Equal(["Bikes should be cheap to borrow."], await UnseenAsync("ben"));
    }

    [Fact]
    public async Task A_statement_is_shown_only_once_two_different_people_have_approved_it()
    {
        await SendAsync("ada", "w1", "Bus stops should have a roof.");

        Assert.Equal(DecisionTaken.Done, await DecideAsync("w1", "mo", StatementDeed.Approve));
        Assert.Equal(DecisionTaken.NotByThem, await DecideAsync("w1", "mo", StatementDeed.Approve));
        Assert.DoesNotContain("Bus stops should have a roof.", await UnseenAsync("ben"));
        Assert.Equal(["mo"], Assert.Single(await WaitingAsync()).ApprovedBy);

        Assert.Equal(DecisionTaken.Done, await DecideAsync("w1", "nia", StatementDeed.Approve));
        Assert.Contains("Bus stops should have a roof.", await UnseenAsync("ben"));
        Assert.Empty(await WaitingAsync());
        Assert.Equal(DecisionTaken.NotThere, await DecideAsync("w9", "mo", StatementDeed.Approve));
        Assert.Equal(["approve", "approve"], (await _test.Database.ReadAsync(connection => StatementLog.Latest(connection, Programme, 10))).Select(row => row.Deed));
        Assert.Equal(2, await ScalarAsync("select count(*) from audit where action = 'statement approved' and subject = 'statement/w1'"));
    }

    [Fact]
    public async Task When_fewer_people_are_enough_from_now_on_the_next_approval_lets_it_through()
    {
        await SendAsync("ada", "w1", "Bus stops should have a roof.");
        await DecideAsync("w1", "mo", StatementDeed.Approve);

        var taken = await _test.Database.WriteAsync(connection => StatementModeration.Decide(connection, Programme, "w1", new NewDecision(_newId(), StatementDeed.Approve), 1, By("nia")));

        Assert.Equal(DecisionTaken.Done, taken);
        Assert.Contains("Bus stops should have a roof.", await UnseenAsync("ben"));
    }

    [Fact]
    public async Task Other_words_are_approved_by_somebody_else_and_their_writer_sees_both()
    {
        await SendAsync("ada", "w1", "bus stop need rooof");
        await DecideAsync("w1", "mo", StatementDeed.Reword, words: "Bus stops should have a roof.");
        Assert.Equal(DecisionTaken.NotByThem, await DecideAsync("w1", "mo", StatementDeed.Approve));
        Assert.Equal("Bus stops should have a roof.", Assert.Single(await WaitingAsync()).Proposed);

        await DecideAsync("w1", "nia", StatementDeed.Approve);

        Assert.Contains("Bus stops should have a roof.", await UnseenAsync("ben"));
        var fate = Assert.Single(await FatesAsync("ada"));
        Assert.Equal(("bus stop need rooof", "Bus stops should have a roof.", "approved"), (fate.Words, fate.Changed, fate.State));
        Assert.Null(fate.ToldAt);
    }

    [Fact]
    public async Task A_writer_may_ask_again_once_and_somebody_else_decides()
    {
        await SendAsync("ada", "w1", "Bus stops should have a roof.");
        await DecideAsync("w1", "mo", StatementDeed.Reject, StatementRejection.OffTopic);
        Assert.True(Assert.Single(await FatesAsync("ada")).CanBeAskedAgain);

        await KeepAsync("ada", (connection, who) => StatementQueue.AskAgain(connection, who, "w1", _newId(), _now));
        Assert.Equal(DecisionTaken.NotByThem, await DecideAsync("w1", "mo", StatementDeed.Reject, StatementRejection.OffTopic));
        Assert.Equal(DecisionTaken.Done, await DecideAsync("w1", "nia", StatementDeed.Reject, StatementRejection.SaidAlready));

        await KeepAsync("ada", (connection, who) => StatementQueue.AskAgain(connection, who, "w1", _newId(), _now));
        Assert.Equal(("rejected", false), (Assert.Single(await FatesAsync("ada")).State, Assert.Single(await FatesAsync("ada")).CanBeAskedAgain));
        Assert.Equal(["reject", "ask-again", "reject"], (await _test.Database.ReadAsync(connection => StatementLog.Of(connection, Programme, "w1"))).Select(row => row.Deed));
    }

    [Fact]
    public async Task Checking_first_is_turned_off_by_two_people_stays_off_and_odd_ones_are_checked_all_the_same()
    {
        Assert.True(await CheckingAsync("mo", off: true));
        Assert.False(await CheckingAsync("mo", off: true));
        await SendAsync("ada", "w1", "Bus stops should have a roof.");
        Assert.DoesNotContain("Bus stops should have a roof.", await UnseenAsync("ben"));

        Assert.True(await CheckingAsync("nia", off: true));
        await SendAsync("ada", "w2", "The last bus should be later.");
        await SendAsync("cara", "w3", "The last buss should be laterr.");
        Assert.Contains("The last bus should be later.", await UnseenAsync("ben"));
        Assert.DoesNotContain("The last buss should be laterr.", await UnseenAsync("ben"));
        Assert.Equal(3, (await WaitingAsync()).Count);

        Assert.True(await CheckingAsync("mo", off: false));
        await SendAsync("ada", "w4", "Drivers should wait until you sit down.");
        Assert.DoesNotContain("Drivers should wait until you sit down.", await UnseenAsync("ben"));
        Assert.Equal(3, await ScalarAsync("select count(*) from audit where subject = 'statements/getting-about/ideas' and reason is not null"));
    }

    [Fact]
    public async Task What_was_said_before_and_many_alike_within_minutes_are_flagged()
    {
        await SendAsync("a", "w1", "buses should be free");
        await SendAsync("b", "w2", "Make a skate park by the river");
        await SendAsync("c", "w3", "we need a skate park at the river pls");
        _now = _now.AddMinutes(3);
        await SendAsync("d", "w4", "a skate park by the rivver");
        _now = _now.AddMinutes(30);
        await SendAsync("e", "w5", "skate park by the river");

        var flags = (await WaitingAsync()).ToDictionary(one => one.Id, one => one.Flags);
        Assert.Equal(["same", "", "alike", "same,burst", "same"], new[] { "w1", "w2", "w3", "w4", "w5" }.Select(id => flags[id]));
        Assert.Equal("Make a skate park by the river", (await WaitingAsync()).Single(one => one.Id == "w3").Alike);
    }

    [Fact]
    public async Task A_burst_of_new_voters_is_flagged_once_and_kept_apart_only_when_two_people_say_so()
    {
        var seed = await ShowSeedAsync("ada", "s1");
        await VoteAsync("ada", seed.Id, StatementVote.Disagree);
        _now = _now.AddHours(1);
        for (var n = 0; n < 6; n++, _now = _now.AddSeconds(2))
        {
            await ShowSeedAsync($"new{n}", "s1");
            await VoteAsync($"new{n}", seed.Id, StatementVote.Agree);
        }

        Assert.Equal(1, await LookAsync());
        Assert.Equal(0, await LookAsync());
        var flag = Assert.Single(await FlagsAsync());
        Assert.Equal(new StatementTally { Agrees = 6, Disagrees = 1 }, await TallyAsync(seed.Id));

        Assert.Equal(DecisionTaken.Done, await FlagAsync(flag.Id, "mo", apart: true));
        Assert.Equal(DecisionTaken.NotByThem, await FlagAsync(flag.Id, "mo", apart: true));
        Assert.Equal(new StatementTally { Agrees = 6, Disagrees = 1 }, await TallyAsync(seed.Id));
        Assert.Equal(DecisionTaken.Done, await FlagAsync(flag.Id, "nia", apart: true));

        Assert.Equal(new StatementTally { Disagrees = 1 }, await TallyAsync(seed.Id));
        Assert.Equal("apart", Assert.Single(await FlagsAsync()).State);
        await VoteAsync("new3", seed.Id, StatementVote.Pass);
        await DeleteAsync("new4");
        Assert.Equal(new StatementTally { Disagrees = 1 }, await TallyAsync(seed.Id));
    }

    [Fact]
    public async Task A_class_that_votes_together_is_counted_when_one_person_says_so()
    {
        var seed = await ShowSeedAsync("new0", "s1");
        for (var n = 0; n < 5; n++)
            await VoteAsync($"new{n}", seed.Id, StatementVote.Agree);
        await LookAsync();

        Assert.Equal(DecisionTaken.Done, await FlagAsync(Assert.Single(await FlagsAsync()).Id, "mo", apart: false));

        Assert.Equal("dismissed", Assert.Single(await FlagsAsync()).State);
        Assert.Equal(new StatementTally { Agrees = 5 }, await TallyAsync(seed.Id));
    }

    [Fact]
    public async Task When_all_is_deleted_what_others_vote_on_stays_without_saying_whose_it_was_and_the_rest_goes()
    {
        await SendAsync("ada", "w1", "Bus stops should have a roof.");
        await SendAsync("ada", "w2", "waits in zzwords");
        await SendAsync("ada", "w3", "turned down in zzwords");
        await ApproveAsync("w1");
        await DecideAsync("w3", "mo", StatementDeed.Reword, words: "zzwords in other words");
        await DecideAsync("w3", "nia", StatementDeed.Reject, StatementRejection.Nonsense);
        await VoteAsync("ada", (await ShowSeedAsync("ada", "s1")).Id, StatementVote.Agree);

        await DeleteAsync("ada");

        Assert.Equal(0, await ScalarAsync("select count(*) from statement where person_id is not null or state <> 'approved'"));
        Assert.Equal(0, await ScalarAsync("select count(*) from statement_decision where words is not null"));
        Assert.Equal(0, await ScalarAsync("select (select count(*) from statement_vote) + (select count(*) from statement_exposure) + (select count(*) from statement_ballot)"));
        Assert.Equal(new StatementTally(), await TallyAsync(StatementServing.SeedId(Of, Seeds[0])));
        Assert.Contains("Bus stops should have a roof.", await UnseenAsync("ben"));
        Assert.Empty(await FatesAsync("ada"));
    }

    [Fact]
    public async Task When_a_persons_time_is_over_votes_of_those_who_agreed_to_be_counted_stay_and_are_nobodys()
    {
        var seed = await ShowSeedAsync("ada", "s1");
        foreach (var (person, counted) in new[] { ("ada", true), ("ben", false) })
        {
            await VoteAsync(person, seed.Id, StatementVote.Agree);
            await KeepAsync(person, (connection, who) => Consents.Decide(connection, who, new ConsentDecision(_newId(), ConsentPurpose.Numbers, counted, "1"), _now));
        }

        Assert.Single(await CountedAsync());
        await SendAsync("ada", "w1", "still waits for somebody");
        await ForgetAsync("ada");
        await ForgetAsync("ben");

        Assert.Equal(new StatementTally { Agrees = 1 }, await TallyAsync(seed.Id));
        Assert.Equal(0, await ScalarAsync("select count(*) from statement_ballot where person_id is not null"));
        Assert.Equal(StatementVote.Agree, Assert.Single(await CountedAsync()).Vote);
        Assert.Single(await WaitingAsync());
        Assert.Equal(0, await ScalarAsync("select count(*) from statement where person_id is not null"));
    }

    [Fact]
    public async Task A_person_may_see_what_they_sent_and_how_they_voted()
    {
        await SendAsync("ada", "w1", "Bus stops should have a roof.");
        await VoteAsync("ada", (await ShowSeedAsync("ada", "s1")).Id, StatementVote.Pass);

        var known = await _test.Database.ReadAsync(connection => PersonalRecord.Read(connection, Who("ada")));

        Assert.Equal("Bus stops should have a roof.", Assert.Single(known!.Statements).Words);
        Assert.Equal(new StoredVote { Statement = "Buses should be free.", Vote = "pass" }, Assert.Single(known.Votes));
    }

    [Fact]
    public async Task Times_to_decide_are_known()
    {
        await SendAsync("a", "w1", "one thing to change");
        await SendAsync("b", "w2", "another matter entirely");
        await SendAsync("c", "w3", "lights along the canal");
        _now = Start.AddHours(2);
        await ApproveAsync("w1");
        _now = Start.AddHours(6);
        await DecideAsync("w2", "mo", StatementDeed.Reject, StatementRejection.OffTopic);
        _now = Start.AddHours(10);

        Assert.Equal(new DecisionTimes(TimeSpan.FromHours(6), 1, TimeSpan.FromHours(10)), await _test.Database.ReadAsync(connection => StatementModeration.Times(connection, Programme, Start.AddDays(-1), _now)));
    }

    [Fact]
    public async Task What_is_over_its_time_goes_with_the_votes_on_it_and_what_waits_stays()
    {
        await SendAsync("a", "w1", "one thing to change");
        await SendAsync("b", "w2", "another matter entirely");
        await ApproveAsync("w1");
        await VoteAsync("b", "w1", StatementVote.Agree);

        Assert.Equal(1, await _test.Database.WriteAsync(connection => StatementRemoval.Purge(connection, Programme, _now.AddDays(1), 100)));

        Assert.Equal("w2", await TextAsync("select id from statement"));
        Assert.Equal(0, await ScalarAsync("select (select count(*) from statement_vote) + (select count(*) from statement_tally)"));
        Assert.Equal(2, await ScalarAsync("select count(*) from statement_decision"));
    }

    [Fact]
    public async Task Only_whoever_agreed_and_can_be_reached_is_written_to_once_and_not_twice_a_day()
    {
        foreach (var (person, agreed, reachable) in new[] { ("yes", true, true), ("no", false, true), ("nowhere", true, false) })
        {
            await SendAsync(person, $"{person}-1", $"one thing to change for {person}");
            await SendAsync(person, $"{person}-2", $"lights along the canal for {person}");
            await ApproveAsync($"{person}-1");
            await KeepAsync(person, (connection, who) =>
            {
                Consents.Decide(connection, who, new ConsentDecision(_newId(), ConsentPurpose.CheckIn, !agreed, "1"), _now);
                Consents.Decide(connection, who, new ConsentDecision(_newId(), ConsentPurpose.CheckIn, agreed, "1"), _now.AddSeconds(1));
                if (reachable)
                    ConversationReferences.Keep(connection, who, "msteams", new ReachableAt { Channel = "msteams", ServiceUrl = "https://teams.example", ConversationId = person, BotId = "b", UserId = "u" }, _now);
            });
        }

        Assert.Equal(["test/yes"], await DueAsync());
        await KeepAsync("yes", (connection, who) => StatementNews.NoteWritten(connection, who, _now));
        Assert.Empty(await DueAsync());

        _now = _now.AddHours(2);
        await ApproveAsync("yes-2");
        Assert.Empty(await DueAsync());
        _now = _now.AddHours(23);
        Assert.Equal(["test/yes"], await DueAsync());
    }

    [Fact]
    public async Task What_is_served_from_the_database_keeps_to_the_floor_and_then_to_priority()
    {
        var seeds = Enumerable.Range(0, 8).Select(n => new SeedStatement($"s{n}", $"Idea number {n}.")).ToList();
        var rules = new StatementOptions { LeastViews = 5 };
        var draw = 0.5;
        for (var person = 0; person < 40; person++)
        {
            var seen = new List<string>();
            for (var turn = 0; turn < 3; turn++)
            {
                draw = (draw + 0.6180339887) % 1;
                var next = await _test.Database.ReadAsync(connection => StatementServing.Next(
                    connection, Who($"p{person}"), Of, new StatementsAsked(seeds, seen), unseen =>
                    {
                        var chosen = StatementRouting.Next(unseen, rules.LeastViews, draw)!;
                        Assert.True(chosen.Tally.Views < rules.LeastViews || unseen.All(one => one.Tally.Views >= rules.LeastViews));
                        return chosen;
                    }));
                await KeepAsync($"p{person}", (connection, who) =>
                {
                    StatementBallots.Show(connection, who, next!, _newId(), _now);
                    StatementBallots.Vote(connection, who, new CastVote(Of, next!.Id, next.Id.EndsWith("s2", StringComparison.Ordinal) ? StatementVote.Agree : StatementVote.Pass, _now), _newId(), _now);
                });
                seen.Add(next!.Id);
            }
        }

        var views = (await _test.Database.ReadAsync(connection => connection.Query<(string Id, long Views)>("select statement_id, agrees + passes from statement_tally"))).ToDictionary(row => row.Id, row => row.Views);
        Assert.Equal(120, views.Values.Sum());
        Assert.Equal(8, views.Count);
        Assert.All(views.Values, seen => Assert.True(seen >= rules.LeastViews));
        Assert.EndsWith("s2", views.MaxBy(row => row.Value).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_programme_has_nothing_of_it()
    {
        await SendAsync("ada", "w1", "Bus stops should have a roof.");

        Assert.Equal(DecisionTaken.NotThere, await _test.Database.WriteAsync(connection => StatementModeration.Decide(connection, "another", "w1", new NewDecision("d", StatementDeed.Approve), 2, By("mo"))));
        Assert.Empty(await _test.Database.ReadAsync(connection => StatementModeration.Waiting(connection, "another", 10)));
    }

    private static TurnIdentity Who(string person) => new(Programme, $"test/{person}", new PersonId(person));

    private StaffAction By(string moderator) => new(_newId(), moderator, "facilitator", _now);

    private Task KeepAsync(string person, Action<Connection, TurnIdentity> write) =>
        _test.Database.WriteAsync(connection => Counters.Keeping(connection, Programme, person, open => write(open, Who(person))));

    private async Task<ShownStatement> ShowSeedAsync(string person, string seed)
    {
        var one = Seeds.Single(known => known.Id == seed);
        var shown = new ShownStatement(Of, StatementServing.SeedId(Of, one), one.Words, true);
        await KeepAsync(person, (connection, who) => StatementBallots.Show(connection, who, shown, _newId(), _now));
        return shown;
    }

    private Task VoteAsync(string person, string statement, StatementVote? vote) =>
        KeepAsync(person, (connection, who) => StatementBallots.Vote(connection, who, new CastVote(Of, statement, vote, _now), _newId(), _now));

    private Task SendAsync(string person, string id, string words) =>
        KeepAsync(person, (connection, who) => StatementQueue.Send(connection, who, new NewStatement(Of, id, words, words, [], Seeds), Rules, _now));

    private Task<DecisionTaken> DecideAsync(string id, string moderator, StatementDeed deed, string? reason = null, string? words = null) =>
        _test.Database.WriteAsync(connection => StatementModeration.Decide(connection, Programme, id, new NewDecision(_newId(), deed, reason, words), 2, By(moderator)));

    private async Task ApproveAsync(string id)
    {
        await DecideAsync(id, "mo", StatementDeed.Approve);
        await DecideAsync(id, "nia", StatementDeed.Approve);
    }

    private Task<bool> CheckingAsync(string moderator, bool off)
    {
        _now = _now.AddSeconds(1);
        return _test.Database.WriteAsync(connection => StatementChecks.Decide(connection, Programme, Of, _newId(), off, "because", By(moderator)));
    }

    private Task<int> LookAsync() => _test.Database.WriteAsync(connection => StatementFlags.Look(connection, Programme, Start.AddDays(-1), Rules, _newId, _now));

    private Task<IReadOnlyList<FlagRow>> FlagsAsync() => _test.Database.ReadAsync(connection => StatementFlags.List(connection, Programme, 10));

    private Task<DecisionTaken> FlagAsync(string flag, string moderator, bool apart) =>
        _test.Database.WriteAsync(connection => StatementFlags.Decide(connection, Programme, flag, _newId(), apart, "because", By(moderator)));

    private Task DeleteAsync(string person) => KeepAsync(person, PersonalRecord.Delete);

    private Task<int> ForgetAsync(string person) => _test.Database.WriteAsync(connection => Counters.Forgetting(connection, Programme, person, open =>
    {
        StatementQueue.Forget(open, Who(person));
        StatementBallots.Forget(open, Who(person));
        return 0;
    }));

    private async Task<IEnumerable<string>> DueAsync() => (await _test.Database.ReadAsync(connection => StatementNews.Due(connection, Programme, _now.AddDays(-1), 10))).Select(due => due.ConversationId);

    private Task<IReadOnlyList<ModeratedStatement>> WaitingAsync() => _test.Database.ReadAsync(connection => StatementModeration.Waiting(connection, Programme, 100));

    private Task<IReadOnlyList<StatementFate>> FatesAsync(string person) => _test.Database.ReadAsync(connection => StatementQueue.Of(connection, Who(person)));

    private Task<IReadOnlyList<CountedVote>> CountedAsync() => _test.Database.ReadAsync(connection => StatementBallots.Counted(connection, Programme, Of));

    /// <summary>Words of all that the person could be shown, one after the other.</summary>
    private async Task<IReadOnlyList<string>> UnseenAsync(string person)
    {
        var shown = new List<ShownStatement>();
        while (await _test.Database.ReadAsync(connection => StatementServing.Next(connection, Who(person), Of, new StatementsAsked(Seeds, [.. shown.Select(one => one.Id)]), unseen => unseen.FirstOrDefault())) is { } next)
            shown.Add(next);
        return [.. shown.Select(one => one.Words).Order(StringComparer.Ordinal)];
    }

    private Task<StatementTally> TallyAsync(string statement) => _test.Database.ReadAsync(connection =>
        connection.QuerySingleOrDefault<StatementTally>("select agrees, disagrees, passes, unclear from statement_tally where statement_id = @statement", new { statement }) ?? StatementTally.None);

    private Task<long> ScalarAsync(string sql) => _test.Database.ReadAsync(connection => connection.ExecuteScalar<long>(sql));

    private async Task<string> TextAsync(string sql) => (await _test.Database.ReadAsync(connection => connection.ExecuteScalar<string>(sql)))!;
}
