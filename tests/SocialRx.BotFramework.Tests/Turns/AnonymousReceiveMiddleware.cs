using Microsoft.Bot.Builder;

namespace SocialRx.BotFramework.Tests;

/// <summary>Middleware that is a function.</summary>
internal sealed class AnonymousReceiveMiddleware(Func<ITurnContext, NextDelegate, CancellationToken, Task> run) : IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) => run(turnContext, next, cancellationToken);
}
