using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Turns;

public sealed class TypingTests
{
    [Fact]
    public async Task Typing_shows_until_the_answer_and_is_no_answer_itself()
    {
        var shown = new TaskCompletionSource();
        var adapter = new Watched(shown);
        adapter.Use(new ShowTypingMiddleware(0, 1));
        await adapter.ProcessActivityAsync(new Activity("message"), async (turn, cancel) =>
        {
            await shown.Task;
            Assert.False(turn.Responded);
            await turn.SendActivityAsync("answer", cancellationToken: cancel);
        }, TestContext.Current.CancellationToken);
        Assert.Equal(ActivityTypes.Typing, adapter.ActiveQueue.First().Type);
        Assert.Equal("answer", adapter.ActiveQueue.Last().Text);
    }

    [Fact]
    public async Task A_channel_that_cannot_show_typing_still_gets_the_answer()
    {
        var adapter = new Refusing();
        adapter.Use(new ShowTypingMiddleware(0, 1));
        await adapter.ProcessActivityAsync(new Activity("message"), async (turn, cancel) =>
        {
            await adapter.Refused.Task;
            await turn.SendActivityAsync("answer", cancellationToken: cancel);
        }, TestContext.Current.CancellationToken);
        Assert.Equal("answer", Assert.Single(adapter.ActiveQueue).Text);
    }

    private sealed class Watched(TaskCompletionSource shown) : TestAdapter
    {
        public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
        {
            var sent = await base.SendActivitiesAsync(turnContext, activities, cancellationToken);
            shown.TrySetResult();
            return sent;
        }
    }

    private sealed class Refusing : TestAdapter
    {
        public TaskCompletionSource Refused { get; } = new();

        public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
        {
            if (activities[0].Type != ActivityTypes.Typing)
                return base.SendActivitiesAsync(turnContext, activities, cancellationToken);
            Refused.TrySetResult();
            throw new HttpRequestException("no typing here");
        }
    }
}
