using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialRx.Bot.Tests.Turn;

/// <summary>A channel's connector on loopback: takes replies, or has trouble.</summary>
internal sealed class Connector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<JsonNode> _replies = [];
    private readonly ConcurrentQueue<string> _calls = new();

    private Connector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>What is answered to a reply instead of taking it; null takes it.</summary>
    public Func<JsonNode, Task<IResult?>> Trouble { get; set; } = _ => Task.FromResult<IResult?>(null);

    public IReadOnlyList<JsonNode> Replies
    {
        get
        {
            lock (_replies)
                return [.. _replies];
        }
    }

    /// <summary>Every path that was asked for.</summary>
    public IReadOnlyCollection<string> Calls => _calls;

    public static async Task<Connector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var connector = new Connector(builder.Build());
        connector._app.Use((http, next) =>
        {
            connector._calls.Enqueue(http.Request.Path);
            return next(http);
        });
        connector._app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", (Delegate)connector.TakeAsync);
        await connector._app.StartAsync();
        return connector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext http)
    {
        var reply = (await JsonNode.ParseAsync(http.Request.Body))!;
        if (await Trouble(reply) is { } trouble)
            return trouble;
        lock (_replies)
            _replies.Add(reply);
        return Results.Json(new { id = "taken" });
    }
}
