using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SocialRx.Storage.Maintenance;

namespace SocialRx.Storage.Staff;

/// <summary>Goes along the chains of the audit log, also while the service serves; reads only.</summary>
public static class AuditCheck
{
    private const int AtATime = 1000;

    /// <summary>The chain of every programme in the database, in the order of their names.</summary>
    /// <param name="kept">A head that was kept elsewhere, to be looked for; null when there is none.</param>
    /// <exception cref="StorageException">The database is missing, away, or of another release.</exception>
    public static IReadOnlyList<CheckedChain> Run(StorageOptions storage, string? kept = null, CancellationToken stop = default)
    {
        if (!storage.IsPostgres && !File.Exists(storage.File))
            throw new StorageException($"There is no database \"{storage.File}\" (Storage:File).");
        Rows.Register();
        try
        {
            using var open = Open(storage);
            using var snapshot = open is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : open.BeginTransaction(IsolationLevel.RepeatableRead);
            var connection = new Connection(open, storage.IsPostgres ? SqlDialect.Postgres : SqlDialect.Sqlite, Sealing.None);
            Migrations.RequireAll(connection.Query<int>("select number from schema_migration").ToHashSet(), connection.Dialect);
            return [.. Programmes(connection).Select(programme => Check(connection, programme, kept, stop))];
        }
        catch (SqliteException error)
        {
            throw StorageException.From(error);
        }
        catch (NpgsqlException error)
        {
            throw StorageException.From(error);
        }
    }

    private static DbConnection Open(StorageOptions storage)
    {
        if (!storage.IsPostgres)
            return SqliteFile.Open(storage.File, SqliteOpenMode.ReadOnly);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(storage.Postgres) { ApplicationName = "socialrx audit verify", Pooling = false, Enlist = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static IReadOnlyList<string> Programmes(Connection connection) =>
        connection.Query<string>(
            """
            select programme_id from audit
            union
            select programme_id from audit_head
            order by programme_id
            """);

    private static CheckedChain Check(Connection connection, string programmeId, string? kept, CancellationToken stop)
    {
        var head = connection.QuerySingleOrDefault<HeadRow>("select sequence, hash, taken_in from audit_head where programme_id = @programmeId", new { programmeId });
        var walk = new ChainWalk(kept);
        foreach (var row in InTheChain(connection, programmeId, stop))
        {
            if (!walk.Goes(row))
                break;
        }

        var outside = connection.Query<AuditEntry>($"select {AuditEntry.Columns} from audit where programme_id = @programmeId and sequence is null order by at, id limit 1", new { programmeId });
        return new CheckedChain(programmeId, walk.Last.Sequence - walk.Removed, walk.Last.Hash, head?.TakenIn ?? 0, walk.HasKept)
        {
            HasBegun = head is not null || walk.Last.Sequence > 0,
            Removed = walk.Removed,
            Fault = walk.Fault ?? walk.BeginsLate() ?? walk.EndsAt(head) ?? (head is not null && outside.Count > 0 ? $"row {outside[0].Id} was put in: it has no place in the chain" : null),
        };
    }

    private static IEnumerable<AuditEntry> InTheChain(Connection connection, string programmeId, CancellationToken stop)
    {
        for (var after = long.MinValue; ;)
        {
            stop.ThrowIfCancellationRequested();
            var some = connection.Query<AuditEntry>(
                $"""
                select {AuditEntry.Columns}
                from audit
                where programme_id = @programmeId
                  and sequence > @after
                order by sequence
                limit {AtATime}
                """,
                new { programmeId, after });
            foreach (var row in some)
                yield return row;
            if (some.Count < AtATime)
                yield break;
            after = some[^1].Sequence!.Value;
        }
    }

    /// <summary>From row to row, to the first that does not fit.</summary>
    private sealed class ChainWalk(string? kept)
    {
        private string _lastId = "";
        private ChainLink _before = ChainLink.Start;
        private bool _isRemovalTold = true;

        /// <summary>How many rows went before the first that is there.</summary>
        public long Removed => _before.Sequence;

        public ChainLink Last { get; private set; } = ChainLink.Start;

        public bool HasKept { get; private set; }

        public string? Fault { get; private set; }

        public bool Goes(AuditEntry row)
        {
            if (_lastId.Length == 0 && row.Sequence > 1)
                BeginAfter(new ChainLink { Sequence = row.Sequence.Value - 1, Hash = row.PreviousHash ?? "" });
            Fault = Wrong(row);
            if (Fault is not null)
                return false;
            Last = new ChainLink { Sequence = row.Sequence!.Value, Hash = row.Hash! };
            _lastId = row.Id;
            _isRemovalTold |= row.Action == AuditRemoval.Action && row.Subject == AuditRemoval.Subject(_before);
            HasKept |= string.Equals(row.Hash, kept, StringComparison.OrdinalIgnoreCase);
            return true;
        }

        /// <summary>Rows at the beginning are gone, and no row of the chain says that their time was over.</summary>
        public string? BeginsLate() => _isRemovalTold ? null : $"row 1 was removed: after row 0 comes row {_before.Sequence + 1}";

        public string? EndsAt(HeadRow? head) => head switch
        {
            null => Last.Sequence > 0 ? "the head of the chain was removed" : null,
            _ when head.Sequence > Last.Sequence => $"row {Last.Sequence + 1} was removed: the rows end at {Last.Sequence}, and {head.Sequence} were written",
            _ when head.Sequence < Last.Sequence => $"row {head.Sequence + 1} was put in: {head.Sequence} rows were written, and there are {Last.Sequence}",
            _ when head.Hash != Last.Hash => "the head of the chain was changed",
            _ => null,
        };

        private void BeginAfter(ChainLink removed) => (_before, Last, _isRemovalTold) = (removed, removed, false);

        private string? Wrong(AuditEntry row) => row switch
        {
            _ when row.Sequence > Last.Sequence + 1 => $"row {Last.Sequence + 1} was removed: after row {Last.Sequence} comes row {row.Sequence}",
            _ when row.Sequence < Last.Sequence + 1 => $"row {row.Sequence} ({row.Id}) was put in before the beginning",
            _ when row.Hash is null || row.Hash != row.HashAt(row.Sequence!.Value, row.PreviousHash ?? "") => $"row {row.Sequence} ({row.Id}) was changed after it was written",
            _ when row.PreviousHash != Last.Hash => Last.Sequence == 0
                ? $"row {row.Sequence} ({row.Id}) was put in as the first"
                : $"row {Last.Sequence} ({_lastId}) is not the one that was there when row {row.Sequence} was written: it was put in, or changed with a hash made to fit",
            _ => null,
        };
    }

    private sealed record HeadRow
    {
        public required long Sequence { get; init; }
        public required string Hash { get; init; }
        public required long TakenIn { get; init; }
    }
}

/// <param name="Rows">How many were checked, one after another, and are as they were written.</param>
/// <param name="Head">The hash of the last of these.</param>
/// <param name="TakenIn">Rows at the beginning that were there before the chain began: what happened to them before that cannot be told.</param>
/// <param name="HasKept">One of these rows has the head that was kept elsewhere.</param>
public sealed record CheckedChain(string ProgrammeId, long Rows, string Head, long TakenIn, bool HasKept)
{
    /// <summary>False while all rows are from before there was a chain: they are taken in with the next one.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Rows at the beginning that went when their time was over, as a row of the chain says.</summary>
    public long Removed { get; init; }

    /// <summary>The first row that was changed, removed or put in; null when all fit.</summary>
    public string? Fault { get; init; }
}
