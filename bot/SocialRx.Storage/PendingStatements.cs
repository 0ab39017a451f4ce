using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;
using NpgsqlTypes;

namespace SocialRx.Storage;

/// <summary>
/// Statements of a write on PostgreSQL that nobody waits for: they are sent together with the next one somebody does wait for, or with the commit.
/// </summary>
internal sealed class PendingStatements(NpgsqlConnection open)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    private static readonly Dictionary<Type, NpgsqlDbType> Types = new()
    {
        [typeof(string)] = NpgsqlDbType.Text,
        [typeof(DateTimeOffset)] = NpgsqlDbType.Text,
        [typeof(int)] = NpgsqlDbType.Integer,
        [typeof(long)] = NpgsqlDbType.Bigint,
        [typeof(double)] = NpgsqlDbType.Double,
        [typeof(bool)] = NpgsqlDbType.Boolean,
        [typeof(string[])] = NpgsqlDbType.Array | NpgsqlDbType.Text,
    };

    private readonly List<Statement> _statements = [];

    public bool Any => _statements.Count > 0;

    public void Add(Statement statement) => _statements.Add(statement.Given is { } given ? statement with { Parameters = Parameters(statement.Sql, given) } : statement);

    /// <param name="parameters">As Dapper takes it: an object whose properties are the parameters, a list of such to run it for each of, or null for none.</param>
    public void Add(string sql, object? parameters)
    {
        if (parameters is IEnumerable several)
        {
            foreach (var one in several)
                Add(new Statement(sql, Parameters(sql, one), null));
        }
        else
        {
            Add(new Statement(sql, Parameters(sql, parameters), null));
        }
    }

    /// <summary>Adds a statement that returns rows.</summary>
    public Answer<T> Ask<T>(string sql, object? parameters)
    {
        var answer = new Answer<T>();
        Add(new Statement(sql, Parameters(sql, parameters), answer));
        return answer;
    }

    /// <summary>Sends all in one round trip and reads what was asked.</summary>
    public void Run()
    {
        if (!Any)
            return;
        try
        {
            using var batch = Batch();
            using var reader = batch.ExecuteReader();
            foreach (var answer in _statements.Select(statement => statement.Answer).OfType<Answer>())
            {
                answer.Read(reader);
                reader.NextResult();
            }

            // An error of a statement without rows is met on the way to the end.
            while (reader.NextResult())
            {
            }
        }
        finally
        {
            Drop();
        }
    }

    /// <summary>Sends all, and then the commit, in one round trip.</summary>
    public void RunAndCommit()
    {
        Add("commit", null);
        Run();
    }

    public void Drop() => _statements.Clear();

    private NpgsqlBatch Batch()
    {
        var batch = open.CreateBatch();
        foreach (var statement in _statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            foreach (var parameter in statement.Parameters)
                command.Parameters.Add(Parameter(parameter));
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static NpgsqlParameter Parameter(Parameter parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        return Types.TryGetValue(type, out var databaseType)
            ? new NpgsqlParameter(parameter.Name, databaseType) { Value = parameter.Stored }
            : throw new NotSupportedException($"A parameter of a statement that is sent with others is a {type.Name}: {parameter.Name}.");
    }

    // Like Dapper, only what the statement names: an object may have more.
    private static List<Parameter> Parameters(string sql, object? parameters)
    {
        if (parameters is null)
            return [];
        var list = new List<Parameter>();
        foreach (var property in Properties.GetOrAdd(parameters.GetType(), type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public)))
        {
            if (sql.Contains($"@{property.Name}", StringComparison.OrdinalIgnoreCase))
                list.Add(new Parameter(property.Name, property.GetValue(parameters), property.PropertyType));
        }

        return list;
    }
}
