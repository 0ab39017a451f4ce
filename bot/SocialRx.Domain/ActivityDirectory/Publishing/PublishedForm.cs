using SocialRx.Domain.ActivityDirectory.Duplicates;

namespace SocialRx.Domain.ActivityDirectory.Publishing;

/// <summary>A listing as it is published again.</summary>
public static class PublishedForm
{
    /// <summary>What other sources added stays where they publish it under the very licence that the listing is published under.</summary>
    public static Listing Of(Listing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var licence = Licences.Normal(listing.Licence);
        return Completed.Keep(listing, added => licence.Length > 0 && Licences.Normal(added.Licence) == licence);
    }
}
