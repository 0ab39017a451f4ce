namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Whether somebody lives in the area a listing says it serves.</summary>
internal static class ServedArea
{
    private static readonly string[] Everywhere = ["england", "uk", "united kingdom", "great britain", "national", "nationwide", "anywhere", "everywhere", "worldwide"];

    /// <summary>True or false where both are known by outcode or name; null when it cannot be told, or there is no such limit.</summary>
    /// <returns>False only for an outcode that a list of outcodes leaves out: a name may hold more than we know.</returns>
    public static bool? Holds(Listing listing, Place? home)
    {
        if (listing.AreaServed is not { Length: > 0 } area || home is null)
            return null;

        var named = Outcodes(area);
        if (named.Count > 0)
            return named.Contains(home.Outcode);
        return Names(area, home) ? true : null;
    }

    /// <summary>A limit by name that somebody may be outside of.</summary>
    public static string? InDoubt(Listing listing, Place? home) =>
        listing.AreaServed is { Length: > 0 } area && !IsEverywhere(area) && Holds(listing, home) is null ? area : null;

    private static bool IsEverywhere(string area) => Everywhere.Contains(string.Join(' ', Spelling.Words(area)));

    // Only a list of nothing but outcodes is one: "FB1, FB2 and FB3".
    private static HashSet<string> Outcodes(string area)
    {
        var words = Spelling.Words(area).Where(word => word is not "and").Select(word => word.ToUpperInvariant()).ToList();
        return words.TrueForAll(Outcode.IsOne) ? [.. words] : [];
    }

    private static bool Names(string area, Place home)
    {
        var (served, name) = ($" {string.Join(' ', Spelling.Words(area))} ", string.Join(' ', Spelling.Words(home.Name)));
        return name.Length > 0 && served.Contains($" {name} ", StringComparison.Ordinal);
    }
}
