using SocialRx.Bot.Configuration;
using SocialRx.Bot.Turn;

namespace SocialRx.Bot.Channels.DirectLine;

internal static class DirectLineSetup
{
    /// <summary>Web chat, served by this process.</summary>
    public static WebApplicationBuilder AddDirectLine(this WebApplicationBuilder builder)
    {
        var options = builder.AddSection<DirectLineOptions>();
        var services = builder.Services;
        DirectLineLimits.Add(services, options);
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<DirectLineSockets>();
        services.AddSingleton<DirectLineRoute>();
        services.AddSingleton(provider => new DirectLineAdapter(provider.GetRequiredService<DirectLineSockets>()).UseTurn(provider, provider.GetRequiredService<DirectLineRoute>()));
        services.AddSingleton<DirectLineTurns>();
        services.AddHostedService(provider => provider.GetRequiredService<DirectLineTurns>());
        services.AddHostedService<NewsOfOthers>();
        services.AddSingleton<DirectLineEndpoints>();
        services.AddSingleton<MyDataFile>();
        return builder;
    }

    public static WebApplication MapDirectLine(this WebApplication app)
    {
        app.UseWebSockets();
        app.UseRateLimiter();
        app.Services.GetRequiredService<DirectLineEndpoints>().Map(app);
        app.Services.GetRequiredService<MyDataFile>().Map(app);
        return app;
    }
}
