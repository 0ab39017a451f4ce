using System.Diagnostics.CodeAnalysis;

namespace SocialRx.Storage.Maintenance;

/// <summary>One of the two databases, as a command line names it: "sqlite:FILE" or "postgres:CONNECTION STRING".</summary>
public abstract record StorageAddress
{
    public static bool TryParse(string text, [NotNullWhen(true)] out StorageAddress? address)
    {
        address = text.Split(':', 2) switch
        {
            ["sqlite", { Length: > 0 } file] => new Sqlite(file),
            ["postgres", { } connectionString] when PostgresEngine.Reads(connectionString) => new Postgres(connectionString),
            _ => null,
        };
        return address is not null;
    }

    internal abstract StorageOptions Options { get; }

    internal abstract SqlDialect Dialect { get; }

    public sealed record Sqlite(string File) : StorageAddress
    {
        internal override StorageOptions Options => new() { File = File };

        internal override SqlDialect Dialect => SqlDialect.Sqlite;
    }

    /// <param name="ConnectionString">May hold a password: it is never printed.</param>
    public sealed record Postgres(string ConnectionString) : StorageAddress
    {
        internal override StorageOptions Options => new() { Postgres = ConnectionString, Connections = 1, PatienceSeconds = 0 };

        internal override SqlDialect Dialect => SqlDialect.Postgres;
    }
}
