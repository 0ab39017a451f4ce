using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Microsoft.Rest;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Connector.Teams;

public interface ITeamsOperations
{
    Task<HttpOperationResponse<ConversationList>> FetchChannelListWithHttpMessagesAsync(string teamId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<TeamDetails>> FetchTeamDetailsWithHttpMessagesAsync(string teamId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default);
}

/// <summary>
/// Every call throws <see cref="ValidationException"/> when what it needs is missing, and <see cref="HttpOperationException"/> when Teams
/// answers anything but success; those about messages to many throw that inside an <see cref="AggregateException"/>.
/// </summary>
public class TeamsOperations : ITeamsOperations
{
    private const string Batch = "v3/batch/conversation/";

    public TeamsOperations(TeamsConnectorClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
    }

    public TeamsConnectorClient Client { get; }

    public Task<HttpOperationResponse<ConversationList>> FetchChannelListWithHttpMessagesAsync(string teamId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<ConversationList>(HttpMethod.Get, $"v3/teams/{Conversations.Segment(teamId)}/conversations", null, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<TeamDetails>> FetchTeamDetailsWithHttpMessagesAsync(string teamId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<TeamDetails>(HttpMethod.Get, $"v3/teams/{Conversations.Segment(teamId)}", null, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<MeetingInfo>> FetchMeetingInfoWithHttpMessagesAsync(string meetingId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<MeetingInfo>(HttpMethod.Get, $"v1/meetings/{Conversations.Segment(meetingId)}", null, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<TeamsMeetingParticipant>> FetchParticipantWithHttpMessagesAsync(string meetingId, string participantId, string tenantId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<TeamsMeetingParticipant>(
            HttpMethod.Get,
            $"v1/meetings/{Conversations.Segment(meetingId)}/participants/{Conversations.Segment(participantId)}?tenantId={Conversations.Segment(tenantId)}",
            null,
            customHeaders,
            cancellationToken);

    /// <summary>The answer's body is null when everybody was reached.</summary>
    public Task<HttpOperationResponse<MeetingNotificationResponse>> SendMeetingNotificationMessageAsync(string meetingId, MeetingNotificationBase notification, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        CallAsync<MeetingNotificationResponse>(
            HttpMethod.Post,
            $"v1/meetings/{Conversations.Segment(meetingId)}/notification",
            notification is null ? null : ChannelHttp.Json<object>(notification),
            customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<string>> SendMessageToListOfUsersAsync(IActivity activity, List<object> teamsMembers, string tenantId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        SendToManyAsync(
            "users/",
            [("Members", Needed(teamsMembers, nameof(teamsMembers))), ("Activity", Needed(activity, nameof(activity))), ("TenantId", Needed(tenantId, nameof(tenantId)))],
            customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<string>> SendMessageToAllUsersInTenantAsync(IActivity activity, string tenantId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        SendToManyAsync(
            "tenant/",
            [("Activity", Needed(activity, nameof(activity))), ("TenantId", Needed(tenantId, nameof(tenantId)))],
            customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<string>> SendMessageToAllUsersInTeamAsync(IActivity activity, string teamId, string tenantId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        SendToManyAsync(
            "team/",
            [("Activity", Needed(activity, nameof(activity))), ("TeamId", Needed(teamId, nameof(teamId))), ("TenantId", Needed(tenantId, nameof(tenantId)))],
            customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<string>> SendMessageToListOfChannelsAsync(IActivity activity, List<object> channelsMembers, string tenantId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        SendToManyAsync(
            "channels/",
            [("Members", Needed(channelsMembers, nameof(channelsMembers))), ("Activity", Needed(activity, nameof(activity))), ("TenantId", Needed(tenantId, nameof(tenantId)))],
            customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<BatchOperationState>> GetOperationStateAsync(string operationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        BatchAsync<BatchOperationState>(HttpMethod.Get, Operation(operationId), customHeaders, cancellationToken);

    public Task<HttpOperationResponse<BatchFailedEntriesResponse>> GetPagedFailedEntriesAsync(string operationId, Dictionary<string, List<string>> customHeaders = null, string continuationToken = null, CancellationToken cancellationToken = default) =>
        BatchAsync<BatchFailedEntriesResponse>(
            HttpMethod.Get,
            "failedentries/" + Operation(operationId) + ChannelHttp.Query(("continuationToken", continuationToken)),
            customHeaders,
            cancellationToken);

    public async Task CancelOperationAsync(string operationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        (await BatchAsync<object>(HttpMethod.Delete, Operation(operationId), customHeaders, cancellationToken).ConfigureAwait(false)).Dispose();

    private static T Needed<T>(T value, string name) => value is null or "" or List<object> { Count: 0 }
        ? throw new ValidationException(ValidationRules.CannotBeNull, name)
        : value;

    private static string Operation(string operationId) => Conversations.Segment(Needed(operationId, nameof(operationId)));

    private async Task<HttpOperationResponse<T>> CallAsync<T>(HttpMethod method, string route, byte[] body, Dictionary<string, List<string>> headers, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await Client.Channel.CallAsync<T>(method, route, body, cancellationToken, headers: headers).ConfigureAwait(false);
        }
        catch (ErrorResponseException failure)
        {
            throw new HttpOperationException(failure.Message, failure) { Request = failure.Request, Response = failure.Response };
        }
    }

    private async Task<HttpOperationResponse<T>> BatchAsync<T>(HttpMethod method, string route, Dictionary<string, List<string>> headers, CancellationToken cancellationToken, byte[] body = null)
        where T : class
    {
        try
        {
            return await CallAsync<T>(method, Batch + route, body, headers, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpOperationException failure)
        {
            throw new AggregateException("Failed to perform the required operation.", failure);
        }
    }

    // The answer's body is what Teams wrote: the operation's id, or JSON that holds it.
    private async Task<HttpOperationResponse<string>> SendToManyAsync(string route, (string Name, object Value)[] content, Dictionary<string, List<string>> headers, CancellationToken cancellationToken)
    {
        var body = ChannelHttp.Json(content.ToDictionary(field => field.Name, field => field.Value));
        var answer = await BatchAsync<Stream>(HttpMethod.Post, route, headers, cancellationToken, body).ConfigureAwait(false);
        using var text = new StreamReader(answer.Body);
        return new HttpOperationResponse<string>
        {
            Request = answer.Request,
            Response = answer.Response,
            Body = await text.ReadToEndAsync(cancellationToken).ConfigureAwait(false),
        };
    }
}
