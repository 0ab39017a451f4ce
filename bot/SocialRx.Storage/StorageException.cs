using Microsoft.Data.Sqlite;

namespace SocialRx.Storage;

/// <summary>The database itself is in trouble: the message says what, for the operator.</summary>
public sealed class StorageException : Exception
{
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

    internal static bool IsFatal(SqliteException error) =>
        error.SqliteErrorCode is SqliteReadOnly or SqliteInputOutput or SqliteCorrupt or SqliteFull or SqliteCannotOpen or SqliteNotADatabase;

    internal static StorageException From(SqliteException error) =>
        new(
            error.SqliteErrorCode switch
            {
                SqliteFull => "The disk is full; nothing can be written until there is room.",
                SqliteReadOnly => "The database is read-only; check the file's and the folder's permissions.",
                SqliteInputOutput => "The disk failed to read or write.",
                SqliteCorrupt or SqliteNotADatabase => "The database file is damaged or is not a database.",
                _ => $"The database refused: {error.Message}",
            },
            error);
}
