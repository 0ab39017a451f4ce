namespace SocialRx.Domain.ActivityDirectory.Duplicates;

/// <summary>A listing with what it does not say itself, from other sources' accounts of the same thing.</summary>
/// <param name="Added">What was added, and from which source.</param>
public sealed record Completed(Listing Listing, IReadOnlyList<Added> Added)
{
    private static readonly IReadOnlyList<Gap> Gaps =
    [
        new("summary", listing => listing.Summary.Length > 0, (to, from) => to with { Summary = from.Summary }),
        new("ages", listing => listing.MinimumAge is not null || listing.MaximumAge is not null, (to, from) => to with { MinimumAge = from.MinimumAge, MaximumAge = from.MaximumAge }),
        new("place", listing => listing.Location is not null, (to, from) => to with { Location = from.Location }, IsOfPlaces: true),
        new("venue", listing => listing.Venue is not null, (to, from) => to with { Venue = from.Venue }, IsOfPlaces: true),
        new("times", listing => listing.Sessions.Count > 0, (to, from) => to with { Sessions = from.Sessions }),
        new("cost", listing => listing.Cost is not Cost.Unknown, (to, from) => to with { Cost = from.Cost }),
        new("access", listing => listing.Access.Count > 0, (to, from) => to with { Access = from.Access }),
        new("how to join", listing => listing.HowToJoin is not null, (to, from) => to with { HowToJoin = from.HowToJoin }),
        new("phone", listing => listing.Phone is not null, (to, from) => to with { Phone = from.Phone }),
        new("e-mail", listing => listing.Email is not null, (to, from) => to with { Email = from.Email }),
        new("web page", listing => listing.Web is not null, (to, from) => to with { Web = from.Web }),
        new("languages", listing => listing.Languages.Count > 0, (to, from) => to with { Languages = from.Languages }),
        new("safety checks", listing => listing.SafetyChecks.Count > 0, (to, from) => to with { SafetyChecks = from.SafetyChecks }),
        new("how to get there", listing => listing.TravelHint is not null, (to, from) => to with { TravelHint = from.TravelHint }, IsOfPlaces: true),
    ];

    /// <summary>Nothing that the listing says itself is changed; of several others the first that has something fills the gap.</summary>
    public static Completed Of(Listing listing, IEnumerable<Listing> others)
    {
        var added = new List<Added>();
        foreach (var other in others)
        foreach (var gap in Gaps.Where(gap => !gap.Has(listing) && gap.Has(other) && !(gap.IsOfPlaces && listing.IsOnline)))
        {
            listing = gap.Fill(listing, other);
            added.Add(new Added(gap.Field, other.SourceId));
        }

        return new Completed(listing, added);
    }

    /// <param name="IsOfPlaces">Means nothing for what happens online.</param>
    private sealed record Gap(string Field, Func<Listing, bool> Has, Func<Listing, Listing, Listing> Fill, bool IsOfPlaces = false);
}

/// <param name="Field">In plain words, such as "phone".</param>
public sealed record Added(string Field, string SourceId);
