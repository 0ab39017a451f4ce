namespace SocialRx.Domain.ActivityDirectory;

/// <summary>
/// What a listing has to keep to in one look at the directory. All are hard: a listing that breaks one is not in the answer. Each look keeps to all but the one that is widened,
/// so that what breaks distance (as widened), and any two of times, cost and setting can be left out by a query already; and so can, in every look, what is not current, was
/// turned down, or is only for a group they did not name. Ages, places left and area served are let go only to tell why there is nothing. Access, language, words, themes in
/// their order, freshness and variety only rank.
/// </summary>
/// <param name="Km">Null is anywhere.</param>
/// <param name="MostPounds">What a session may cost; a cost nobody says is let through, unless only what is free will do.</param>
/// <param name="Settings">What is the opposite of a wish is left out.</param>
/// <param name="Places">What is full is left out.</param>
/// <param name="Area">What serves other outcodes only is left out.</param>
internal sealed record Limits(double? Km, bool Times, bool FreeOnly, bool Ages = true, decimal? MostPounds = null, bool Settings = true, bool Places = true, bool Area = true)
{
    /// <summary>How much further the widened look goes.</summary>
    private const double WiderBy = 3;

    /// <summary>Further than this nobody is sent for want of something nearer.</summary>
    private const double Furthest = 30;

    // An outcode's centre is up to 2.4 km from a postcode in it, so less than 3 km would leave out next door.
    private const double NearKm = 3;

    public static Limits Of(Person person) => new(KmOf(person), Times: true, person.NeedsFree, MostPounds: person.Wishes.MostPounds);

    /// <summary>How far the widened look goes.</summary>
    public static double WidenedKm(Wishes wishes) => Math.Max(wishes.ReachKm, Math.Min(Furthest, wishes.ReachKm * WiderBy));

    /// <summary>The first look, then the looks with one limit widened. A step that would change nothing is left out.</summary>
    public static IEnumerable<(string? WidenedBy, Limits Limits)> Steps(Person person)
    {
        var asked = Of(person);
        yield return (null, asked);
        if (asked.Km is not null)
            yield return ("distance", asked with { Km = WidenedKm(person.Wishes) });
        yield return ("day", asked with { Times = false });
        if (asked.FreeOnly || asked.MostPounds is not null)
            yield return ("cost", asked with { FreeOnly = false, MostPounds = null });
        if (person.Wishes.Settings.Count > 0)
            yield return ("setting", asked with { Settings = false });
    }

    private static double? KmOf(Person person)
    {
        if (person.Wishes.Near is null)
            return null;

        return person.NeedsNear ? Math.Min(Math.Min(NearKm, person.Wishes.ReachKm), person.NearerThanKm ?? NearKm) : person.Wishes.ReachKm;
    }
}
