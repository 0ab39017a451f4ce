using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace SocialRx.TestKit;

/// <summary>
/// A reverse proxy on loopback that gives each request, and each web socket, to the next process in turn. A process that cannot be connected to is
/// left out for a moment and the request goes to the next; a request that broke off after it was sent is answered with 502, for nobody knows
/// whether it was done.
/// </summary>
public sealed class RoundRobinProxy : IAsyncDisposable
{
    private static readonly TimeSpan LeftOutFor = TimeSpan.FromSeconds(1);

    private readonly HttpMessageInvoker _connections = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1),
        UseCookies = false,
        UseProxy = false,
    });

    private readonly WebApplication _app;
    private readonly Process[] _processes;
    private int _turn = -1;

    private RoundRobinProxy(WebApplication app, IEnumerable<Uri> processes)
    {
        _app = app;
        _processes = [.. processes.Select(address => new Process(address))];
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Requests to <see cref="Address"/>.</summary>
    public HttpClient Client { get; private set; } = new();

    public static async Task<RoundRobinProxy> StartAsync(params IEnumerable<Uri> processes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MinRequestBodyDataRate = null);
        builder.Services.AddHttpForwarder();
        var proxy = new RoundRobinProxy(builder.Build(), processes);
        var forwarder = proxy._app.Services.GetRequiredService<IHttpForwarder>();
        proxy._app.Run(http => proxy.ForwardAsync(forwarder, http));
        await proxy._app.StartAsync();
        proxy.Client.Dispose();
        proxy.Client = new HttpClient { BaseAddress = proxy.Address };
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _connections.Dispose();
    }

    private async Task ForwardAsync(IHttpForwarder forwarder, HttpContext http)
    {
        foreach (var process in InTurn())
        {
            http.Response.StatusCode = StatusCodes.Status200OK;
            var error = await forwarder.SendAsync(http, process.Address.AbsoluteUri, _connections, ForwarderRequestConfig.Empty, SameHost.Instance);
            if (error == ForwarderError.None || !WasNotConnected(http))
                return;
            process.LeaveOut();
        }
    }

    private static bool WasNotConnected(HttpContext http) =>
        !http.Response.HasStarted
        && http.GetForwarderErrorFeature()?.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } or TimeoutException;

    /// <summary>The next process first; those left out come last, for it may be that all are.</summary>
    private List<Process> InTurn()
    {
        var first = (int)((uint)Interlocked.Increment(ref _turn) % _processes.Length);
        return [.. _processes[first..].Concat(_processes[..first]).OrderBy(process => process.IsLeftOut)];
    }

    private sealed class Process(Uri address)
    {
        private long _until;

        public Uri Address => address;

        public bool IsLeftOut => Environment.TickCount64 < Volatile.Read(ref _until);

        public void LeaveOut() => Volatile.Write(ref _until, Environment.TickCount64 + (long)LeftOutFor.TotalMilliseconds);
    }

    /// <summary>The service makes the addresses of its sockets from the host it was asked for, so it hears the proxy's.</summary>
    private sealed class SameHost : HttpTransformer
    {
        public static readonly SameHost Instance = new();

        public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.Headers.Host = httpContext.Request.Host.Value;
        }
    }
}
