using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SocialRx.Bot.Turn;

/// <summary>Sends a reply that has committed to its channel.</summary>
internal static class ChannelReply
{
    /// <summary>
    /// Under the reply's own id, which the adapter would take away: when nobody knows whether a channel has taken it, it is sent again as the same
    /// activity.
    /// </summary>
    public static Task SendAsync(ITurnContext context, Activity reply, CancellationToken cancellationToken)
    {
        if (context.Activity.DeliveryMode == DeliveryModes.ExpectReplies)
            return context.SendActivityAsync(reply, cancellationToken);
        if (context.TurnState.Get<IConnectorClient>() is not { } connector || reply.Type is ActivityTypesEx.Delay or ActivityTypes.Trace)
            return context.Adapter.SendActivitiesAsync(context, [reply], cancellationToken);
        return string.IsNullOrWhiteSpace(reply.ReplyToId)
            ? connector.Conversations.SendToConversationAsync(reply, cancellationToken)
            : connector.Conversations.ReplyToActivityAsync(reply, cancellationToken);
    }
}
