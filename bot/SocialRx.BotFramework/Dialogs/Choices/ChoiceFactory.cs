using System.Globalization;
using System.Text;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Messages that show choices.</summary>
public static class ChoiceFactory
{
    private const int MaxButtonTitle = 20;

    /// <summary>Buttons where the channel has them and the titles fit; else a sentence for up to three choices; else a list.</summary>
    public static IMessageActivity ForChannel(string channelId, IList<Choice> list, string text = null, string speak = null, ChoiceFactoryOptions options = null, string conversationType = default)
    {
        list ??= [];
        if (list.All(choice => TitleOf(choice).Length <= MaxButtonTitle))
        {
            if (HasSuggestedActions(channelId, list.Count, conversationType))
                return SuggestedAction(list, text, speak);
            if (HasCardActions(channelId, list.Count))
                return HeroCard(list, text, speak);
            if (list.Count <= 3)
                return Inline(list, text, speak, options);
        }

        return List(list, text, speak, options);
    }

    public static Activity Inline(IList<Choice> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null)
    {
        choices ??= [];
        var separator = options?.InlineSeparator ?? ", ";
        var or = options?.InlineOr ?? " or ";
        var orMore = options?.InlineOrMore ?? ", or ";
        var sentence = new StringBuilder(text).Append(' ');
        for (var i = 0; i < choices.Count; i++)
        {
            if (i > 0)
                sentence.Append(i < choices.Count - 1 ? separator : i == 1 ? or : orMore);
            if (options?.IncludeNumbers ?? true)
                sentence.Append(CultureInfo.InvariantCulture, $"({i + 1}) ");
            sentence.Append(TitleOf(choices[i]));
        }

        return MessageFactory.Text(sentence.ToString(), speak, InputHints.ExpectingInput);
    }

    public static Activity List(IList<string> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null) =>
        List(ToChoices(choices), text, speak, options);

    public static Activity List(IList<Choice> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null)
    {
        choices ??= [];
        var lines = new StringBuilder(text).Append("\n\n   ");
        for (var i = 0; i < choices.Count; i++)
        {
            if (i > 0)
                lines.Append("\n   ");
            if (options?.IncludeNumbers ?? true)
                lines.Append(CultureInfo.InvariantCulture, $"{i + 1}. ");
            else
                lines.Append("- ");
            lines.Append(TitleOf(choices[i]));
        }

        return MessageFactory.Text(lines.ToString(), speak, InputHints.ExpectingInput);
    }

    public static IMessageActivity SuggestedAction(IList<string> choices, string text = null, string speak = null) => SuggestedAction(ToChoices(choices), text, speak);

    public static IMessageActivity SuggestedAction(IList<Choice> choices, string text = null, string speak = null) =>
        MessageFactory.SuggestedActions(Actions(choices), text, speak, InputHints.ExpectingInput);

    public static IMessageActivity HeroCard(IList<Choice> choices, string text = null, string speak = null) =>
        MessageFactory.Attachment(new HeroCard(text: text, buttons: Actions(choices)).ToAttachment(), null, speak, InputHints.ExpectingInput);

    public static IList<Choice> ToChoices(IList<string> choices) => choices is null ? [] : [.. choices.Select(choice => new Choice(choice))];

    internal static bool HasSuggestedActions(string channelId, int count, string conversationType) => count <= channelId switch
    {
        Channels.Facebook or Channels.Skype => 10,
        Channels.Line => 13,
        Channels.Kik => 20,
        Channels.Telegram or Channels.Emulator or Channels.Directline or Channels.DirectlineSpeech or Channels.Webchat => 100,
        Channels.Msteams when conversationType == "personal" => 3,
        _ => -1,
    };

    internal static bool HasCardActions(string channelId, int count) => count <= channelId switch
    {
        Channels.Facebook or Channels.Skype => 3,
        Channels.Msteams => 50,
        Channels.Line => 99,
        Channels.Slack or Channels.Telegram or Channels.Emulator or Channels.Directline or Channels.DirectlineSpeech or Channels.Webchat or Channels.Cortana => 100,
        _ => -1,
    };

    private static string TitleOf(Choice choice) => string.IsNullOrEmpty(choice.Action?.Title) ? choice.Value ?? string.Empty : choice.Action.Title;

    private static List<CardAction> Actions(IList<Choice> choices) =>
        [.. (choices ?? []).Select(choice => choice.Action ?? new CardAction(ActionTypes.ImBack, choice.Value, value: choice.Value))];
}
