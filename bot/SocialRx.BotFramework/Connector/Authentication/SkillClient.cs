using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace SocialRx.BotFramework;

/// <summary>Posts to another bot as this one; where to is the bot's own configuration, so it is not held against the channels' hosts.</summary>
internal sealed class SkillClient(Func<string, string, CancellationToken, Task<ServiceClientCredentials>> credentialsOf, HttpClient http) : BotFrameworkClient
{
    public override Task<InvokeResponse<T>> PostActivityAsync<T>(string fromBotId, string toBotId, Uri toUrl, Uri serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        PostAsync<T, InvokeResponse<T>>(fromBotId, toBotId, toUrl, serviceUrl, conversationId, activity, (status, body) => new InvokeResponse<T> { Status = status, Body = body }, cancellationToken);

    private static Activity Forwarded(Activity activity, Uri serviceUrl, string conversationId)
    {
        var copy = ProtocolJson.Deserialize<Activity>(ProtocolJson.Serialize(activity));
        copy.RelatesTo = new ConversationReference
        {
            ServiceUrl = activity.ServiceUrl,
            ActivityId = activity.Id,
            ChannelId = activity.ChannelId,
            Locale = activity.Locale,
            Conversation = activity.Conversation is { } conversation ? ProtocolJson.Deserialize<ConversationAccount>(ProtocolJson.Serialize(conversation)) : null,
        };
        copy.Conversation ??= new ConversationAccount();
        copy.Conversation.Id = conversationId;
        copy.ServiceUrl = serviceUrl.ToString();
        copy.Recipient ??= new ChannelAccount();
        copy.Recipient.Role = RoleTypes.Skill;
        return copy;
    }

    private static T Read<T>(byte[] body)
    {
        try
        {
            return body.Length == 0 ? default : JsonSerializer.Deserialize(body, ProtocolJson.TypeInfo<T>());
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private async Task<TAnswer> PostAsync<T, TAnswer>(
        string fromBotId, string toBotId, Uri toUrl, Uri serviceUrl, string conversationId, Activity activity, Func<int, T, TAnswer> answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(toUrl);
        ArgumentNullException.ThrowIfNull(serviceUrl);
        ArgumentNullException.ThrowIfNull(conversationId);
        ArgumentNullException.ThrowIfNull(activity);
        using var request = new HttpRequestMessage(HttpMethod.Post, toUrl)
        {
            Content = new ByteArrayContent(ChannelHttp.Json(Forwarded(activity, serviceUrl, conversationId))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        request.Headers.TryAddWithoutValidation("x-ms-conversation-id", Uri.EscapeDataString(conversationId));
        var credentials = await credentialsOf(fromBotId, toBotId, cancellationToken).ConfigureAwait(false);
        await credentials.ProcessHttpRequestAsync(request, cancellationToken).ConfigureAwait(false);
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer((int)response.StatusCode, Read<T>(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)));
    }
}
