using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace SocialRx.Storage;

/// <summary>
/// An open SQLite connection that plans each SQL text once: its commands run prepared ones that are kept by their text. One thread at a time.
/// </summary>
internal sealed class PreparedSqliteConnection(SqliteConnection open) : DbConnection
{
    /// <summary>Texts kept; a list in a text makes another text for every length.</summary>
    private const int Most = 200;

    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private long _uses;

    [AllowNull]
    public override string ConnectionString
    {
        get => open.ConnectionString;
        set => throw new NotSupportedException();
    }

    public override string Database => open.Database;

    public override string DataSource => open.DataSource;

    public override string ServerVersion => open.ServerVersion;

    public override ConnectionState State => open.State;

    public override void Open() => open.Open();

    public override void Close() => open.Close();

    public override void ChangeDatabase(string databaseName) => open.ChangeDatabase(databaseName);

    /// <summary>A prepared command that nobody else runs meanwhile.</summary>
    internal SqliteCommand Take(string sql)
    {
        if (_kept.Remove(sql, out var kept))
            return kept.Command;
        var command = open.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>Keeps it for the next time, without what it was run with.</summary>
    internal void GiveBack(SqliteCommand command)
    {
        foreach (SqliteParameter parameter in command.Parameters)
            parameter.Value = DBNull.Value;
        if (_kept.Count >= Most)
            DropOldest();
        if (!_kept.TryAdd(command.CommandText, new Kept(command, ++_uses)))
            command.Dispose();
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbCommand CreateDbCommand() => new PreparedSqliteCommand(this);

    private void DropOldest()
    {
        var (sql, oldest) = _kept.MinBy(pair => pair.Value.LastUse);
        _kept.Remove(sql);
        oldest.Command.Dispose();
    }

    private sealed record Kept(SqliteCommand Command, long LastUse);
}

/// <summary>Gathers text and parameters as any command does, and runs the prepared command for that text with them.</summary>
internal sealed class PreparedSqliteCommand(PreparedSqliteConnection connection) : DbCommand
{
    private readonly SqliteCommand _given = new();
    private SqliteCommand? _running;

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbTransaction? DbTransaction { get; set; }

    protected override DbParameterCollection DbParameterCollection => _given.Parameters;

    public override void Cancel()
    {
        // One thread at a time: nobody is there to cancel what runs.
    }

    public override void Prepare()
    {
        // Whatever is run is prepared.
    }

    public override int ExecuteNonQuery() => Run(command => command.ExecuteNonQuery());

    public override object? ExecuteScalar() => Run(command => command.ExecuteScalar());

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(command => command.ExecuteReader(behavior));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveBack();
            _given.Dispose();
        }

        base.Dispose(disposing);
    }

    private T Run<T>(Func<SqliteCommand, T> run)
    {
        GiveBack();
        var command = connection.Take(CommandText);
        try
        {
            Fill(command.Parameters, _given.Parameters);
            var result = run(command);
            _running = command;
            return result;
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    private void GiveBack()
    {
        if (_running is { } ran)
            connection.GiveBack(ran);
        _running = null;
    }

    private static void Fill(SqliteParameterCollection prepared, SqliteParameterCollection given)
    {
        if (!HaveSameNames(prepared, given))
            Name(prepared, given);
        for (var place = 0; place < given.Count; place++)
            prepared[place].Value = given[place].Value;
    }

    // With its sign a name is found at once among those of the statement.
    private static void Name(SqliteParameterCollection prepared, SqliteParameterCollection given)
    {
        prepared.Clear();
        foreach (SqliteParameter parameter in given)
            prepared.Add(new SqliteParameter { ParameterName = $"@{parameter.ParameterName}" });
    }

    private static bool HaveSameNames(SqliteParameterCollection prepared, SqliteParameterCollection given)
    {
        for (var place = 0; place < given.Count; place++)
        {
            if (place == prepared.Count || !prepared[place].ParameterName.AsSpan(1).SequenceEqual(given[place].ParameterName))
                return false;
        }

        return prepared.Count == given.Count;
    }
}
