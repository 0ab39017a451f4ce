using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Channels.Teams;
using SocialRx.Storage;
using SocialRx.Storage.Turn;
using ChannelIds = Microsoft.Bot.Connector.Channels;

namespace SocialRx.Bot.Turn;

/// <summary>Replies that reach their channel through its connector: kept in the outbox with the turn, sent after it, removed once sent.</summary>
internal sealed partial class OutboxRoute(Database database, Peers peers, SentReplies sentReplies, OutboxSweeper sweeper, ILogger<OutboxRoute> log) : IReplyRoute
{
    public string Write(Activity reply) => ActivityJson.Write(reply.ChannelId == ChannelIds.Msteams ? TeamsReply.Of(reply) : reply);

    // The answer to an invoke is the answer to its request, not a message of its own.
    public bool IsKept(HeldReply reply) => reply.Type != ActivityTypesEx.InvokeResponse;

    public void Record(Connection connection, SqlBatch batch, OpenTurn turn, IReadOnlyList<OutgoingReply> replies, DateTimeOffset now) =>
        Outbox.Add(batch, turn.Identity.ConversationId, turn.Start.Version + 1, replies, peers.Me, now);

    public void DeliverRecorded(string conversationId) => sweeper.Wake();

    public async Task DeliverAsync(ITurnContext context, OpenTurn turn)
    {
        turn.LetsThrough = true;
        foreach (var answer in turn.Replies.Select(reply => reply.Answer).OfType<Activity>())
            await context.SendActivityAsync(answer);

        var replies = turn.Replies.Where(IsKept).ToList();
        if (replies.Count == 0)
            return;
        if (turn.Start.HasUnsent)
            sweeper.Wake();
        else
            await SendAsync(context, turn, replies);
    }

    /// <summary>The channel says that the person has taken the bot away or has blocked it: nothing more is said to them first.</summary>
    internal static bool IsUnwanted(Exception failure) => failure is ErrorResponseException { Response.StatusCode: HttpStatusCode.Forbidden };

    private static Activity Read(HeldReply reply) => ActivityJson.Read(reply.Body);

    private async Task SendAsync(ITurnContext context, OpenTurn turn, List<HeldReply> replies)
    {
        var sent = 0;
        try
        {
            for (; sent < replies.Count; sent++)
                await ChannelReply.SendAsync(context, Read(replies[sent]), CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever a channel's trouble looks like, the reply is safe in the outbox and is sent later.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotSent(log, replies[sent].ActivityId, turn.Identity.ConversationId, failure.GetType().Name);
            if (IsUnwanted(failure))
                await database.WriteAsync(connection => ConversationReferences.Forget(connection, turn.Identity.ConversationId));
        }

        if (sent > 0)
            sentReplies.Note(turn.Identity.ConversationId, Outbox.Sequence(turn.Start.Version + 1, sent - 1));
    }

    [LoggerMessage(EventId = 1020, Level = LogLevel.Warning, Message = "Reply {ActivityId} of {ConversationId} could not be sent ({Kind}); it is tried again later")]
    private static partial void LogNotSent(ILogger log, string activityId, string conversationId, string kind);
}
