using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Duplicates;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>What curators decided, laid over what sources say. Every writer of listings goes through it, so that no reading of a source loses a decision.</summary>
internal static class Curation
{
    private const int AtATime = 500;

    /// <summary>The listings as they are to be stored. What the source says of one that a curator changed is kept.</summary>
    public static IReadOnlyList<Listing> LayOver(Connection connection, IReadOnlyCollection<Listing> said, DateTimeOffset now)
    {
        Completion.Hold(connection, said.Select(listing => listing.Id));
        var edits = Standing(connection, said.Select(listing => listing.Id));
        KeepSaid(connection, said.Where(listing => edits[listing.Id].Any()));
        return Overlaid(connection, said, edits, now);
    }

    /// <summary>The same to look at: nothing is kept.</summary>
    public static IReadOnlyList<Listing> Overlaid(Connection connection, IReadOnlyCollection<Listing> said, DateTimeOffset now) =>
        Overlaid(connection, said, Standing(connection, said.Select(listing => listing.Id)), now);

    /// <summary>The listings with what was decided about the terms of their sources.</summary>
    public static IReadOnlyList<Listing> Settle(Connection connection, IReadOnlyCollection<Listing> said)
    {
        var terms = TermDecisions.Standing(connection);
        return [.. said.Select(listing => TermDecisions.Settle(listing, terms))];
    }

    /// <summary>What a reading that is not swapped yet holds of listings that a curator changed, or that are shown in the place of others.</summary>
    public static IReadOnlyList<Listing> EditedIn(Connection connection, string stagingId) =>
        [.. connection.Query<string>(
            $"""
            select body
            from staged_listing
            where staging_id = @stagingId
              and (listing_id in (select listing_id from listing_edit where undone_at is null and field not in ('{ListingEdit.Hidden}', '{ListingEdit.Added}'))
                or listing_id in (select lead_id from same_thing where state = 'same'))
            """,
            new { stagingId }).Select(ListingJson.Read)];

    /// <summary>To be called once the listings are there: one that was gone and is listed again is still hidden.</summary>
    public static void HideAgain(Connection connection, IEnumerable<string> listingIds)
    {
        foreach (var some in listingIds.Chunk(AtATime))
            connection.Change($"{Hide} and {connection.Dialect.In("listing_id", "some")}", new { some });
    }

    /// <summary>The same for all of a source.</summary>
    public static void HideAgainIn(Connection connection, string sourceId) => connection.Change($"{Hide} and source_id = @sourceId", new { sourceId });

    private const string Hide =
        $"""
        update listing
        set hidden = 1
        where hidden <> 1
          and listing_id in (select listing_id from listing_edit where field = '{ListingEdit.Hidden}' and undone_at is null)
        """;

    /// <summary>Lays what is decided now over what the sources said last.</summary>
    public static void Again(Connection connection, IEnumerable<string> listingIds, DateTimeOffset now)
    {
        foreach (var some in listingIds.Chunk(AtATime))
            ListingRows.Put(connection, SaidOf(connection, some), now);
    }

    /// <summary>The listing with the edits that stand over it. Whoever checked last is believed, so a check here gives way to a later one of the source.</summary>
    public static Listing Lay(Listing said, IEnumerable<ListingEdit> edits) =>
        ListingField.Lay(said, edits.Where(edit => edit.Stands && ListingField.Find(edit.Field) is not null).OrderBy(edit => edit.Sequence).Select(edit => edit.Value)) is var laid && laid.Assured < said.Assured
            ? laid with { Assured = said.Assured }
            : laid;

    /// <summary>What the sources say of these listings, whatever lies over it.</summary>
    public static IReadOnlyList<Listing> SaidOf(Connection connection, string[] some) =>
        [.. connection.Query<string>(
            $"""
            select coalesce(listing_said.body, listing.body)
            from listing
            left join listing_said on listing_said.listing_id = listing.listing_id
            where {connection.Dialect.In("listing.listing_id", "some")}
            order by listing.listing_id
            """,
            new { some }).Select(body => Completed.Own(ListingJson.Read(body)))];

    private static IReadOnlyList<Listing> Overlaid(Connection connection, IReadOnlyCollection<Listing> said, ILookup<string, ListingEdit> edits, DateTimeOffset now) =>
        Completion.Complete(
            connection,
            [.. Settle(connection, said).Select(listing => edits[listing.Id].Any() ? Lay(listing, edits[listing.Id]) : listing)],
            listing => edits[listing.Id].SelectMany(edit => ListingField.Find(edit.Field)?.Properties ?? []),
            now);

    private static void KeepSaid(Connection connection, IEnumerable<Listing> said) =>
        connection.Change(
            """
            insert into listing_said (listing_id, body)
            values (@Id, @body)
            on conflict (listing_id) do update set
              body = excluded.body
            """,
            said.Select(listing => new { listing.Id, body = ListingJson.Write(listing) }).ToList());

    private static ILookup<string, ListingEdit> Standing(Connection connection, IEnumerable<string> listingIds) =>
        listingIds.Chunk(AtATime)
            .SelectMany(some => connection.Query<ListingEdit>(
                $"""
                select listing_id, sequence, field, value, said, why, made_by, made_at, undone_by, undone_at
                from listing_edit
                where {connection.Dialect.In("listing_id", "some")}
                  and undone_at is null
                  and field not in ('{ListingEdit.Hidden}', '{ListingEdit.Added}')
                """,
                new { some }))
            .ToLookup(edit => edit.ListingId, StringComparer.Ordinal);
}
