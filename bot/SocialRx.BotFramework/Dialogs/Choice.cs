using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class Choice
{
    public Choice()
        : this(null)
    {
    }

    public Choice(string value = null) => Value = value;

    /// <summary>What is returned when this is chosen.</summary>
    public string Value { get; set; }

    public CardAction Action { get; set; }

    /// <summary>Other words for it.</summary>
    public List<string> Synonyms { get; set; }
}

/// <summary>How choices are shown.</summary>
public enum ListStyle
{
    None,
    Auto,
    Inline,
    List,
    SuggestedAction,
    HeroCard,
}
