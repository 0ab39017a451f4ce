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

    // XML that is not SSML of one or more voices is taken as words to be read out.
    private string Ssml(string speak, string language)
    {
        var parts = PartsOf(speak);
        if (IsTag(parts, "speak"))
            return speak;

        var voices = IsTag(parts, "voice") ? parts : [new XElement("voice", new XAttribute("name", voiceName), speak)];
        foreach (var element in voices.SelectMany(voice => voice.DescendantsAndSelf()).Where(element => element.Name.Namespace == XNamespace.None))
            element.Name = Synthesis + element.Name.LocalName;
        return new XElement(
            Synthesis + "speak",
            new XAttribute("version", "1.0"),
            new XAttribute(XNamespace.Xml + "lang", language),
            new XAttribute("xmlns", Synthesis.NamespaceName),
            voices).ToString(SaveOptions.DisableFormatting);
    }

    private static bool IsTag(List<XElement> parts, string name) =>
        parts.Count > 0 && string.Equals(parts[0].Name.LocalName, name, StringComparison.OrdinalIgnoreCase);

    private static List<XElement> PartsOf(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("<"))
            return [];
        try
        {
            var parts = XElement.Parse($"<parts>{text}</parts>").Nodes().ToList();
            return parts.TrueForAll(part => part is XElement) ? [.. parts.Cast<XElement>()] : [];
        }
        catch (XmlException)
        {
            return [];
        }
    }
}
