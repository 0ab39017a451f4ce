namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>Names that belong to conversations of this process's own Direct Line.</summary>
internal static class DirectLineConversation
{
    public const string ChannelId = "directline";
    public const string BotId = "socialrx";

    private const string Prefix = $"{ChannelId}/";

    /// <summary>The key under which all of it is stored.</summary>
    public static string Key(string conversationId) => Prefix + conversationId;

    public static bool IsKey(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);
}
