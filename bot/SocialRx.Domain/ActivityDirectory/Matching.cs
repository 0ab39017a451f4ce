namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Chooses a few things to do: fit first, then nearness, then freshness, and not three of the same.</summary>
public static class Matching
{
    /// <summary>How many things are suggested at a time.</summary>
    public const int Usual = 3;

    /// <summary>
    /// The best <paramref name="count"/> of the candidates for this person. When nothing fits, one limit is widened (distance, then day, cost, setting), said so, and
    /// the unmet need is named. The same input always gives the same answer.
    /// </summary>
    /// <param name="candidates">Everything roughly in reach, the ones turned down before included: they tell what to avoid.</param>
    public static Shortlist Choose(IReadOnlyCollection<Listing> candidates, Wishes wishes, DateTimeOffset now, int count = Usual)
    {
        var open = Open(candidates, wishes, now);
        var person = Person.From(wishes, open, now);
        foreach (var step in Limits.Steps(person))
        {
            var fitting = Look(open, person, step.Limits);
            if (fitting.Count > 0)
                return new Shortlist([.. Variety.Pick(fitting, count).Select(suggestion => suggestion with { Next = Occurrences.Next(suggestion.Listing, now, terms: wishes.Terms) })], step.WidenedBy, Unmet(person, fitting, step.WidenedBy));
        }

        return new Shortlist([], null, NeedOf(person, Blocked(open, person)));
    }

    /// <summary>How far away a candidate may be to be of any use to these wishes, the widened look included; null is anywhere.</summary>
    public static double? ReachKm(Wishes wishes) => wishes.Near is null ? null : Limits.WidenedKm(wishes);

    /// <summary>What there is to choose from, in an order that is always the same: it is current, and in reach or turned down.</summary>
    internal static List<Listing> Open(IEnumerable<Listing> candidates, Wishes wishes, DateTimeOffset now) =>
    [
        .. candidates
            .Where(listing => (IsInReach(listing, wishes) || wishes.Except.Contains(listing.Id)) && Freshness.IsCurrent(listing, now))
            .DistinctBy(listing => listing.Id)
            .OrderBy(listing => listing.Id, StringComparer.Ordinal),
    ];

    private static bool IsInReach(Listing listing, Wishes wishes) =>
        listing.IsOnline || !(Fit.DistanceKm(listing, wishes) > ReachKm(wishes));

    internal static List<Fit> Look(List<Listing> open, Person person, Limits limits) =>
        [.. open.Select(listing => Fit.Of(listing, person, limits)).OfType<Fit>()];

    private static string Blocked(List<Listing> open, Person person) =>
        Limits.Blocks(person).Where(block => Look(open, person, block.Limits).Count > 0).Select(block => block.BlockedBy).FirstOrDefault("none-exist");

    private static UnmetNeed? Unmet(Person person, List<Fit> fitting, string? widenedBy) => widenedBy switch
    {
        "distance" when person.NeedsNear || person.Wishes.Travel is not null => NeedOf(person, "travel"),
        not null => NeedOf(person, widenedBy),
        _ when AllLackAccess(fitting, person) => NeedOf(person, "access"),
        _ when AllLackLanguage(fitting, person) => NeedOf(person, "language"),
        _ => null,
    };

    /// <summary>None of them says that it has the access or the language that is needed.</summary>
    internal static bool AllLack(List<Fit> fitting, Person person) => AllLackAccess(fitting, person) || AllLackLanguage(fitting, person);

    private static bool AllLackAccess(List<Fit> fitting, Person person) => person.Wishes.Access.Count > 0 && AllHave<Snag.AccessNotSaid>(fitting);

    private static bool AllLackLanguage(List<Fit> fitting, Person person) => person.Wishes.Languages.Count > 0 && AllHave<Snag.LanguageNotSaid>(fitting);

    private static bool AllHave<T>(List<Fit> fitting)
        where T : Snag =>
        fitting.TrueForAll(fit => fit.Suggestion.Snags.Any(snag => snag is T));

    private static UnmetNeed NeedOf(Person person, string blockedBy) =>
        new(person.Wishes.Themes.Count > 0 ? person.Wishes.Themes[0] : null, person.Wishes.Age?.Id, person.Wishes.Near?.Outcode, blockedBy);
}
