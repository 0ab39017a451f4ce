using System.Net;
using System.Net.WebSockets;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>A person with the page open: a socket that is opened again where it broke off, and messages with the page's own numbers.</summary>
internal sealed class WebChatPerson : Person
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _leaving = new();
    private readonly WebChat _chat;
    private readonly Task _listening;

    private WebChatPerson(WebChat chat, int seed, Manner manner)
        : base(seed, manner)
    {
        _chat = chat;
        _listening = ListenAsync();
    }

    public override string Conversation => $"directline/{_chat.ConversationId}";

    public static async Task<WebChatPerson> ComeAsync(HttpClient http, int seed, Manner manner) => new(await WebChat.OpenAsync(http), seed, manner);

    public override async Task<IReadOnlyList<Problem>> ProblemsAsync(long turns) =>
        Transcript.OfWebChat(Accepted, await _chat.WholeHistoryAsync(), _chat.Seen, turns);

    public override async Task<bool> IsAnsweredAsync()
    {
        var history = await _chat.WholeHistoryAsync();
        var answered = history.Select(activity => WebChat.Text(activity, "replyToId")).ToHashSet();
        var heard = _chat.Seen.Select(activity => WebChat.Text(activity, "id")).ToHashSet();
        return Accepted.All(message => answered.Contains(message.Id)) && history.All(activity => heard.Contains(WebChat.Text(activity, "id")));
    }

    public override async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _listening;
        await _chat.DisposeAsync();
        _leaving.Dispose();
    }

    protected override async Task<string?> SendAsync(string text, string number)
    {
        try
        {
            return await _chat.SayAsync(text, number);
        }
        catch (HttpRequestException trouble) when (IsPassing(trouble.StatusCode))
        {
            return null;
        }
        catch (HttpRequestException trouble) when (trouble.StatusCode == HttpStatusCode.Forbidden)
        {
            await _chat.RenewAsync();
            return null;
        }
    }

    protected override Task AnsweredAsync(string id, TimeSpan atMost) =>
        Task.WhenAny(_chat.WaitAsync(activity => WebChat.Text(activity, "replyToId") == id), Task.Delay(atMost));

    private async Task ListenAsync()
    {
        while (!_leaving.IsCancellationRequested)
        {
            await _chat.Disconnected.WaitAsync(_leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_leaving.IsCancellationRequested && !await HasComeBackAsync())
                await Task.Delay(Pause);
        }
    }

    private async Task<bool> HasComeBackAsync()
    {
        try
        {
            await _chat.ReconnectAsync();
            return true;
        }
        catch (HttpRequestException expired) when (expired.StatusCode == HttpStatusCode.Forbidden)
        {
            await _chat.RenewAsync();
            return false;
        }
        catch (Exception away) when (away is HttpRequestException or WebSocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
