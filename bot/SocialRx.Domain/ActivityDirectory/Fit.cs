namespace SocialRx.Domain.ActivityDirectory;

/// <summary>One listing looked at for one person: it keeps to the limits, and this well.</summary>
internal sealed class Fit(Listing listing, Facts facts)
{
    private Suggestion? _suggestion;

    public Listing Listing => listing;

    public double Score { get; } = facts.Score();

    public IReadOnlyList<string> WantedThemes => facts.WantedThemes;

    /// <summary>Made when it is asked for: of many that fit a few are suggested.</summary>
    public Suggestion Suggestion => _suggestion ??= facts.Suggestion();

    /// <summary>Null when the listing does not keep to the limits.</summary>
    public static Fit? Of(Listing listing, Person person, Limits limits)
    {
        if (person.TurnedDown.Contains(listing.Id) || !IsOpenTo(listing, person))
            return null;
        if (person.Wishes.OnlineOnly && !listing.IsOnline)
            return null;
        if (limits.Ages && !Overlaps(listing, person))
            return null;
        if (!KeepsCost(listing, limits) || (limits.Settings && Setting.Opposite(listing, person.Wishes.Settings) is not null))
            return null;
        if ((limits.Places && listing.PlacesLeft <= 0) || (limits.Area && ServedArea.Holds(listing, person.Wishes.Near) == false))
            return null;

        var distance = listing.IsOnline ? null : DistanceKm(listing, person.Wishes);
        if (distance > limits.Km || !KeepsTimes(listing, person, limits))
            return null;

        var facts = new Facts(listing, person, distance, person.Wishes.ReachKm);
        return facts.IsWanted ? new Fit(listing, facts) : null;
    }

    // An only-for group is for those who said they belong to it; belonging to one of several is enough.
    private static bool IsOpenTo(Listing listing, Person person) =>
        listing.OnlyFor.Count == 0 || listing.OnlyFor.Any(group => person.Wishes.BelongsTo.Contains(group));

    // A band's last year lasts until the day before the next birthday: 13.5 is within 11-13.
    private static bool Overlaps(Listing listing, Person person) =>
        person.Wishes.Age is not { } age || (!(listing.MinimumAge >= age.To + 1) && !(listing.MaximumAge < age.From));

    private static bool KeepsCost(Listing listing, Limits limits) =>
        listing.Cost is Cost.Free || (!limits.FreeOnly && !(listing.Cost is Cost.Pounds pounds && pounds.Amount > limits.MostPounds));

    private static bool KeepsTimes(Listing listing, Person person, Limits limits) =>
        !limits.Times || listing.Sessions.Count == 0 || listing.Sessions.Any(person.CanMake);

    /// <summary>Null when it is not known where they are, or it is.</summary>
    public static double? DistanceKm(Listing listing, Wishes wishes) =>
        wishes.Near is { } place && listing.Location is { } location ? Math.Round(place.Centre.KilometresTo(location), 1) : null;
}
