using System.Security.Cryptography;
using SocialRx.Bot.Channels;
using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Bot.ChatPage;
using SocialRx.Bot.CoDesign;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.Publishing;
using SocialRx.Bot.Keys;
using SocialRx.Bot.PanelPage;
using SocialRx.Bot.Safeguarding;
using SocialRx.Bot.Schedule;
using SocialRx.Bot.Staff;
using SocialRx.Bot.Turn;
using SocialRx.Dialogs;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;
using SocialRx.Storage.Maintenance;

namespace SocialRx.Bot;

/// <summary>Composition root: what the process is made of, read from top to bottom.</summary>
internal static class Host
{
    public static async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        await using var app = await BuildAsync(args, TimeProvider.System, stop);
        await app.RunAsync(stop);
        return 0;
    }

    public static async Task<WebApplication> BuildAsync(string[] args, TimeProvider clock, CancellationToken stop)
    {
        var builder = Configured(args);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<Draw>(Chance);
        builder.Services.AddSingleton<NewId>(services => NewIds(services.GetRequiredService<TimeProvider>()));
        var programme = builder.AddSection<ProgrammeOptions>();
        builder.AddSection<RetentionOptions>();
        var text = new PersonalText();
        var database = await builder.AddStorageAsync(programme, text, clock, stop);
        await builder.AddConsultationsAsync(database, programme, clock, stop);
        builder.AddKeys();
        builder.AddSecureHeaders();
        builder.AddDirectory();
        builder.AddDirectoryFeed();
        builder.AddTurn();
        builder.AddDirectLine();
        builder.AddDashboard();
        builder.AddBotEndpoint();
        builder.AddWebChatPage();
        builder.AddPanelPage();
        builder.Services.AddDialogs();
        builder.AddSafeguarding();
        builder.AddSchedule();

        var app = builder.Build();
        await app.OpenKeysAsync(text, stop);
        app.UseSecureHeaders();
        app.MapDirectLine();
        app.MapDashboard();
        app.MapBotEndpoint();
        app.MapWebChatPage();
        app.MapPanelPage();
        app.MapDirectoryFeed();
        app.MapHealth();
        return app;
    }

    /// <summary>A builder over the one configuration file, which lies beside the program.</summary>
    internal static WebApplicationBuilder Configured(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseSetting(WebHostDefaults.PreventHostingStartupKey, "true");
        return builder;
    }

    private static async Task<Database> AddStorageAsync(this WebApplicationBuilder builder, ProgrammeOptions programme, PersonalText text, TimeProvider clock, CancellationToken stop)
    {
        var options = builder.AddSection<StorageOptions>();
        var alone = await ServiceLock.TakeAsync(options, clock, stop);
        var database = await Database.OpenAsync(options, clock, text.Sealing, stop);
        await database.WriteAsync(connection => Counters.Build(connection, programme.Id, clock.GetUtcNow()), stop);
        builder.Services.AddSingleton(_ => alone);
        builder.Services.AddSingleton(services =>
        {
            // Made before the database, so disposed after it.
            services.GetRequiredService<ServiceLock>();
            return database;
        });
        var peers = await Peers.JoinAsync(database, options, clock, stop);
        builder.Services.AddSingleton(services =>
        {
            services.GetRequiredService<Database>();
            return peers;
        });
        return database;
    }

    /// <summary>53 bits, as many as a double holds.</summary>
    internal static double Chance() => (BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) >> 11) / (double)(1UL << 53);

#pragma warning disable RS0030 // The one place where ids are made.
    internal static NewId NewIds(TimeProvider clock) => () => Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
#pragma warning restore RS0030
}
