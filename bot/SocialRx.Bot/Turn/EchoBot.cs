using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SocialRx.Bot.Turn;

/// <summary>Answers until there are dialogs.</summary>
internal sealed class EchoBot : ActivityHandler
{
    protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync("Hello.", cancellationToken: cancellationToken);

    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync($"You said: {turnContext.Activity.Text}", cancellationToken: cancellationToken);
}
