using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.State;

public sealed class BotStateTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class Draft
    {
        public string? Goal { get; set; }
    }

    private sealed class Counting(IStorage inner) : IStorage
    {
        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            Reads++;
            return inner.ReadAsync(keys, cancellationToken);
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            Writes++;
            return inner.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => inner.DeleteAsync(keys, cancellationToken);
    }

    private static TurnContext Turn() => new(new TestAdapter(), new Activity
    {
        Type = ActivityTypes.Message,
        ChannelId = "ch",
        From = new ChannelAccount("u"),
        Conversation = new ConversationAccount(id: "c"),
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_property_has_a_name(string? name) => Assert.Throws<ArgumentNullException>(() => new UserState(new MemoryStorage()).CreateProperty<string>(name));

    [Fact]
    public async Task Storage_is_read_once_a_turn_and_written_only_when_something_changed()
    {
        var storage = new Counting(new MemoryStorage());
        var state = new UserState(storage);
        var property = state.CreateProperty<string>("a");
        using var turn = Turn();
        await state.SaveChangesAsync(turn, cancellationToken: Cancel);
        Assert.Equal((0, 0), (storage.Reads, storage.Writes));
        await property.SetAsync(turn, "one", Cancel);
        await property.SetAsync(turn, "two", Cancel);
        Assert.Equal((1, 0), (storage.Reads, storage.Writes));
        await state.SaveChangesAsync(turn, cancellationToken: Cancel);
        await state.SaveChangesAsync(turn, cancellationToken: Cancel);
        Assert.Equal("two", await property.GetAsync(turn, cancellationToken: Cancel));
        Assert.Equal((1, 1), (storage.Reads, storage.Writes));
        await property.DeleteAsync(turn, Cancel);
        await state.SaveChangesAsync(turn, cancellationToken: Cancel);
        Assert.Equal((1, 2), (storage.Reads, storage.Writes));
        await state.SaveChangesAsync(turn, force: true, Cancel);
        await state.LoadAsync(turn, force: true, Cancel);
        Assert.Equal((2, 3), (storage.Reads, storage.Writes));
    }

    [Fact]
    public async Task A_value_that_was_never_set_is_the_default_and_the_factory_sets_it()
    {
        var state = new UserState(new MemoryStorage());
        using var turn = Turn();
        Assert.Equal(0, await state.CreateProperty<int>("n").GetAsync(turn, cancellationToken: Cancel));
        Assert.False(await state.CreateProperty<bool>("b").GetAsync(turn, cancellationToken: Cancel));
        Assert.Null(await state.CreateProperty<Draft>("d").GetAsync(turn, cancellationToken: Cancel));
        Assert.Equal(7, await state.CreateProperty<int>("n").GetAsync(turn, () => 7, Cancel));
        Assert.Equal(7, await state.CreateProperty<int>("n").GetAsync(turn, () => 8, Cancel));
        var draft = await state.CreateProperty<Draft>("d").GetAsync(turn, () => new Draft { Goal = "walk" }, Cancel);
        Assert.Same(draft, await state.CreateProperty<Draft>("d").GetAsync(turn, cancellationToken: Cancel));
        Assert.Equal("n", state.CreateProperty<int>("n").Name);
    }

    [Fact]
    public async Task What_is_changed_after_saving_is_not_in_storage()
    {
        var state = new ConversationState(new MemoryStorage());
        var property = state.CreateProperty<Draft>("d");
        using var turn = Turn();
        var draft = await property.GetAsync(turn, () => new Draft(), Cancel);
        draft.Goal = "walk";
        await state.SaveChangesAsync(turn, cancellationToken: Cancel);
        draft.Goal = "swim";
        await state.LoadAsync(turn, force: true, Cancel);
        Assert.Equal("walk", (await property.GetAsync(turn, cancellationToken: Cancel)).Goal);
    }

    [Fact]
    public async Task Cleared_state_is_empty_once_saved_and_deleted_state_at_once()
    {
        var storage = new MemoryStorage();
        var state = new ConversationState(storage);
        var property = state.CreateProperty<string>("a");
        foreach (var remove in new Func<TurnContext, Task>[]
        {
            async turn => { await state.ClearStateAsync(turn, Cancel); await state.SaveChangesAsync(turn, cancellationToken: Cancel); },
            turn => state.DeleteAsync(turn, Cancel),
        })
        {
            using var turn = Turn();
            await property.SetAsync(turn, "x", Cancel);
            await state.SaveChangesAsync(turn, cancellationToken: Cancel);
            await remove(turn);
            using var next = Turn();
            Assert.Equal("none", await property.GetAsync(next, () => "none", Cancel));
        }
    }

    [Fact]
    public async Task Each_kind_of_state_has_its_own_place_in_storage()
    {
        var storage = new MemoryStorage();
        using var turn = Turn();
        foreach (var state in new BotState[] { new UserState(storage), new ConversationState(storage), new PrivateConversationState(storage) })
        {
            await state.CreateProperty<string>("a").SetAsync(turn, state.GetType().Name, Cancel);
            await state.SaveChangesAsync(turn, cancellationToken: Cancel);
        }

        var stored = await storage.ReadAsync(["ch/users/u", "ch/conversations/c", "ch/conversations/c/users/u"], Cancel);
        Assert.Equal(["UserState", "ConversationState", "PrivateConversationState"], stored.Values.Select(state => ((IDictionary<string, object>)state)["a"]));
    }

    [Fact]
    public async Task An_activity_without_a_person_or_conversation_has_no_state()
    {
        var storage = new MemoryStorage();
        using var turn = new TurnContext(new TestAdapter(), new Activity { ChannelId = "ch" });
        using var nowhere = new TurnContext(new TestAdapter(), new Activity { From = new("u"), Conversation = new(id: "c") });
        await Assert.ThrowsAsync<InvalidOperationException>(() => new UserState(storage).LoadAsync(turn, cancellationToken: Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new ConversationState(storage).LoadAsync(turn, cancellationToken: Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new PrivateConversationState(storage).LoadAsync(turn, cancellationToken: Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new UserState(storage).LoadAsync(nowhere, cancellationToken: Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => new UserState(storage).LoadAsync(null, cancellationToken: Cancel));
        Assert.Throws<ArgumentNullException>(() => new UserState(null));
    }

    private sealed class Wrong : IStorage
    {
        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default) =>
            Task.FromResult<IDictionary<string, object>>(new Dictionary<string, object> { [keys[0]] = 7 });

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    [Fact]
    public async Task Something_else_in_storage_is_not_taken_for_state() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new UserState(new Wrong()).LoadAsync(Turn(), cancellationToken: Cancel));

    private sealed class Open(IStorage storage) : BotState(storage, "open")
    {
        public Task<T> ValueAsync<T>(ITurnContext turn, string name) => GetPropertyValueAsync<T>(turn, name, Cancel);

        protected override string GetStorageKey(ITurnContext turnContext) => "key";
    }

    [Fact]
    public async Task State_can_be_looked_at_as_a_whole()
    {
        var state = new Open(new MemoryStorage());
        using var turn = Turn();
        Assert.Null(state.GetCachedState(turn));
        await state.CreateProperty<Draft>("d").SetAsync(turn, new Draft { Goal = "walk" }, Cancel);
        Assert.Equal("walk", state.Get(turn)["d"]!["Goal"]!.ToString());
        Assert.Same(state.GetCachedState(turn), state.GetCachedState(turn));
        Assert.IsType<Draft>(state.GetCachedState(turn).State["d"]);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => state.ValueAsync<int>(turn, "none"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => state.ValueAsync<int>(turn, null!));
        Assert.Null(await state.ValueAsync<string>(turn, "none"));
    }

    [Fact]
    public async Task A_turn_that_ends_well_saves_every_state_of_the_set()
    {
        var storage = new MemoryStorage();
        var (user, conversation) = (new UserState(storage), new ConversationState(storage));
        var (said, heard) = (user.CreateProperty<int>("n"), conversation.CreateProperty<int>("n"));
        var adapter = new TestAdapter().Use(new AutoSaveStateMiddleware(user).Add(conversation));
        await new TestFlow(adapter, async (turn, cancel) =>
        {
            await said.SetAsync(turn, await said.GetAsync(turn, () => 100, cancel) + 1, cancel);
            await heard.SetAsync(turn, await heard.GetAsync(turn, () => 10, cancel) + 1, cancel);
            if (turn.Activity.Text == "break")
                throw new FormatException();
            await turn.SendActivityAsync($"{await said.GetAsync(turn, cancellationToken: cancel)} {await heard.GetAsync(turn, cancellationToken: cancel)}", cancellationToken: cancel);
        }).Test("a", "101 11").Test("b", "102 12").StartTestAsync();
        await Assert.ThrowsAsync<FormatException>(() => new TestFlow(adapter, (turn, cancel) => throw new FormatException()).Send("break").StartTestAsync());

        var set = new BotStateSet(user, conversation);
        using var next = new TurnContext(adapter, adapter.MakeActivity());
        next.Activity.ChannelId = "test";
        await set.LoadAllAsync(next, cancellationToken: Cancel);
        Assert.Equal((102, 12), (await said.GetAsync(next, cancellationToken: Cancel), await heard.GetAsync(next, cancellationToken: Cancel)));
        Assert.Throws<ArgumentNullException>(() => set.Add(null));
    }
}
