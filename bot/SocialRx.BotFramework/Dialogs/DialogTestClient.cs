using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Testing;

/// <summary>Talks with one dialog in a test, without a bot around it.</summary>
public class DialogTestClient
{
    private readonly BotCallbackHandler callback;
    private readonly TestAdapter adapter;

    public DialogTestClient(string channelId, Dialog targetDialog, object initialDialogOptions = null, IEnumerable<IMiddleware> middlewares = null, ConversationState conversationState = null, UserState userState = null)
        : this(new TestAdapter(channelId), targetDialog, initialDialogOptions, middlewares, conversationState, userState, isSaving: true)
    {
    }

    /// <summary>The adapter given has the middleware it needs, such as the one that saves the state.</summary>
    public DialogTestClient(TestAdapter testAdapter, Dialog targetDialog, object initialDialogOptions = null, IEnumerable<IMiddleware> middlewares = null, ConversationState conversationState = null, UserState userState = null)
        : this(testAdapter, targetDialog, initialDialogOptions, middlewares, conversationState, userState, isSaving: false)
    {
    }

    private DialogTestClient(TestAdapter testAdapter, Dialog targetDialog, object initialDialogOptions, IEnumerable<IMiddleware> middlewares, ConversationState conversationState, UserState userState, bool isSaving)
    {
        ArgumentNullException.ThrowIfNull(testAdapter);
        ArgumentNullException.ThrowIfNull(targetDialog);
        adapter = testAdapter;
        ConversationState = conversationState ?? new ConversationState(new MemoryStorage());
        UserState = userState ?? new UserState(new MemoryStorage());
        if (isSaving)
            adapter.Use(new AutoSaveStateMiddleware(ConversationState, UserState));
        foreach (var middleware in middlewares ?? [])
            adapter.Use(middleware);
        callback = Callback(targetDialog, initialDialogOptions);
    }

    /// <summary>What the last turn came to.</summary>
    public DialogTurnResult DialogTurnResult { get; private set; }

    /// <summary>The context of the last turn.</summary>
    public DialogContext DialogContext { get; private set; }

    public ConversationState ConversationState { get; }

    public UserState UserState { get; }

    /// <summary>Sends the activity and returns the first reply; null where there is none.</summary>
    public virtual async Task<T> SendActivityAsync<T>(Activity activity, CancellationToken cancellationToken = default)
        where T : IActivity
    {
        await adapter.ProcessActivityAsync(activity, callback, cancellationToken).ConfigureAwait(false);
        return GetNextReply<T>();
    }

    public virtual async Task<T> SendActivityAsync<T>(string text, CancellationToken cancellationToken = default)
        where T : IActivity
    {
        await adapter.SendTextToBotAsync(text, callback, cancellationToken).ConfigureAwait(false);
        return GetNextReply<T>();
    }

    public virtual T GetNextReply<T>()
        where T : IActivity => (T)adapter.GetNextReply();

    private BotCallbackHandler Callback(Dialog targetDialog, object initialDialogOptions)
    {
        var dialogState = ConversationState.CreateProperty<DialogState>("DialogState");
        return async (turn, cancellationToken) =>
        {
            var dialogs = new DialogSet(dialogState).Add(targetDialog);
            DialogContext = await dialogs.CreateContextAsync(turn, cancellationToken).ConfigureAwait(false);
            DialogTurnResult = await DialogContext.ContinueDialogAsync(cancellationToken).ConfigureAwait(false);
            if (DialogTurnResult.Status == DialogTurnStatus.Empty)
                DialogTurnResult = await DialogContext.BeginDialogAsync(targetDialog.Id, initialDialogOptions, cancellationToken).ConfigureAwait(false);
        };
    }
}
