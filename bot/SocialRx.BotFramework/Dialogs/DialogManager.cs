using Microsoft.Bot.Builder.Dialogs.Memory;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

public class DialogManagerResult
{
    public DialogTurnResult TurnResult { get; set; }

    public Activity[] Activities { get; set; }

    public IDictionary<string, object> NewState { get; set; }
}

/// <summary>Runs a root dialog each turn and saves the states of the bot after it.</summary>
public class DialogManager
{
    private const string LastAccess = "_lastAccess";

    private readonly string dialogStateProperty;
    private string rootDialogId;
    private Dialog containersOf;

    public DialogManager(Dialog rootDialog = null, string dialogStateProperty = null)
    {
        if (rootDialog is not null)
            RootDialog = rootDialog;
        this.dialogStateProperty = dialogStateProperty ?? "DialogState";
    }

    /// <summary>Taken from the turn where it is not set.</summary>
    public ConversationState ConversationState { get; set; }

    public UserState UserState { get; set; }

    /// <summary>What every turn is given.</summary>
    public TurnContextStateCollection InitialTurnState { get; } = [];

    public Dialog RootDialog
    {
        get => rootDialogId is null ? null : Dialogs.Find(rootDialogId);
        set
        {
            Dialogs = new DialogSet();
            rootDialogId = value?.Id;
            if (value is null)
                return;
            Dialogs.TelemetryClient = value.TelemetryClient;
            Dialogs.Add(value);
        }
    }

    public DialogSet Dialogs { get; set; } = new();

    public DialogStateManagerConfiguration StateConfiguration { get; set; }

    /// <summary>After how many milliseconds without a turn the conversation begins anew.</summary>
    public int? ExpireAfter { get; set; }

    public async Task<DialogManagerResult> OnTurnAsync(ITurnContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        AddContainers(RootDialog);
        var states = PutStates(context);
        await ExpireAsync(context, cancellationToken).ConfigureAwait(false);
        var property = ConversationState.CreateProperty<DialogState>(dialogStateProperty);
        var stack = await property.GetAsync(context, () => new DialogState(), cancellationToken).ConfigureAwait(false);
        var result = await DialogExtensions.RunAsync(new DialogContext(Dialogs, context, stack), rootDialogId, StateConfiguration, cancellationToken).ConfigureAwait(false);
        await states.SaveAllChangesAsync(context, false, cancellationToken).ConfigureAwait(false);
        return new DialogManagerResult { TurnResult = result };
    }

    // Each container once, so that they can begin each other and may lie in each other in a circle.
    private void AddContainers(Dialog dialog)
    {
        if (containersOf == dialog || dialog is not DialogContainer root)
            return;
        containersOf = dialog;
        var waiting = new Stack<DialogContainer>([root]);
        while (waiting.TryPop(out var container))
        {
            foreach (var inner in container.Dialogs.GetDialogs().OfType<DialogContainer>().Where(inner => !Dialogs.GetDialogs().Any(known => known is DialogContainer && known.Id == inner.Id)).ToList())
            {
                Dialogs.Add(inner);
                waiting.Push(inner);
            }
        }
    }

    private BotStateSet PutStates(ITurnContext context)
    {
        foreach (var (key, value) in InitialTurnState)
            context.TurnState[key] = value;

        ConversationState ??= context.TurnState.Get<ConversationState>() ?? throw new InvalidOperationException($"Unable to get an instance of {nameof(ConversationState)} from turnState.");
        context.TurnState.Set(ConversationState);
        UserState ??= context.TurnState.Get<UserState>();
        context.TurnState.Set(UserState);
        return UserState is null ? new BotStateSet(ConversationState) : new BotStateSet(ConversationState, UserState);
    }

    private async Task ExpireAsync(ITurnContext context, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var property = ConversationState.CreateProperty<DateTime>(LastAccess);
        var last = await property.GetAsync(context, () => now, cancellationToken).ConfigureAwait(false);
        if (ExpireAfter is { } limit && now - last >= TimeSpan.FromMilliseconds(limit))
            await ConversationState.ClearStateAsync(context, cancellationToken).ConfigureAwait(false);
        await property.SetAsync(context, now, cancellationToken).ConfigureAwait(false);
    }
}
