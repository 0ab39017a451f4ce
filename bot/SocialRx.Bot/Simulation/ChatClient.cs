using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SocialRx.Bot.Simulation;

/// <summary>What the bot said in one turn: its messages, and the buttons under the last of them.</summary>
internal sealed record BotTurn(IReadOnlyList<string> Messages, IReadOnlyList<string> Buttons)
{
    public string Text => string.Join('\n', Messages);
}

/// <summary>
/// One simulated person's web chat over Direct Line. It outlives a restart of the service: a message whose answer was lost is sent again under
/// the same number, and a lost socket is opened again where it broke off.
/// </summary>
internal sealed class ChatClient(HttpClient http, CancellationToken stop) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly List<JsonNode> _heard = [];
    private string _conversation = "";
    private string _token = "";
    private string _watermark = "0";
    private int _said;
    private ClientWebSocket? _socket;

    public IReadOnlyList<JsonNode> Heard => _heard;

    /// <summary>Ids of the messages the service accepted, in order.</summary>
    public List<string> Accepted { get; } = [];

    /// <summary>Times from sending a message to its reply on the socket.</summary>
    public List<TimeSpan> Latencies { get; } = [];

    /// <summary>Opens a chat as the page does and waits for the greeting.</summary>
    public async Task<BotTurn> OpenAsync()
    {
        Take(await AskAsync(HttpMethod.Post, "/api/token", []));
        var started = await AskAsync(HttpMethod.Post, "/v3/directline/conversations", []);
        Take(started);
        await ConnectAsync((string)started["streamUrl"]!);
        return await HearAsync(activity => IsFromBot(activity));
    }

    /// <summary>Sends a message and waits for all the bot says to it.</summary>
    public async Task<BotTurn> SayAsync(string text)
    {
        var number = $"{_conversation}-{++_said}";
        var clock = Stopwatch.GetTimestamp();
        var accepted = await AskAsync(HttpMethod.Post, $"/v3/directline/conversations/{_conversation}/activities", Message(text, number));
        var id = (string)accepted["id"]!;
        Accepted.Add(id);
        var turn = await HearAsync(activity => (string?)activity["replyToId"] == id);
        Latencies.Add(Stopwatch.GetElapsedTime(clock));
        return turn;
    }

    /// <summary>The whole conversation as the service remembers it.</summary>
    public async Task<IReadOnlyList<JsonNode>> HistoryAsync()
    {
        var answer = await AskAsync(HttpMethod.Get, $"/v3/directline/conversations/{_conversation}/activities", null);
        return [.. answer["activities"]!.AsArray().Select(activity => activity!)];
    }

    public ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static JsonObject Message(string text, string number) => new()
    {
        ["type"] = "message",
        ["text"] = text,
        ["textFormat"] = "plain",
        ["locale"] = "en-GB",
        ["channelData"] = new JsonObject { ["clientActivityID"] = number },
    };

    private static bool IsFromBot(JsonNode activity) => (string?)activity["from"]?["role"] == "bot" && (string?)activity["type"] == "message";

    /// <summary>Waits for what fits; everything that comes with it, in the same frame, belongs to the same turn.</summary>
    private async Task<BotTurn> HearAsync(Func<JsonNode, bool> fits)
    {
        var deadline = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(deadline) < Patience)
        {
            var turn = (await FrameAsync()).Where(activity => IsFromBot(activity) && fits(activity)).ToList();
            if (turn.Count > 0)
                return Turn(turn);
        }

        throw new TimeoutException("The bot did not answer within a minute.");
    }

    private static BotTurn Turn(List<JsonNode> activities) =>
        new([.. activities.Select(Words)], [.. activities.SelectMany(Buttons)]);

    private static string Words(JsonNode activity) => (string?)activity["text"] ?? "";

    private static IEnumerable<string> Buttons(JsonNode activity)
    {
        var suggested = activity["suggestedActions"]?["actions"]?.AsArray() ?? [];
        var onCards = (activity["attachments"]?.AsArray() ?? []).SelectMany(attachment => attachment?["content"]?["buttons"]?.AsArray() ?? []);
        return suggested.Concat(onCards).Select(action => (string?)action?["value"] ?? (string?)action?["title"] ?? "").Where(value => value.Length > 0);
    }

    private async Task<IReadOnlyList<JsonNode>> FrameAsync()
    {
        if (_socket is { State: WebSocketState.Open } socket && await ReceivedAsync(socket) is { } frame)
            return frame.Length == 0 ? [] : Heed(JsonNode.Parse(frame)!);

        await Task.Delay(Pause, stop);
        var again = await AskAsync(HttpMethod.Get, $"/v3/directline/conversations/{_conversation}?watermark={_watermark}", null);
        await ConnectAsync((string)again["streamUrl"]!);
        return [];
    }

    /// <summary>Null when the service went away.</summary>
    private async Task<string?> ReceivedAsync(ClientWebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            return await ReceiveAsync(socket, patience.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException("The bot did not answer within a minute.");
        }
    }

    private List<JsonNode> Heed(JsonNode frame)
    {
        var activities = frame["activities"]!.AsArray().Select(activity => activity!).ToList();
        _watermark = (string?)frame["watermark"] ?? _watermark;
        _heard.AddRange(activities);
        return activities;
    }

    private static async Task<string?> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            text.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(text.ToArray());
        }
    }

    private async Task ConnectAsync(string streamUrl)
    {
        _socket?.Dispose();
        _socket = new ClientWebSocket();
        try
        {
            await _socket.ConnectAsync(new Uri(streamUrl), stop);
        }
        catch (WebSocketException)
        {
            // It is not open then, and the next look for a frame connects again.
        }
    }

    private void Take(JsonNode answer)
    {
        _token = (string)answer["token"]!;
        _conversation = (string)answer["conversationId"]!;
    }

    /// <summary>Asks until it is answered: a service that is starting again, or says "not so fast", is asked again.</summary>
    private async Task<JsonNode> AskAsync(HttpMethod method, string path, JsonObject? body)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var (status, answer) = await TryAskAsync(method, path, body);
            if (status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices)
                return JsonNode.Parse(answer)!;
            if (!IsPassing(status) || Stopwatch.GetElapsedTime(since) > Patience)
                throw new HttpRequestException($"{method} {path.Split('?')[0]} was answered with {(int)status}.", null, status);
            await Task.Delay(Pause, stop);
        }
    }

    private static bool IsPassing(HttpStatusCode status) => status is 0 or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private async Task<(HttpStatusCode Status, string Answer)> TryAskAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (_token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, stop);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(stop));
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return (0, "");
        }
    }
}
