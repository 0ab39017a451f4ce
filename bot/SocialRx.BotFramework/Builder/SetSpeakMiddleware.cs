using System.Security;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>On channels that speak, puts what is to be spoken into the SSML of a voice.</summary>
public class SetSpeakMiddleware(string voiceName, bool fallbackToTextForSpeak) : IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        turnContext.OnSendActivities((context, activities, send) =>
        {
            foreach (var message in activities.Where(activity => activity.Type == ActivityTypes.Message))
                SetSpeak(message, context.Activity.ChannelId);
            return send();
        });
        return next(cancellationToken);
    }

    private static bool Speaks(string channelId) =>
        string.Equals(channelId, Channels.DirectlineSpeech, StringComparison.OrdinalIgnoreCase)
        || string.Equals(channelId, Channels.Emulator, StringComparison.OrdinalIgnoreCase)
        || string.Equals(channelId, Channels.Telephony, StringComparison.OrdinalIgnoreCase);

    private void SetSpeak(Activity message, string channelId)
    {
        if (fallbackToTextForSpeak && string.IsNullOrWhiteSpace(message.Speak))
            message.Speak = message.Text;
        if (!string.IsNullOrWhiteSpace(message.Speak) && !string.IsNullOrWhiteSpace(voiceName) && Speaks(channelId))
            message.Speak = Ssml(message.Speak, message.Locale ?? "en-US");
    }

    // XML that is not SSML of one or more voices is taken as words to be read out.
    private string Ssml(string speak, string language)
    {
        var parts = PartsOf(speak);
        if (IsTag(parts, "speak"))
            return speak;

        var voices = IsTag(parts, "voice") ? speak : $"<voice name='{SecurityElement.Escape(voiceName)}'>{(IsXml(speak) ? speak : SecurityElement.Escape(speak))}</voice>";
        return $"<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='{SecurityElement.Escape(language)}'>{voices}</speak>";
    }

    private static bool IsTag(List<XElement> parts, string name) =>
        parts.Count > 0 && string.Equals(parts[0].Name.LocalName, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsXml(string text) => text.AsSpan().IndexOfAny('<', '&') < 0 || Parsed(text) is not null;

    private static List<XElement> PartsOf(string text) =>
        text.AsSpan().TrimStart().StartsWith("<") && Parsed(text) is { } parts && parts.TrueForAll(part => part is XElement) ? [.. parts.Cast<XElement>()] : [];

    private static List<XNode> Parsed(string text)
    {
        try
        {
            return [.. XElement.Parse($"<parts>{text}</parts>").Nodes()];
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
