namespace SocialRx.Dashboard.Pages;

/// <summary>A listing's id in an address. Ids of records are anything, web addresses too; a slash does not come through as itself.</summary>
internal static class ListingAddress
{
    public static string Of(string listingId) => $"{DashboardPages.Path}/listings/{Segment(listingId)}";

    public static string Segment(string listingId) =>
        Uri.EscapeDataString(listingId.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));

    /// <summary>Of a part of an address that has been unescaped.</summary>
    public static string Id(string segment) => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
