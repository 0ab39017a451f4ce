using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Clients;

/// <summary>The npm package @microsoft/m365agentsplayground as Teams: it calls the service as Teams does and shows what the service sends.</summary>
internal sealed class Playground : IAsyncDisposable
{
    public const string Tenant = "5f0a9c1e-3b7d-4e0c-9a53-2f9d1c7b6a10";
    public const string Person = "8c2d6f54-1a0b-4a6e-b0f3-6d5e4c3b2a19";
    private const string Conversation = "personal-chat";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly NodeProcess _node;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _client;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonNode> _shown = [];
    private Task _hearing = Task.CompletedTask;

    private Playground(NodeProcess node, DirectoryInfo folder, Uri address)
    {
        _node = node;
        _folder = folder;
        _client = new HttpClient { BaseAddress = address };
    }

    /// <summary>Messages of the bot, in the order they were shown; one with text and a card is shown as two.</summary>
    public IReadOnlyList<JsonNode> Shown
    {
        get
        {
            lock (_shown)
                return [.. _shown];
        }
    }

    public IReadOnlyList<string> Texts => [.. Shown.Select(message => WebChat.Text(message, "text")).Where(text => text.Length > 0)];

    public static async Task<Playground> StartAsync(Uri service)
    {
        var packages = await NodePackages.FolderAsync();
        var folder = Directory.CreateTempSubdirectory("socialrx-playground-");
        var configuration = Path.Combine(folder.FullName, "people.yml");
        await File.WriteAllTextAsync(configuration, People());
        var port = FreePort();
        var node = NodeProcess.Start(
            "node",
            folder.FullName,
            ["--require", NodePackages.Script("loopback-only.cjs"), Path.Combine(packages, "node_modules", "@microsoft", "m365agentsplayground", "cli.js"), "start", "-e", new Uri(service, "/api/messages").ToString(), "-c", "msteams", "-p", $"{port}", "--dt"],
            ("TEAMSAPPTESTER_BROWSER", "none"),
            ("M365_AGENTS_PLAYGROUND_CONFIG_PATH", configuration),
            ("M365_AGENTS_PLAYGROUND_LOGFILE", Path.Combine(folder.FullName, "playground.log")));
        var playground = new Playground(node, folder, new Uri($"http://127.0.0.1:{port}"));
        await playground.OpenAsync();
        return playground;
    }

    /// <summary>Adds the app: Teams then says so twice, as an installation and as a new member.</summary>
    public Task InstallAsync() => PostAsync($"/_debug/conversation/{Conversation}/installation", new JsonObject());

    public Task SayAsync(string text) => PostAsync($"/_conversation/v1/conversations/{Conversation}/messages", new JsonObject
    {
        ["type"] = "text",
        ["text"] = text,
        ["textFormat"] = "plain",
        ["from"] = new JsonObject { ["id"] = "user-id-0" },
    });

    /// <summary>Says something and waits for the buttons that fit; returns all that was shown until then.</summary>
    public async Task<IReadOnlyList<JsonNode>> AskAsync(string text, string button = "I need help now")
    {
        var before = Shown.Count;
        await SayAsync(text);
        await CardAsync(message => Actions(message).Any(action => WebChat.Text(action, "title") == button), before);
        return [.. Shown.Skip(before)];
    }

