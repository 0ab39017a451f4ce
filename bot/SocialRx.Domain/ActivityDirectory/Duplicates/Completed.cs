namespace SocialRx.Domain.ActivityDirectory.Duplicates;

/// <summary>A listing with what it does not say itself, from other sources' accounts of the same thing.</summary>
/// <param name="Added">What was added, and from which source.</param>
public sealed record Completed(Listing Listing, IReadOnlyList<Added> Added)
{
    private static readonly IReadOnlyList<Gap> Gaps =
    [
        new("summary", [nameof(Listing.Summary)], listing => listing.Summary.Length > 0, (to, from) => to with { Summary = from.Summary }),
        new("ages", [nameof(Listing.MinimumAge), nameof(Listing.MaximumAge)], listing => listing.MinimumAge is not null || listing.MaximumAge is not null, (to, from) => to with { MinimumAge = from.MinimumAge, MaximumAge = from.MaximumAge }),
        new("place", [nameof(Listing.Location)], listing => listing.Location is not null, (to, from) => to with { Location = from.Location }, IsOfPlaces: true),
        new("venue", [nameof(Listing.Venue)], listing => listing.Venue is not null, (to, from) => to with { Venue = from.Venue }, IsOfPlaces: true),
        new("times", [nameof(Listing.Sessions)], listing => listing.Sessions.Count > 0, (to, from) => to with { Sessions = from.Sessions }),
        new("cost", [nameof(Listing.Cost)], listing => listing.Cost is not Cost.Unknown, (to, from) => to with { Cost = from.Cost }),
        new("access", [nameof(Listing.Access)], listing => listing.Access.Count > 0, (to, from) => to with { Access = from.Access }),
        new("how to join", [nameof(Listing.HowToJoin)], listing => listing.HowToJoin is not null, (to, from) => to with { HowToJoin = from.HowToJoin }),
        new("phone", [nameof(Listing.Phone)], listing => listing.Phone is not null, (to, from) => to with { Phone = from.Phone }),
        new("e-mail", [nameof(Listing.Email)], listing => listing.Email is not null, (to, from) => to with { Email = from.Email }),
        new("web page", [nameof(Listing.Web)], listing => listing.Web is not null, (to, from) => to with { Web = from.Web }),
        new("languages", [nameof(Listing.Languages)], listing => listing.Languages.Count > 0, (to, from) => to with { Languages = from.Languages }),
        new("safety checks", [nameof(Listing.SafetyChecks)], listing => listing.SafetyChecks.Count > 0, (to, from) => to with { SafetyChecks = from.SafetyChecks }),
        new("how to get there", [nameof(Listing.TravelHint)], listing => listing.TravelHint is not null, (to, from) => to with { TravelHint = from.TravelHint }, IsOfPlaces: true),
    ];

    private static readonly Listing Nothing = new() { Id = "", SourceId = "", Name = "", Organisation = "", LastModified = default };

    /// <summary>Nothing that the listing says itself is changed; of several others the first that has something fills the gap.</summary>
    /// <param name="listing">As its own source says it.</param>
    /// <param name="settled">Names of properties that somebody decided about, whatever they say.</param>
    public static Completed Of(Listing listing, IEnumerable<Listing> others, params IEnumerable<string> settled)
    {
        var gaps = Gaps.Where(gap => !gap.Has(listing) && !gap.Properties.Intersect(settled).Any() && !(gap.IsOfPlaces && listing.IsOnline)).ToList();
        var added = new List<Added>();
        foreach (var other in others)
        foreach (var gap in gaps.Where(gap => !gap.Has(listing) && gap.Has(other)))
        {
            listing = gap.Fill(listing, other);
            added.Add(new Added(gap.Field, other.SourceId, other.Licence));
        }

        return new Completed(listing with { FromOthers = added }, added);
    }

    /// <summary>A listing without what others added to it.</summary>
    public static Listing Own(Listing listing) => Keep(listing, _ => false);

    /// <summary>A listing with only some of what others added to it: it says nothing in the place of the rest, as its own source does.</summary>
    public static Listing Keep(Listing listing, Func<Added, bool> isKept)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return listing.FromOthers.Where(added => !isKept(added)).Aggregate(
            listing with { FromOthers = [.. listing.FromOthers.Where(isKept)] },
            (left, added) => Gaps.First(gap => gap.Field == added.Field).Fill(left, Nothing));
    }

    /// <summary>Names of the properties of <see cref="Listing"/> that a field stands for.</summary>
    public static IReadOnlyList<string> PropertiesOf(string field) => Gaps.First(gap => gap.Field == field).Properties;

    /// <param name="Properties">Names of what is filled.</param>
    /// <param name="IsOfPlaces">Means nothing for what happens online.</param>
    private sealed record Gap(string Field, IReadOnlyList<string> Properties, Func<Listing, bool> Has, Func<Listing, Listing, Listing> Fill, bool IsOfPlaces = false);
}

/// <param name="Field">In plain words, such as "phone".</param>
/// <param name="Licence">Of the source it is from; null when that says none.</param>
public sealed record Added(string Field, string SourceId, string? Licence = null);
