namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Which listings are not shown because somebody decided that another one is the same thing. What a curator hid is left as it is.</summary>
public static class ListingVisibility
{
    /// <summary>Values of listing.hidden.</summary>
    public const int Shown = 0;

    /// <inheritdoc cref="Shown"/>
    public const int HiddenByCurator = 1;

    /// <inheritdoc cref="Shown"/>
    public const int Merged = 2;

    /// <summary>
    /// Hides each follower whose lead can be suggested, and shows those again whose lead has gone or gone stale, or about which the decision was taken back; leads say what their followers know beside them. Returns how many are shown or hidden that were not. Cheap: it looks at
    /// decisions and at what is hidden, not at the directory.
    /// </summary>
    public static int Recompute(Connection connection, DateTimeOffset now)
    {
        var changed = Hide(connection, now) + Show(connection, now);
        Completion.Recompute(connection, now);
        return changed;
    }

    private static int Hide(Connection connection, DateTimeOffset now) =>
        connection.Execute(
            $"""
            update listing
            set hidden = {Merged}
            where hidden = {Shown}
              and listing_id in ({Followers})
            """,
            new { now });

    private static int Show(Connection connection, DateTimeOffset now) =>
        connection.Execute(
            $"""
            update listing
            set hidden = {Shown}
            where hidden <> 0
              and hidden = {Merged}
              and listing_id not in ({Followers})
            """,
            new { now });

    private const string Followers =
        """
        select pair.follower_id
        from same_thing pair
        join listing lead on lead.listing_id = pair.lead_id
        left join listing_digest digest on digest.listing_id = pair.lead_id
        where pair.state = 'same'
          and pair.follower_id is not null
          and (digest.current_until is null or digest.current_until > @now)
        """;
}
