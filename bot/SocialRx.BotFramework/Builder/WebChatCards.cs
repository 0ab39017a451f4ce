using System.Text.Json.Nodes;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework;

/// <summary>
/// Web Chat shows an Action.Execute and sends nothing when it is tapped. So there it is an Action.Submit, whose tap arrives as a message with the
/// action's data, its verb among them, as value. A card that refreshes itself stays as it was first sent.
/// </summary>
internal static class WebChatCards
{
    private const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    /// <summary>The sender's own cards stay as they are: what is changed is a copy.</summary>
    public static void Fit(Activity activity)
    {
        if (activity.Attachments is not { Count: > 0 } attachments || activity.ChannelId is not (Channels.Webchat or Channels.Directline))
            return;
        if (attachments.Any(MayExecute))
            activity.Attachments = [.. attachments.Select(Fitted)];
    }

    private static bool MayExecute(Attachment attachment) =>
        attachment is { ContentType: AdaptiveCard, Content: not (null or string) };

    private static Attachment Fitted(Attachment attachment)
    {
        if (!MayExecute(attachment) || JsonNode.Parse(ProtocolJson.Serialize(attachment.Content)) is not { } card || !Submit(card))
            return attachment;
        return new Attachment(attachment.ContentType, attachment.ContentUrl, card, attachment.Name, attachment.ThumbnailUrl);
    }

    /// <summary>True when something had to be changed.</summary>
    private static bool Submit(JsonNode node) => node switch
    {
        JsonObject part => SubmitPart(part),
        JsonArray list => list.Aggregate(false, (changed, item) => Submit(item) | changed),
        _ => false,
    };

    private static bool SubmitPart(JsonObject part)
    {
        var changed = TypeOf(part) == "AdaptiveCard" && part.Remove("refresh");
        if (TypeOf(part) == "Action.Execute")
        {
            SubmitAction(part);
            changed = true;
        }

        // What a card carries for its bot is no part of the card.
        return part.Where(child => child.Key != "data").Aggregate(changed, (soFar, child) => Submit(child.Value) | soFar);
    }

    private static void SubmitAction(JsonObject action)
    {
        action["type"] = "Action.Submit";
        action.Remove("fallback");
        if (!action.Remove("verb", out var verb) || verb is null)
            return;
        if (action["data"] is null)
            action["data"] = new JsonObject();
        if (action["data"] is JsonObject data && !data.ContainsKey("verb"))
            data["verb"] = verb;
    }

    private static string TypeOf(JsonObject part) => part["type"] is JsonValue value && value.TryGetValue<string>(out var type) ? type : null;
}
