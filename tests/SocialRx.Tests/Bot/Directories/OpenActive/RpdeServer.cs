using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

/// <summary>Feeds on loopback, as a booking system serves them.</summary>
internal sealed class RpdeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, RpdeFeedModel> _feeds = [];

    private RpdeServer(WebApplication app) => _app = app;

    /// <summary>Looks at each request first; what it answers itself is answered.</summary>
    public Func<HttpContext, Task<bool>> Before { get; set; } = _ => Task.FromResult(false);

    public int Requests { get; private set; }

    public static async Task<RpdeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new RpdeServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public string AddressOf(string feed) => $"{_app.Urls.First()}/{feed}";

    public RpdeFeedModel Feed(string name)
    {
        if (!_feeds.TryGetValue(name, out var feed))
            _feeds[name] = feed = new RpdeFeedModel();
        return feed;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        Requests++;
        if (await Before(http))
            return;
        var own = $"{_app.Urls.First()}{http.Request.Path}{http.Request.QueryString}";
        await http.Response.WriteAsync(Feed(http.Request.Path.Value!.TrimStart('/')).Page(own, http.Request.Query["after"], http.Request.Query["id"]).ToJsonString());
    }
}

/// <summary>One feed: items in the order of their last change.</summary>
internal sealed class RpdeFeedModel
{
    private readonly Dictionary<string, (long Modified, string Kind, JsonObject? Data)> _items = [];
    private long _changes = 1_700_000_000;

    public int PageSize { get; set; } = 3;

    public void Put(string id, string kind, JsonObject data) => _items[id] = (++_changes, kind, data);

    public void Delete(string id)
    {
        if (_items.TryGetValue(id, out var item))
            _items[id] = (++_changes, item.Kind, null);
    }

    public JsonObject Page(string own, string? after, string? afterId)
    {
        var since = (Modified: long.Parse(after ?? "0", CultureInfo.InvariantCulture), Id: afterId ?? "");
        var items = _items.OrderBy(pair => pair.Value.Modified).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(pair => pair.Value.Modified > since.Modified || (pair.Value.Modified == since.Modified && string.CompareOrdinal(pair.Key, since.Id) > 0))
            .Take(PageSize)
            .ToList();
        var next = items.Count == 0 ? own : $"{own.Split('?')[0]}?after={items[^1].Value.Modified}&id={items[^1].Key}";
        return SomeRpde.Page(next, [.. items.Select(item => SomeRpde.Item(item.Key, item.Value.Kind, item.Value.Modified, item.Value.Data))]);
    }
}
