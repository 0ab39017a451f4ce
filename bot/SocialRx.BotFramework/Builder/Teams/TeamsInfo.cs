using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Connector.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Teams;

/// <summary>
/// Asks Teams about a team, a chat or a meeting. What is not named is taken from the turn's activity; where that does not say it either,
/// <see cref="InvalidOperationException"/> is thrown.
/// </summary>
public static class TeamsInfo
{
    public static Task<TeamsMeetingParticipant> GetMeetingParticipantAsync(ITurnContext turnContext, string meetingId = null, string participantId = null, string tenantId = null, CancellationToken cancellationToken = default)
    {
        meetingId ??= turnContext.Activity.TeamsGetMeetingInfo()?.Id ?? throw OutsideMeeting();
        participantId ??= Needed(turnContext.Activity.From.AadObjectId, nameof(participantId));
        tenantId ??= Needed(turnContext.Activity.GetChannelData<TeamsChannelData>()?.Tenant?.Id, nameof(tenantId));
        return Teams(turnContext).FetchParticipantAsync(meetingId, participantId, tenantId, cancellationToken);
    }

    public static Task<MeetingInfo> GetMeetingInfoAsync(ITurnContext turnContext, string meetingId = null, CancellationToken cancellationToken = default)
    {
        meetingId ??= turnContext.Activity.TeamsGetMeetingInfo()?.Id ?? throw new InvalidOperationException("The meetingId can only be null if turnContext is within the scope of a MS Teams Meeting.");
        return Teams(turnContext).FetchMeetingInfoAsync(meetingId, cancellationToken);
    }

    public static Task<TeamDetails> GetTeamDetailsAsync(ITurnContext turnContext, string teamId = null, CancellationToken cancellationToken = default)
    {
        teamId ??= TeamOf(turnContext) ?? throw OutsideTeam();
        return Teams(turnContext).FetchTeamDetailsAsync(teamId, cancellationToken);
    }

    public static async Task<IList<ChannelInfo>> GetTeamChannelsAsync(ITurnContext turnContext, string teamId = null, CancellationToken cancellationToken = default)
    {
        teamId ??= TeamOf(turnContext) ?? throw OutsideTeam();
        var list = await Teams(turnContext).FetchChannelListAsync(teamId, cancellationToken).ConfigureAwait(false);
        return list.Conversations;
    }

    public static Task<IEnumerable<TeamsChannelAccount>> GetTeamMembersAsync(ITurnContext turnContext, string teamId = null, CancellationToken cancellationToken = default)
    {
        teamId ??= TeamOf(turnContext) ?? throw OutsideTeam();
        return MembersAsync(turnContext, teamId, cancellationToken);
    }

    public static Task<IEnumerable<TeamsChannelAccount>> GetMembersAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
        MembersAsync(turnContext, TeamOf(turnContext) ?? turnContext.Activity.Conversation?.Id, cancellationToken);

    public static Task<TeamsPagedMembersResult> GetPagedTeamMembersAsync(ITurnContext turnContext, string teamId = null, string continuationToken = default, int? pageSize = default, CancellationToken cancellationToken = default)
    {
        teamId ??= TeamOf(turnContext) ?? throw OutsideTeam();
        return PageAsync(turnContext, teamId, pageSize, continuationToken, cancellationToken);
    }

    public static Task<TeamsPagedMembersResult> GetPagedMembersAsync(ITurnContext turnContext, int? pageSize = default, string continuationToken = default, CancellationToken cancellationToken = default) =>
        PageAsync(turnContext, TeamOf(turnContext) ?? turnContext.Activity.Conversation?.Id, pageSize, continuationToken, cancellationToken);

    public static Task<TeamsChannelAccount> GetTeamMemberAsync(ITurnContext turnContext, string userId, string teamId = null, CancellationToken cancellationToken = default)
    {
        teamId ??= TeamOf(turnContext) ?? throw OutsideTeam();
        return MemberAsync(turnContext, userId, teamId, cancellationToken);
    }

    public static Task<TeamsChannelAccount> GetMemberAsync(ITurnContext turnContext, string userId, CancellationToken cancellationToken = default) =>
        MemberAsync(turnContext, userId, TeamOf(turnContext) ?? turnContext.Activity.Conversation?.Id, cancellationToken);

