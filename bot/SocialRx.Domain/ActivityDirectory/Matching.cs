namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Chooses a few things to do: fit first, then nearness, then freshness, and not three of the same.</summary>
public static class Matching
{
    /// <summary>
    /// The best <paramref name="count"/> of the candidates for this person. When nothing fits, one limit is widened (distance, then day, then cost), said so, and
    /// the unmet need is named. The same input always gives the same answer.
    /// </summary>
    /// <param name="candidates">Everything roughly in reach, the ones turned down before included: they tell what to avoid.</param>
    public static Shortlist Choose(IReadOnlyCollection<Listing> candidates, Wishes wishes, DateTimeOffset now, int count = 3)
    {
        var open = candidates.Where(listing => Freshness.IsCurrent(listing, now)).DistinctBy(listing => listing.Id).OrderBy(listing => listing.Id, StringComparer.Ordinal).ToList();
        var person = Person.From(wishes, open, now);
        foreach (var step in Limits.Steps(person))
        {
            var fitting = Look(open, person, step.Limits);
            if (fitting.Count > 0)
                return new Shortlist(Variety.Pick(fitting, count), step.WidenedBy, Unmet(person, fitting, step.WidenedBy));
        }

        return new Shortlist([], null, NeedOf(person, BlockedByAge(open, person) ? "age" : "none-exist"));
    }

    /// <summary>How far away a candidate may be to be of any use to these wishes, the widened look included; null is anywhere.</summary>
    public static double? ReachKm(Wishes wishes) => wishes.Near is null ? null : wishes.WithinKm * Limits.WiderBy;

    private static List<Fit> Look(List<Listing> open, Person person, Limits limits) =>
        [.. open.Select(listing => Fit.Of(listing, person, limits)).OfType<Fit>()];

    private static bool BlockedByAge(List<Listing> open, Person person) =>
        person.Wishes.Age is not null && Look(open, person, Limits.Of(person) with { Ages = false }).Count > 0;

    private static UnmetNeed? Unmet(Person person, List<Fit> fitting, string? widenedBy)
    {
        if (widenedBy is not null)
            return NeedOf(person, widenedBy);

        var lacksAccess = fitting.TrueForAll(fit => fit.Suggestion.Snags.Any(snag => snag is Snag.AccessNotSaid));
        return lacksAccess ? NeedOf(person, "access") : null;
    }

    private static UnmetNeed NeedOf(Person person, string blockedBy) =>
        new(person.Wishes.Themes.Count > 0 ? person.Wishes.Themes[0] : null, person.Wishes.Age?.Id, person.Wishes.Near?.Outcode, blockedBy);
}
