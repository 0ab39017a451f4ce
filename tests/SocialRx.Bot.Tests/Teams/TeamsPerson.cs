using System.Text;
using System.Text.Json.Nodes;
using SocialRx.Bot.Tests.Turn;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Teams;

/// <summary>One person's Teams, as its service calls /api/messages and takes what the bot sends.</summary>
internal sealed class TeamsPerson(RunningService service, Connector connector, string name = "person")
{
    public const string Tenant = "5f0a9c1e-3b7d-4e0c-9a53-2f9d1c7b6a10";
    private static int _last;

    public string ConversationId { get; init; } = $"a:{name}";

    public string Key => $"msteams/{ConversationId}";

    /// <summary>personal, groupChat or channel.</summary>
    public string Scope { get; init; } = "personal";

    public string AadObjectId { get; init; } = "8c2d6f54-1a0b-4a6e-b0f3-000000000009";

    public Task<JsonNode?> SayAsync(string text, Action<JsonObject>? also = null) => SendAsync(new JsonObject { ["type"] = "message", ["text"] = text }, also);

    /// <summary>Says something and returns what was sent back by the time it was answered.</summary>
    public async Task<IReadOnlyList<JsonNode>> AskAsync(string text, Action<JsonObject>? also = null)
    {
        var before = connector.Replies.Count;
        await SayAsync(text, also);
        return [.. connector.Replies.Skip(before).Where(reply => WebChat.Text(reply["conversation"], "id") == ConversationId)];
    }

    /// <summary>In a team the bot hears what it is mentioned in.</summary>
    public Task<IReadOnlyList<JsonNode>> MentionAsync(string text) => AskAsync($"<at>Young People's Link</at> {text}", message => message["entities"] = new JsonArray(new JsonObject
    {
        ["type"] = "mention",
        ["text"] = "<at>Young People's Link</at>",
        ["mentioned"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Young People's Link" },
    }));

    public Task InstallAsync() => SendAsync(new JsonObject { ["type"] = "installationUpdate", ["action"] = "add" });

    public Task UninstallAsync() => SendAsync(new JsonObject { ["type"] = "installationUpdate", ["action"] = "remove" });

    public Task JoinAsync() => SendAsync(new JsonObject { ["type"] = "conversationUpdate", ["membersAdded"] = new JsonArray(Account($"29:{name}"), Account("28:bot")) });

    public Task LeaveAsync() => SendAsync(new JsonObject { ["type"] = "conversationUpdate", ["membersRemoved"] = new JsonArray(Account("28:bot")) });

    /// <summary>Taps a button that asks for a new card; returns the answer to the request.</summary>
    public Task<JsonNode?> ExecuteAsync(string verb) => SendAsync(new JsonObject
    {
        ["type"] = "invoke",
        ["name"] = "adaptiveCard/action",
        ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb }, ["trigger"] = "manual" },
    });

    private async Task<JsonNode?> SendAsync(JsonObject activity, Action<JsonObject>? also = null)
    {
        activity["id"] = $"{Interlocked.Increment(ref _last)}";
        activity["channelId"] = "msteams";
        activity["serviceUrl"] = connector.Address;
        activity["from"] = new JsonObject { ["id"] = $"29:{name}", ["name"] = "Robin Example", ["aadObjectId"] = AadObjectId };
        activity["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Young People's Link" };
        activity["conversation"] = new JsonObject { ["id"] = ConversationId, ["conversationType"] = Scope, ["tenantId"] = Tenant };
        activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } };
        also?.Invoke(activity);
        using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await service.Client.PostAsync(new Uri("/api/messages", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadAsStringAsync();
        return body.Length > 0 ? JsonNode.Parse(body) : null;
    }

    private static JsonObject Account(string id) => new() { ["id"] = id };
}