    /// <summary>Starts a thread in a channel of a team.</summary>
    /// <returns>The thread's reference, and the id of what was said.</returns>
    public static Task<Tuple<ConversationReference, string>> SendMessageToTeamsChannelAsync(ITurnContext turnContext, IActivity activity, string teamsChannelId, MicrosoftAppCredentials credentials, CancellationToken cancellationToken = default)
    {
        ThrowIfUnaddressed(turnContext, teamsChannelId);
        ArgumentNullException.ThrowIfNull(credentials);
        return SendMessageToTeamsChannelAsync(turnContext, activity, teamsChannelId, credentials.MicrosoftAppId, cancellationToken);
    }

    /// <inheritdoc cref="SendMessageToTeamsChannelAsync(ITurnContext, IActivity, string, MicrosoftAppCredentials, CancellationToken)"/>
    public static async Task<Tuple<ConversationReference, string>> SendMessageToTeamsChannelAsync(ITurnContext turnContext, IActivity activity, string teamsChannelId, string botAppId, CancellationToken cancellationToken = default)
    {
        ThrowIfUnaddressed(turnContext, teamsChannelId);
        var thread = new ConversationParameters
        {
            IsGroup = true,
            ChannelData = new TeamsChannelData { Channel = new ChannelInfo { Id = teamsChannelId } },
            Activity = (Activity)activity,
        };
        ConversationReference reference = null;
        var id = string.Empty;
        await turnContext.Adapter.CreateConversationAsync(
            botAppId,
            Channels.Msteams,
            turnContext.Activity.ServiceUrl,
            audience: null,
            thread,
            (started, _) =>
            {
                reference = started.Activity.GetConversationReference();
                id = started.Activity.Id;
                return Task.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return Tuple.Create(reference, id);
    }

    /// <returns>Whom it did not reach; null when it reached everybody.</returns>
    public static Task<MeetingNotificationResponse> SendMeetingNotificationAsync(ITurnContext turnContext, MeetingNotificationBase notification, string meetingId = null, CancellationToken cancellationToken = default)
    {
        meetingId ??= turnContext.Activity.TeamsGetMeetingInfo()?.Id ?? throw OutsideMeeting();
        return Teams(turnContext, Needed(notification, nameof(notification))).SendMeetingNotificationAsync(meetingId, notification, cancellationToken);
    }

    /// <returns>What <see cref="GetOperationStateAsync"/> is asked about.</returns>
    public static Task<string> SendMessageToListOfUsersAsync(ITurnContext turnContext, IActivity activity, List<object> teamsMembers, string tenantId, CancellationToken cancellationToken = default) =>
        Teams(turnContext, Needed(activity, nameof(activity)), Needed(teamsMembers, nameof(teamsMembers)), Needed(tenantId, nameof(tenantId))).SendMessageToListOfUsersAsync(activity, teamsMembers, tenantId, cancellationToken);

    /// <inheritdoc cref="SendMessageToListOfUsersAsync(ITurnContext, IActivity, List{object}, string, CancellationToken)"/>
    public static Task<string> SendMessageToListOfUsersAsync<T>(ITurnContext turnContext, IActivity activity, List<T> teamsMembers, string tenantId, CancellationToken cancellationToken = default)
        where T : TeamMember =>
        SendMessageToListOfUsersAsync(turnContext, activity, teamsMembers?.ConvertAll<object>(member => member), tenantId, cancellationToken);

    /// <returns>What <see cref="GetOperationStateAsync"/> is asked about.</returns>
    public static Task<string> SendMessageToAllUsersInTenantAsync(ITurnContext turnContext, IActivity activity, string tenantId, CancellationToken cancellationToken = default) =>
        Teams(turnContext, Needed(activity, nameof(activity)), Needed(tenantId, nameof(tenantId))).SendMessageToAllUsersInTenantAsync(activity, tenantId, cancellationToken);

    /// <returns>What <see cref="GetOperationStateAsync"/> is asked about.</returns>
    public static Task<string> SendMessageToAllUsersInTeamAsync(ITurnContext turnContext, IActivity activity, string teamId, string tenantId, CancellationToken cancellationToken = default) =>
        Teams(turnContext, Needed(activity, nameof(activity)), Needed(teamId, nameof(teamId)), Needed(tenantId, nameof(tenantId))).SendMessageToAllUsersInTeamAsync(activity, teamId, tenantId, cancellationToken);

    /// <returns>What <see cref="GetOperationStateAsync"/> is asked about.</returns>
    public static Task<string> SendMessageToListOfChannelsAsync(ITurnContext turnContext, IActivity activity, List<object> channelsMembers, string tenantId, CancellationToken cancellationToken = default) =>
        Teams(turnContext, Needed(activity, nameof(activity)), Needed(channelsMembers, nameof(channelsMembers)), Needed(tenantId, nameof(tenantId))).SendMessageToListOfChannelsAsync(activity, channelsMembers, tenantId, cancellationToken);

    /// <inheritdoc cref="SendMessageToListOfChannelsAsync(ITurnContext, IActivity, List{object}, string, CancellationToken)"/>
    public static Task<string> SendMessageToListOfChannelsAsync<T>(ITurnContext turnContext, IActivity activity, List<T> channelsMembers, string tenantId, CancellationToken cancellationToken = default)
        where T : TeamMember =>
        SendMessageToListOfChannelsAsync(turnContext, activity, channelsMembers?.ConvertAll<object>(member => member), tenantId, cancellationToken);

    public static Task<BatchOperationState> GetOperationStateAsync(ITurnContext turnContext, string operationId, CancellationToken cancellationToken = default) =>
        Teams(turnContext, Needed(operationId, nameof(operationId))).GetOperationStateAsync(operationId, cancellationToken);

    public static Task<BatchFailedEntriesResponse> GetPagedFailedEntriesAsync(ITurnContext turnContext, string operationId, string continuationToken = null, CancellationToken cancellationToken = default) =>
        Teams(turnContext, Needed(operationId, nameof(operationId))).GetPagedFailedEntriesAsync(operationId, continuationToken, cancellationToken);

    public static Task CancelOperationAsync(ITurnContext turnContext, string operationId, CancellationToken cancellationToken = default) =>
        Teams(turnContext, Needed(operationId, nameof(operationId))).CancelOperationAsync(operationId, cancellationToken);

    private static string TeamOf(ITurnContext turnContext) => turnContext.Activity.TeamsGetTeamInfo()?.Id;

    private static InvalidOperationException OutsideTeam() => new("This method is only valid within the scope of MS Teams Team.");

    private static InvalidOperationException OutsideMeeting() => new("This method is only valid within the scope of a MS Teams Meeting.");

    private static T Needed<T>(T value, string name)
        where T : class => value ?? throw new InvalidOperationException($"{name} is required.");

    private static void ThrowIfUnaddressed(ITurnContext turnContext, string teamsChannelId)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        Needed(turnContext.Activity, nameof(turnContext.Activity));
        if (string.IsNullOrEmpty(teamsChannelId))
            throw new ArgumentNullException(nameof(teamsChannelId));
    }

    private static async Task<IEnumerable<TeamsChannelAccount>> MembersAsync(ITurnContext turnContext, string conversationId, CancellationToken cancellationToken)
    {
        var members = await Conversations(turnContext, conversationId).GetConversationMembersAsync(conversationId, cancellationToken).ConfigureAwait(false);
        return members.Select(ProtocolJson.As<TeamsChannelAccount>);
    }

    private static async Task<TeamsChannelAccount> MemberAsync(ITurnContext turnContext, string userId, string conversationId, CancellationToken cancellationToken)
    {
        var conversations = Conversations(turnContext, conversationId);
        if (userId is null)
            throw new InvalidOperationException("The GetMembers operation needs a valid user Id.");
        return ProtocolJson.As<TeamsChannelAccount>(await conversations.GetConversationMemberAsync(userId, conversationId, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<TeamsPagedMembersResult> PageAsync(ITurnContext turnContext, string conversationId, int? pageSize, string continuationToken, CancellationToken cancellationToken)
    {
        var page = await Conversations(turnContext, conversationId).GetConversationPagedMembersAsync(conversationId, pageSize, continuationToken, cancellationToken).ConfigureAwait(false);
        return new TeamsPagedMembersResult(page.ContinuationToken, page.Members);
    }

    private static IConnectorClient Connector(ITurnContext turnContext) =>
        turnContext.TurnState.Get<IConnectorClient>() ?? throw new InvalidOperationException("This method requires a connector client.");

    private static IConversations Conversations(ITurnContext turnContext, string conversationId)
    {
        var connector = Connector(turnContext);
        return conversationId is null ? throw new InvalidOperationException("The GetMembers operation needs a valid conversation Id.") : connector.Conversations;
    }

    // The connections stay the connector's.
    private static ITeamsOperations Teams(ITurnContext turnContext, params ReadOnlySpan<object> needed)
    {
        var connector = Connector(turnContext);
        return new TeamsConnectorClient(connector.BaseUri, connector.Credentials, (connector as ConnectorClient)?.HttpClient, disposeHttpClient: false).Teams;
    }
}
