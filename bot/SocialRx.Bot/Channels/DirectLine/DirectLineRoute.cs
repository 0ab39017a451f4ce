using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Turn;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>Replies to a web chat are rows of its log: once committed they are delivered, and sockets only have to look.</summary>
internal sealed class DirectLineRoute(DirectLineSockets sockets) : IReplyRoute
{
    public string Write(Activity reply)
    {
        reply.From = new ChannelAccount(DirectLineConversation.BotId, reply.From?.Name, RoleTypes.Bot);
        reply.Timestamp = null;
        reply.ServiceUrl = null;
        reply.Recipient = null;
        return ActivityJson.Write(reply);
    }

    public void Record(Connection connection, OpenTurn turn, DateTimeOffset now)
    {
        var bodies = turn.Replies.Where(IsShown).Select(reply => reply.Body).ToList();
        if (bodies.Count > 0)
            DirectLineLog.Append(connection, turn.Identity.ConversationId, bodies, now);
    }

    public Task DeliverAsync(ITurnContext context, OpenTurn turn)
    {
        if (turn.Replies.Any(IsShown))
            sockets.Wake(turn.Identity.ConversationId);
        return Task.CompletedTask;
    }

    private static bool IsShown(HeldReply reply) => reply.Type is not (ActivityTypesEx.InvokeResponse or ActivityTypesEx.Delay or ActivityTypes.Trace);
}
