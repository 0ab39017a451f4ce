using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialRx.Benchmarks;

/// <summary>A channel's connector on loopback: takes replies and tells who waits for them.</summary>
internal sealed class Connector : IAsyncDisposable
{
    private static readonly ReadOnlyMemory<byte> Taken = "{\"id\":\"r\"}"u8.ToArray();

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
        connector._app.Run(connector.TakeAsync);
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

    /// <summary>POST /v3/conversations/{conversation}/activities/{activity}. No routing, no serializer: the connector shares the processor with what is measured.</summary>
    private async Task TakeAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        Interlocked.Increment(ref _replies);
        if (context.Request.Path.Value!.Split('/') is [_, "v3", "conversations", var conversation, "activities", ..] && _awaited.TryRemove(conversation, out var awaited))
            awaited.TrySetResult();
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Taken.Length;
        await context.Response.Body.WriteAsync(Taken);
    }
}
