using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Dialogs.Root;

namespace SocialRx.Dialogs;

/// <summary>Where activities enter the conversation; what it does not know it lets pass.</summary>
internal sealed class SocialRxBot(Conversation conversation) : ActivityHandler
{
    private const string Joined = "webchat/join";

    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        conversation.HearAsync(turnContext, cancellationToken);

    protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        conversation.GreetAsync(turnContext, cancellationToken);

    protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.Name == Joined ? conversation.GreetAsync(turnContext, cancellationToken) : Task.CompletedTask;
}
