using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;

namespace SocialRx.Dialogs;

/// <summary>Adds the conversation to a host that provides the database, the conversation state, the programme, its consultations, a clock and ids.</summary>
public static class DialogSetup
{
    public static IServiceCollection AddDialogs(this IServiceCollection services) =>
        services
            .AddSingleton(WordBook.Load())
            .AddSingleton<ConversationDialogs>()
            .AddSingleton<Conversation>()
            .AddSingleton<IBot, SocialRxBot>();
}
