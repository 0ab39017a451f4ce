using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder;

/// <summary>Which emulators wait for a conversation to look at, and which conversations are looked at.</summary>
public class InspectionState(IStorage storage) : BotState(storage, nameof(InspectionState))
{
    protected override string GetStorageKey(ITurnContext turnContext) => nameof(InspectionState);
}

internal sealed class InspectionSessions
{
    public Dictionary<string, ConversationReference> Opened { get; set; } = [];

    public Dictionary<string, ConversationReference> Attached { get; set; } = [];
}

/// <summary>
/// Sends a developer's emulator a copy of what is said in a conversation, and the states it leaves. "/INSPECT open" in the emulator
/// begins it and gives the command that attaches the conversation it is typed into.
/// </summary>
public class InspectionMiddleware : IMiddleware
{
    private const string Command = "/INSPECT";

    private static readonly Lazy<HttpClient> SharedHttpClient = new(() => new HttpClient());

    private readonly InspectionState inspectionState;
    private readonly UserState userState;
    private readonly ConversationState conversationState;
    private readonly MicrosoftAppCredentials credentials;
    private readonly IStatePropertyAccessor<InspectionSessions> sessions;

    public InspectionMiddleware(InspectionState inspectionState, UserState userState = null, ConversationState conversationState = null, MicrosoftAppCredentials credentials = null)
    {
        ArgumentNullException.ThrowIfNull(inspectionState);
        this.inspectionState = inspectionState;
        this.userState = userState;
        this.conversationState = conversationState;
        this.credentials = credentials ?? MicrosoftAppCredentials.Empty;
        sessions = inspectionState.CreateProperty<InspectionSessions>(nameof(InspectionSessions));
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        if (await ProcessCommandAsync(turnContext, cancellationToken).ConfigureAwait(false))
            return;
        if (await EmulatorOf(turnContext, cancellationToken).ConfigureAwait(false) is { } emulator)
            await InspectAsync(turnContext, emulator, next, cancellationToken).ConfigureAwait(false);
        else
            await next(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True when the message was a command to open or attach, which has then been carried out.</summary>
    public async Task<bool> ProcessCommandAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (turnContext.Activity.Type != ActivityTypes.Message || string.IsNullOrEmpty(turnContext.Activity.Text))
            return false;

        var words = WordsOf(turnContext.Activity);
        if (words is not [Command, _, ..])
            return false;
        if (words[1] == "open")
            await OpenAsync(turnContext, cancellationToken).ConfigureAwait(false);
        else if (words is [_, "attach", var id, ..])
            await AttachAsync(turnContext, id, cancellationToken).ConfigureAwait(false);
        else
            return false;
        return true;
    }

    protected virtual HttpClient GetHttpClient() => SharedHttpClient.Value;

    private static string[] WordsOf(Activity message)
    {
        var copy = message.Copy();
        return copy.RemoveRecipientMention().Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static Activity Trace(string name, object value, string kind, string label) =>
        (Activity)Activity.CreateTraceActivity(name, $"https://www.botframework.com/schemas/{kind}", value, label);

    private static Activity TraceOf(Activity activity, string name, string label) =>
        activity.Type == ActivityTypes.Trace ? activity.Copy() : Trace(name, activity.Copy(), "activity", label);

    private async Task OpenAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var known = await sessions.GetAsync(turnContext, () => new InspectionSessions(), cancellationToken).ConfigureAwait(false);
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        known.Opened[id] = turnContext.Activity.GetConversationReference();
        await turnContext.SendActivityAsync(Trace(nameof(Command), $"{Command} attach {id}", "command", nameof(Command)), cancellationToken).ConfigureAwait(false);
        await inspectionState.SaveChangesAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
    }

    private async Task AttachAsync(ITurnContext turnContext, string id, CancellationToken cancellationToken)
    {
        var known = await sessions.GetAsync(turnContext, () => new InspectionSessions(), cancellationToken).ConfigureAwait(false);
        var opened = known.Opened.Remove(id, out var emulator);
        if (opened)
            known.Attached[turnContext.Activity.Conversation.Id] = emulator;
        await turnContext.SendActivityAsync(
            opened ? "Attached to session, all traffic is being replicated for inspection." : $"Open session with id {id} does not exist.",
            cancellationToken: cancellationToken).ConfigureAwait(false);
        await inspectionState.SaveChangesAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ConversationReference> EmulatorOf(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var known = await sessions.GetAsync(turnContext, null, cancellationToken).ConfigureAwait(false);
        return turnContext.Activity.Conversation?.Id is { } conversation ? known?.Attached.GetValueOrDefault(conversation) : null;
    }

    private async Task InspectAsync(ITurnContext turnContext, ConversationReference emulator, NextDelegate next, CancellationToken cancellationToken)
    {
        Task Show(Activity trace) => ShowAsync(turnContext, emulator, trace, cancellationToken);

        await Show(TraceOf(turnContext.Activity, "ReceivedActivity", "Received Activity")).ConfigureAwait(false);
        turnContext.OnSendActivities(async (_, activities, send) =>
        {
            foreach (var activity in activities)
                await Show(TraceOf(activity, "SentActivity", "Sent Activity")).ConfigureAwait(false);
            return await send().ConfigureAwait(false);
        });
        turnContext.OnUpdateActivity(async (_, activity, update) =>
        {
            await Show(TraceOf(activity, "MessageUpdate", "Updated Message")).ConfigureAwait(false);
            return await update().ConfigureAwait(false);
        });
        turnContext.OnDeleteActivity(async (_, reference, delete) =>
        {
            await Show(Trace("MessageDelete", reference, "conversationReference", "Deleted Message")).ConfigureAwait(false);
            await delete().ConfigureAwait(false);
        });

        try
        {
            await next(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await Show(Trace("TurnError", failure.Message, "error", "Turn Error")).ConfigureAwait(false);
            throw;
        }

        if (await StatesAsync(turnContext, cancellationToken).ConfigureAwait(false) is { Count: > 0 } states)
            await Show(Trace("BotState", states, "botState", "Bot State")).ConfigureAwait(false);
    }

    private async Task<JsonObject> StatesAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var states = new JsonObject();
        foreach (var (name, state) in new (string, BotState)[] { ("userState", userState), ("conversationState", conversationState) })
        {
            if (state is null)
                continue;
            await state.LoadAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
            states[name] = state.Get(turnContext);
        }

        return states;
    }

    private async Task ShowAsync(ITurnContext turnContext, ConversationReference emulator, Activity trace, CancellationToken cancellationToken)
    {
        try
        {
            using var connector = new ConnectorClient(new Uri(emulator.ServiceUrl), credentials, GetHttpClient(), disposeHttpClient: false);
            await connector.Conversations.SendToConversationAsync(trace.ApplyConversationReference(emulator), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is ErrorResponseException or HttpRequestException)
        {
            // The developer has closed the emulator; the person goes on talking.
            var known = await sessions.GetAsync(turnContext, () => new InspectionSessions(), cancellationToken).ConfigureAwait(false);
            known.Attached.Remove(turnContext.Activity.Conversation.Id);
            await inspectionState.SaveChangesAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
        }
    }
}
