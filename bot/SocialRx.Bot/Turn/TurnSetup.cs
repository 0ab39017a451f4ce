using Microsoft.Bot.Builder;
using SocialRx.Bot.Configuration;
using SocialRx.Turns;

namespace SocialRx.Bot.Turn;

internal static class TurnSetup
{
    /// <summary>The turn: state, keys and the way replies leave.</summary>
    public static WebApplicationBuilder AddTurn(this WebApplicationBuilder builder)
    {
        builder.AddSection<TurnOptions>();
        var services = builder.Services;
        services.AddSingleton<ConversationOrder>();
        services.AddSingleton<IStorage, TurnStorage>();
        services.AddSingleton<ConversationState>();
        services.AddSingleton<UserState>();
        services.AddSingleton<BotState[]>(provider => [provider.GetRequiredService<ConversationState>(), provider.GetRequiredService<UserState>()]);
        services.AddSingleton<TurnParts>();
        services.AddSingleton<SentReplies>();
        services.AddHostedService(provider => provider.GetRequiredService<SentReplies>());
        services.AddSingleton<OutboxSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxSweeper>());
        services.AddSingleton<OutboxRoute>();
        services.AddSingleton<DialogGuard>();
        services.AddSingleton<LongMessages>();
        services.AddSingleton<Takeover>();
        services.AddHostedService(provider => provider.GetRequiredService<Takeover>());
        return builder;
    }

    /// <summary>Middleware in the order a message passes it. Safeguarding stands between the turn and the dialogs.</summary>
    public static T UseTurn<T>(this T adapter, IServiceProvider services, IReplyRoute route)
        where T : BotAdapter
    {
        adapter.Use(new TurnMiddleware(services.GetRequiredService<TurnParts>(), route));
        foreach (var beforeDialogs in services.GetServices<Microsoft.Bot.Builder.IMiddleware>())
            adapter.Use(beforeDialogs);
        adapter.Use(services.GetRequiredService<DialogGuard>());
        adapter.Use(services.GetRequiredService<LongMessages>());
        return adapter;
    }
}
