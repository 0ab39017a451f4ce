using Dapper;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Keys;
using SocialRx.Bot.Turn;
using SocialRx.Dialogs.Words;
using SocialRx.Storage;
using SocialRx.Storage.Turn;
using SocialRx.TestKit;

namespace SocialRx.Tests.Turn;

public sealed class TurnOnSqliteTests() : TurnTests("sqlite");

public sealed class TurnOnPostgresTests() : TurnTests("postgres");

public abstract class TurnTests(string dialect) : IAsyncLifetime
{
    private TestDatabase _test = null!;
    private Channel _channel = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync(dialect);
        await _test.Database.WriteAsync(connection => { connection.Execute("create table note (text text not null primary key)"); });
        _channel = new Channel(_test.Database);
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_reply_leaves_after_what_was_recorded_is_safe()
    {
        _channel.OnSend = async _ => Assert.Equal(["kept"], await NotesAsync());

        await _channel.SayAsync("hello", async turn =>
        {
            await turn.SendActivityAsync("hi");
            Note(turn, "kept");
        });

        Assert.Equal(["hi"], _channel.Texts);
        Assert.Equal("hello", _channel.Sent[0].ReplyToId);
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task A_turn_has_committed_while_its_reply_is_still_on_its_way_and_no_sooner()
    {
        var answers = new TaskCompletionSource();
        var takes = new TaskCompletionSource();
        _channel.OnSend = _ => takes.Task;
        var committed = _channel.Commits.CommittedAsync("test", "c", "a", TestContext.Current.CancellationToken);
        var turn = _channel.SayAsync(
            "hello",
            async turn =>
            {
                await answers.Task;
                await turn.SendActivityAsync("hi");
            },
            id: "a");
        Assert.False(committed.IsCompleted);

        answers.SetResult();
        await committed;
        Assert.False(turn.IsCompleted);
        Assert.Empty(_channel.Sent);

        takes.SetResult();
        await turn;
    }

    [Fact]
    public async Task A_process_that_ends_before_it_has_written_down_what_it_sent_leaves_it_to_be_sent_again_under_its_id()
    {
        var ending = new Channel(_test.Database, writesDownWhatIsSent: false);
        await ending.SayAsync("one", CountAsync);
        await ending.SayAsync("two", CountAsync);
        await ending.Replies.WriteAsync();
        await ending.SayAsync("three", CountAsync);
        Assert.Equal(["1", "2", "3"], ending.Texts);

        await _channel.TakeOverAsync();
        await _channel.Sweeper.SweepAsync(CancellationToken.None);
        Assert.Equal(["3"], _channel.Texts);
        Assert.Equal(ending.Sent[^1].Id, _channel.Sent[0].Id);
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task The_same_activity_delivered_again_changes_nothing()
    {
        await _channel.SayAsync("one", CountAsync, id: "a");
        await _channel.SayAsync("one", CountAsync, id: "a");
        await _channel.SayAsync("two", CountAsync, id: "b");

        Assert.Equal(["1", "2"], _channel.Texts);
    }

    [Fact]
    public async Task The_same_activity_delivered_many_times_at_once_has_one_turn()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _channel.SayAsync("one", CountAsync, id: "a"))));

        Assert.Equal(["1"], _channel.Texts);
    }

    [Fact]
    public async Task A_hundred_quick_messages_are_counted_to_a_hundred()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => _channel.SayAsync($"{number}", CountAsync))));

        Assert.Equal(Enumerable.Range(1, 100).Select(number => $"{number}"), _channel.Texts);
    }

    [Fact]
    public async Task Two_processes_with_one_conversation_count_together_to_a_hundred()
    {
        var options = new TurnOptions { Tries = 100 };
        var left = new Channel(_test.Database, options: options, newId: TestDatabase.CountingIds("left-"));
        var right = new Channel(_test.Database, options: options, newId: TestDatabase.CountingIds("right-"));
        left.OnSend = right.OnSend = _ => Task.Delay(1);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => (number % 2 == 0 ? left : right).SayAsync($"{number}", CountAsync))));
        while (await left.Sweeper.SweepAsync(CancellationToken.None) + await right.Sweeper.SweepAsync(CancellationToken.None) > 0)
        {
        }

        var counted = left.Texts.Concat(right.Texts).Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).Order();
        Assert.Equal(Enumerable.Range(1, 100), counted);
    }

    [Fact]
    public async Task The_same_activity_delivered_to_two_processes_at_once_has_one_turn()
    {
        var left = new Channel(_test.Database, newId: TestDatabase.CountingIds("left-"));
        var right = new Channel(_test.Database, newId: TestDatabase.CountingIds("right-"));

        for (var round = 0; round < 20; round++)
            await Task.WhenAll(left.SayAsync("one", CountAsync, id: $"{round}"), right.SayAsync("one", CountAsync, id: $"{round}"));

        Assert.Equal(20, await _test.Database.ReadAsync(connection => connection.ExecuteScalar<long>("select version from conversation")));
    }

    [Fact]
    public async Task A_turn_that_lost_runs_again_from_fresh_state_and_says_only_the_second_answer()
    {
        await _channel.SayAsync("first", CountAsync);
        var runs = 0;

        await _channel.SayAsync("second", async turn =>
        {
            await CountAsync(turn);
            Note(turn, $"run {++runs}");
            if (runs == 1)
                await new Channel(_test.Database).SayAsync("in between", CountAsync);
        });

        Assert.Equal(2, runs);
        Assert.Equal(["1", "3"], _channel.Texts);
        Assert.Equal(["run 2"], await NotesAsync());
    }

    [Fact]
    public async Task A_turn_that_always_loses_leaves_nothing_behind()
    {
        var channel = new Channel(_test.Database, options: new TurnOptions { Tries = 3 });
        var others = 0;

        await Assert.ThrowsAsync<TurnConflictException>(() => channel.SayAsync("second", async turn =>
        {
            Note(turn, "lost");
            await turn.SendActivityAsync("lost");
            await new Channel(_test.Database).SayAsync($"in between {++others}", CountAsync);
        }));

        Assert.Equal(3, others);
        Assert.Empty(channel.Texts);
        Assert.Empty(await NotesAsync());
        Assert.False(await IsKnownAsync("second"));
    }

    [Fact]
    public async Task A_turn_that_fails_is_undone_and_apologised_for_and_the_next_one_goes_on()
    {
        await _channel.SayAsync("one", CountAsync);
        await _channel.SayAsync("two", async turn =>
        {
            await CountAsync(turn);
            Note(turn, "undone");
            throw new InvalidOperationException("a bug");
        });
        await _channel.SayAsync("three", CountAsync);

        Assert.Equal(["1", TurnWords.Apology, "2"], _channel.Texts);
        Assert.Empty(await NotesAsync());
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_apologised_for()
    {
        await _channel.SayAsync("one", turn => Task.FromResult(Note(turn, "there already")));

        await _channel.SayAsync("two", async turn =>
        {
            await CountAsync(turn);
            Note(turn, "there already");
        });
        await _channel.SayAsync("three", CountAsync);

        Assert.Equal([TurnWords.Apology, "1"], _channel.Texts);
    }

    [Fact]
    public async Task A_concern_recorded_before_the_dialogs_stays_when_a_dialog_fails()
    {
        _channel.Use(new Before(async turn =>
        {
            Note(turn, $"concern {turn.Activity.Text}");
            await CountAsync(turn);
            await turn.SendActivityAsync("lines to call");
        }));
        _channel.Use(_channel.Guard());

        await _channel.SayAsync("one", async turn =>
        {
            Note(turn, "of the dialog");
            await CountAsync(turn);
            throw new InvalidOperationException("a bug");
        });
        await _channel.SayAsync("two", _ => Task.CompletedTask);

        Assert.Equal(["1", "lines to call", TurnWords.Apology, "2", "lines to call"], _channel.Texts);
        Assert.Equal(["concern one", "concern two"], await NotesAsync());
    }

    [Fact]
    public async Task Replies_a_crash_left_unsent_are_sent_after_the_next_start_in_order()
    {
        _channel.OnSend = _ => throw new HttpRequestException("the process dies here");
        await _channel.SayAsync("hello", async turn =>
        {
            await turn.SendActivityAsync("one");
            await turn.SendActivityAsync("two");
        });

        var afterRestart = new Channel(_test.Database);
        await afterRestart.TakeOverAsync();
        await afterRestart.Sweeper.SweepAsync(CancellationToken.None);

        Assert.Equal(["one", "two"], afterRestart.Texts);
        Assert.Equal(["hello", "hello"], afterRestart.Sent.Select(reply => reply.ReplyToId));
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task A_new_reply_does_not_overtake_one_that_waits()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));
        var channel = new Channel(_test.Database, clock);
        channel.OnSend = reply => reply.Text == "2" ? throw new HttpRequestException() : Task.CompletedTask;
        await channel.SayAsync("a", async turn =>
        {
            await turn.SendActivityAsync("1");
            await turn.SendActivityAsync("2");
        });
        channel.OnSend = _ => Task.CompletedTask;

        await channel.SayAsync("b", turn => turn.SendActivityAsync("3"));
        Assert.Equal(["1"], channel.Texts);
        await channel.Sweeper.SweepAsync(CancellationToken.None);

        Assert.Equal(["1", "2", "3"], channel.Texts);
    }

    [Fact]
    public async Task An_outage_is_waited_out_with_longer_and_longer_pauses_and_in_the_end_given_up()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));
        var channel = new Channel(_test.Database, clock, new TurnOptions { GiveUpAfterHours = 1 });
        var attempts = 0;
        channel.OnSend = _ =>
        {
            attempts++;
            throw new HttpRequestException();
        };
        await channel.SayAsync("a", turn => turn.SendActivityAsync("1"));

        for (var minute = 0; minute < 90; minute++)
        {
            await channel.Sweeper.SweepAsync(CancellationToken.None);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(attempts, 10, 25);
        Assert.Empty(await WaitingAsync());
        Assert.Equal("", await _test.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select body from outbox where given_up_at is not null")));
    }

    [Fact]
    public async Task Typing_passes_at_once_and_traces_never_do()
    {
        await _channel.SayAsync("hello", async turn =>
        {
            await turn.SendActivityAsync(new Activity(ActivityTypes.Typing));
            Assert.Single(_channel.Sent);
            await turn.SendActivityAsync(new Activity(ActivityTypes.Trace) { Value = "state of the person" });
            await turn.SendActivityAsync("hi");
            Assert.Single(_channel.Sent);
        });

        Assert.Equal([ActivityTypes.Typing, ActivityTypes.Message], _channel.Sent.Select(activity => activity.Type));
    }

    [Fact]
    public async Task One_activity_object_sent_twice_is_two_replies()
    {
        var reply = MessageFactory.Text("first");

        await _channel.SayAsync("hello", async turn =>
        {
            await turn.SendActivityAsync(reply);
            reply.Text = "second";
            await turn.SendActivityAsync(reply);
        });

        Assert.Equal(["first", "second"], _channel.Texts);
        Assert.Equal(2, _channel.Sent.Select(activity => activity.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_person_is_known_by_a_pseudonym_that_does_not_hold_their_id()
    {
        TurnIdentity? identity = null;

        await _channel.SayAsync("hello", turn => Task.FromResult(identity = turn.TurnState.Get<TurnIdentity>()));

        Assert.NotNull(identity);
        Assert.Equal("test/c", identity.ConversationId);
        Assert.Equal(32, identity.PersonId.Value.Length);
        Assert.DoesNotContain("person", identity.PersonId.Value, StringComparison.Ordinal);
        Assert.NotEqual(new ServiceKeys(new byte[32]).Pseudonym("test", "other"), identity.PersonId);
        Assert.Equal(new ServiceKeys(new byte[32]).Pseudonym("test", "person"), identity.PersonId);
    }

    [Fact]
    public async Task State_outside_a_turn_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new TurnStorage().ReadAsync(["a"], CancellationToken.None));

    private async Task CountAsync(ITurnContext turn)
    {
        var channel = (Channel)turn.Adapter;
        var count = channel.Conversation.CreateProperty<int>("count");
        var next = await count.GetAsync(turn, () => 0) + 1;
        await count.SetAsync(turn, next);
        await turn.SendActivityAsync($"{next}");
    }

    private static bool Note(ITurnContext turn, string text)
    {
        turn.TurnState.Get<TurnWrites>().Add(connection => connection.Execute("insert into note (text) values (@text)", new { text }));
        return true;
    }

    private Task<List<string>> NotesAsync() =>
        _test.Database.ReadAsync(connection => connection.Query<string>("select text from note order by text").AsList());

    private Task<IReadOnlyList<WaitingReply>> WaitingAsync() =>
        _test.Database.ReadAsync(connection => Outbox.Waiting(connection, "test/c"));

    private Task<bool> IsKnownAsync(string activityId) =>
        _test.Database.ReadAsync(connection => Inbox.Contains(connection, "test/c", activityId));

    private sealed class Before(Func<ITurnContext, Task> action) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            await action(turnContext);
            await next(cancellationToken);
        }
    }
}
