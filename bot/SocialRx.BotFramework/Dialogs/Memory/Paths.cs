namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Names of the scopes a path begins with.</summary>
public static class ScopePath
{
    public const string User = "user";
    public const string Conversation = "conversation";
    public const string Dialog = "dialog";
    public const string DialogClass = "dialogclass";
    public const string DialogContext = "dialogContext";
    public const string This = "this";
    public const string Class = "class";
    public const string Settings = "settings";
    public const string Turn = "turn";
}

public static class TurnPath
{
    public const string LastResult = "turn.lastresult";
    public const string Activity = "turn.activity";
    public const string Recognized = "turn.recognized";
    public const string RecognizedEntities = "turn.recognizedEntities";
    public const string TopIntent = "turn.recognized.intent";
    public const string TopScore = "turn.recognized.score";
    public const string Text = "turn.recognized.text";
    public const string UnrecognizedText = "turn.unrecognizedText";
    public const string Interrupted = "turn.interrupted";
    public const string DialogEvent = "turn.dialogEvent";
    public const string RepeatedIds = "turn.repeatedIds";
    public const string ActivityProcessed = "turn.activityProcessed";
}

public static class DialogPath
{
    public const string EventCounter = "dialog.eventCounter";
    public const string ExpectedProperties = "dialog.expectedProperties";
    public const string DefaultOperation = "dialog.defaultOperation";
    public const string LastEvent = "dialog.lastEvent";
    public const string RequiredProperties = "dialog.requiredProperties";
    public const string Retries = "dialog.retries";
    public const string LastIntent = "dialog.lastIntent";
    public const string LastTriggerEvent = "dialog.lastTriggerEvent";

    public static string GetPropertyName(string property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return property.Replace("dialog.", string.Empty, StringComparison.Ordinal);
    }
}

public static class ThisPath
{
    public const string Options = "this.options";
}
