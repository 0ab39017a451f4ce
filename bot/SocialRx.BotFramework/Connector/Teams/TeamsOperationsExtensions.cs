using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Teams;

/// <summary>The calls of <see cref="TeamsOperations"/>, with nothing but the answers' bodies.</summary>
public static class TeamsOperationsExtensions
{
    public static Task<ConversationList> FetchChannelListAsync(this ITeamsOperations operations, string teamId, CancellationToken cancellationToken = default) =>
        BodyAsync(operations.FetchChannelListWithHttpMessagesAsync(teamId, null, cancellationToken));

    public static Task<TeamDetails> FetchTeamDetailsAsync(this ITeamsOperations operations, string teamId, CancellationToken cancellationToken = default) =>
        BodyAsync(operations.FetchTeamDetailsWithHttpMessagesAsync(teamId, null, cancellationToken));

    public static Task<MeetingInfo> FetchMeetingInfoAsync(this ITeamsOperations operations, string meetingId, CancellationToken cancellationToken = default) =>
        BodyAsync(Whole(operations).FetchMeetingInfoWithHttpMessagesAsync(meetingId, null, cancellationToken));

    public static Task<TeamsMeetingParticipant> FetchParticipantAsync(this ITeamsOperations operations, string meetingId, string participantId, string tenantId, CancellationToken cancellationToken = default) =>
        BodyAsync(Whole(operations).FetchParticipantWithHttpMessagesAsync(meetingId, participantId, tenantId, null, cancellationToken));

    public static Task<MeetingNotificationResponse> SendMeetingNotificationAsync(this ITeamsOperations operations, string meetingId, MeetingNotificationBase notification, CancellationToken cancellationToken = default) =>
        BodyAsync(Whole(operations).SendMeetingNotificationMessageAsync(meetingId, notification, null, cancellationToken));

    public static Task<string> SendMessageToListOfUsersAsync(this ITeamsOperations operations, IActivity activity, List<object> teamsMembers, string tenantId, CancellationToken cancellationToken = default) =>
        BodyAsync(Whole(operations).SendMessageToListOfUsersAsync(activity, teamsMembers, tenantId, null, cancellationToken));

    public static Task<string> SendMessageToAllUsersInTenantAsync(this ITeamsOperations operations, IActivity activity, string tenantId, CancellationToken cancellationToken = default) =>
        BodyAsync(Whole(operations).SendMessageToAllUsersInTenantAsync(activity, tenantId, null, cancellationToken));

    public static Task<string> SendMessageToAllUsersInTeamAsync(this ITeamsOperations operations, IActivity activity, string teamId, string tenantId, CancellationToken cancellationToken = default) =>
        BodyAsync(Whole(operations).SendMessageToAllUsersInTeamAsync(activity, teamId, tenantId, null, cancellationToken));

    public static Task<string> SendMessageToListOfChannelsAsync(this ITeamsOperations operations, IActivity activity, List<object> channelsMembers, string tenantId, CancellationToken cancellationToken = default) =>
        BodyAsync(Whole(operations).SendMessageToListOfChannelsAsync(activity, channelsMembers, tenantId, null, cancellationToken));

    public static Task<BatchOperationState> GetOperationStateAsync(this ITeamsOperations operations, string operationId, CancellationToken cancellationToken = default) =>
        BodyAsync(Whole(operations).GetOperationStateAsync(operationId, null, cancellationToken));

    public static Task<BatchFailedEntriesResponse> GetPagedFailedEntriesAsync(this ITeamsOperations operations, string operationId, string continuationToken = null, CancellationToken cancellationToken = default) =>
        BodyAsync(Whole(operations).GetPagedFailedEntriesAsync(operationId, null, continuationToken, cancellationToken));

    public static Task CancelOperationAsync(this ITeamsOperations operations, string operationId, CancellationToken cancellationToken = default) =>
        Whole(operations).CancelOperationAsync(operationId, null, cancellationToken);

    // The interface names only the first two calls.
    private static TeamsOperations Whole(ITeamsOperations operations) =>
        operations as TeamsOperations ?? throw new InvalidOperationException($"This call needs {nameof(TeamsOperations)}.");

    private static async Task<T> BodyAsync<T>(Task<HttpOperationResponse<T>> call)
    {
        using var answer = await call.ConfigureAwait(false);
        return answer is null ? default : answer.Body;
    }
}
