using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>The events by which a conversation is handed to a person.</summary>
public static class EventFactory
{
    /// <summary>Asks for the handoff; the context is for whoever takes over, the transcript is what was said so far.</summary>
    public static IEventActivity CreateHandoffInitiation(ITurnContext turnContext, object handoffContext, Transcript transcript = null)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var activity = turnContext.Activity;
        var handoff = Create(HandoffEventNames.InitiateHandoff, handoffContext, activity.Conversation);
        handoff.From = activity.From;
        handoff.RelatesTo = activity.GetConversationReference();
        handoff.ReplyToId = activity.Id;
        handoff.ServiceUrl = activity.ServiceUrl;
        handoff.ChannelId = activity.ChannelId;
        if (transcript is not null)
            handoff.Attachments.Add(new Attachment("application/json", content: transcript, name: "Transcript"));
        return handoff;
    }

    /// <summary>Tells how the handoff went: accepted, failed or completed.</summary>
    public static IEventActivity CreateHandoffStatus(ConversationAccount conversation, string state, string message = null)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(state);
        return Create(HandoffEventNames.HandoffStatus, new { state, message }, conversation);
    }

    private static Activity Create(string name, object value, ConversationAccount conversation) => new(ActivityTypes.Event)
    {
        Name = name,
        Value = JsonSerializer.SerializeToNode(value),
        Id = RandomNumberGenerator.GetHexString(32, lowercase: true),
        Timestamp = TimeProvider.System.GetUtcNow(),
        Conversation = conversation,
        Attachments = [],
        Entities = [],
    };
}
