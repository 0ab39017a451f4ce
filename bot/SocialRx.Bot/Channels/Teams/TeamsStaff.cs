using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema.Teams;
using SocialRx.Bot.Staff;
using SocialRx.Dashboard.Access;
using ChannelIds = Microsoft.Bot.Connector.Channels;

namespace SocialRx.Bot.Channels.Teams;

/// <summary>Knows members of staff by what Teams says of whoever is signed in to it, never by what they write.</summary>
internal sealed class TeamsStaff(StaffOptions options, IConfiguration configuration)
{
    /// <summary>Null for everybody who is not configured.</summary>
    public TeamsMember? Find(ITurnContext turn)
    {
        var activity = turn.Activity;
        if (activity.ChannelId != ChannelIds.Msteams || !IsVerified(turn))
            return null;
        var tenant = activity.TryGetChannelData<TeamsChannelData>(out var data) && data.Tenant?.Id is { } id ? id : activity.Conversation?.TenantId;
        return options.Teams.FirstOrDefault(member => IsSame(member.AadObjectId, activity.From?.AadObjectId) && IsSame(member.TenantId, tenant));
    }

    // Without an app id nobody is asked for a token; the endpoint then takes only this machine's requests, in Development.
    private bool IsVerified(ITurnContext turn) =>
        string.IsNullOrWhiteSpace(configuration["MicrosoftAppId"]) || turn.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey) is { IsAuthenticated: true };

    private static bool IsSame(string configured, string? said) => string.Equals(configured, said, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One person of the organisation's directory, and what they are here to do.</summary>
internal sealed record TeamsMember
{
    public string TenantId { get; init; } = "";

    public string AadObjectId { get; init; } = "";

    public string Role { get; init; } = "";

    public string Actor => $"teams {AadObjectId}";

    public bool HasRole => StaffRole.Find(Role) is not null;
}
