using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class Choice
{
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

public class FoundChoice
{
    public string Value { get; set; }

    public int Index { get; set; }

    /// <summary>0 to 1; 1 is the very words.</summary>
    public float Score { get; set; }

    /// <summary>The words that matched.</summary>
    public string Synonym { get; set; }
}

public class FoundValue
{
    public string Value { get; set; }

    public int Index { get; set; }

    public float Score { get; set; }
}

public class SortedValue
{
    public string Value { get; set; }

    public int Index { get; set; }
}

public class ModelResult<T>
{
    public string Text { get; set; }

    public int Start { get; set; }

    /// <summary>The last character, not the one after it.</summary>
    public int End { get; set; }

    public string TypeName { get; set; }

    public T Resolution { get; set; }
}

public class FindValuesOptions
{
    /// <summary>Whether some of a value's words are enough.</summary>
    public bool AllowPartialMatches { get; set; }

    public string Locale { get; set; }

    /// <summary>How many other words may stand between two words of a value; 2 where nothing is said.</summary>
    public int? MaxTokenDistance { get; set; }

    public TokenizerFunction Tokenizer { get; set; }
}

public class FindChoicesOptions : FindValuesOptions
{
    public bool NoValue { get; set; }

    public bool NoAction { get; set; }

    public bool RecognizeNumbers { get; set; } = true;

    public bool RecognizeOrdinals { get; set; } = true;
}

public class ChoiceFactoryOptions
{
    public ChoiceFactoryOptions()
    {
    }

    public ChoiceFactoryOptions(string inlineSeparator, string inlineOr, string inlineOrMore, bool? includeNumbers = null)
    {
        InlineSeparator = inlineSeparator;
        InlineOr = inlineOr;
        InlineOrMore = inlineOrMore;
        IncludeNumbers = includeNumbers;
    }

    public string InlineSeparator { get; set; }

    /// <summary>Between two choices.</summary>
    public string InlineOr { get; set; }

    /// <summary>Before the last of three or more.</summary>
    public string InlineOrMore { get; set; }

    public bool? IncludeNumbers { get; set; }
}
