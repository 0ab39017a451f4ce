using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>
/// The open sockets of web chats. A socket has a place in its conversation's log; when woken it sends all that stands after it in one frame.
/// So nothing is missed or sent twice, whoever wrote it and whenever.
/// </summary>
internal sealed class DirectLineSockets(Database database, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    /// <summary>Tabs a person may have open on one conversation; a further one closes the oldest.</summary>
    private const int SocketsPerConversation = 4;

    private const int ActivitiesPerFrame = 100;

    /// <summary>An empty frame after so much silence keeps the connection open through proxies.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>A page that takes no data for so long is gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, List<OpenSocket>> _open = new(StringComparer.Ordinal);

    /// <summary>How far each conversation that somebody is looking at has been shown.</summary>
    public IReadOnlyDictionary<string, long> Shown()
    {
        var shown = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (conversation, sockets) in _open)
        {
            lock (sockets)
            {
                if (sockets.Count > 0)
                    shown[conversation] = sockets.Min(socket => socket.Watermark);
            }
        }

        return shown;
    }

    /// <summary>There is something new in the log of this conversation.</summary>
    public void Wake(string conversation) => ForEach(conversation, socket => socket.News.Writer.TryWrite(null));

    /// <summary>Shows an activity that is not kept, such as typing, to who is looking now.</summary>
    public void Show(string conversation, string activity) => ForEach(conversation, socket => socket.News.Writer.TryWrite(activity));

    /// <summary>Serves one socket until either side closes it.</summary>
    public async Task ServeAsync(string conversation, WebSocket webSocket, long watermark)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        var socket = new OpenSocket(webSocket, stop) { Watermark = watermark };
        Add(conversation, socket);
        try
        {
            var hearing = HearAsync(socket);
            await SpeakAsync(conversation, socket);
            await hearing;
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or StorageException or IOException)
        {
            // The page comes back by itself, with the place it has seen.
        }
        finally
        {
            Remove(conversation, socket);
            await CloseAsync(webSocket);
            await stop.CancelAsync();
        }
    }

    private void ForEach(string conversation, Action<OpenSocket> tell)
    {
        if (!_open.TryGetValue(conversation, out var sockets))
            return;
        lock (sockets)
            sockets.ForEach(tell);
    }

    private void Add(string conversation, OpenSocket socket)
    {
        while (true)
        {
            var sockets = _open.GetOrAdd(conversation, _ => []);
            lock (sockets)
            {
                // Emptied and taken out between the two lines above: look again.
                if (!_open.TryGetValue(conversation, out var current) || current != sockets)
                    continue;
                if (sockets.Count == SocketsPerConversation)
                    _ = sockets[0].Stop.CancelAsync();
                sockets.Add(socket);
                return;
            }
        }
    }

    private void Remove(string conversation, OpenSocket socket)
    {
        if (!_open.TryGetValue(conversation, out var sockets))
            return;
        lock (sockets)
        {
            sockets.Remove(socket);
            if (sockets.Count == 0)
                _open.TryRemove(conversation, out _);
        }
    }

    private async Task SpeakAsync(string conversation, OpenSocket socket)
    {
        socket.News.Writer.TryWrite(null);
        while (await HasNewsAsync(socket))
        {
            var passing = new List<string>();
            while (socket.News.Reader.TryRead(out var activity))
            {
                if (activity is not null)
                    passing.Add(activity);
            }

            await SendLogAsync(conversation, socket);
            if (passing.Count > 0)
                await SendAsync(socket, Frame(passing, socket.Watermark));
        }
    }

    private async Task<bool> HasNewsAsync(OpenSocket socket)
    {
        while (true)
        {
            var news = socket.News.Reader.WaitToReadAsync(socket.Stop.Token).AsTask();
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(socket.Stop.Token);
            if (await Task.WhenAny(news, Task.Delay(Silence, clock, silence.Token)) == news)
            {
                await silence.CancelAsync();
                return await news;
            }

            await SendAsync(socket, "");
        }
    }

    private async Task SendLogAsync(string conversation, OpenSocket socket)
    {
        IReadOnlyList<LoggedActivity> activities;
        do
        {
            activities = await database.ReadAsync(connection => DirectLineLog.From(connection, conversation, socket.Watermark, ActivitiesPerFrame), socket.Stop.Token);
            if (activities.Count == 0)
                return;
            socket.Watermark = activities[^1].Watermark + 1;
            await SendAsync(socket, Frame(activities.Select(activity => activity.ToJson(database.Sealing)), socket.Watermark));
        }
        while (activities.Count == ActivitiesPerFrame);
    }

    private static async Task SendAsync(OpenSocket socket, string frame)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(socket.Stop.Token);
        patience.CancelAfter(Patience);
        await socket.WebSocket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    internal static string Frame(IEnumerable<string> activities, long watermark) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"activities\":[{string.Join(',', activities)}],\"watermark\":\"{watermark}\"}}");

    /// <summary>The page sends only signs of life here; when it closes, so do we.</summary>
    private static async Task HearAsync(OpenSocket socket)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.WebSocket.ReceiveAsync(buffer.AsMemory(), socket.Stop.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        finally
        {
            socket.News.Writer.TryComplete();
        }
    }

    private static async Task CloseAsync(WebSocket webSocket)
    {
        if (webSocket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await webSocket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // Closed already.
        }
    }

    private sealed class OpenSocket(WebSocket webSocket, CancellationTokenSource stop)
    {
        public WebSocket WebSocket => webSocket;

        public CancellationTokenSource Stop => stop;

        /// <summary>Null: look into the log. Else an activity that is not kept. Bounded, as only a page that hangs lets it fill.</summary>
        public Channel<string?> News { get; } = Channel.CreateBounded<string?>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });

        /// <summary>The next activity to send.</summary>
        public long Watermark { get; set; }
    }
}