    /// <summary>Taps a button of a card that is shown; returns what it shows in the card's place, if the button asks for that.</summary>
    public Task<JsonNode?> TapAsync(JsonNode card, string title)
    {
        var action = Actions(card).First(action => WebChat.Text(action, "title") == title);
        return WebChat.Text(action, "type") == "Action.Execute"
            ? PostAsync("/_conversation/v1/invoke", From(card, new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = WebChat.Text(action, "verb") }, ["trigger"] = "manual" }, "adaptiveCard/action"))
            : PostAsync("/_conversation/v1/submit", From(card, action["data"]!.DeepClone()));
    }

    /// <summary>The first card that fits among those shown after so many messages.</summary>
    public async Task<JsonNode> CardAsync(Func<JsonNode, bool> fits, int after = 0)
    {
        for (var waited = DateTimeOffset.MinValue; ; waited += TimeSpan.FromMilliseconds(50))
        {
            if (Shown.Skip(after).FirstOrDefault(message => Actions(message).Any() && fits(message)) is { } card)
                return card;
            Assert.True(waited - DateTimeOffset.MinValue < Patience, $"No such card was shown, only{Environment.NewLine}{string.Join(Environment.NewLine, Shown.Select(message => message.ToJsonString()))}");
            await Task.Delay(50);
        }
    }

    /// <summary>All buttons of a message's cards.</summary>
    public static IEnumerable<JsonNode> Actions(JsonNode message) =>
        from attachment in message["attachments"]?.AsArray() ?? []
        from block in attachment?["content"]?["body"]?.AsArray() ?? []
        from action in block?["actions"]?.AsArray() ?? []
        select action;

    /// <summary>All text of a message's cards, a line a block.</summary>
    public static string Words(JsonNode message) => string.Join('\n',
        from attachment in message["attachments"]?.AsArray() ?? []
        from block in attachment?["content"]?["body"]?.AsArray() ?? []
        from run in block?["inlines"]?.AsArray() ?? []
        select WebChat.Text(run, "text"));

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _hearing;
        _socket.Dispose();
        _client.Dispose();
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static JsonObject From(JsonNode card, JsonNode value, string? name = null)
    {
        var body = new JsonObject
        {
            ["value"] = value,
            ["from"] = new JsonObject { ["id"] = "user-id-0" },
            ["conversation"] = new JsonObject { ["id"] = Conversation },
            ["replyToId"] = WebChat.Text(card, "messageId"),
        };
        if (name is not null)
            body["name"] = name;
        return body;
    }

    private async Task OpenAsync()
    {
        await _node.WaitAsync(line => line.StartsWith("Listening on", StringComparison.Ordinal));
        var waited = 0;
        while (!await IsReadyAsync())
        {
            Assert.True(++waited < 300, $"The Playground did not get ready. It said:{Environment.NewLine}{string.Join(Environment.NewLine, _node.Lines)}");
            await Task.Delay(100);
        }

        using var patience = new CancellationTokenSource(Patience);
        await _socket.ConnectAsync(new UriBuilder(_client.BaseAddress!) { Scheme = "ws", Path = "/_ws_conversation/v1/conversations/stream" }.Uri, patience.Token);
        _hearing = HearAsync();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri("/_internal/v1/config", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonNode?> PostAsync(string path, JsonObject body)
    {
        using var answer = await _client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return text.StartsWith('{') ? JsonNode.Parse(text) : null;
    }

    private async Task HearAsync()
    {
        var buffer = new byte[1024 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                WebSocketReceiveResult received;
                do
                {
                    received = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), CancellationToken.None);
                    length += received.Count;
                }
                while (!received.EndOfMessage);
                See(JsonNode.Parse(buffer.AsSpan(0, length))!);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private void See(JsonNode happened)
    {
        if (WebChat.Text(happened, "action") != "createMessage")
            return;
        lock (_shown)
            _shown.Add(happened["message"]!);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Its own people have ids that are no GUIDs.
    private static string People()
    {
        var others = string.Concat(Enumerable.Range(1, 5).Select(n => Someone("  - ", "    ", n, $"8c2d6f54-1a0b-4a6e-b0f3-00000000000{n}")));
        return $"""
            version: "0.1.1"
            tenantId: {Tenant}
            bot:
              id: 00000000-0000-0000-0000-000000000011
              name: Young People's Link
            currentUser:
            {Someone("  ", "  ", 0, Person)}users:
            {others}personalChat:
              id: {Conversation}
            groupChat:
              id: group-chat
              name: Group
            team:
              id: team-id
              name: Team
              aadGroupId: 00000000-0000-0000-0000-000000000031
              channels: []

            """;
    }

    private static string Someone(string first, string indent, int n, string aadObjectId) => string.Join('\n',
        $"{first}id: user-id-{n}",
        $"{indent}name: Person {n}",
        $"{indent}userPrincipleName: person{n}@example.com",
        $"{indent}aadObjectId: {aadObjectId}",
        $"{indent}givenName: Person",
        $"{indent}surname: \"{n}\"",
        $"{indent}email: person{n}@example.com",
        "");
}
