using Microsoft.Data.Sqlite;
using Npgsql;

namespace SocialRx.Storage;

/// <summary>The database itself is in trouble: the message says what, for the operator.</summary>
public sealed class StorageException : Exception
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteInputOutput = 10;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    public StorageException()
    {
    }

    public StorageException(string message)
        : base(message)
    {
    }

    public StorageException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    internal static bool IsBusy(SqliteException error) => error.SqliteErrorCode is SqliteBusy or SqliteLocked;

    internal static bool IsFatal(SqliteException error) =>
        error.SqliteErrorCode is SqliteReadOnly or SqliteInputOutput or SqliteCorrupt or SqliteFull or SqliteCannotOpen or SqliteNotADatabase;

    /// <summary>Trouble of the database itself, not of what it was asked.</summary>
    internal static bool IsFatal(Exception error) =>
        error is not PostgresException refused
        || refused.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction
        || refused.SqlState[..2] is "08" or "53" or "57" or "58" or "XX";

    internal static StorageException From(Exception error) =>
        error is not PostgresException refused
            ? new StorageException("The database cannot be reached.", error)
            : new StorageException(
                refused.SqlState switch
                {
                    PostgresErrorCodes.DiskFull => "The database's disk is full; nothing can be written until there is room.",
                    PostgresErrorCodes.ReadOnlySqlTransaction => "The database takes no writes; it may be a standby.",
                    PostgresErrorCodes.TooManyConnections => "The database has no connection left; lower Storage:Connections or raise its max_connections.",
                    _ => $"The database refused ({refused.SqlState}): {refused.MessageText}",
                },
                error);

    internal static StorageException From(SqliteException error) =>
        new(
            error.SqliteErrorCode switch
            {
                SqliteBusy or SqliteLocked => $"The database is busy: another program has kept it from writing for {SqliteEngine.BusySeconds} s.",
                SqliteFull => "The disk is full, or the database has grown to Storage:MostMegabytes; nothing can be written until there is room.",
                SqliteReadOnly => "The database is read-only; check the file's and the folder's permissions.",
                SqliteInputOutput => "The disk failed to read or write.",
                SqliteCorrupt or SqliteNotADatabase => "The database file is damaged or is not a database.",
                _ => $"The database refused: {error.Message}",
            },
            error);
}

/// <summary>The connection broke in the middle of a commit: the write is durable or has not happened. Whoever can tell which may look, or write again what changes nothing the second time.</summary>
public sealed class UnconfirmedWriteException : Exception
{
    public UnconfirmedWriteException()
    {
    }

    public UnconfirmedWriteException(string message)
        : base(message)
    {
    }

    public UnconfirmedWriteException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
