using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialRx.Bot.Tests.Schedule;

/// <summary>A directory on loopback with one service in it, which answers when it is let.</summary>
internal sealed class DirectorySite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _asked = new(0);
    private readonly TaskCompletionSource _let = new();

    private DirectorySite(WebApplication app) => _app = app;

    public string Address => $"{_app.Urls.First()}/services";

    public static async Task<DirectorySite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = new DirectorySite(builder.Build());
        site._app.MapGet("/services", (Delegate)site.AnswerAsync);
        await site._app.StartAsync();
        return site;
    }

    /// <summary>Waits until somebody asks, once for each who does.</summary>
    public async Task AskedAsync() => Assert.True(await _asked.WaitAsync(TimeSpan.FromSeconds(60)), "Nobody asked.");

    public void Answer() => _let.SetResult();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _asked.Dispose();
    }

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        _asked.Release();
        await _let.Task.WaitAsync(http.RequestAborted);
        return Results.Text("""{"contents":[{"id":"s1","name":"Tuesday Kickabout","description":"Free football.","status":"active","last_modified":"2026-10-01T10:00:00Z","schedules":[]}]}""", "application/json");
    }
}
