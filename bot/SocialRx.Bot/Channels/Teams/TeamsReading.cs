using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using ChannelIds = Microsoft.Bot.Connector.Channels;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SocialRx.Bot.Channels.Teams;

/// <summary>Makes of what Teams delivers what the person said: without the bot's own name, and a tapped button as its words.</summary>
internal sealed class TeamsReading : IMiddleware
{
    private const char NoBreakSpace = '\u00a0';

    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        if (activity.ChannelId == ChannelIds.Msteams && activity.Type is ActivityTypes.Message or ActivityTypes.MessageUpdate)
            Read(activity);
        return next(cancellationToken);
    }

    internal static void Read(Activity activity)
    {
        activity.RemoveRecipientMention();
        activity.Text = WebUtility.HtmlDecode(activity.Text ?? "").Replace(NoBreakSpace, ' ').Trim();
        if (Tapped(activity.Value) is { } says && (activity.Text.Length == 0 || activity.Text == says))
            (activity.Text, activity.Value) = (says, null);
    }

    // Teams sends a button's text as the message's; a client that does not know of that sends what the button holds.
    private static string? Tapped(object? value)
    {
        var held = CardValue.Read(value);
        return held.Text("msteams", "type") == ActionTypes.MessageBack && held.EnumerateObject().Count() == 1 ? held.Text("msteams", "text") : null;
    }
}
