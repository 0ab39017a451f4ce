using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>
/// What the terms of one OpenActive source mean. Of an activity the organisation's own mapping decides first, then a curator, then the activities that come with the service, then what words mean generally.
/// </summary>
/// <param name="terms">Of this source.</param>
/// <param name="decided">Terms a curator has decided about (<see cref="TermDecisions.Key"/>).</param>
internal sealed class ActivityMeanings(ActivityMap activities, TermMap terms, IReadOnlySet<string> decided)
{
    public TermMap Terms => terms;

    /// <summary>Null when nobody has mapped it yet, or when what a curator decided is laid over the listing; none when it says nothing we need.</summary>
    public IReadOnlyList<string>? Themes(SaidTerm activity)
    {
        if (terms.FindOwn(activity) is { } own)
            return own.Themes;
        if (decided.Contains(TermDecisions.Key(activity.Shown)))
            return null;

        return activities.Themes(activity) ?? (terms.Knows(activity) ? terms.Themes(activity) : null);
    }

    /// <summary>Whether it also says whom it is only for, or how somebody joins: what only an organisation's own mapping says of an activity.</summary>
    public bool IsOwn(SaidTerm activity) => terms.FindOwn(activity) is not null;
}
