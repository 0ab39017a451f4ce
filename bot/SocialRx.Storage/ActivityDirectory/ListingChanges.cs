using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>How what a source says differs from what it held before.</summary>
/// <param name="Changed">Say something else than before.</param>
/// <param name="Dated">Say what they said before, with a later date.</param>
/// <param name="Removed">Are not there any more.</param>
public sealed record ListingChanges(int Added, int Changed, int Dated, int Unchanged, int Removed)
{
    /// <summary>Listings there would be.</summary>
    public int All => Added + Changed + Dated + Unchanged;

    /// <summary>Compares a whole source as it would be stored, with what curators decided laid over it. Nothing is written.</summary>
    public static ListingChanges Of(Connection connection, string sourceId, IReadOnlyCollection<Listing> said, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(said);
        var before = connection.Query<Stored>(
            """
            select listing_id, fingerprint, last_modified
            from listing
            where source_id = @sourceId
            """,
            new { sourceId }).ToDictionary(row => row.ListingId, StringComparer.Ordinal);
        var kinds = Curation.Overlaid(connection, said, now).Select(listing => Kind(listing, before.GetValueOrDefault(listing.Id), now)).CountBy(kind => kind).ToDictionary();
        var kept = said.Count(listing => before.ContainsKey(listing.Id));
        return new ListingChanges(kinds.GetValueOrDefault(Change.Added), kinds.GetValueOrDefault(Change.Changed), kinds.GetValueOrDefault(Change.Dated), kinds.GetValueOrDefault(Change.None), before.Count - kept);
    }

    private static Change Kind(Listing listing, Stored? before, DateTimeOffset now)
    {
        if (before is null)
            return Change.Added;
        if (ListingRow.Of(listing, now).Fingerprint == before.Fingerprint)
            return Change.None;

        return ListingRow.Of(listing with { LastModified = before.LastModified }, now).Fingerprint == before.Fingerprint ? Change.Dated : Change.Changed;
    }

    private enum Change
    {
        None,
        Added,
        Changed,
        Dated,
    }

    private sealed record Stored
    {
        public required string ListingId { get; init; }

        public required string Fingerprint { get; init; }

        public required DateTimeOffset LastModified { get; init; }
    }
}
