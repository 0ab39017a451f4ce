using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Channels.Teams;
using SocialRx.Bot.Turn;
using SocialRx.Dialogs.Words;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Channels;

/// <summary>Turns of channels that post to /api/messages and are answered through their connector.</summary>
internal sealed partial class AdapterWithErrorHandler : CloudAdapter
{
    private readonly string _appId;

    public AdapterWithErrorHandler(BotFrameworkAuthentication authentication, IConfiguration configuration, IServiceProvider services, ILogger<AdapterWithErrorHandler> log)
        : base(authentication, log)
    {
        _appId = configuration["MicrosoftAppId"] ?? "";
        OnTurnError = AnswerTroubleAsync;
        Use(new TeamsReading());
        this.UseTurn(services, services.GetRequiredService<OutboxRoute>());
        Use(services.GetRequiredService<StaffSummary>());
    }

    /// <summary>Runs a turn in a person's conversation that they have said nothing in.</summary>
    public Task SpeakFirstAsync(ReachableAt at, BotCallbackHandler say, CancellationToken cancellationToken)
    {
        var reference = new ConversationReference
        {
            User = new ChannelAccount(at.UserId),
            Bot = new ChannelAccount(at.BotId),
            Conversation = new ConversationAccount(id: at.ConversationId, tenantId: at.TenantId, conversationType: "personal"),
            ChannelId = at.Channel,
            ServiceUrl = at.ServiceUrl,
            Locale = at.Locale,
        };
        return ContinueConversationAsync(_appId, reference, say, cancellationToken);
    }

    /// <summary>Sends a reply of a turn that has committed before.</summary>
    public async Task SendAgainAsync(Activity reply, CancellationToken cancellationToken)
    {
        var reference = new ConversationReference
        {
            User = reply.Recipient,
            Bot = reply.From,
            Conversation = reply.Conversation,
            ChannelId = reply.ChannelId,
            ServiceUrl = reply.ServiceUrl,
            Locale = reply.Locale,
        };
        SentAgain.Reply = reply;
        await ContinueConversationAsync(_appId, reference, (_, _) => Task.CompletedTask, cancellationToken);
    }

    /// <summary>
    /// What is left to this place is not the bot's: a disk that cannot be written is said honestly, and with anything else the channel hears that
    /// the turn has not happened and delivers again.
    /// </summary>
    private async Task AnswerTroubleAsync(ITurnContext context, Exception trouble)
    {
        var activity = context.Activity;
        if (trouble is not StorageException storage)
        {
            LogFailed(Logger, trouble.GetType().Name, TurnMiddleware.Origin(trouble), activity.Id, activity.Conversation?.Id);
            throw new InvalidOperationException("The turn failed; the log has its ids.", trouble);
        }

        LogStorage(Logger, activity.Id, activity.Conversation?.Id, storage.Message);
        if (context.TurnState.Get<OpenTurn>() is { } turn)
            turn.LetsThrough = true;
        if (activity.Type == ActivityTypes.Message)
            await context.SendActivityAsync(MessageFactory.Text(TurnWords.NotSaved));
    }

    [LoggerMessage(EventId = 1200, Level = LogLevel.Critical, Message = "Activity {ActivityId} of {ConversationId} could not be kept, and its sender was told: {Trouble}")]
    private static partial void LogStorage(ILogger log, string? activityId, string? conversationId, string trouble);

    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "The turn failed with {Kind} in {Origin}: activity {ActivityId} of {ConversationId}")]
    private static partial void LogFailed(ILogger log, string kind, string origin, string? activityId, string? conversationId);
}
