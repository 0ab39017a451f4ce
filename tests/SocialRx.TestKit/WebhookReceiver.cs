using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialRx.TestKit;

/// <summary>Something on loopback that takes posts, and may refuse or hang.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedPost> _taken = new();
    private readonly ConcurrentQueue<ReceivedPost> _all = new();
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();

    private WebhookReceiver(WebApplication app) => _app = app;

    public string Address => $"{_app.Urls.First()}/hook";

    /// <summary>Posts that were answered with success.</summary>
    public IReadOnlyList<ReceivedPost> Taken => [.. _taken];

    /// <summary>Every post, whatever became of it.</summary>
    public IReadOnlyList<ReceivedPost> All => [.. _all];

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = StatusCodes.Status202Accepted;

    /// <summary>Whether it answers at all.</summary>
    public bool Hangs { get; set; }

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.MapPost("/hook", (Delegate)receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task<IResult> TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var post = new ReceivedPost(await reader.ReadToEndAsync(), http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        _all.Enqueue(post);
        if (Hangs)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (Status is >= 200 and < 300)
            _taken.Enqueue(post);
        if (Status is >= 300 and < 400)
            http.Response.Headers.Location = Address;
        return Results.StatusCode(Status);
    }
}

public sealed record ReceivedPost(string Body, IReadOnlyDictionary<string, string> Headers);
