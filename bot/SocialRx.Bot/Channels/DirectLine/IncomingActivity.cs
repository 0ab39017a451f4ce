using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Turn;
using SocialRx.Domain;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>Makes of what a page sends what the bot and the log may have: the page says what was said, the server says who, where and when.</summary>
internal static class IncomingActivity
{
    /// <summary>Null when the body is not an activity.</summary>
    public static Activity? Read(byte[] body)
    {
        try
        {
            var activity = ActivityJson.Read(RequestBody.Clean(body));
            return string.IsNullOrEmpty(activity?.Type) ? null : activity;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>
    /// The activity with a fresh id, or, where the page numbers its messages, with an id made from that number: the same message sent again after
    /// a lost answer is then the same activity.
    /// </summary>
    public static Activity Own(Activity activity, TokenReading.Good token, string botName, NewId newId)
    {
        activity.Id = Id(activity, newId);
        activity.ChannelId = DirectLineConversation.ChannelId;
        activity.From = new ChannelAccount(token.UserId, role: RoleTypes.User);
        activity.Conversation = new ConversationAccount(id: token.ConversationId);
        activity.Recipient = new ChannelAccount(DirectLineConversation.BotId, botName, RoleTypes.Bot);
        activity.Timestamp = null;
        activity.ServiceUrl = null;
        activity.CallerId = null;
        activity.DeliveryMode = null;
        activity.Properties = new();
        return activity;
    }

    /// <summary>Tells the bot who is in a new conversation: the person and the bot itself.</summary>
    public static Activity Joined(TokenReading.Good token, string botName, string? locale)
    {
        var joined = new Activity(ActivityTypes.ConversationUpdate) { Locale = locale };
        Own(joined, token, botName, () => "joined");
        joined.MembersAdded = [joined.From, joined.Recipient];
        return joined;
    }

    private static string Id(Activity activity, NewId newId) =>
        activity.TryGetChannelData<ClientNumber>(out var number) && !string.IsNullOrEmpty(number.ClientActivityID)
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number.ClientActivityID)).AsSpan(0, 16))
            : newId();

#pragma warning disable CA1812 // Made by the JSON reader.
    private sealed record ClientNumber
    {
        public string? ClientActivityID { get; init; }
    }
#pragma warning restore CA1812
}
