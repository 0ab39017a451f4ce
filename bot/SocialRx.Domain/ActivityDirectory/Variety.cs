namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Picks a few that differ: three football sessions of one club are one choice, not three.</summary>
internal static class Variety
{
    public static IReadOnlyList<Suggestion> Pick(List<Fit> fitting, int count)
    {
        var left = fitting.ToList();
        var picked = new List<Fit>();
        while (picked.Count < count && left.Count > 0)
        {
            var best = left.OrderByDescending(fit => fit.Score - Sameness(fit, picked)).ThenBy(fit => fit.Suggestion.Listing.Id, StringComparer.Ordinal).First();
            picked.Add(best);
            left.Remove(best);
        }

        return [.. picked.Select(fit => fit.Suggestion)];
    }

    private static double Sameness(Fit fit, List<Fit> picked) => picked.Sum(other => Alike(fit, other));

    // The costs are less than a theme's weight: variety chooses among what fits, it never prefers what does not.
    private static double Alike(Fit one, Fit other)
    {
        var (a, b) = (one.Suggestion.Listing, other.Suggestion.Listing);
        return (a.Name == b.Name ? 3 : 0)
            + (a.Organisation == b.Organisation ? 1.5 : 0)
            + (one.WantedThemes.Count > 0 && one.WantedThemes.SequenceEqual(other.WantedThemes) ? 0.75 : 0)
            + (a.Themes.Count > 0 && a.Themes.SequenceEqual(b.Themes) ? 0.5 : 0)
            + (a.IsOnline && b.IsOnline ? 1 : 0)
            + (a.OneToOne && b.OneToOne ? 0.5 : 0);
    }
}
