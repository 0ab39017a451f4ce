using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;

namespace SocialRx.BotFramework.Tests.Dialogs;

/// <summary>A conversation with one dialog; each turn reads its state afresh, as on a service of many processes.</summary>
internal static class Conversation
{
    /// <summary>Begins the dialog when nothing is on the stack, and tells what it ended with.</summary>
    public static TestFlow With(Dialog dialog, object? options = null, Func<object, string>? shown = null, TestAdapter? adapter = null, params Dialog[] others)
    {
        var storage = new MemoryStorage();
        return new TestFlow(adapter ?? new TestAdapter(), async (turn, cancel) =>
        {
            var state = new ConversationState(storage);
            var dialogs = new DialogSet(state.CreateProperty<DialogState>("stack")).Add(dialog);
            foreach (var other in others)
                dialogs.Add(other);
            var context = await dialogs.CreateContextAsync(turn, cancel);
            var result = await context.ContinueDialogAsync(cancel);
            if (result.Status == DialogTurnStatus.Empty)
                result = await context.BeginDialogAsync(dialog.Id, options, cancel);
            if (result.Status is DialogTurnStatus.Complete or DialogTurnStatus.Cancelled)
                await turn.SendActivityAsync($"{result.Status}: {(shown is null || result.Result is null ? result.Result : shown(result.Result))}", cancellationToken: cancel);
            await state.SaveChangesAsync(turn, cancellationToken: cancel);
        });
    }

    /// <summary>Runs one turn on an empty stack.</summary>
    public static Task Turn(DialogSet dialogs, Func<DialogContext, CancellationToken, Task> run, DialogState? stack = null) =>
        new TestAdapter().ProcessActivityAsync(new Microsoft.Bot.Schema.Activity("message") { Text = "hi" }, (turn, cancel) => run(new DialogContext(dialogs, turn, stack ?? new DialogState()), cancel), TestContext.Current.CancellationToken);
}
