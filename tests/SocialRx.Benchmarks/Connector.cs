using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialRx.Benchmarks;

/// <summary>A channel's connector on loopback: takes replies and tells who waits for them.</summary>
internal sealed class Connector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();
    private int _replies;

    private Connector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Replies taken so far.</summary>
    public int Replies => Volatile.Read(ref _replies);

    public static async Task<Connector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var connector = new Connector(builder.Build());
        connector._app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", connector.TakeAsync);
        await connector._app.StartAsync();
        return connector;
    }

    /// <summary>Completes when the first reply to that conversation's turn has arrived.</summary>
    public Task FirstReplyAsync(string conversation)
    {
        var awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[conversation] = awaited;
        return awaited.Task;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, string conversation)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        var number = Interlocked.Increment(ref _replies);
        if (_awaited.TryRemove(conversation, out var awaited))
            awaited.TrySetResult();
        await context.Response.WriteAsJsonAsync(new { id = $"r{number}" });
    }
}
