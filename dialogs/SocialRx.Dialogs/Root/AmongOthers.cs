using Microsoft.Bot.Schema;

namespace SocialRx.Dialogs.Root;

/// <summary>Whether others read along, as in a channel of a team or a group chat.</summary>
public static class AmongOthers
{
    public static bool IsAmongOthers(this IActivity activity) =>
        activity.Conversation is { ConversationType: "channel" or "groupChat" } or { IsGroup: true };

    internal static bool IsMeant(this IMessageActivity activity) =>
        activity.GetMentions().Any(mention => mention.Mentioned?.Id == activity.Recipient?.Id);
}
