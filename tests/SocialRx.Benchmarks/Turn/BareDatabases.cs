using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SocialRx.Benchmarks.Turn;

/// <summary>What both baselines write.</summary>
internal static class BareStatements
{
    public const string Tables =
        """
        create table seen (conversation_id text not null, activity_id text not null, at text not null, primary key (conversation_id, activity_id));
        create table state (conversation_id text not null primary key, version bigint not null, body text not null);
        create table reply (conversation_id text not null, sequence bigint not null, body text not null, primary key (conversation_id, sequence));
        """;

    private const string State = """{"dialogStack":[{"id":"root","state":{"question":"matters","draft":{"age":"14-15","area":"FB2","matters":["music","friends"],"words":"guitar with my mates"}}}]}""";

    private const string Turn =
        """
        insert into seen (conversation_id, activity_id, at) values (@conversation, @activity, @at);
        insert into state (conversation_id, version, body) values (@conversation, 1, @state)
        on conflict (conversation_id) do update set version = state.version + 1, body = excluded.body;
        """;

    public static void Write(DbCommand command, BareTurn turn)
    {
        command.CommandText = Turn + string.Concat(turn.Replies.Select((_, place) => Reply(place)));
        Add(command, "conversation", turn.Conversation);
        Add(command, "activity", turn.Activity);
        Add(command, "at", "2026-01-01T00:00:00.000Z");
        Add(command, "state", State);
        for (var place = 0; place < turn.Replies.Count; place++)
            Add(command, $"reply{place}", turn.Replies[place]);
    }

    private static string Reply(int place) =>
        $"""
        insert into reply (conversation_id, sequence, body)
        select @conversation, coalesce(max(sequence), 0) + 1, @reply{place} from reply where conversation_id = @conversation;
        """;

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

/// <summary>SQLite with WAL and synchronous=full: one connection, one transaction at a time.</summary>
internal sealed class BareSqlite : IBareDatabase
{
    private readonly SqliteConnection _connection;
    private readonly Lock _turn = new();

    public BareSqlite(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        using var command = _connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal; pragma synchronous = full;" + BareStatements.Tables;
        command.ExecuteNonQuery();
    }

    public Task CommitAsync(BareTurn turn)
    {
        lock (_turn)
        {
            using var transaction = _connection.BeginTransaction();
            using var command = _connection.CreateCommand();
            command.Transaction = transaction;
            BareStatements.Write(command, turn);
            command.ExecuteNonQuery();
            transaction.Commit();
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _connection.Dispose();
}

/// <summary>PostgreSQL with synchronous_commit=on: a pool of connections, statements prepared as they repeat.</summary>
internal sealed class BarePostgres : IBareDatabase
{
    private const int Connections = 16;

    private readonly NpgsqlDataSource _source;

    public BarePostgres(string connectionString)
    {
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Connections, MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 });
        using var tables = _source.CreateCommand(BareStatements.Tables);
        tables.ExecuteNonQuery();
    }

    public async Task CommitAsync(BareTurn turn)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        BareStatements.Write(command, turn);
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    public void Dispose() => _source.Dispose();
}
