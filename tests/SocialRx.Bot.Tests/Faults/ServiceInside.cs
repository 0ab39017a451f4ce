using System.Globalization;
using Microsoft.AspNetCore.Builder;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>The whole service inside the test's own process, over a clock that the test sets.</summary>
internal sealed class ServiceInside : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServiceInside(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
        Client = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<ServiceInside> StartAsync(TimeProvider clock, params IEnumerable<string> settings)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"));
        string[] arguments = [$"--urls={address}", "--environment=Development", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.AspNetCore=None", .. settings.Select(setting => $"--{setting}")];
        var app = await Host.BuildAsync(arguments, clock, CancellationToken.None);
        await app.StartAsync();
        return new ServiceInside(app, address);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
