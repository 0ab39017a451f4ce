using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>Takes the markup of mentions out of a message's text and entities, and the mentions of the bot with it.</summary>
public class NormalizeMentionsMiddleware : IMiddleware
{
    private const string Open = "<at";
    private const string Close = "</at>";

    /// <summary>Whether mentions of the recipient go altogether.</summary>
    public bool RemoveRecipientMention { get; set; } = true;

    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        if (turnContext.Activity.Type == ActivityTypes.Message)
            Normalize(turnContext.Activity);
        return next(cancellationToken);
    }

    private void Normalize(Activity message)
    {
        if (RemoveRecipientMention)
        {
            message.RemoveRecipientMention();
            message.Entities = message.Entities?.Where(entity => !Mentions(entity, message.Recipient?.Id)).ToList();
        }

        message.Text = WithoutMarkup(message.Text);
        foreach (var entity in message.Entities ?? [])
            Normalize(entity);
    }

    private static void Normalize(Entity entity)
    {
        if (entity is Mention mention)
            mention.Text = WithoutMarkup(mention.Text)?.Trim();
        else if (IsMention(entity) && entity.Properties["text"] is JsonValue text)
            entity.Properties["text"] = WithoutMarkup(text.ToString()).Trim();
    }

    private static bool IsMention(Entity entity) => string.Equals(entity.Type, "mention", StringComparison.OrdinalIgnoreCase);

    private static bool Mentions(Entity entity, string id) =>
        IsMention(entity) && (entity as Mention ?? entity.GetAs<Mention>()).Mentioned?.Id == id;

    // From the left, so that a text of nothing but tags takes no longer than it is long.
    private static string WithoutMarkup(string text)
    {
        if (string.IsNullOrEmpty(text))
            return text;

        var words = new System.Text.StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (Next(rest) is var (start, end, close) && start >= 0)
        {
            words.Append(rest[..start]).Append(rest[(end + 1)..close]);
            rest = rest[(close + Close.Length)..];

            // Teams puts no space between a mention and the word after it.
            if (rest.IsEmpty || !char.IsWhiteSpace(rest[0]))
                words.Append(' ');
        }

        return words.Append(rest).ToString();
    }

    private static (int Start, int End, int Close) Next(ReadOnlySpan<char> text)
    {
        var start = text.IndexOf(Open, StringComparison.OrdinalIgnoreCase);
        var end = start < 0 ? -1 : text[start..].IndexOf('>') + start;
        var close = end <= start ? -1 : text[end..].IndexOf(Close, StringComparison.OrdinalIgnoreCase) + end;
        return close < end || end <= start ? (-1, -1, -1) : (start, end, close);
    }
}
