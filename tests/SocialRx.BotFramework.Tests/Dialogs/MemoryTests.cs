using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Memory;
using Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;

namespace SocialRx.BotFramework.Tests.Dialogs;

public sealed class MemoryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    public sealed class Pet
    {
        public string? Name { get; set; }

        public int Age { get; set; }
    }

    private sealed class Once(Action<DialogContext> run) : Dialog("once")
    {
        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
        {
            run(dc);
            return dc.EndDialogAsync(cancellationToken: cancellationToken);
        }
    }

    private static Task Remembering(Action<DialogContext> run, bool hasUserState = true, IConfiguration? configuration = null)
    {
        var adapter = new TestAdapter();
        var manager = new DialogManager(new Once(run));
        return adapter.ProcessActivityAsync(
            new Activity("message") { Text = "hi" },
            (turn, cancel) =>
            {
                turn.TurnState.Add(new ConversationState(new MemoryStorage()));
                if (hasUserState)
                    turn.TurnState.Add(new UserState(new MemoryStorage()));
                if (configuration is not null)
                    turn.TurnState.Add(configuration);
                return manager.OnTurnAsync(turn, cancel);
            },
            None);
    }

    [Theory]
    [InlineData("@city", "turn.recognized.entities.city.first()")]
    [InlineData("@city.name", "turn.recognized.entities.city.first().name")]
    [InlineData("@@city", "@@city")]
    [InlineData("@", "@")]
    [InlineData("@1", "@1")]
    public void An_entity_is_the_first_of_its_name(string path, string expected) =>
        Assert.Equal(expected, new AtPathResolver().TransformPath(path));

    [Fact]
    public Task The_first_of_a_list_is_read_through_lists_in_it() => Remembering(dc =>
    {
        dc.State.SetValue("turn.recognized.entities.city", new[] { new[] { new Pet { Name = "Leeds" } } });
        Assert.Equal("Leeds", dc.State.GetValue<string>("@city.name"));
        dc.State.SetValue("@@town", new[] { "York", "Hull" });
        Assert.Equal("York", dc.State.GetValue<string>("@town"));
        Assert.Equal("York", dc.State.GetValue<string>("turn.recognized.entities.town.First()"));
    });

    [Fact]
    public Task A_path_in_brackets_is_looked_up_in_the_whole_memory() => Remembering(dc =>
    {
        dc.State.SetValue("user.name", "ada");
        dc.State.SetValue("conversation.seats[user.name]", 7);
        Assert.Equal(7, dc.State.GetValue<int>("conversation.seats.ada"));
    });

    [Fact]
    public Task A_value_of_another_kind_is_not_there() => Remembering(dc =>
    {
        dc.State.SetValue("user.name", "ada");
        dc.State.SetValue("user.age", "36");
        dc.State.SetValue("user.pet", new Pet { Name = "Rex", Age = 3 });
        Assert.False(dc.State.TryGetValue<int>("user.name", out _));
        Assert.True(dc.State.TryGetValue<int>("user.age", out var age));
        Assert.Equal(36, age);
        Assert.False(dc.State.TryGetValue<string>("user.pet", out _));
        Assert.False(dc.State.TryGetValue<string>("nowhere.name", out _));
    });

    [Fact]
    public Task Scopes_cannot_be_removed_nor_made() => Remembering(
        dc =>
        {
            Assert.Throws<NotSupportedException>(() => dc.State.RemoveValue("conversation"));
            Assert.Throws<NotSupportedException>(() => dc.State.RemoveValue("nowhere"));
            Assert.Throws<ArgumentOutOfRangeException>(() => dc.State.SetValue("nowhere", 1));
            Assert.Throws<ArgumentException>(() => dc.State.SetValue("user.name", "ada"));
        },
        hasUserState: false);

    [Fact]
    public Task A_dialog_is_told_which_paths_changed_since() => Remembering(dc =>
    {
        var tracked = dc.State.TrackPaths(["dialog.user.first", "dialog.user.last"]);
        dc.State.SetValue("dialog.eventCounter", 1);
        dc.State.SetValue("dialog.other", 3);
        Assert.False(dc.State.AnyPathChanged(0, tracked));
        dc.State.SetValue("dialog.eventCounter", 2);
        dc.State.SetValue("dialog.user", new Dictionary<string, object> { ["first"] = "Ada" });
        Assert.True(dc.State.AnyPathChanged(1, tracked));
        Assert.False(dc.State.AnyPathChanged(2, tracked));
    });

    [Fact]
    public Task Settings_have_lists_and_hide_secrets()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["days:0"] = "Monday", ["days:1"] = "Friday", ["place:0"] = "here", ["place:name"] = "Hall", ["MicrosoftAppPassword"] = "secret",
        }).Build();
        return Remembering(
            dc =>
            {
                Assert.Equal("Friday", dc.State.GetValue<string>("settings.days[1]"));
                Assert.Equal("Hall", dc.State.GetValue<string>("settings.place.name"));
                Assert.Null(dc.State.GetValue<string>("settings.MicrosoftAppPassword"));
            },
            configuration: configuration);
    }

    [Fact]
    public void Brackets_may_lie_in_brackets()
    {
        var map = new Dictionary<string, object> { ["index"] = new Dictionary<string, object> { ["a"] = 1 }, ["key"] = "a", ["names"] = new List<object> { "Ada", "Grace" } };
        Assert.Equal("Grace", ObjectPath.GetPathValue<string>(map, "names[index[key]]"));
    }

    [Fact]
    public void More_can_be_set_on_what_had_no_named_type()
    {
        var map = new Dictionary<string, object>();
        ObjectPath.SetPathValue(map, "pet", new { name = "Rex" });
        ObjectPath.SetPathValue(map, "pet.age", 3);
        Assert.Equal("Rex", ObjectPath.GetPathValue<string>(map, "pet.name"));
        Assert.Equal(3, ObjectPath.GetPathValue<int>(map, "pet.age"));
    }

    [Fact]
    public void Dialogs_may_hold_each_other_and_be_given_one_telemetry()
    {
        var one = new ComponentDialog("one");
        var two = new ComponentDialog("two");
        one.Dialogs.Add(two);
        two.Dialogs.Add(one);
        var telemetry = new NullBotTelemetryClient();
        one.TelemetryClient = telemetry;
        Assert.Same(telemetry, two.TelemetryClient);
    }

    [Fact]
    public async Task A_dialog_runs_with_the_telemetry_of_its_turn()
    {
        var telemetry = new NullBotTelemetryClient();
        var dialog = new Once(_ => { });
        await new TestAdapter().ProcessActivityAsync(
            new Activity("message"),
            (turn, cancel) =>
            {
                turn.TurnState.Add<IBotTelemetryClient>(telemetry);
                return dialog.RunAsync(turn, new ConversationState(new MemoryStorage()).CreateProperty<DialogState>("stack"), cancel);
            },
            None);
        Assert.Same(telemetry, dialog.TelemetryClient);
    }

    [Fact]
    public async Task A_manager_knows_the_containers_in_its_root()
    {
        var inner = new ComponentDialog("inner");
        inner.AddDialog(new Once(_ => { }));
        var root = new ComponentDialog("root");
        root.AddDialog(inner);
        var manager = new DialogManager(root) { ConversationState = new ConversationState(new MemoryStorage()) };
        await new TestAdapter().ProcessActivityAsync(new Activity("message"), (turn, cancel) => manager.OnTurnAsync(turn, cancel), None);
        Assert.Same(inner, manager.Dialogs.Find("inner"));
        Assert.Null(manager.Dialogs.Find("once"));
    }

    [Theory]
    [InlineData("nl-nl", "3,14", 3.14)]
    [InlineData("nl-nl", "twee", 2)]
    [InlineData("nl-nl", "2.5", 2.5)]
    [InlineData(null, ".5", 0.5)]
    public Task What_only_the_prompts_own_language_reads_is_read_in_it(string? locale, string said, double expected) =>
        Conversation.With(new NumberPrompt<double>("number", defaultLocale: locale), new PromptOptions { Prompt = MessageFactory.Text("How much?") })
            .Send("hi").AssertReply("How much?")
            .Send(said).AssertReply($"Complete: {expected}")
            .StartTestAsync();
}
