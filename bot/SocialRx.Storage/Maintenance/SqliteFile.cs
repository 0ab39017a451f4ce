using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SocialRx.Storage.Maintenance;

/// <summary>An SQLite database as a file that can be looked at, copied and put somewhere else.</summary>
internal static class SqliteFile
{
    /// <summary>What SQLite may keep beside a database and takes for part of it.</summary>
    private static readonly string[] Companions = ["-wal", "-journal"];

    /// <summary>Reads every page and index.</summary>
    /// <exception cref="StorageException">It is not a database of this service, is damaged, or comes from a newer release.</exception>
    public static DatabaseContents Check(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            var damage = connection.QueryFirst<string>("pragma integrity_check(1)");
            return damage == "ok"
                ? new DatabaseContents(Migration(connection, file), Rows(connection))
                : throw new StorageException($"\"{file}\" is damaged: {damage}");
        }
        catch (SqliteException error)
        {
            throw new StorageException($"\"{file}\" cannot be read as a database: {error.Message}", error);
        }
    }

    /// <summary>
    /// Writes all that is committed now into a new file and flushes it. One read transaction, so writers go on. VACUUM INTO rather than the online
    /// backup: it leaves out the free pages, in which rows that were deleted can still be read.
    /// </summary>
    /// <exception cref="SqliteException">The database cannot be read or the new file not be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped in the middle.</exception>
    public static void Snapshot(string from, string to, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        MakeEmpty(to);
        using (var connection = Open(from, SqliteOpenMode.ReadOnly))
        using (stop.Register(() => raw.sqlite3_interrupt(connection.Handle)))
        {
            try
            {
                connection.Execute("vacuum into @to", new { to });
            }
            catch (SqliteException) when (stop.IsCancellationRequested)
            {
                throw new OperationCanceledException(stop);
            }
        }

        stop.ThrowIfCancellationRequested();
        using var written = File.OpenHandle(to, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(written);
    }

    /// <summary>Brings all that is committed into the one file, so that nothing of it lies beside.</summary>
    /// <exception cref="StorageException">Another program has the database open.</exception>
    /// <returns>False when the database is too damaged for that.</returns>
    public static bool Gather(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadWrite);
            connection.Execute("pragma journal_mode = delete");
            return true;
        }
        catch (SqliteException error) when (StorageException.IsBusy(error))
        {
            throw new StorageException($"Another program has \"{file}\" open. Close it first.", error);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>Puts a database in the place of another, which is kept under the name <paramref name="aside"/>. At every moment one of the two is there.</summary>
    public static void Replace(string with, string file, string aside)
    {
        foreach (var companion in Companions.Where(companion => File.Exists(file + companion)))
            File.Move(file + companion, aside + companion);
        File.Delete($"{file}-shm");
        if (File.Exists(file))
            File.Replace(with, file, aside);
        else
            File.Move(with, file);
    }

    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = SqliteEngine.BusySeconds }.ToString());
        connection.Open();
        return connection;
    }

    private static int Migration(SqliteConnection connection, string file)
    {
        if (connection.ExecuteScalar<int>("select count(*) from sqlite_schema where type = 'table' and name = 'schema_migration'") == 0)
            throw new StorageException($"\"{file}\" is not a database of this service.");
        return Migrations.Newest(connection.Query<int>("select number from schema_migration").ToHashSet());
    }

    private static List<TableRows> Rows(SqliteConnection connection) =>
    [
        .. connection
            .Query<string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name")
            .Select(table => new TableRows(table, connection.ExecuteScalar<long>($"select count(*) from \"{table}\""))),
    ];

    // Made before SQLite fills it, so that nobody but the account that made it may read it.
    private static void MakeEmpty(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(file);
        using var made = new FileStream(file, options);
    }
}
