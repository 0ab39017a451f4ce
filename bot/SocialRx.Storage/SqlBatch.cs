using System.Text;
using Dapper;

namespace SocialRx.Storage;

/// <summary>Several statements that go to the database together: one round trip instead of one each.</summary>
public sealed class SqlBatch
{
    private readonly StringBuilder _text = new();
    private readonly DynamicParameters _parameters = new();

    /// <summary>Parameters of one name are one parameter of the whole batch.</summary>
    public void Add(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (_text.Length > 0)
            _text.Append(";\n");
        _text.Append(sql);
        foreach (var (name, value) in parameters)
            _parameters.Add(name, value);
    }

    /// <summary>Runs all, in order. What any of them throws is thrown.</summary>
    public void Run(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Execute(_text.ToString(), _parameters);
    }

    /// <summary>Runs all, in order; returns what the first of them, a statement that returns rows, returns.</summary>
    public IReadOnlyList<T> Run<T>(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Query<T>(_text.ToString(), _parameters);
    }
}
