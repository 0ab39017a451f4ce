using System.Xml;
using System.Xml.Linq;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>On channels that speak, puts what is to be spoken into the SSML of a voice.</summary>
public class SetSpeakMiddleware(string voiceName, bool fallbackToTextForSpeak) : IMiddleware
{
    private static readonly XNamespace Synthesis = "http://www.w3.org/2001/10/synthesis";

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

    // XML that is not SSML of a voice is taken as words to be read out.
    private string Ssml(string speak, string language)
    {
        var root = RootOf(speak);
        if (string.Equals(root?.Name.LocalName, "speak", StringComparison.OrdinalIgnoreCase))
            return speak;

        var isVoice = string.Equals(root?.Name.LocalName, "voice", StringComparison.OrdinalIgnoreCase);
        var voice = isVoice ? root : new XElement("voice", new XAttribute("name", voiceName), speak);
        foreach (var element in voice.DescendantsAndSelf().Where(element => element.Name.Namespace == XNamespace.None))
            element.Name = Synthesis + element.Name.LocalName;
        return new XElement(
            Synthesis + "speak",
            new XAttribute("version", "1.0"),
            new XAttribute(XNamespace.Xml + "lang", language),
            new XAttribute("xmlns", Synthesis.NamespaceName),
            voice).ToString(SaveOptions.DisableFormatting);
    }

    private static XElement RootOf(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("<"))
            return null;
        try
        {
            return XElement.Parse(text);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
