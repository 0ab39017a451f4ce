using System.Security.Cryptography;
using System.Text;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Dialogs that can begin each other by id.</summary>
public class DialogSet
{
    private readonly IStatePropertyAccessor<DialogState> dialogState;
    private readonly Dictionary<string, Dialog> dialogs = new(StringComparer.Ordinal);
    private IBotTelemetryClient telemetryClient = NullBotTelemetryClient.Instance;
    private string version;

    public DialogSet()
    {
    }

    public DialogSet(IStatePropertyAccessor<DialogState> dialogState)
    {
        ArgumentNullException.ThrowIfNull(dialogState);
        this.dialogState = dialogState;
    }

    /// <summary>Setting it sets that of every dialog in the set.</summary>
    public IBotTelemetryClient TelemetryClient
    {
        get => telemetryClient;
        set
        {
            var client = value ?? NullBotTelemetryClient.Instance;
            // Dialogs may hold each other in a circle, which ends where nothing changes.
            if (client == telemetryClient)
                return;
            telemetryClient = client;
            foreach (var dialog in dialogs.Values)
                dialog.TelemetryClient = telemetryClient;
        }
    }

    /// <summary>Adds a dialog and those it depends on; a second one with the same id gets a number after it.</summary>
    public DialogSet Add(Dialog dialog)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        version = null;
        if (dialogs.TryGetValue(dialog.Id, out var there))
        {
            if (there == dialog)
                return this;
            dialog.Id = FreeId(dialog.Id);
        }

        dialog.TelemetryClient = telemetryClient;
        dialogs.Add(dialog.Id, dialog);
        foreach (var dependency in (dialog as IDialogDependencies)?.GetDependencies() ?? [])
            Add(dependency);
        return this;
    }

    public async Task<DialogContext> CreateContextAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (dialogState is null)
            throw new InvalidOperationException("DialogSet.CreateContextAsync(): DialogSet created with a null IStatePropertyAccessor.");
        var state = await dialogState.GetAsync(turnContext, () => new DialogState(), cancellationToken).ConfigureAwait(false);
        return new DialogContext(this, turnContext, state);
    }

    public Dialog Find(string dialogId)
    {
        if (string.IsNullOrWhiteSpace(dialogId))
            throw new ArgumentNullException(nameof(dialogId));
        return dialogs.GetValueOrDefault(dialogId);
    }

    public IEnumerable<Dialog> GetDialogs() => dialogs.Values;

    /// <summary>Changes with the version of any dialog that was added.</summary>
    public virtual string GetVersion() =>
        version ??= Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(dialogs.Values.Select(dialog => dialog.GetVersion())))));

    private string FreeId(string taken)
    {
        var number = 2;
        while (dialogs.ContainsKey($"{taken}{number}"))
            number++;
        return $"{taken}{number}";
    }
}
