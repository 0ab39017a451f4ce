using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;

namespace SocialRx.Dialogs;

/// <summary>Where activities enter the conversation; what it does not know it lets pass. A person is talked with only where nobody else reads along.</summary>
internal sealed class SocialRxBot(Conversation conversation, WordBook words) : TeamsActivityHandler
{
    private const string Joined = "webchat/join";

    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.IsAmongOthers() ? SayWhereToTalkAsync(turnContext, cancellationToken) : conversation.HearAsync(turnContext, cancellationToken);

    protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        GreetAsync(turnContext, cancellationToken);

    /// <summary>Without asking Teams who they are: names and addresses are nothing we want to know.</summary>
    protected override Task OnTeamsMembersAddedDispatchAsync(IList<ChannelAccount> membersAdded, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        GreetAsync(turnContext, cancellationToken);

    protected override Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        GreetAsync(turnContext, cancellationToken);

    protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.Name == Joined ? conversation.GreetAsync(turnContext, cancellationToken) : Task.CompletedTask;

    private Task GreetAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.IsAmongOthers() ? Task.CompletedTask : conversation.GreetAsync(turnContext, cancellationToken);

    private Task SayWhereToTalkAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.IsMeant() ? turnContext.SendActivityAsync(words[Lines.Shared.OneToOne], cancellationToken: cancellationToken) : Task.CompletedTask;
}
