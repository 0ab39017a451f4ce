using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Turn;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>Runs the bot for the web chats of this process. Replies travel with the turn's commit; only what is not kept, typing, passes here.</summary>
internal sealed class DirectLineAdapter(DirectLineSockets sockets) : BotAdapter
{
    public async Task RunAsync(Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        using var context = new TurnContext(this, activity);
        await RunPipelineAsync(context, bot.OnTurnAsync, cancellationToken);
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        foreach (var activity in activities)
            sockets.Show(DirectLineConversation.Key(turnContext.Activity.Conversation.Id), Passing(activity));
        return Task.FromResult(Array.ConvertAll(activities, activity => new ResourceResponse(activity.Id)));
    }

    /// <summary>The page puts an activity in the place of an earlier one with the same id.</summary>
    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        Task.FromResult(turnContext.TurnState.Get<OpenTurn>().Hold(activity, activity.Id));

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Direct Line has no way to take a message back.");

    private static string Passing(Activity activity)
    {
        activity.From = new ChannelAccount(DirectLineConversation.BotId, activity.From?.Name, RoleTypes.Bot);
        activity.Recipient = null;
        return ActivityJson.Write(activity);
    }
}
