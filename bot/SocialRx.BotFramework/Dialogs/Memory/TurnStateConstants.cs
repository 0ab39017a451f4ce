namespace Microsoft.Bot.Builder;

/// <summary>Names in turn state that dialogs agree on with the channels.</summary>
public static class TurnStateConstants
{
    public const string OAuthLoginTimeoutKey = "loginTimeout";

    public static TimeSpan OAuthLoginTimeoutValue { get; } = TimeSpan.FromMinutes(15);
}
