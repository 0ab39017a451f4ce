using Microsoft.Data.Sqlite;

namespace SocialRx.Storage.Maintenance;

/// <summary>Backups of an SQLite database, taken while the service serves and put back while it does not.</summary>
public static class Backups
{
    /// <summary>Writes a checked copy of all that is committed now, under another name until it is whole. The service goes on meanwhile.</summary>
    /// <exception cref="StorageException">There is no such database, the file is there already, or it cannot be written.</exception>
    public static DatabaseContents Take(string database, string to, CancellationToken stop = default)
    {
        Require(database, $"There is no database \"{database}\" (Storage:File).");
        if (Path.GetDirectoryName(Path.GetFullPath(to)) is { } folder && !Directory.Exists(folder))
            throw new StorageException($"There is no folder \"{folder}\" to put the backup in.");
        if (Path.Exists(to))
            throw new StorageException($"\"{to}\" is there already; a backup never takes the place of another file.");
        return Written(database, to, part =>
        {
            var contents = Copied(database, part, stop);
            File.Move(part, to, overwrite: false);
            return contents;
        });
    }

    /// <summary>Puts a backup in the place of the database; what was there is kept under a dated name.</summary>
    /// <exception cref="StorageException">
    /// The backup cannot be used, a service runs on the database, or there is no room: the database is as it was.
    /// </exception>
    public static Restored Restore(string from, string database, TimeProvider clock, CancellationToken stop = default)
    {
        Require(from, $"There is no backup \"{from}\".");
        SqliteFile.Check(from);
        using var alone = ServiceLock.Take(database);
        return Written(from, database, part =>
        {
            var contents = Copied(from, part, stop);
            return PutInPlace(part, database, clock.GetUtcNow(), contents);
        });
    }

    private static Restored PutInPlace(string part, string database, DateTimeOffset now, DatabaseContents contents)
    {
        var aside = $"{database}.replaced-{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}";
        var had = File.Exists(database);
        var whole = !had || SqliteFile.Gather(database);
        if (had && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(part, File.GetUnixFileMode(database));
        SqliteFile.Replace(part, database, aside);
        return new Restored(contents, had ? aside : null, !whole);
    }

    private static DatabaseContents Copied(string from, string to, CancellationToken stop)
    {
        SqliteFile.Snapshot(from, to, stop);
        return SqliteFile.Check(to);
    }

    private static T Written<T>(string from, string to, Func<string, T> write)
    {
        var part = $"{to}.part";
        try
        {
            return write(part);
        }
        catch (SqliteException error)
        {
            throw new StorageException($"\"{from}\" was not copied to \"{to}\": {StorageException.From(error).Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"\"{from}\" was not copied to \"{to}\": {error.Message}", error);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static void Require(string file, string otherwise)
    {
        if (!File.Exists(file))
            throw new StorageException(otherwise);
    }
}

/// <param name="Aside">Where the database is now that was there before; null when there was none.</param>
/// <param name="WasDamaged">It could not be read, and was moved as it was.</param>
public sealed record Restored(DatabaseContents Contents, string? Aside, bool WasDamaged);
