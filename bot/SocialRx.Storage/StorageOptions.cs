using SocialRx.Domain;

namespace SocialRx.Storage;

/// <summary>Section "Storage".</summary>
public sealed record StorageOptions : IOptionsSection
{
    public static string Section => "Storage";

    /// <summary>SQLite: the database file; its folder is made when missing. ":memory:" keeps everything in this process (tests).</summary>
    public string File { get; init; } = "data/socialrx.db";

    /// <summary>
    /// An Npgsql connection string, "Host=db;Database=socialrx;Username=..."; empty: SQLite. Several hosts with "Target Session Attributes=primary"
    /// find the primary again after it failed over.
    /// </summary>
    public string Postgres { get; init; } = "";

    /// <summary>PostgreSQL: connections of this process; each works on one read or write at a time.</summary>
    public int Connections { get; init; } = 16;

    /// <summary>PostgreSQL: for so long a read or write waits for a database that is away before it fails.</summary>
    public double PatienceSeconds { get; init; } = 10;

    /// <summary>
    /// SQLite: the database file grows to so many megabytes and no further, so that it leaves room on its disk; 0: no limit. What it is about to
    /// take in lies beside it for a while, usually a few megabytes.
    /// </summary>
    public int MostMegabytes { get; init; }

    /// <summary>SQLite: connections that read at the same time; readers never wait for the writer.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>SQLite: most writes that share one commit.</summary>
    public int WritesPerCommit { get; init; } = 256;

    public bool IsPostgres => Postgres.Length > 0;

    public IEnumerable<OptionProblem> Problems()
    {
        if (IsPostgres && !PostgresEngine.Reads(Postgres))
            yield return new(nameof(Postgres), "empty, or a connection string such as \"Host=db;Database=socialrx;Username=socialrx\"");
        if (Connections is < 1 or > 200)
            yield return new(nameof(Connections), "a whole number from 1 to 200");
        if (PatienceSeconds is not (>= 0 and <= 300))
            yield return new(nameof(PatienceSeconds), "a number of seconds from 0 to 300");
        if (string.IsNullOrWhiteSpace(File))
            yield return new(nameof(File), "the path of the database file, such as \"data/socialrx.db\"");
        if (MostMegabytes is < 0 or > 10_000_000)
            yield return new(nameof(MostMegabytes), "0 for no limit, or a whole number of megabytes up to 10000000");
        if (Readers is < 1 or > 64)
            yield return new(nameof(Readers), "a whole number from 1 to 64");
        if (WritesPerCommit is < 1 or > 10_000)
            yield return new(nameof(WritesPerCommit), "a whole number from 1 to 10000");
    }
}
