using Microsoft.Data.Sqlite;
using Npgsql;

namespace SocialRx.Storage.Maintenance;

/// <summary>
/// Moves all of a service's data from one of the two databases to the other while no service runs on either: read in one snapshot, written in one
/// transaction, and read back from both before it commits. Sealed text stays sealed with the keys it has.
/// </summary>
public static class StorageCopy
{
    /// <param name="copied">Called with each table once both sides of it have been read back.</param>
    /// <returns>False when a table differs: then nothing was written.</returns>
    /// <exception cref="StorageException">
    /// A database is missing, away, in use, or of another release than this one; the target is not empty; a value cannot be kept there. Nothing was
    /// written but, perhaps, empty tables.
    /// </exception>
    public static async Task<bool> RunAsync(StorageAddress from, StorageAddress to, TimeProvider clock, Action<CopiedTable> copied, CancellationToken stop = default)
    {
        if (from.GetType() == to.GetType())
            throw new StorageException("Between two databases of the same kind there is nothing to convert: use backup and restore, or pg_dump.");
        if (from is StorageAddress.Sqlite { File: var file } && !File.Exists(file))
            throw new StorageException($"There is no database \"{file}\".");
        try
        {
            using var alone = ServiceLock.Take((from as StorageAddress.Sqlite ?? (StorageAddress.Sqlite)to).File);
            using var source = OpenSource(from);
            await MakeTablesAsync(to, clock, stop);
            using var target = OpenTarget(to);
            return Copy(source, target, copied, stop);
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

    private static CopySide OpenSource(StorageAddress from)
    {
        if (from is StorageAddress.Sqlite { File: var file })
            SqliteFile.Check(file);
        CopySide source = from is StorageAddress.Sqlite sqlite
            ? SqliteSide.OpenSource(sqlite.File)
            : PostgresSide.OpenSource(((StorageAddress.Postgres)from).ConnectionString);
        Migrations.RequireAll(source.Migrations(), from.Dialect);
        return source;
    }

    private static async Task MakeTablesAsync(StorageAddress to, TimeProvider clock, CancellationToken stop)
    {
        await using var made = await Database.OpenAsync(to.Options, clock, cancellationToken: stop);
    }

    private static CopySide OpenTarget(StorageAddress to) =>
        to is StorageAddress.Sqlite sqlite
            ? SqliteSide.OpenTarget(sqlite.File)
            : PostgresSide.OpenTarget(((StorageAddress.Postgres)to).ConnectionString);

    private static bool Copy(CopySide source, CopySide target, Action<CopiedTable> copied, CancellationToken stop)
    {
        var same = true;
        foreach (var table in Matched(source, target))
        {
            target.Write(table, Until(source.Rows(table), stop));
            var both = new CopiedTable(table.Name, Read(source, table, stop), Read(target, table, stop));
            copied(both);
            same &= both.IsSame;
        }

        if (same)
            target.Commit();
        return same;
    }

    private static IReadOnlyList<CopyTable> Matched(CopySide source, CopySide target)
    {
        var tables = source.Tables();
        var there = target.Tables().ToDictionary(table => table.Name);
        foreach (var table in tables)
        {
            if (!there.TryGetValue(table.Name, out var other) || !table.HasShapeOf(other))
                throw new StorageException($"Table {table.Name} is not the same in both databases.");
            if (!target.IsEmpty(other))
                throw new StorageException($"The database to copy to is not empty: table {table.Name} has rows. Give it an empty one.");
        }

        return tables;
    }

    private static TableReading Read(CopySide side, CopyTable table, CancellationToken stop)
    {
        var hash = new RowHash();
        foreach (var row in Until(side.Rows(table), stop))
            hash.Add(row);
        return new TableReading(hash.Rows, hash.ToString());
    }

    private static IEnumerable<object?[]> Until(IEnumerable<object?[]> rows, CancellationToken stop)
    {
        foreach (var row in rows)
        {
            stop.ThrowIfCancellationRequested();
            yield return row;
        }
    }
}

/// <summary>A table as it was read back from both databases.</summary>
public sealed record CopiedTable(string Table, TableReading Source, TableReading Target)
{
    public bool IsSame => Source == Target;
}

/// <param name="Hash">Over all rows in any order; hexadecimal.</param>
public sealed record TableReading(long Rows, string Hash);
