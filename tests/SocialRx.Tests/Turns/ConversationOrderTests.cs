using SocialRx.Turns;

namespace SocialRx.Tests.Turns;

public sealed class ConversationOrderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turns_of_one_conversation_run_one_after_another_in_the_order_they_came()
    {
        var order = new ConversationOrder();
        var gate = new TaskCompletionSource();
        var log = new List<int>();
        var turns = Enumerable.Range(0, 10).Select(i => order.RunAsync("webchat", "c", async _ =>
        {
            await gate.Task;
            log.Add(i);
        }, Cancel)).ToList();
        gate.SetResult();
        await Task.WhenAll(turns);
        Assert.Equal(Enumerable.Range(0, 10), log);
        Assert.Equal(0, order.Busy);
    }

    [Fact]
    public async Task Another_conversation_is_not_held_up()
    {
        var order = new ConversationOrder();
        var gate = new TaskCompletionSource();
        var held = order.RunAsync("webchat", "slow", _ => gate.Task, Cancel);
        await order.RunAsync("webchat", "fast", _ => Task.CompletedTask, Cancel);
        Assert.False(held.IsCompleted);
        gate.SetResult();
        await held;
    }

    [Fact]
    public async Task A_turn_may_speak_into_its_own_conversation()
    {
        var order = new ConversationOrder();
        var inner = await order.RunAsync("webchat", "c", token => order.RunAsync("webchat", "c", _ => Task.FromResult("inner"), token), Cancel);
        Assert.Equal("inner", inner);
    }

    [Fact]
    public async Task What_a_turn_left_behind_waits_its_turn_like_anything_else()
    {
        var order = new ConversationOrder();
        var later = new TaskCompletionSource();
        Task left = Task.CompletedTask;
        await order.RunAsync("webchat", "c", _ =>
        {
            left = Task.Run(async () =>
            {
                await later.Task;
                await order.RunAsync("webchat", "c", _ => Task.CompletedTask, Cancel);
            }, Cancel);
            return Task.CompletedTask;
        }, Cancel);

        var gate = new TaskCompletionSource();
        var second = order.RunAsync("webchat", "c", _ => gate.Task, Cancel);
        later.SetResult();
        await Task.Delay(50, Cancel);
        Assert.False(left.IsCompleted);
        gate.SetResult();
        await Task.WhenAll(second, left);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_does_not_let_the_next_one_in_early()
    {
        var order = new ConversationOrder();
        var gate = new TaskCompletionSource();
        var first = order.RunAsync("webchat", "c", _ => gate.Task, Cancel);
        using var impatience = new CancellationTokenSource();
        var second = order.RunAsync("webchat", "c", _ => Task.CompletedTask, impatience.Token);
        var third = order.RunAsync("webchat", "c", _ => Task.CompletedTask, Cancel);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(third.IsCompleted);
        gate.SetResult();
        await Task.WhenAll(first, third);
    }

    [Fact]
    public async Task A_turn_that_throws_lets_the_next_one_in()
    {
        var order = new ConversationOrder();
        await Assert.ThrowsAsync<InvalidOperationException>(() => order.RunAsync("webchat", "c", _ => throw new InvalidOperationException(), Cancel));
        await order.RunAsync("webchat", "c", _ => Task.CompletedTask, Cancel);
    }
}
