using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Bot.Safeguarding.Deliveries;

/// <summary>A webhook as Standard Webhooks 1.0 has it: its id stays the same in every try, its signature covers id, time and body.</summary>
internal sealed class WebhookDelivery(HttpClient http) : IDeliveryChannel
{
    public string Name => Recipient.ByWebhook;

    public Task<Delivery> SendAsync(Recipient to, ConcernNotice notice, CancellationToken stop)
    {
        var body = Body(notice);
        var time = notice.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return WebDelivery.PostAsync(http, to.Webhook, body, [("webhook-id", notice.Id), ("webhook-timestamp", time), ("webhook-signature", Signature(to.SecretBytes(), notice.Id, time, body))], stop);
    }

    private static string Signature(byte[] secret, string id, string time, string body) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{time}.{body}")))}";

    private static string Body(ConcernNotice notice) => JsonSerializer.Serialize(
        new
        {
            type = notice.Step == EscalationStep.First ? "concern.raised" : "concern.escalated",
            timestamp = notice.Now.UtcDateTime,
            data = new
            {
                concern = notice.ConcernId,
                route = notice.Route,
                categories = notice.About.Select(category => category.Id),
                raisedAt = notice.RaisedAt.UtcDateTime,
                lastMessageAt = notice.LastSignalAt.UtcDateTime,
                step = notice.Step switch { EscalationStep.First => "first", EscalationStep.Second => "second", _ => "all" },
                link = notice.Link,
            },
        },
        JsonSerializerOptions.Web);
}
