using Microsoft.Bot.Schema;

namespace SocialRx.Bot.Channels.Teams;

/// <summary>
/// A reply as Teams shows it well. Suggested actions are not shown in most places there, so buttons and suggestions become Adaptive Cards;
/// text is sent as plain, because Teams would read Markdown in what a person said or a listing holds.
/// </summary>
internal static class TeamsReply
{
    /// <summary>Another activity: a dialog may use its own again.</summary>
    public static Activity Of(Activity reply) => reply.Type != ActivityTypes.Message ? reply : new Activity(reply.Type)
    {
        Id = reply.Id,
        ReplyToId = reply.ReplyToId,
        ChannelId = reply.ChannelId,
        ServiceUrl = reply.ServiceUrl,
        From = reply.From,
        Recipient = reply.Recipient,
        Conversation = reply.Conversation,
        Locale = reply.Locale,
        InputHint = reply.InputHint,
        Summary = reply.Summary,
        ChannelData = reply.ChannelData,
        Entities = reply.Entities,
        Text = reply.Text,
        TextFormat = reply.TextFormat ?? TextFormatTypes.Plain,
        AttachmentLayout = reply.AttachmentLayout,
        Attachments = [.. (reply.Attachments ?? []).Select(Card), .. Buttons(reply.SuggestedActions)],
    };

    private static Attachment Card(Attachment attachment) => attachment.Content is HeroCard card ? AdaptiveCard.Of(
    [
        AdaptiveCard.Heading(card.Title ?? ""),
        .. string.IsNullOrEmpty(card.Subtitle) ? [] : new[] { AdaptiveCard.Quiet(card.Subtitle) },
        .. AdaptiveCard.Lines(card.Text),
        .. AdaptiveCard.Rows((card.Buttons ?? []).Select(Button)),
    ]) : attachment;

    private static IEnumerable<Attachment> Buttons(SuggestedActions? suggested)
    {
        if (suggested?.Actions is { Count: > 0 } actions)
            yield return AdaptiveCard.Of(AdaptiveCard.Rows(actions.Select(Button)));
    }

    private static object? Button(CardAction action) => action.Type == ActionTypes.OpenUrl
        ? AdaptiveCard.Button("Action.OpenUrl", action.Title, ("url", action.Value))
        : AdaptiveCard.Says(action.Title, action.Value as string ?? action.Title);
}
