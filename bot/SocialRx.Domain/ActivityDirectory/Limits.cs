namespace SocialRx.Domain.ActivityDirectory;

/// <summary>What a listing has to keep to in one look at the directory.</summary>
/// <param name="Km">Null is anywhere.</param>
internal sealed record Limits(double? Km, bool Times, bool FreeOnly, bool Ages = true)
{
    /// <summary>How much further the widened look goes.</summary>
    public const double WiderBy = 3;

    // An outcode's centre is up to 2.4 km from a postcode in it, so less than 3 km would leave out next door.
    private const double NearKm = 3;

    public static Limits Of(Person person) => new(KmOf(person), Times: true, person.NeedsFree);

    /// <summary>The first look, then the looks with one limit widened. A step that would change nothing is left out.</summary>
    public static IEnumerable<(string? WidenedBy, Limits Limits)> Steps(Person person)
    {
        var asked = Of(person);
        yield return (null, asked);
        if (asked.Km is not null)
            yield return ("distance", asked with { Km = person.Wishes.WithinKm * WiderBy });
        yield return ("day", asked with { Times = false });
        if (asked.FreeOnly)
            yield return ("cost", asked with { FreeOnly = false });
    }

    private static double? KmOf(Person person)
    {
        if (person.Wishes.Near is null)
            return null;

        return person.NeedsNear ? Math.Min(NearKm, person.Wishes.WithinKm) : person.Wishes.WithinKm;
    }
}
