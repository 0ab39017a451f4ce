namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Picks a few that differ: three football sessions of one club are one choice, not three.</summary>
internal static class Variety
{
    private const double SameWish = 0.75;
    private const double BothOnline = 1;

    public static IReadOnlyList<Suggestion> Pick(List<Fit> fitting, int count) => [.. Choices(fitting, count).Select(choice => choice.Fit.Suggestion)];

    public static IReadOnlyList<Choice> Choices(List<Fit> fitting, int count)
    {
        var left = fitting.Select(fit => new Choice(fit, fit.Score, ListingSigns.Lot(fit.Listing.Id))).ToList();
        var picked = new List<Choice>();
        while (picked.Count < count && left.Count > 0)
        {
            var best = left.MaxBy(choice => (choice.Score, choice.Lot))!;
            picked.Add(best);
            left = [.. left.Where(choice => choice.Fit != best.Fit).Select(choice => choice with { Score = Math.Round(choice.Score - Alike(choice.Fit, best.Fit), 6) })];
        }

        return picked;
    }

    /// <summary>What anything at all would lose by being picked after others.</summary>
    /// <param name="isOnline">It is.</param>
    /// <param name="theme">What it has of the themes wished for, and nothing else of them; null when it is not known.</param>
    public static double Least(IEnumerable<Choice> before, bool isOnline, string? theme) =>
        before.Sum(other => (theme is not null && other.Fit.WantedThemes is [var wanted] && wanted == theme ? SameWish : 0) + (isOnline && other.Fit.Listing.IsOnline ? BothOnline : 0));

    // The costs are less than a theme's weight: variety chooses among what fits, it never prefers what does not.
    private static double Alike(Fit one, Fit other)
    {
        var (a, b) = (one.Listing, other.Listing);
        return (a.Name == b.Name ? 3 : 0)
            + (a.Organisation == b.Organisation ? 1.5 : 0)
            + (one.WantedThemes.Count > 0 && one.WantedThemes.SequenceEqual(other.WantedThemes) ? SameWish : 0)
            + (a.Themes.Count > 0 && a.Themes.SequenceEqual(b.Themes) ? 0.5 : 0)
            + (a.IsOnline && b.IsOnline ? BothOnline : 0)
            + (a.OneToOne && b.OneToOne ? 0.5 : 0);
    }
}

/// <summary>A listing as one of a choice.</summary>
/// <param name="Score">Less what it is like those picked before it.</param>
/// <param name="Lot">Decides between equals.</param>
internal sealed record Choice(Fit Fit, double Score, long Lot);
