using System.Data.Common;
using Dapper;

namespace SocialRx.Storage;

/// <summary>The database in the middle of one read or one write: SQL with rows as records, and what keeps personal text unreadable at rest.</summary>
public sealed class Connection
{
    private readonly DbConnection _open;

    internal Connection(DbConnection open, SqlDialect dialect, Sealing sealing)
    {
        _open = open;
        Dialect = dialect;
        Sealing = sealing;
    }

    public SqlDialect Dialect { get; }

    /// <summary>Text that a stranger with the database must not be able to read goes through it, both ways.</summary>
    public Sealing Sealing { get; }

    /// <summary>Runs one or several statements, for each of several parameters when a list is given; returns how many rows changed.</summary>
    public int Execute(string sql, object? parameters = null) => _open.Execute(sql, parameters);

    /// <summary>Until the write is done nobody else holds the lock of that name, in any process.</summary>
    public void Lock(string name)
    {
        if (Dialect == SqlDialect.Postgres)
            Execute("select pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name });
    }

    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null) => _open.Query<T>(sql, parameters).AsList();

    public T? QuerySingleOrDefault<T>(string sql, object? parameters = null) => _open.QuerySingleOrDefault<T>(sql, parameters);

    public T? QueryFirstOrDefault<T>(string sql, object? parameters = null) => _open.QueryFirstOrDefault<T>(sql, parameters);

    public T? ExecuteScalar<T>(string sql, object? parameters = null) => _open.ExecuteScalar<T>(sql, parameters);
}
