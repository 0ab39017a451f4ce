using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>Counts in the service's database, beside the running service.</summary>
internal sealed class Kept(Func<DbConnection> connect)
{
    public static Kept In(RunningService service) => InSqlite(service.DatabaseFile);

    public static Kept In(ServiceCluster cluster) => InPostgres(cluster.Database);

    public static Kept InSqlite(string file) => new(() => new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False"));

    public static Kept InPostgres(string connectionString) => new(() => new NpgsqlConnection($"{connectionString};Pooling=false"));

    /// <summary>How many turns each conversation has had.</summary>
    public async Task<IReadOnlyDictionary<string, long>> TurnsAsync()
    {
        await using var connection = connect();
        var rows = await connection.QueryAsync<(string Conversation, long Version)>("select conversation_id, version from conversation");
        return rows.ToDictionary(row => row.Conversation, row => row.Version);
    }

    /// <summary>Accepted and without a turn, or said and not yet sent.</summary>
    public async Task<long> WaitingAsync()
    {
        await using var connection = connect();
        return await connection.ExecuteScalarAsync<long>(
            """
            select (select count(*) from inbox where done_at is null) + (select count(*) from outbox where given_up_at is null)
            """);
    }

    /// <summary>SQLite: the database's size, rounded up.</summary>
    public async Task<long> MegabytesAsync()
    {
        await using var connection = connect();
        var bytes = await connection.ExecuteScalarAsync<long>("select page_count * page_size from pragma_page_count, pragma_page_size");
        return (bytes / (1024 * 1024)) + 1;
    }
}
