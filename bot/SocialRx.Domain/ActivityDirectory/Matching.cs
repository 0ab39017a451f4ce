namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Chooses a few things to do: fit first, then nearness, then freshness, and not three of the same.</summary>
public static class Matching
{
    /// <summary>
    /// The best <paramref name="count"/> of the candidates for this person. When nothing fits, one limit is widened (distance, then day, cost, setting), said so, and
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

        return new Shortlist([], null, NeedOf(person, Blocked(open, person)));
    }

    /// <summary>How far away a candidate may be to be of any use to these wishes, the widened look included; null is anywhere.</summary>
    public static double? ReachKm(Wishes wishes) => wishes.Near is null ? null : Limits.WidenedKm(wishes);

    private static List<Fit> Look(List<Listing> open, Person person, Limits limits) =>
        [.. open.Select(listing => Fit.Of(listing, person, limits)).OfType<Fit>()];

    // What alone stands between them and something that fits.
    private static string Blocked(List<Listing> open, Person person)
    {
        var asked = Limits.Of(person);
        if (person.Wishes.Age is not null && Look(open, person, asked with { Ages = false }).Count > 0)
            return "age";
        if (Look(open, person, asked with { Places = false }).Count > 0)
            return "full";
        return Look(open, person, asked with { Area = false }).Count > 0 ? "area" : "none-exist";
    }

    private static UnmetNeed? Unmet(Person person, List<Fit> fitting, string? widenedBy) => widenedBy switch
    {
        "distance" when person.NeedsNear || person.Wishes.Travel is not null => NeedOf(person, "travel"),
        not null => NeedOf(person, widenedBy),
        _ when AllHave<Snag.AccessNotSaid>(fitting) => NeedOf(person, "access"),
        _ when AllHave<Snag.LanguageNotSaid>(fitting) => NeedOf(person, "language"),
        _ => null,
    };

    private static bool AllHave<T>(List<Fit> fitting)
        where T : Snag =>
        fitting.TrueForAll(fit => fit.Suggestion.Snags.Any(snag => snag is T));

    private static UnmetNeed NeedOf(Person person, string blockedBy) =>
        new(person.Wishes.Themes.Count > 0 ? person.Wishes.Themes[0] : null, person.Wishes.Age?.Id, person.Wishes.Near?.Outcode, blockedBy);
}
