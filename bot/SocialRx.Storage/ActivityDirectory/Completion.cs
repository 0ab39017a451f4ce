using System.Security.Cryptography;
using System.Text;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Duplicates;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>
/// Listings that are shown in the place of others say what those know beside them. It is laid over last, whenever a listing is written, and made again when one of the others changes, goes, goes stale or is
/// hidden by a curator, and when a decision is taken back.
/// </summary>
internal static class Completion
{
    private const string OneAtATime = "same-thing";
    private const int AtATime = 500;

    /// <summary>Longest row of merges that is followed, each into the next.</summary>
    private const int LongestRow = 20;

    /// <summary>Lets no other of the listings that these are completed from change meanwhile.</summary>
    public static void Hold(Connection connection, IEnumerable<string> listingIds)
    {
        if (Pairs(connection, listingIds).Count > 0)
            connection.Lock(OneAtATime);
    }

    /// <param name="listings">As their own sources and curators say them.</param>
    /// <param name="settled">Names of properties of a listing that a curator decided about.</param>
    public static IReadOnlyList<Listing> Complete(Connection connection, IReadOnlyList<Listing> listings, Func<Listing, IEnumerable<string>> settled, DateTimeOffset now)
    {
        var pairs = Pairs(connection, listings.Select(listing => listing.Id)).ToLookup(pair => pair.LeadId, pair => pair.FollowerId, StringComparer.Ordinal);
        if (pairs.Count == 0)
            return listings;

        var bodies = Usable(connection, [.. pairs.SelectMany(followers => followers).Distinct(StringComparer.Ordinal)], now).ToDictionary(row => row.ListingId, row => Completed.Own(ListingJson.Read(row.Body)), StringComparer.Ordinal);
        return [.. listings.Select(listing => pairs.Contains(listing.Id) ? Completed.Of(listing, All(pairs, listing.Id).Select(bodies.GetValueOrDefault).OfType<Listing>(), settled(listing)).Listing : listing)];
    }

    /// <summary>Completes afresh those whose others are not what they were.</summary>
    public static void Recompute(Connection connection, DateTimeOffset now)
    {
        if (Outdated(connection, now).Count == 0)
            return;

        connection.Lock(OneAtATime);
        var outdated = Outdated(connection, now);
        connection.Change("delete from listing_completion where listing_id = @ListingId", outdated);
        connection.Change("insert into listing_completion (listing_id, made_from) values (@ListingId, @MadeFrom)", outdated.Where(lead => lead.MadeFrom.Length > 0).ToList());
        Curation.Again(connection, outdated.Select(lead => lead.ListingId), now);
    }

    // Those to which a listing was merged directly first, then those merged into these.
    private static List<string> All(ILookup<string, string> pairs, string leadId)
    {
        var all = new List<string>();
        for (IReadOnlyList<string> next = [leadId]; next.Count > 0;)
        {
            next = [.. next.SelectMany(id => pairs[id]).Except(all).Distinct(StringComparer.Ordinal)];
            all.AddRange(next);
        }

        return all;
    }

    private static List<MadeRow> Outdated(Connection connection, DateTimeOffset now)
    {
        var made = connection.Query<MadeRow>("select listing_id, made_from from listing_completion").ToDictionary(row => row.ListingId, row => row.MadeFrom, StringComparer.Ordinal);
        var pairs = connection.Query<PairRow>("select lead_id, follower_id from same_thing where state = 'same' and lead_id is not null order by score desc, pair_id").ToLookup(pair => pair.LeadId, pair => pair.FollowerId, StringComparer.Ordinal);
        var usable = Usable(connection, [.. pairs.SelectMany(followers => followers).Distinct(StringComparer.Ordinal)], now, withBody: false).ToDictionary(row => row.ListingId, row => row.Fingerprint, StringComparer.Ordinal);
        return [.. made.Keys.Union(pairs.Select(pair => pair.Key), StringComparer.Ordinal)
            .Select(leadId => new MadeRow { ListingId = leadId, MadeFrom = MadeFrom(All(pairs, leadId).Where(usable.ContainsKey).Select(id => $"{id} {usable[id]}")) })
            .Where(lead => lead.MadeFrom != made.GetValueOrDefault(lead.ListingId, ""))];
    }

    private static string MadeFrom(IEnumerable<string> others) =>
        string.Join('\n', others) is { Length: > 0 } all ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)), 0, 16) : "";

    private static List<PairRow> Pairs(Connection connection, IEnumerable<string> leadIds)
    {
        var found = new List<PairRow>();
        var next = leadIds.Distinct(StringComparer.Ordinal).ToList();
        for (var step = 0; step < LongestRow && next.Count > 0; step++)
        {
            var some = next.Chunk(AtATime).SelectMany(ids => Pairs(connection, ids)).ToList();
            next = [.. some.Select(pair => pair.FollowerId).Except(found.Select(pair => pair.LeadId), StringComparer.Ordinal)];
            found.AddRange(some);
        }

        return found;
    }

    private static IReadOnlyList<PairRow> Pairs(Connection connection, string[] ids) =>
        connection.Query<PairRow>(
            $"""
            select lead_id, follower_id
            from same_thing
            where state = 'same'
              and {connection.Dialect.In("lead_id", "ids")}
            order by score desc, pair_id
            """,
            new { ids });

    // What a curator hid, and what nobody has said for long, is no account to believe.
    private static IEnumerable<UsableRow> Usable(Connection connection, IEnumerable<string> followerIds, DateTimeOffset now, bool withBody = true) =>
        followerIds.Chunk(AtATime).SelectMany(ids => connection.Query<UsableRow>(
            $"""
            select listing.listing_id, listing.fingerprint, {(withBody ? "listing.body" : "'' as body")}
            from listing
            left join listing_digest digest on digest.listing_id = listing.listing_id
            where {connection.Dialect.In("listing.listing_id", "ids")}
              and listing.hidden <> {ListingVisibility.HiddenByCurator}
              and (digest.current_until is null or digest.current_until > @now)
            """,
            new { ids, now }));

    private sealed record PairRow
    {
        public required string LeadId { get; init; }

        public required string FollowerId { get; init; }
    }

    private sealed record UsableRow
    {
        public required string ListingId { get; init; }

        public required string Fingerprint { get; init; }

        public required string Body { get; init; }
    }

    private sealed record MadeRow
    {
        public required string ListingId { get; init; }

        public required string MadeFrom { get; init; }
    }
}
