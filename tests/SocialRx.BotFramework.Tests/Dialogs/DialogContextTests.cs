using System.Security.Claims;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Dialogs;

public sealed class DialogContextTests
{
    private sealed class Telemetry : NullBotTelemetryClientBase
    {
        public List<string> Events { get; } = [];

        public override void TrackEvent(string eventName, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null) =>
            Events.Add($"{eventName} {properties!["DialogId"]} {(properties.TryGetValue("StepName", out var step) ? step : "-")} {properties["InstanceId"].Length}");
    }

    private abstract class NullBotTelemetryClientBase : IBotTelemetryClient
    {
        public abstract void TrackEvent(string eventName, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null);

        public void TrackAvailability(string name, DateTimeOffset timeStamp, TimeSpan duration, string runLocation, bool success, string? message = null, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null)
        {
        }

        public void TrackDependency(string dependencyTypeName, string target, string dependencyName, string data, DateTimeOffset startTime, TimeSpan duration, string resultCode, bool success)
        {
        }

        public void TrackException(Exception exception, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null)
        {
        }

        public void TrackTrace(string message, Severity severityLevel, IDictionary<string, string> properties)
        {
        }

        public void Flush()
        {
        }
    }

    /// <summary>Waits, and tells what it is asked.</summary>
    private sealed class Waiter(string id, bool deals = false) : Dialog(id)
    {
        public List<string> Heard { get; } = [];

        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default) => Task.FromResult(EndOfTurn);

