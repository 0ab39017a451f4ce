namespace SocialRx.Domain.ActivityDirectory.Duplicates;

/// <summary>How much two listings of different sources look like one thing, and what speaks for and against it.</summary>
/// <param name="Score">From 0 to 1.</param>
public sealed record Likeness(double Score, IReadOnlyList<Sign> Signs)
{
    /// <summary>From here on a person is asked.</summary>
    public const double Worth = 0.7;

    private const double NearKm = 0.1;
    private const double FarKm = 0.6;

    // How much each sign counts beside the others; one that cannot be judged does not count.
    private const double NameWeight = 0.45;
    private const double PlaceWeight = 0.2;
    private const double OrganisationWeight = 0.15;
    private const double ContactWeight = 0.15;
    private const double TimeWeight = 0.05;

    public bool IsWorthAsking => Score >= Worth;

    public static Likeness Of(Listing one, Listing other)
    {
        (SignKind Kind, double Weight, double? Value)[] judged =
        [
            (SignKind.Name, NameWeight, NameWords.Likeness(one.Name, other.Name)),
            (SignKind.Place, PlaceWeight, Place(one, other)),
            (SignKind.Organisation, OrganisationWeight, Organisation(one, other)),
            (SignKind.Contact, ContactWeight, ContactOf(one, other)),
            (SignKind.Times, TimeWeight, Times(one, other)),
        ];
        var known = judged.Where(sign => sign.Value is not null).ToList();
        var score = known.Sum(sign => sign.Weight * sign.Value!.Value) / known.Sum(sign => sign.Weight);
        return new Likeness(Math.Round(score * Doubt(one, other), 4), [.. known.Select(sign => new Sign(sign.Kind, sign.Value!.Value)), .. AgeSign(one, other)]);
    }

    // What nobody would call the same whatever else agrees: another age, another place, hardly a word of the name.
    private static double Doubt(Listing one, Listing other)
    {
        var doubt = AgesMeet(one, other) ? 1 : 0.6;
        if (KmBetween(one, other) is > 2)
            doubt *= 0.5;
        if (one.IsOnline != other.IsOnline)
            doubt *= 0.9;
        return NameWords.Likeness(one.Name, other.Name) < 0.3 ? doubt * 0.6 : doubt;
    }

    private static double? Place(Listing one, Listing other)
    {
        if (one.Venue is not null && other.Venue is not null && NameWords.Likeness(one.Venue, other.Venue) > 0.8 && KmBetween(one, other) is null or < 1)
            return 1;
        if (KmBetween(one, other) is { } km)
            return Math.Clamp((FarKm - km) / (FarKm - NearKm), 0, 1);

        return one.IsOnline && other.IsOnline ? 1 : null;
    }

    private static double? KmBetween(Listing one, Listing other) => one.Location is { } from && other.Location is { } to ? from.KilometresTo(to) : null;

    // Some sources have no word for who does it, and the thing's own name stands in.
    private static double? Organisation(Listing one, Listing other) =>
        one.Organisation == one.Name || other.Organisation == other.Name ? null : NameWords.Likeness(one.Organisation, other.Organisation);

    private static double? ContactOf(Listing one, Listing other)
    {
        double?[] ways =
        [
            Same(Contact.Phone(one.Phone), Contact.Phone(other.Phone)),
            Same(Contact.Email(one.Email), Contact.Email(other.Email)),
            Same(Contact.Web(one.Web), Contact.Web(other.Web)) is 0 && Same(Contact.WebHost(one.Web), Contact.WebHost(other.Web)) is 1 ? 0.7 : Same(Contact.Web(one.Web), Contact.Web(other.Web)),
        ];
        return ways.Max();
    }

    private static double? Same(string? one, string? other) => one is null || other is null ? null : one == other ? 1 : 0;

    private static double? Times(Listing one, Listing other)
    {
        if (one.Sessions.Count == 0 || other.Sessions.Count == 0)
            return null;

        return one.Sessions.Any(session => other.Sessions.Any(another => another.Day == session.Day && another.Opens < session.Closes && session.Opens < another.Closes)) ? 1 : 0;
    }

    private static bool AgesMeet(Listing one, Listing other) => !(one.MinimumAge > other.MaximumAge) && !(other.MinimumAge > one.MaximumAge);

    private static IEnumerable<Sign> AgeSign(Listing one, Listing other) => AgesMeet(one, other) ? [] : [new Sign(SignKind.Ages, 0)];
}

/// <param name="Value">1 speaks for the same thing, 0 against it.</param>
public readonly record struct Sign(SignKind Kind, double Value);

public enum SignKind
{
    Name,
    Place,
    Organisation,
    Contact,
    Times,
    Ages,
}
