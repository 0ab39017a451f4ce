using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialRx.Bot.Schedule;
using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Schedule;

/// <summary>The scheduled work of one process, with a timetable of its own, that logs as the service does.</summary>
internal sealed class ScheduledProcess : IAsyncDisposable
{
    private readonly IHost _host;

    private ScheduledProcess(IHost host, LogLines log) => (_host, Log) = (host, log);

    public LogLines Log { get; }

    public static async Task<ScheduledProcess> StartAsync(StorageOptions storage, Action<IServiceCollection> with, Func<Timetable, Timetable> jobs)
    {
        var log = new LogLines();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddProvider(log.Provider());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<NewId>(SocialRx.Bot.Host.NewIds(TimeProvider.System));
        with(builder.Services);
        builder.Services.AddSingleton(jobs(new Timetable(storage)));
        builder.Services.AddHostedService<ScheduleHost>();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new ScheduledProcess(host, log);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
