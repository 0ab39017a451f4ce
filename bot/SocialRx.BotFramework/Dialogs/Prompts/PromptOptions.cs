using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

public class PromptOptions
{
    public Activity Prompt { get; set; }

    public Activity RetryPrompt { get; set; }

    public IList<Choice> Choices { get; set; }

    public ListStyle? Style { get; set; }

    /// <summary>Whatever the prompt's validator wants to know.</summary>
    public object Validations { get; set; }
}
