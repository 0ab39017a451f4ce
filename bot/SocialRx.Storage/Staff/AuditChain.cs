using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SocialRx.Storage.Staff;

/// <summary>
/// Hangs each row of the audit log on the one before, so that a row that is changed, removed or put in later no longer fits. One chain a programme.
/// Whoever may write to the database can also make the whole chain anew: only a head that is kept elsewhere tells that.
/// </summary>
internal static class AuditChain
{
    /// <summary>Adds a row at the end. Writers of one programme wait for each other, from here to the end of their write.</summary>
    public static void Append(Connection connection, AuditEntry entry)
    {
        var head = Hold(connection, entry.ProgrammeId).After(entry);
        connection.Execute(
            """
            insert into audit (programme_id, id, actor, role, action, subject, reason, at, sequence, previous_hash, hash)
            values (@ProgrammeId, @Id, @Actor, @Role, @Action, @Subject, @Reason, @At, @Sequence, @PreviousHash, @Hash)
            """,
            new { entry.ProgrammeId, entry.Id, entry.Actor, entry.Role, entry.Action, entry.Subject, entry.Reason, entry.At, head.Sequence, head.PreviousHash, head.Hash });
        connection.Change(
            "update audit_head set sequence = @Sequence, hash = @Hash where programme_id = @ProgrammeId",
            new { entry.ProgrammeId, head.Sequence, head.Hash });
    }

    private static ChainLink Hold(Connection connection, string programmeId)
    {
        connection.Change(
            """
            insert into audit_head (programme_id, sequence, hash, taken_in)
            values (@programmeId, 0, @Hash, 0)
            on conflict (programme_id) do nothing
            """,
            new { programmeId, ChainLink.Start.Hash });
        var head = connection.Query<ChainLink>($"select sequence, hash from audit_head where programme_id = @programmeId {connection.Dialect.RowLock}", new { programmeId })[0];
        return head.Sequence > 0 ? head : Last(connection, programmeId) ?? TakeIn(connection, programmeId);
    }

    /// <summary>The chain goes on where its rows end, also when its head was lost.</summary>
    private static ChainLink? Last(Connection connection, string programmeId) =>
        connection.QueryFirstOrDefault<ChainLink>(
            """
            select sequence, hash
            from audit
            where programme_id = @programmeId
              and sequence is not null
            order by sequence desc
            limit 1
            """,
            new { programmeId });

    /// <summary>Rows from before there was a chain become its beginning, as they are now.</summary>
    private static ChainLink TakeIn(Connection connection, string programmeId)
    {
        var link = ChainLink.Start;
        foreach (var entry in connection.Query<AuditEntry>($"select {AuditEntry.Columns} from audit where programme_id = @programmeId order by at, id", new { programmeId }))
        {
            link = link.After(entry);
            connection.Change("update audit set sequence = @Sequence, previous_hash = @PreviousHash, hash = @Hash where id = @Id", new { entry.Id, link.Sequence, link.PreviousHash, link.Hash });
        }

        connection.Change("update audit_head set taken_in = @Sequence where programme_id = @programmeId", new { programmeId, link.Sequence });
        return link;
    }
}

/// <summary>A place in a chain.</summary>
internal sealed record ChainLink
{
    public static ChainLink Start { get; } = new() { Sequence = 0, Hash = new string('0', 64) };

    public required long Sequence { get; init; }

    public required string Hash { get; init; }

    public string PreviousHash { get; init; } = "";

    public ChainLink After(AuditEntry entry) => new() { Sequence = Sequence + 1, PreviousHash = Hash, Hash = entry.HashAt(Sequence + 1, Hash) };
}

/// <summary>A row of the audit log as it lies in the database.</summary>
internal sealed record AuditEntry
{
    public const string Columns = "programme_id, id, actor, role, action, subject, reason, at, sequence, previous_hash, hash";

    public required string ProgrammeId { get; init; }
    public required string Id { get; init; }
    public required string Actor { get; init; }
    public required string Role { get; init; }
    public required string Action { get; init; }
    public required string Subject { get; init; }

    /// <summary>Sealed, so that checking needs no key.</summary>
    public string? Reason { get; init; }
    public required string At { get; init; }

    /// <summary>Null when it is in no chain.</summary>
    public long? Sequence { get; init; }
    public string? PreviousHash { get; init; }
    public string? Hash { get; init; }

    /// <summary>
    /// SHA-256, lower-case hexadecimal, over these values one after another: "1" (this way of making it), programme, place, hash before, id, actor, role,
    /// action, subject, reason, time; each as its length in bytes of UTF-8, a colon, the bytes and a comma, or "-," where there is none.
    /// </summary>
    public string HashAt(long sequence, string previousHash)
    {
        var text = new StringBuilder();
        foreach (var value in new[] { "1", ProgrammeId, sequence.ToString(CultureInfo.InvariantCulture), previousHash, Id, Actor, Role, Action, Subject, Reason, At })
            text.Append(value is null ? "-," : string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(value)}:{value},"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
