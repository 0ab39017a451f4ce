using System.Data.Common;
using Dapper;

namespace SocialRx.Storage;

/// <summary>The database in the middle of one read or one write: SQL with rows as records, and what keeps personal text unreadable at rest.</summary>
public sealed class Connection
{
    private readonly DbConnection _open;

    /// <summary>Null where each statement runs at once: with SQLite there is no way to save.</summary>
    private readonly PendingStatements? _pending;

    internal Connection(DbConnection open, SqlDialect dialect, Sealing sealing, PendingStatements? pending = null)
    {
        _open = open;
        _pending = pending;
        Dialect = dialect;
        Sealing = sealing;
    }

    public SqlDialect Dialect { get; }

    /// <summary>Text that a stranger with the database must not be able to read goes through it, both ways.</summary>
    public Sealing Sealing { get; }

    /// <summary>
    /// Runs one statement, for each of several parameters when a list is given, whose effect is all that is wanted. It may be sent together with later ones, so what it throws is thrown by it, by one of
    /// them, or by the end of the write.
    /// </summary>
    public void Change(string sql, object? parameters = null)
    {
        if (_pending is null)
            _open.Execute(sql, parameters);
        else
            _pending.Add(sql, parameters);
    }

    /// <summary>Runs one or several statements, for each of several parameters when a list is given; returns how many rows changed.</summary>
    public int Execute(string sql, object? parameters = null) => Now().Execute(sql, parameters);

    /// <summary>Until the write is done nobody else holds the lock of that name, in any process.</summary>
    public void Lock(string name)
    {
        var batch = new SqlBatch();
        Lock(batch, name);
        batch.Run(this);
    }

    /// <summary>As one statement of the batch: those after it run with the lock.</summary>
    public void Lock(SqlBatch batch, string name)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (Dialect == SqlDialect.Postgres)
            batch.Ask<int>("select 1 from pg_advisory_xact_lock(hashtextextended(@name, 0))", ("name", name));
    }

    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null)
    {
        if (_pending is not { Any: true })
            return _open.Query<T>(sql, parameters).AsList();
        var answer = _pending.Ask<T>(sql, parameters);
        _pending.Run();
        return answer.Rows;
    }

    public T? QuerySingleOrDefault<T>(string sql, object? parameters = null) => Now().QuerySingleOrDefault<T>(sql, parameters);

    public T? QueryFirstOrDefault<T>(string sql, object? parameters = null) => Now().QueryFirstOrDefault<T>(sql, parameters);

    public T? ExecuteScalar<T>(string sql, object? parameters = null) => Now().ExecuteScalar<T>(sql, parameters);

    internal void Run(SqlBatch batch)
    {
        foreach (var statement in batch.Statements)
        {
            if (_pending is null)
                statement.Run(_open);
            else
                _pending.Add(statement);
        }

        if (batch.Statements.Any(statement => statement.Answer is not null))
            _pending?.Run();
    }

    /// <summary>What is pending comes first.</summary>
    private DbConnection Now()
    {
        _pending?.Run();
        return _open;
    }
}
