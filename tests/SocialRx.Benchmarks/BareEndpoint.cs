using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace SocialRx.Benchmarks;

/// <summary>
/// The baseline, in a process of its own: Kestrel parses the activity, runs one fully synchronous SQLite transaction with a turn's rows
/// (the message seen, the state, the reply), and posts one reply to the connector. No dialog, no safeguarding, nothing else.
/// </summary>
internal static class BareEndpoint
{
    private const string State = """{"dialogStack":[{"id":"root","state":{"question":"matters","draft":{"age":"14-15","area":"FB2","matters":["music","friends"],"words":"guitar with my mates"}}}]}""";

    public static async Task<int> RunAsync(string url, string file)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        using var connector = new HttpClient();
        using var database = Open(file);

        app.MapPost("/api/messages", async context =>
        {
            var activity = (await JsonNode.ParseAsync(context.Request.Body))!;
            var reply = Reply(activity);
            lock (database)
                Commit(database, activity, reply);
            var conversation = Uri.EscapeDataString((string)activity["conversation"]!["id"]!);
            var address = $"{(string)activity["serviceUrl"]!}/v3/conversations/{conversation}/activities/{Uri.EscapeDataString((string)activity["id"]!)}";
            using var answer = await connector.PostAsJsonAsync(address, reply);
            context.Response.StatusCode = answer.IsSuccessStatusCode ? StatusCodes.Status200OK : StatusCodes.Status502BadGateway;
        });
        app.MapGet("/health/ready", () => Results.Ok());
        await app.RunAsync();
        return 0;
    }

    private static JsonObject Reply(JsonNode activity) => new()
    {
        ["type"] = "message",
        ["from"] = activity["recipient"]!.DeepClone(),
        ["recipient"] = activity["from"]!.DeepClone(),
        ["conversation"] = activity["conversation"]!.DeepClone(),
        ["replyToId"] = (string)activity["id"]!,
        ["text"] = "Thanks. Roughly where are you? The first half of your postcode is plenty, or a place name.",
    };

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(
            connection,
            """
            pragma journal_mode = wal;
            pragma synchronous = full;
            create table seen (conversation_id text not null, activity_id text not null, at text not null, primary key (conversation_id, activity_id));
            create table state (conversation_id text not null primary key, version integer not null, body text not null);
            create table reply (conversation_id text not null, sequence integer not null, body text not null, primary key (conversation_id, sequence));
            """);
        return connection;
    }

    private static void Commit(SqliteConnection connection, JsonNode activity, JsonObject reply)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            insert into seen (conversation_id, activity_id, at) values ($conversation, $activity, $at);
            insert into state (conversation_id, version, body) values ($conversation, 1, $state)
            on conflict (conversation_id) do update set version = version + 1, body = excluded.body;
            insert into reply (conversation_id, sequence, body)
            select $conversation, coalesce(max(sequence), 0) + 1, $reply from reply where conversation_id = $conversation;
            """;
        command.Parameters.AddWithValue("$conversation", (string)activity["conversation"]!["id"]!);
        command.Parameters.AddWithValue("$activity", (string)activity["id"]!);
        command.Parameters.AddWithValue("$at", "2026-01-01T00:00:00.000Z");
        command.Parameters.AddWithValue("$state", State);
        command.Parameters.AddWithValue("$reply", reply.ToJsonString());
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
