using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using SocialRx.Bot.Channels.Teams;
using SocialRx.Bot.Turn;

namespace SocialRx.Bot.Channels;

internal static class BotEndpoint
{
    /// <summary>Teams and the other channels of the Bot Framework.</summary>
    public static WebApplicationBuilder AddBotEndpoint(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<BotFrameworkAuthentication>(provider => new ConfigurationBotFrameworkAuthentication(
            WithEnvironment(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()),
            logger: provider.GetRequiredService<ILogger<ConfigurationBotFrameworkAuthentication>>()));
        services.AddSingleton<Microsoft.Bot.Builder.IMiddleware, Reachable>();
        services.AddSingleton<TeamsStaff>();
        services.AddSingleton<StaffSummary>();
        services.AddSingleton<AdapterWithErrorHandler>();
        services.AddSingleton<SendAgain>(provider => (reply, stop) => provider.GetRequiredService<AdapterWithErrorHandler>().SendAgainAsync(reply, stop));
        return builder;
    }

    // A host that was told no environment runs as Production; the configuration alone does not say so.
    private static IConfiguration WithEnvironment(IConfiguration configuration, IHostEnvironment environment) => new ConfigurationBuilder()
        .AddConfiguration(configuration)
        .AddInMemoryCollection([new(HostDefaults.EnvironmentKey, environment.EnvironmentName)])
        .Build();

    public static WebApplication MapBotEndpoint(this WebApplication app)
    {
        var adapter = app.Services.GetRequiredService<AdapterWithErrorHandler>();
        var bot = app.Services.GetRequiredService<IBot>();
        if (string.IsNullOrWhiteSpace(app.Configuration["MicrosoftAppId"]) && !app.Environment.IsDevelopment())
        {
            // Our layer would refuse each request; the official packages would believe each.
            app.Map("/api/messages", Results.Unauthorized);
            return app;
        }

        // The adapter reads the channel's token itself: nothing between the server and it has to do.
        // The Agents Playground asks whether the endpoint is there before it posts.
        app.MapMethods("/api/messages", [HttpMethods.Head], () => Results.Ok()).ShortCircuit();
        app.Map("/api/messages", (HttpContext http) => adapter.ProcessAsync(http.Request, http.Response, bot, http.RequestAborted)).ShortCircuit();
        return app;
    }
}
