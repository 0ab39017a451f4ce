using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Dialogs;

public sealed class DialogTests
{
    /// <summary>Each message is a turn of its own with state read afresh from text, as on a service with many processes.</summary>
    private static TestFlow Flow(Dialog dialog)
    {
        var storage = new MemoryStorage();
        return new TestFlow(new TestAdapter(), async (turn, cancel) =>
        {
            var state = new ConversationState(storage);
            await dialog.RunAsync(turn, state.CreateProperty<DialogState>("stack"), cancel);
            await state.SaveChangesAsync(turn, cancellationToken: cancel);
        });
    }

    [Fact]
    public async Task A_waterfall_remembers_its_values_with_their_types()
    {
        var waterfall = new WaterfallDialog("fall",
        [
            async (step, cancel) =>
            {
                step.Values["age"] = 33;
                step.Values["at"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1));
                step.Values["text"] = "2026-11-22T10:00:00Z";
                await step.Context.SendActivityAsync("one", cancellationToken: cancel);
                return Dialog.EndOfTurn;
            },
            async (step, cancel) =>
            {
                await step.Context.SendActivityAsync($"{(int)step.Values["age"]} {(DateTimeOffset)step.Values["at"]:O} {(string)step.Values["text"]} {step.Result}", cancellationToken: cancel);
                return await step.NextAsync("on", cancel);
            },
            async (step, cancel) =>
            {
                Assert.Equal(DialogReason.NextCalled, step.Reason);
                await step.Context.SendActivityAsync((string)step.Result, cancellationToken: cancel);
                return await step.EndDialogAsync(cancellationToken: cancel);
            },
        ]);

        await Flow(waterfall)
            .Test("hi", "one")
            .Test("two", "33 2026-01-02T03:04:05.0000000+01:00 2026-11-22T10:00:00Z two").AssertReply("on")
            .Test("again", "one")
            .StartTestAsync();
    }

    private sealed class Child : Dialog
    {
        public Child()
            : base("child")
        {
        }

        public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
        {
            await dc.Context.SendActivityAsync($"child of {options}", cancellationToken: cancellationToken);
            return EndOfTurn;
        }

        public override Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default) =>
            dc.EndDialogAsync(dc.Context.Activity.Text, cancellationToken);
    }

    private sealed class Root : ComponentDialog
    {
        public Root()
            : base("root")
        {
            AddDialog(new WaterfallDialog("main",
            [
                (step, cancel) => step.BeginDialogAsync("child", "main", cancel),
                async (step, cancel) =>
                {
                    await step.Context.SendActivityAsync($"{step.Reason} with {step.Result}", cancellationToken: cancel);
                    return await step.ReplaceDialogAsync("child", "replaced", cancel);
                },
            ]));
            AddDialog(new Child());
        }

        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
        {
            if (innerDc.Context.Activity.Text != "cancel")
                return await base.OnContinueDialogAsync(innerDc, cancellationToken);
            await innerDc.Context.SendActivityAsync("cancelled", cancellationToken: cancellationToken);
            return await innerDc.CancelAllDialogsAsync(cancellationToken);
        }
    }

    [Fact]
    public async Task The_dialog_below_resumes_with_the_result_of_the_one_that_ended() =>
        await Flow(new Root())
            .Test("hi", "child of main")
            .Test("answer", "EndCalled with answer").AssertReply("child of replaced")
            .Send("done")
            .Test("hi", "child of main")
            .StartTestAsync();

    [Fact]
    public async Task A_component_may_cancel_all_it_holds() =>
        await Flow(new Root())
            .Test("hi", "child of main")
            .Test("cancel", "cancelled")
            .Test("hi", "child of main")
            .StartTestAsync();

    [Fact]
    public async Task A_second_dialog_of_the_same_id_gets_a_number()
    {
        var dialogs = new DialogSet().Add(new WaterfallDialog("a")).Add(new WaterfallDialog("a"));
        Assert.Equal(["a", "a2"], dialogs.GetDialogs().Select(dialog => dialog.Id));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Nothing_to_continue_says_so()
    {
        await new TestAdapter().ProcessActivityAsync(new Activity("message"), async (turn, cancel) =>
        {
            var context = new DialogContext(new DialogSet(), turn, new DialogState());
            Assert.Equal(DialogTurnStatus.Empty, (await context.ContinueDialogAsync(cancel)).Status);
            Assert.Equal(DialogTurnStatus.Empty, (await context.CancelAllDialogsAsync(cancel)).Status);
            Assert.Equal(DialogTurnStatus.Complete, (await context.EndDialogAsync("x", cancel)).Status);
        }, TestContext.Current.CancellationToken);
    }
}
