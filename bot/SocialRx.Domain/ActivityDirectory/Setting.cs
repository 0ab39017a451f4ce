namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Indoors or outdoors, in a group or alone: what a listing says of it, and what somebody wishes.</summary>
internal static class Setting
{
    /// <summary>Wishes that the listing says it keeps.</summary>
    public static IEnumerable<string> Kept(Listing listing, IReadOnlyList<string> wished) => wished.Where(wish => Has(listing, wish));

    /// <summary>What the listing says it is instead of a wish; null when it says none such.</summary>
    public static string? Opposite(Listing listing, IReadOnlyList<string> wished) =>
        wished.Where(wish => !Has(listing, wish)).Select(OppositeOf).FirstOrDefault(opposite => opposite is not null && Has(listing, opposite));

    // A drop-in can be gone to with nobody, and one to one is alone with somebody whose job it is.
    private static bool Has(Listing listing, string setting) =>
        listing.Settings.Contains(setting) || (setting == "alone" && (listing.OneToOne || listing.Settings.Contains("drop-in")));

    private static string? OppositeOf(string setting) => setting switch
    {
        "indoors" => "outdoors",
        "outdoors" => "indoors",
        "alone" => "group",
        "group" => "alone",
        _ => null,
    };
}
