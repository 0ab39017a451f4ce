using System.Text.Json;
using SocialRx.Bot.Channels.Teams;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Bot.Safeguarding.Deliveries;

/// <summary>A card through a workflow of Teams ("when a Teams webhook request is received"), which posts it to the chat or channel it was made for.</summary>
internal sealed class TeamsDelivery(HttpClient http) : IDeliveryChannel
{
    public string Name => Recipient.ByTeams;

    public Task<Delivery> SendAsync(Recipient to, ConcernNotice notice, CancellationToken stop) =>
        WebDelivery.PostAsync(http, to.Teams, JsonSerializer.Serialize(Message(notice)), [], stop);

    private static Dictionary<string, object?> Message(ConcernNotice notice) => new()
    {
        ["type"] = "message",
        ["attachments"] = new[]
        {
            new Dictionary<string, object?>
            {
                ["contentType"] = AdaptiveCard.ContentType,
                ["contentUrl"] = null,
                ["content"] = AdaptiveCard.Content([AdaptiveCard.Heading(notice.Title), .. notice.Lines().SelectMany(AdaptiveCard.Lines), .. AdaptiveCard.Rows(Buttons(notice))]),
            },
        },
    };

    private static IEnumerable<object?> Buttons(ConcernNotice notice)
    {
        if (notice.Link is { } link)
            yield return AdaptiveCard.Button("Action.OpenUrl", "Open the concern", ("url", link.ToString()));
    }
}
