using Microsoft.Bot.Schema;

namespace SocialRx.Bot.Channels.Teams;

/// <summary>Adaptive Cards as plain graphs. All text is in runs, which are shown as they are: text blocks would read it as Markdown.</summary>
internal static class AdaptiveCard
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Teams shows no more beside each other.</summary>
    private const int MostInARow = 6;

    public static Attachment Of(IEnumerable<object?> body) => new(ContentType, content: Content(body));

    public static Dictionary<string, object?> Content(IEnumerable<object?> body) => new()
    {
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["body"] = body.ToList(),
    };

    /// <summary>A block for each line of the text.</summary>
    public static IEnumerable<object?> Lines(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => Block(line));

    public static object? Heading(string text) => Block(text, ("weight", "Bolder"), ("size", "Medium"));

    public static object? Subheading(string text) => Block(text, ("weight", "Bolder"));

    public static object? Quiet(string text) => Block(text, ("isSubtle", true));

    /// <summary>A tap sends what the button says in the person's name, and Teams shows it as theirs.</summary>
    public static object? Says(string label, string says) => Button("Action.Submit", label, ("data", new Dictionary<string, object?>
    {
        ["msteams"] = new Dictionary<string, object?> { ["type"] = ActionTypes.MessageBack, ["text"] = says, ["displayText"] = says },
    }));

    public static Dictionary<string, object?> Button(string type, string label, params IEnumerable<(string Name, object? Value)> fields) =>
        With(new() { ["type"] = type, ["title"] = label }, fields);

    public static IEnumerable<object?> Rows(IEnumerable<object?> buttons) =>
        buttons.Chunk(MostInARow).Select(row => (object?)new Dictionary<string, object?> { ["type"] = "ActionSet", ["actions"] = row.ToList() });

    private static Dictionary<string, object?> Block(string text, params IEnumerable<(string Name, object? Value)> fields) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new List<object?> { With(new() { ["type"] = "TextRun", ["text"] = text }, fields) },
    };

    private static Dictionary<string, object?> With(Dictionary<string, object?> element, IEnumerable<(string Name, object? Value)> fields)
    {
        foreach (var (name, value) in fields)
            element[name] = value;
        return element;
    }
}
