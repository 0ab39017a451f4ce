using System.Text.Json.Nodes;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Duplicates;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>What curators change about listings: laid over what the source says at every reading, each with who, when and why, each to be undone.</summary>
public static class ListingEdits
{
    /// <summary>The source of what is written here by hand; no other source may be called so.</summary>
    public const string OwnSource = "own";

    /// <summary>A listing with everything that was changed about it, hidden ones too; null when it is not there.</summary>
    public static CuratedListing? Find(Connection connection, string listingId) =>
        connection.QuerySingleOrDefault<CuratedRow>(
            """
            select listing.body, listing.fingerprint, listing.hidden, listing.updated_at, listing.first_seen_at, listing_said.body as said, source.address, source.last_imported_at
            from listing
            left join listing_said on listing_said.listing_id = listing.listing_id
            left join source on source.source_id = listing.source_id
            where listing.listing_id = @listingId
            """,
            new { listingId }) is { } row
            ? new CuratedListing
            {
                Listing = ListingJson.Read(row.Body),
                Said = Completed.Own(ListingJson.Read(row.Said ?? row.Body)),
                Fingerprint = row.Fingerprint,
                Hidden = (ListingHidden)row.Hidden,
                UpdatedAt = row.UpdatedAt,
                FirstSeenAt = row.FirstSeenAt,
                Address = row.Address ?? "",
                LastReadAt = row.LastImportedAt,
                Edits = Of(connection, listingId),
            }
            : null;

    /// <summary>Keeps what <paramref name="change"/> makes different, field by field.</summary>
    /// <param name="version">Of the listing that was read before it was changed; null for a change that holds whatever else did.</param>
    public static EditOutcome Save(Connection connection, string listingId, string? version, Func<Listing, Listing> change, string why, StaffAction by)
    {
        if (Held(connection, listingId) is not { } was)
            return EditOutcome.NotThere;
        if (version is not null && version != was.Version)
            return EditOutcome.ChangedMeanwhile;

        var wanted = change(was.Listing);
        var changed = ListingField.All.Where(field => field.ValueOf(wanted) != field.ValueOf(was.Listing)).ToList();
        foreach (var field in changed)
            Put(connection, was, field, field.ValueOf(wanted), why, by);
        return changed.Count == 0 ? EditOutcome.NothingToDo : Laid(connection, listingId, by.Now);
    }

    /// <summary>Shows it to nobody, at once and however often its source is read.</summary>
    public static EditOutcome Hide(Connection connection, string listingId, HidingReason reason, string why, StaffAction by)
    {
        if (Held(connection, listingId) is not { } was)
            return EditOutcome.NotThere;
        if (was.Hiding is not null)
            return EditOutcome.NothingToDo;

        Add(connection, listingId, was.Edits.Count + 1, ListingEdit.Hidden, new JsonObject { ["reason"] = reason.Id }.ToJsonString(), "{}", why, by);
        // Also where another is shown in its place: that may be taken back.
        connection.Execute("update listing set hidden = 1 where listing_id = @listingId", new { listingId });
        return EditOutcome.Done;
    }

    /// <summary>Takes one change back: what was there before it is there again.</summary>
    public static EditOutcome Undo(Connection connection, string listingId, long sequence, StaffAction by)
    {
        if (Held(connection, listingId)?.Edits.FirstOrDefault(edit => edit.Sequence == sequence && edit.Field != ListingEdit.Added) is not { } edit)
            return EditOutcome.NotThere;
        if (!edit.Stands)
            return EditOutcome.NothingToDo;

        Undo(connection, [edit], by);
        if (edit.Field != ListingEdit.Hidden)
            return Laid(connection, listingId, by.Now);

        connection.Execute("update listing set hidden = 0 where listing_id = @listingId and hidden = 1", new { listingId });
        return EditOutcome.Done;
    }

    /// <summary>Takes back all that was put in the place of one field: what the source says holds again.</summary>
    public static EditOutcome TakeFromSource(Connection connection, string listingId, ListingField field, StaffAction by)
    {
        if (Held(connection, listingId) is not { } was)
            return EditOutcome.NotThere;
        var standing = was.StandingOn(field).ToList();
        Undo(connection, standing, by);
        return standing.Count == 0 ? EditOutcome.NothingToDo : Laid(connection, listingId, by.Now);
    }

    /// <summary>Looked at again after the source said something else: what was put here stays.</summary>
    public static EditOutcome Keep(Connection connection, string listingId, ListingField field, string why, StaffAction by)
    {
        if (Held(connection, listingId) is not { } was)
            return EditOutcome.NotThere;
        if (was.StandingOn(field).LastOrDefault() is not { } edit || !was.HasMoved(field))
            return EditOutcome.NothingToDo;

        Add(connection, listingId, was.Edits.Count + 1, field.Id, edit.Value, field.ValueOf(was.Said), why, by);
        return EditOutcome.Done;
    }

