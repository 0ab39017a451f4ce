using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Dialogs.Root;
using SocialRx.Storage;
using SocialRx.Storage.Turn;
using ChannelIds = Microsoft.Bot.Connector.Channels;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SocialRx.Bot.Channels.Teams;

/// <summary>Notes with the turn where a person in Teams can be written to one to one, and forgets it when the app is taken away.</summary>
internal sealed class Reachable(TimeProvider clock) : IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity.ChannelId == ChannelIds.Msteams)
            Note(turnContext.Activity, turnContext.TurnState.Get<TurnWrites>(), turnContext.TurnState.Get<TurnIdentity>());
        return next(cancellationToken);
    }

    private void Note(Activity activity, TurnWrites writes, TurnIdentity who)
    {
        if (IsTakenAway(activity))
        {
            writes.Add(connection => ConversationReferences.Forget(connection, who.ConversationId));
        }
        else if (At(activity) is { } at)
        {
            var now = clock.GetUtcNow();
            writes.Add(connection => ConversationReferences.Keep(connection, who, ChannelIds.Msteams, at, now));
        }
    }

    private static bool IsTakenAway(Activity activity) =>
        (activity.Type == ActivityTypes.InstallationUpdate && activity.Action?.StartsWith("remove", StringComparison.Ordinal) == true)
        || activity.MembersRemoved?.Any(member => member.Id == activity.Recipient?.Id) == true;

    /// <summary>Null where others read along, and where the bot itself has spoken first: that says nothing new.</summary>
    private static ReachableAt? At(Activity activity) =>
        !activity.IsAmongOthers()
        && activity is { Type: not ActivityTypes.Event, From.Id.Length: > 0, Recipient.Id.Length: > 0, Conversation.Id.Length: > 0, ServiceUrl.Length: > 0 }
        && activity.From.Id != activity.Recipient.Id
            ? new ReachableAt
            {
                Channel = activity.ChannelId,
                ServiceUrl = activity.ServiceUrl,
                ConversationId = activity.Conversation.Id,
                BotId = activity.Recipient.Id,
                UserId = activity.From.Id,
                TenantId = activity.Conversation.TenantId,
                Locale = activity.Locale,
            }
            : null;
}
