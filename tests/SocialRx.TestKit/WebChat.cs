using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SocialRx.TestKit;

/// <summary>One person's web chat over Direct Line, as the page does it: a token, a conversation, a socket, messages.</summary>
public sealed class WebChat : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly List<JsonNode> _seen = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClientWebSocket? _socket;
    private Task _hearing = Task.CompletedTask;

    private WebChat(HttpClient http) => _http = http;

    public string ConversationId { get; private set; } = "";

    public string UserId { get; private set; } = "";

    public string Token { get; set; } = "";

    /// <summary>As the last socket frame said it.</summary>
    public string Watermark { get; private set; } = "0";

    public string StreamUrl { get; private set; } = "";

    /// <summary>What came over the socket, in the order it came.</summary>
    public IReadOnlyList<JsonNode> Seen
    {
        get
        {
            lock (_seen)
                return [.. _seen];
        }
    }

    /// <summary>Opens the page, so to speak: a token, a started conversation, and, if wanted, its socket.</summary>
    public static Task<WebChat> OpenAsync(RunningService service, bool socket = true) => OpenAsync(service.Client, socket);

    /// <summary>The same through whatever answers these requests: one process, or a proxy in front of many.</summary>
    public static async Task<WebChat> OpenAsync(HttpClient http, bool socket = true)
    {
        var chat = new WebChat(http);
        var token = await AnswerAsync(await http.PostAsync(new Uri("/api/token", UriKind.Relative), null));
        chat.UserId = Text(token, "userId");
        chat.Take(token);
        chat.Take(await AnswerAsync(await chat.StartAsync()));
        if (socket)
            await chat.ConnectAsync();
        return chat;
    }

    /// <summary>POST /v3/directline/conversations.</summary>
    public Task<HttpResponseMessage> StartAsync() => SendAsync(HttpMethod.Post, "/v3/directline/conversations", new JsonObject());

    /// <summary>POST /api/token with the token it has: a new one for the same conversation, as a page gets it that slept too long.</summary>
    public async Task RenewAsync() =>
        Token = Text(await AnswerAsync(await SendAsync(HttpMethod.Post, "/api/token", new JsonObject { ["token"] = Token })), "token");

    /// <summary>GET /v3/directline/conversations/{id}, as a page does that comes back.</summary>
    public async Task ReconnectAsync(string? watermark = null)
    {
        await DisconnectAsync();
        Take(await AnswerAsync(await SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{ConversationId}?watermark={watermark ?? Watermark}")));
        await ConnectAsync();
    }

    /// <summary>Completes when the socket, if there is one, has been closed by either side.</summary>
    public Task Disconnected => _hearing;

    public async Task DisconnectAsync()
    {
        _socket?.Abort();
        await _hearing;
        _socket?.Dispose();
        _socket = null;
    }

    /// <summary>Sends a message and returns its id; throws when it was not accepted.</summary>
    public async Task<string> SayAsync(string text, string? clientActivityId = null) =>
        Text(await AnswerAsync(await PostAsync(Message(text, clientActivityId))), "id");

    /// <summary>Sends a message and waits for the bot's first reply to it on the socket.</summary>
    public async Task<string> AskAsync(string text)
    {
        var id = await SayAsync(text);
        var reply = await WaitAsync(activity => Text(activity, "replyToId") == id);
        return Text(reply, "text");
    }

    public Task<HttpResponseMessage> PostAsync(JsonNode activity, string? conversationId = null) =>
        SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{conversationId ?? ConversationId}/activities", activity);

    /// <summary>GET activities: what a polling page sees, and its watermark.</summary>
    public async Task<(IReadOnlyList<JsonNode> Activities, string Watermark)> HistoryAsync(string? watermark = null)
    {
        var answer = await AnswerAsync(await SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{ConversationId}/activities?watermark={watermark}"));
        return ([.. answer["activities"]!.AsArray().Select(activity => activity!)], Text(answer, "watermark"));
    }

    /// <summary>The whole transcript, page by page.</summary>
    public async Task<IReadOnlyList<JsonNode>> WholeHistoryAsync()
    {
        var whole = new List<JsonNode>();
        var page = await HistoryAsync();
        while (page.Activities.Count > 0)
        {
            whole.AddRange(page.Activities);
            page = await HistoryAsync(page.Watermark);
        }

        return whole;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body = null) =>
        SendAsync(method, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (Token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await _http.SendAsync(request);
    }

    /// <summary>The first activity on the socket that fits, also among those that have come already.</summary>
    public async Task<JsonNode> WaitAsync(Func<JsonNode, bool> fits)
    {
        while (true)
        {
            Task news;
            lock (_seen)
            {
                if (_seen.FirstOrDefault(fits) is { } found)
                    return found;
                news = _news.Task;
            }

            await news.WaitAsync(Patience);
        }
    }

    public static JsonNode Message(string text, string? clientActivityId = null) => new JsonObject
    {
        ["type"] = "message",
        ["text"] = text,
        ["textFormat"] = "plain",
        ["locale"] = "en-GB",
        ["attachments"] = new JsonArray(),
        ["channelData"] = clientActivityId is null ? new JsonObject() : new JsonObject { ["clientActivityID"] = clientActivityId },
    };

    /// <summary>A field as text, empty when there is none.</summary>
    public static string Text(JsonNode? node, string field) => node?[field]?.ToString() ?? "";

    public async ValueTask DisposeAsync() => await DisconnectAsync();

    private static async Task<JsonNode> AnswerAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode
                ? JsonNode.Parse(text)!
                : throw new HttpRequestException($"{(int)response.StatusCode}: {text}", null, response.StatusCode);
        }
    }

    private void Take(JsonNode answer)
    {
        ConversationId = Text(answer, "conversationId");
        Token = Text(answer, "token");
        StreamUrl = Text(answer, "streamUrl");
    }

    private async Task ConnectAsync()
    {
        _socket = new ClientWebSocket();
        using var patience = new CancellationTokenSource(Patience);
        await _socket.ConnectAsync(new Uri(StreamUrl), patience.Token);
        _hearing = HearAsync(_socket);
    }

    private async Task HearAsync(ClientWebSocket socket)
    {
        try
        {
            while (await FrameAsync(socket) is { } frame)
            {
                if (frame.Length > 0)
                    See(JsonNode.Parse(frame)!);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The service or the test ended the connection.
        }
    }

    private static async Task<string?> FrameAsync(ClientWebSocket socket)
    {
        var frame = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            frame.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(frame.ToArray());
        }
    }

    private void See(JsonNode set)
    {
        lock (_seen)
        {
            _seen.AddRange(set["activities"]!.AsArray().Select(activity => activity!));
            Watermark = Text(set, "watermark");
            _news.SetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