    /// <summary>Puts a listing written by hand into the directory.</summary>
    public static void AddOwn(Connection connection, Listing listing, string why, StaffAction by)
    {
        connection.Execute(
            """
            insert into source (source_id, address, first_imported_at, last_imported_at)
            values (@OwnSource, 'by hand', @Now, @Now)
            on conflict (source_id) do update set
              last_imported_at = excluded.last_imported_at
            """,
            new { OwnSource, by.Now });
        Add(connection, listing.Id, 1, ListingEdit.Added, "{}", "{}", why, by);
        ListingRows.Put(connection, [listing], by.Now);
    }

    private static EditOutcome Laid(Connection connection, string listingId, DateTimeOffset now)
    {
        Curation.Again(connection, [listingId], now);
        connection.Execute(
            $"""
            delete from listing_said
            where listing_id = @listingId
              and not exists (
                select 1
                from listing_edit
                where listing_edit.listing_id = listing_said.listing_id
                  and undone_at is null
                  and field not in ('{ListingEdit.Hidden}', '{ListingEdit.Added}'))
            """,
            new { listingId });
        return EditOutcome.Done;
    }

    // Two who change one listing at once take turns: the second is told.
    private static CuratedListing? Held(Connection connection, string listingId)
    {
        connection.Lock($"listing/{listingId}");
        return Find(connection, listingId);
    }

    // To say again what the source says is to take back what was said instead.
    private static void Put(Connection connection, CuratedListing was, ListingField field, string value, string why, StaffAction by)
    {
        var said = field.ValueOf(was.Said);
        if (value == said && was.StandingOn(field).Any())
            Undo(connection, was.StandingOn(field), by);
        else
            Add(connection, was.Listing.Id, Next(connection, was.Listing.Id), field.Id, value, said, why, by);
    }

    private static long Next(Connection connection, string listingId) =>
        connection.ExecuteScalar<long>("select coalesce(max(sequence), 0) + 1 from listing_edit where listing_id = @listingId", new { listingId });

    private static void Add(Connection connection, string listingId, long sequence, string field, string value, string said, string why, StaffAction by) =>
        connection.Execute(
            """
            insert into listing_edit (listing_id, sequence, field, value, said, why, made_by, made_at)
            values (@listingId, @sequence, @field, @value, @said, @why, @Actor, @Now)
            """,
            new { listingId, sequence, field, value, said, why, by.Actor, by.Now });

    private static void Undo(Connection connection, IEnumerable<ListingEdit> edits, StaffAction by) =>
        connection.Execute(
            """
            update listing_edit
            set undone_by = @Actor, undone_at = @Now
            where listing_id = @ListingId
              and sequence = @Sequence
              and undone_at is null
            """,
            edits.Select(edit => new { edit.ListingId, edit.Sequence, by.Actor, by.Now }).ToList());

    private static IReadOnlyList<ListingEdit> Of(Connection connection, string listingId) =>
        connection.Query<ListingEdit>(
            """
            select listing_id, sequence, field, value, said, why, made_by, made_at, undone_by, undone_at
            from listing_edit
            where listing_id = @listingId
            order by sequence
            """,
            new { listingId });

    private sealed record CuratedRow
    {
        public required string Body { get; init; }
        public required string Fingerprint { get; init; }
        public required long Hidden { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
        public DateTimeOffset? FirstSeenAt { get; init; }
        public string? Said { get; init; }
        public string? Address { get; init; }
        public DateTimeOffset? LastImportedAt { get; init; }
    }
}

/// <summary>Whether a listing is shown; stored as its number.</summary>
public enum ListingHidden
{
    Shown = 0,
    ByCurator = 1,

    /// <summary>Another listing is shown in its place.</summary>
    Merged = 2,
}

/// <summary>A listing as it is shown, as its source says it, and what a curator changed.</summary>
public sealed record CuratedListing
{
    public required Listing Listing { get; init; }
    public required Listing Said { get; init; }
    public required string Fingerprint { get; init; }
    public required ListingHidden Hidden { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Since when it has been here without a break; null: since before that was noted.</summary>
    public required DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>Where its source was read from last, and when.</summary>
    public required string Address { get; init; }
    public required DateTimeOffset? LastReadAt { get; init; }

    /// <summary>All that were made, the undone ones too, in the order they were made.</summary>
    public required IReadOnlyList<ListingEdit> Edits { get; init; }

    /// <summary>Another version is another content, or another decision.</summary>
    public string Version => $"{Edits.Count}.{Edits.Count(edit => !edit.Stands)}.{Fingerprint}";

    /// <summary>The decision that hides it; null when none stands.</summary>
    public ListingEdit? Hiding => Edits.LastOrDefault(edit => edit.Stands && edit.Field == ListingEdit.Hidden);

    /// <summary>Fields of which the source says something else now than when a curator put something in its place.</summary>
    public IReadOnlyList<ListingField> Moved => [.. ListingField.All.Where(HasMoved)];

    /// <summary>The changes of a field that stand, the one that holds last.</summary>
    public IEnumerable<ListingEdit> StandingOn(ListingField field) => Edits.Where(edit => edit.Stands && edit.Field == field.Id);

    // A later check is taken as it comes: there is nothing to decide.
    public bool HasMoved(ListingField field) =>
        field != ListingField.Checked && StandingOn(field).LastOrDefault() is { } edit && field.ValueOf(Said) is var said && said != edit.Said && said != edit.Value;
}
