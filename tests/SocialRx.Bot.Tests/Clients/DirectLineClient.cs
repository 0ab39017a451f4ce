using System.Text.Json.Nodes;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Clients;

/// <summary>The npm package botframework-directlinejs in a conversation with the service.</summary>
internal sealed class DirectLineClient : IAsyncDisposable
{
    private readonly NodeProcess _node;

    private DirectLineClient(NodeProcess node) => _node = node;

    /// <summary>
    /// Activities it gave out, in the order a page shows them: by their time. It gives out those of one frame a tick of its clock apart and so
    /// mixes them with those of a frame that comes right after it. Typing is not kept by anybody.
    /// </summary>
    public IReadOnlyList<JsonNode> Seen => [.. Of("activity").Where(activity => WebChat.Text(activity, "type") != "typing").OrderBy(activity => WebChat.Text(activity, "timestamp"), StringComparer.Ordinal)];

    /// <summary>The same activities as it gave them out, a list for each message that was answered.</summary>
    public IReadOnlyList<IReadOnlyList<JsonNode>> Answers =>
        [.. Of("activity").Where(activity => WebChat.Text(activity, "type") != "typing" && activity["replyToId"] is not null).GroupBy(activity => WebChat.Text(activity, "replyToId")).Select(answer => answer.ToList())];

    public IReadOnlyList<string> Failures => [.. Of("failed").Select(failure => failure.ToString())];

    public static async Task<DirectLineClient> OpenAsync(Uri service, string token, params string[] resume)
    {
        var folder = await NodePackages.FolderAsync();
        var script = NodePackages.Script("directline.cjs");
        return new DirectLineClient(NodeProcess.Start("node", folder, [script, new Uri(service, "/v3/directline").ToString(), token, .. resume], ("NODE_PATH", Path.Combine(folder, "node_modules"))));
    }

    /// <summary>Sends a message; returns the id the service gave it.</summary>
    public async Task<string> SayAsync(string text)
    {
        await _node.TellAsync(new JsonObject { ["say"] = text }.ToJsonString());
        return WebChat.Text(Read(await _node.WaitAsync(line => WebChat.Text(Read(line), "text") == text && Read(line)["posted"] is not null)), "posted");
    }

    /// <summary>Ends the socket without a word, as a lost network does.</summary>
    public Task CutAsync() => _node.TellAsync("""{"cut":true}""");

    public Task AnsweredAsync(string id) => _node.WaitAsync(line => WebChat.Text(Read(line)["activity"], "replyToId") == id);

    /// <summary>Waits for one activity; a turn's replies are logged together, so the last in the log is the last there is.</summary>
    public Task SeesAsync(string id) => _node.WaitAsync(line => WebChat.Text(Read(line)["activity"], "id") == id);

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private IEnumerable<JsonNode> Of(string kind) => _node.Lines.Select(line => Read(line)[kind]).OfType<JsonNode>();

    private static JsonNode Read(string line) => line.StartsWith('{') ? JsonNode.Parse(line)! : new JsonObject { ["failed"] = line };
}
