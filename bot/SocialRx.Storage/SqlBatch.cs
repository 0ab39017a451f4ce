using System.Data.Common;
using Dapper;

namespace SocialRx.Storage;

/// <summary>Several statements that go to the database together: with PostgreSQL in one round trip instead of one each.</summary>
public sealed class SqlBatch
{
    private readonly List<Statement> _statements = [];

    internal IReadOnlyList<Statement> Statements => _statements;

    /// <summary>A statement that returns no rows.</summary>
    public void Add(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        _statements.Add(new Statement(sql, Parameters(parameters), null));

    /// <summary>A statement that returns rows; they are there once the batch has run.</summary>
    public Answer<T> Ask<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var answer = new Answer<T>();
        _statements.Add(new Statement(sql, Parameters(parameters), answer));
        return answer;
    }

    /// <inheritdoc cref="Ask{T}(string, ReadOnlySpan{ValueTuple{string, object}})"/>
    /// <param name="parameters">An object whose properties are the parameters.</param>
    internal Answer<T> Ask<T>(string sql, object parameters)
    {
        var answer = new Answer<T>();
        _statements.Add(new Statement(sql, [], answer) { Given = parameters });
        return answer;
    }

    /// <summary>Runs all, in order. What any of them throws is thrown now or, where nothing is asked, at the latest before the write is done.</summary>
    public void Run(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Run(this);
    }

    private static List<Parameter> Parameters(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var list = new List<Parameter>(parameters.Length);
        foreach (var (name, value) in parameters)
            list.Add(new Parameter(name, value, value?.GetType() ?? typeof(string)));
        return list;
    }
}

/// <summary>What a statement of a batch returns.</summary>
public abstract class Answer
{
    private protected Answer()
    {
    }

    /// <summary>Runs the statement alone.</summary>
    internal abstract void Read(DbConnection open, string sql, object parameters);

    /// <summary>Reads what it has returned among others.</summary>
    internal abstract void Read(DbDataReader reader);
}

/// <inheritdoc/>
public sealed class Answer<T> : Answer
{
    /// <summary>Empty until the batch has run.</summary>
    public IReadOnlyList<T> Rows { get; private set; } = [];

    internal override void Read(DbConnection open, string sql, object parameters) => Rows = open.Query<T>(sql, parameters).AsList();

    internal override void Read(DbDataReader reader) => Rows = reader.Parse<T>().AsList();
}

/// <param name="Type">What the value is declared as; null has a type too.</param>
internal readonly record struct Parameter(string Name, object? Value, Type Type)
{
    public object Stored => Value is DateTimeOffset time ? Rows.Text(time) : Value ?? DBNull.Value;
}

/// <param name="Answer">Null when the statement returns no rows.</param>
internal sealed record Statement(string Sql, IReadOnlyList<Parameter> Parameters, Answer? Answer)
{
    /// <summary>An object whose properties are the parameters; null: they are in <see cref="Parameters"/>.</summary>
    public object? Given { get; init; }

    /// <summary>Alone.</summary>
    public void Run(DbConnection open)
    {
        if (Given is not null)
        {
            Answer?.Read(open, Sql, Given);
            return;
        }

        if (Answer is not null)
        {
            var parameters = new DynamicParameters();
            foreach (var parameter in Parameters)
                parameters.Add(parameter.Name, parameter.Value);
            Answer.Read(open, Sql, parameters);
            return;
        }

        using var command = open.CreateCommand();
        command.CommandText = Sql;
        foreach (var parameter in Parameters)
        {
            var own = command.CreateParameter();
            own.ParameterName = parameter.Name;
            own.Value = parameter.Stored;
            command.Parameters.Add(own);
        }

        command.ExecuteNonQuery();
    }
}