        public override Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default) => Task.FromResult(EndOfTurn);

        public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
        {
            Heard.Add("reprompt");
            return Task.CompletedTask;
        }

        public override Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
        {
            Heard.Add(reason.ToString());
            return Task.CompletedTask;
        }

        protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            Heard.Add("pre " + e.Name);
            return Task.FromResult(deals);
        }

        protected override Task<bool> OnPostBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            Heard.Add("post " + e.Name);
            return Task.FromResult(false);
        }
    }

    private sealed class Holder : ComponentDialog
    {
        public Holder(string id, params Dialog[] dialogs)
            : base(id)
        {
            foreach (var dialog in dialogs)
                AddDialog(dialog);
        }

        public List<string> Heard { get; } = [];

        protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            Heard.Add("pre " + e.Name);
            return Task.FromResult(false);
        }

        protected override Task OnEndDialogAsync(ITurnContext context, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
        {
            Heard.Add(reason.ToString());
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_waterfall_tells_where_it_is()
    {
        var telemetry = new Telemetry();
        var fall = new WaterfallDialog("fall", [FirstStep, (step, cancel) => step.EndDialogAsync(cancellationToken: cancel)]) { TelemetryClient = telemetry };
        await Conversation.With(fall).Send("hi").StartTestAsync();
        Assert.Empty(telemetry.Events);

        var root = new ComponentDialog("root").AddDialog(fall);
        root.TelemetryClient = telemetry;
        await root.EndDialogAsync(new TurnContext(new TestAdapter(), new Activity("message")), new DialogInstance { Id = "root" }, DialogReason.EndCalled, TestContext.Current.CancellationToken);
        var storage = new MemoryStorage();
        await new TestFlow(new TestAdapter(), async (turn, cancel) =>
        {
            var state = new ConversationState(storage);
            await root.RunAsync(turn, state.CreateProperty<DialogState>("stack"), cancel);
            await state.SaveChangesAsync(turn, cancellationToken: cancel);
        }).Send("hi").Send("on").StartTestAsync();
        Assert.Equal(["WaterfallStart fall - 36", "WaterfallStep fall FirstStep 36", "WaterfallStep fall Step2of2 36", "WaterfallComplete fall - 36"], telemetry.Events);
    }

    private static Task<DialogTurnResult> FirstStep(WaterfallStepContext step, CancellationToken cancel) => Task.FromResult(Dialog.EndOfTurn);

    [Fact]
    public void A_sets_telemetry_is_that_of_its_dialogs()
    {
        var telemetry = new Telemetry();
        var dialogs = new DialogSet().Add(new WaterfallDialog("a"));
        Assert.IsType<NullBotTelemetryClient>(dialogs.Find("a").TelemetryClient);
        dialogs.TelemetryClient = telemetry;
        dialogs.Add(new WaterfallDialog("b"));
        Assert.All(dialogs.GetDialogs(), dialog => Assert.Same(telemetry, dialog.TelemetryClient));
        dialogs.TelemetryClient = null;
        Assert.All(dialogs.GetDialogs(), dialog => Assert.IsType<NullBotTelemetryClient>(dialog.TelemetryClient));
    }

    [Fact]
    public void A_sets_version_changes_with_its_dialogs()
    {
        var empty = new DialogSet().GetVersion();
        var one = new DialogSet().Add(new WaterfallDialog("a")).GetVersion();
        Assert.NotNull(empty);
        Assert.NotEqual(empty, one);
        Assert.Equal(one, new DialogSet().Add(new WaterfallDialog("a")).GetVersion());
        Assert.NotEqual(one, new DialogSet().Add(new WaterfallDialog("a", [FirstStep])).GetVersion());
    }

    [Fact]
    public async Task An_event_goes_from_the_leaf_up_until_somebody_deals_with_it()
    {
        var leaf = new Waiter("leaf");
        var holder = new Holder("holder", leaf);
        await Conversation.Turn(new DialogSet().Add(holder), async (context, cancel) =>
        {
            await context.BeginDialogAsync("holder", null, cancel);
            Assert.False(await context.EmitEventAsync("rain", 1, true, true, cancel));
            Assert.False(await context.EmitEventAsync("snow", null, false, true, cancel));
        });
        Assert.Equal(["pre rain", "post rain", "pre snow", "post snow"], leaf.Heard);
        Assert.Equal(["pre rain"], holder.Heard);

        var deaf = new Waiter("leaf", deals: true);
        var above = new Holder("holder", deaf);
        await Conversation.Turn(new DialogSet().Add(above), async (context, cancel) =>
        {
            await context.BeginDialogAsync("holder", null, cancel);
            Assert.True(await context.EmitEventAsync("rain", 1, true, true, cancel));
        });
        Assert.Empty(above.Heard);
    }

    [Fact]
    public async Task What_comes_in_is_told_to_the_dialogs_once_a_turn()
    {
        var leaf = new Waiter("leaf");
        await Conversation.Turn(new DialogSet().Add(leaf), async (context, cancel) =>
        {
            await context.BeginDialogAsync("leaf", null, cancel);
            await context.ContinueDialogAsync(cancel);
            await context.ContinueDialogAsync(cancel);
        });
        Assert.Equal(["pre activityReceived", "post activityReceived"], leaf.Heard);
    }

    [Fact]
    public async Task Cancelling_ends_everything_from_the_top_down()
    {
        var (low, high) = (new Waiter("low"), new Waiter("high"));
        await Conversation.Turn(new DialogSet().Add(low).Add(high), async (context, cancel) =>
        {
            await context.BeginDialogAsync("low", null, cancel);
            await context.BeginDialogAsync("high", null, cancel);
            Assert.Equal(DialogTurnStatus.Cancelled, (await context.CancelAllDialogsAsync(cancel)).Status);
            Assert.Empty(context.Stack);
        });
        Assert.Equal(["CancelCalled"], high.Heard);
        Assert.Equal(["pre cancelDialog", "post cancelDialog", "CancelCalled"], low.Heard);
    }

    [Fact]
    public async Task A_child_may_begin_what_its_parent_has()
    {
        var child = new ComponentDialog("child").AddDialog(new WaterfallDialog("steps",
        [
            async (step, cancel) =>
            {
                Assert.Equal("child", step.Parent.ActiveDialog.Id);
                await step.Context.SendActivityAsync("child", cancellationToken: cancel);
                return await step.BeginDialogAsync("shared", "value", cancel);
            },
            (step, cancel) => step.EndDialogAsync($"from {step.Result}", cancel),
        ]));
        var parent = new ComponentDialog("parent").AddDialog(child)
            .AddDialog(new WaterfallDialog("shared", [(step, cancel) => step.EndDialogAsync(step.Options, cancel)]));
        await Conversation.With(parent).Test("hi", "child").AssertReply("Complete: from value").StartTestAsync();
    }

    [Fact]
    public async Task A_dialog_nobody_added_is_named_in_the_failure() =>
        await Conversation.Turn(new DialogSet(), async (context, cancel) =>
        {
            Assert.Contains("'nobody'", (await Record.ExceptionAsync(() => context.BeginDialogAsync("nobody", null, cancel)))!.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<ArgumentNullException>(() => context.BeginDialogAsync(string.Empty, null, cancel));
            Assert.Throws<ArgumentNullException>(() => new DialogContext(null, context.Context, new DialogState()));
        });

    [Fact]
    public async Task A_step_goes_on_once_only()
    {
        var fall = new WaterfallDialog("fall",
        [
            async (step, cancel) =>
            {
                await step.NextAsync("a", cancel);
                return await step.NextAsync("b", cancel);
            },
            (_, _) => Task.FromResult(Dialog.EndOfTurn),
        ]);
        await Conversation.Turn(new DialogSet().Add(fall), async (context, cancel) =>
            Assert.IsAssignableFrom<Exception>(await Record.ExceptionAsync(() => context.BeginDialogAsync("fall", null, cancel))));
    }

    [Fact]
    public async Task What_a_turn_remembers_is_read_by_its_path()
    {
        await Conversation.Turn(new DialogSet().Add(new Waiter("leaf")), async (context, cancel) =>
        {
            await context.BeginDialogAsync("leaf", null, cancel);
            context.State.SetValue("turn.weather.today", "rain");
            context.State.SetValue("dialog.count", 3);
            Assert.Equal("rain", context.State.GetValue<string>("turn.weather.today"));
            Assert.Equal("hi", context.State.GetValue<string>("turn.activity.text"));
            Assert.Equal(3, context.State.GetIntValue("$count"));
            Assert.Equal("none", context.State.GetStringValue("this.nothing", "none"));
            Assert.False(context.State.TryGetValue<string>("turn.weather.tomorrow", out _));
            context.State.RemoveValue("turn.weather.today");
            Assert.False(context.State.TryGetValue<string>("turn.weather.today", out _));
            Assert.Null(context.State.GetValue<string>("nowhere.x"));
            Assert.Throws<ArgumentOutOfRangeException>(() => context.State.SetValue("nowhere.x", 1));
        });
    }

    [Theory]
    [InlineData(true, DialogTurnStatus.Complete)]
    [InlineData(false, DialogTurnStatus.Complete)]
    public async Task Only_a_skill_tells_its_caller_that_it_is_done(bool isSkill, DialogTurnStatus expected)
    {
        Assert.Equal(DialogTurnStatus.Complete, expected);
        var storage = new MemoryStorage();
        var root = new ComponentDialog("root").AddDialog(new WaterfallDialog("steps",
        [
            async (step, cancel) =>
            {
                await step.Context.SendActivityAsync("name?", cancellationToken: cancel);
                return Dialog.EndOfTurn;
            },
            (step, cancel) => step.EndDialogAsync(step.Result, cancel),
        ]));
        var flow = new TestFlow(new TestAdapter(), async (turn, cancel) =>
        {
            if (isSkill)
                turn.TurnState.Add(BotAdapter.BotIdentityKey, new ClaimsIdentity([new Claim("ver", "2.0"), new Claim("aud", "skill"), new Claim("azp", "parent")]));
            var state = new ConversationState(storage);
            await root.RunAsync(turn, state.CreateProperty<DialogState>("stack"), cancel);
            await state.SaveChangesAsync(turn, cancellationToken: cancel);
        }).Test("hi", "name?").Send("Ada");
        flow = isSkill
            ? flow.AssertReply(reply =>
            {
                var end = (Activity)reply;
                Assert.Equal((ActivityTypes.EndOfConversation, EndOfConversationCodes.CompletedSuccessfully, "Ada"), (end.Type, end.Code, end.Value));
            })
            : flow.Test("again", "name?");
        await flow.StartTestAsync();
    }

    [Fact]
    public async Task A_manager_runs_its_root_and_saves()
    {
        var manager = new DialogManager(new WaterfallDialog("root",
        [
            async (step, cancel) =>
            {
                step.State.SetValue("conversation.seen", "yes");
                await step.Context.SendActivityAsync("one", cancellationToken: cancel);
                return Dialog.EndOfTurn;
            },
            async (step, cancel) =>
            {
                await step.Context.SendActivityAsync(step.State.GetValue<string>("conversation.seen"), cancellationToken: cancel);
                return await step.EndDialogAsync("done", cancel);
            },
        ]))
        { ConversationState = new ConversationState(new MemoryStorage()) };
        var statuses = new List<DialogTurnStatus>();
        await new TestFlow(new TestAdapter(), async (turn, cancel) => statuses.Add((await manager.OnTurnAsync(turn, cancel)).TurnResult.Status))
            .Test("hi", "one").Test("on", "yes").Test("hi", "one").StartTestAsync();
        Assert.Equal([DialogTurnStatus.Waiting, DialogTurnStatus.Complete, DialogTurnStatus.Waiting], statuses);
        Assert.Equal("root", manager.RootDialog.Id);
    }
}
