using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>How a channel answers a reply that is sent to it.</summary>
internal enum Trouble
{
    None,

    /// <summary>429, come back in a second.</summary>
    IsBusy,

    /// <summary>429, come back in a minute: longer than anybody waits within a turn.</summary>
    IsBusyForLong,

    /// <summary>500, and the person does not have it.</summary>
    Fails,

    /// <summary>500, and the person has it all the same.</summary>
    TakesAndFails,

    /// <summary>The connection breaks after the person has it.</summary>
    TakesAndBreaksOff,

    /// <summary>It answers after some seconds.</summary>
    IsSlow,

    /// <summary>The person has it, and the answer comes when nobody waits for it any more.</summary>
    TakesAndAnswersTooLate,

    /// <summary>Nothing comes of it, not even an answer.</summary>
    NeverAnswers,
}

/// <summary>A channel's connector on loopback that keeps what arrives, in the order it does, and has the trouble it is told to have.</summary>
internal sealed class Channel : IAsyncDisposable
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    /// <summary>Longer than the service waits for one answer.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<string, List<Arrival>> _arrived = new();
    private readonly WebApplication _app;

    private Channel(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public Func<Trouble> Next { get; set; } = () => Trouble.None;

    public static async Task<Channel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var channel = new Channel(builder.Build());
        channel._app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", (Delegate)channel.TakeAsync);
        await channel._app.StartAsync();
        return channel;
    }

    /// <summary>All that was asked of it for a conversation.</summary>
    public IReadOnlyList<Arrival> Arrived(string conversation)
    {
        var arrived = _arrived.GetOrAdd(conversation, _ => []);
        lock (arrived)
            return [.. arrived];
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _app.DisposeAsync();
        _ending.Dispose();
    }

    private async Task<IResult> TakeAsync(HttpContext http, string conversation)
    {
        var reply = Line.Of((await JsonNode.ParseAsync(http.Request.Body))!);
        var trouble = Next();
        var arrived = _arrived.GetOrAdd(conversation, _ => []);
        var place = 0;
        lock (arrived)
        {
            place = arrived.Count;
            arrived.Add(new Arrival(reply, trouble is not (Trouble.IsBusy or Trouble.IsBusyForLong or Trouble.Fails or Trouble.NeverAnswers), IsConfirmed: false));
        }

        var answer = await AnswerAsync(http, trouble);
        if (trouble is Trouble.None or Trouble.IsSlow && !http.RequestAborted.IsCancellationRequested)
        {
            lock (arrived)
                arrived[place] = arrived[place] with { IsConfirmed = true };
        }

        return answer;
    }

    private async Task<IResult> AnswerAsync(HttpContext http, Trouble trouble)
    {
        switch (trouble)
        {
            case Trouble.IsBusy or Trouble.IsBusyForLong:
                http.Response.Headers.RetryAfter = trouble == Trouble.IsBusy ? "1" : "60";
                return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            case Trouble.Fails or Trouble.TakesAndFails:
                return Results.StatusCode(StatusCodes.Status500InternalServerError);
            case Trouble.TakesAndBreaksOff:
                http.Abort();
                return Results.Empty;
            case Trouble.IsSlow:
                await WaitAsync(Slow);
                break;
            case Trouble.TakesAndAnswersTooLate:
                await WaitAsync(TooLate);
                break;
            case Trouble.NeverAnswers:
                await WaitAsync(Timeout.InfiniteTimeSpan);
                break;
        }

        return Results.Json(new { id = "taken" });
    }

    private async Task WaitAsync(TimeSpan time) => await Task.Delay(time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
