using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Turn;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>Replies to a web chat are rows of its log: once committed they are delivered, and sockets only have to look.</summary>
internal sealed class DirectLineRoute(DirectLineSockets sockets, Peers peers) : IReplyRoute
{
    public string Write(Activity reply)
    {
        reply.From = new ChannelAccount(DirectLineConversation.BotId, reply.From?.Name, RoleTypes.Bot);
        reply.Timestamp = null;
        reply.ServiceUrl = null;
        reply.Recipient = null;
        return ActivityJson.Write(reply);
    }

    public bool IsKept(HeldReply reply) => reply.Type is not (ActivityTypesEx.InvokeResponse or ActivityTypesEx.Delay or ActivityTypes.Trace);

    public void Record(Connection connection, SqlBatch batch, OpenTurn turn, IReadOnlyList<OutgoingReply> replies, DateTimeOffset now)
    {
        if (replies.Count > 0)
            DirectLineLog.Append(connection, batch, turn.Identity.ConversationId, [.. replies.Select(reply => reply.Body)], now);
    }

    public Task DeliverAsync(ITurnContext context, OpenTurn turn)
    {
        if (turn.Replies.Any(IsKept))
            DeliverRecorded(turn.Identity.ConversationId);
        return Task.CompletedTask;
    }

    public void DeliverRecorded(string conversationId)
    {
        sockets.Wake(conversationId);
        peers.Tell(conversationId);
    }
}
