using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialRx.Benchmarks.Turn;

/// <summary>
/// The baseline, in a process of its own: Kestrel parses the activity, runs one durable transaction with a turn's rows (the message seen, the state,
/// the replies), and posts to the connector as many replies as the service has for that message. No dialog, no safeguarding, nothing else.
/// </summary>
internal static class BareEndpoint
{
    public static async Task<int> RunAsync(string url, Func<IBareDatabase> open)
    {
        using var database = open();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        using var connector = new HttpClient();

        app.MapPost("/api/messages", async context =>
        {
            var activity = (await JsonNode.ParseAsync(context.Request.Body))!;
            var replies = Enumerable.Range(0, (int)activity["channelData"]!["replies"]!).Select(_ => Reply(activity)).ToArray();
            await database.CommitAsync(new BareTurn((string)activity["conversation"]!["id"]!, (string)activity["id"]!, [.. replies.Select(reply => reply.ToJsonString())]));
            var conversation = Uri.EscapeDataString((string)activity["conversation"]!["id"]!);
            var address = $"{(string)activity["serviceUrl"]!}/v3/conversations/{conversation}/activities/{Uri.EscapeDataString((string)activity["id"]!)}";
            foreach (var reply in replies)
            {
                using var answer = await connector.PostAsJsonAsync(address, reply);
                answer.EnsureSuccessStatusCode();
            }
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
}

/// <param name="Replies">As JSON.</param>
internal sealed record BareTurn(string Conversation, string Activity, IReadOnlyList<string> Replies);

internal interface IBareDatabase : IDisposable
{
    /// <summary>One transaction, on disk when this is done.</summary>
    Task CommitAsync(BareTurn turn);
}
