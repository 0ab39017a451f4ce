using SocialRx.BotFramework.Tests.Endpoint;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;

namespace SocialRx.BotFramework.Tests.Own;

public sealed class LateTurnTests
{
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_turn_that_takes_too_long_is_answered_for_and_its_replies_come_later()
    {
        await using var channel = await LoopbackChannel.StartAsync(
            async (turn, cancel) =>
            {
                await gate.Task;
                Assert.False(cancel.IsCancellationRequested);
                await turn.SendActivityAsync("late", cancellationToken: cancel);
            },
            Impatient());
        Assert.Equal((200, ""), await channel.PostAsync(channel.Message("hello")));
        Assert.Empty(channel.Calls);

        gate.SetResult();
        await channel.Adapter.DisposeAsync();
        Assert.Equal("late", (string?)Assert.Single(channel.Calls).Body!["text"]);
    }

    [Fact]
    public async Task A_turn_that_has_not_committed_is_not_answered_for()
    {
        var commits = new Commits();
        var adapter = Impatient();
        adapter.Use(commits);
        await using var channel = await LoopbackChannel.StartAsync((turn, cancel) => gate.Task, adapter);
        var post = channel.PostAsync(channel.Message("hello"));
        await commits.IsAsked.Task;
        Assert.False(post.IsCompleted);

        commits.Committed.SetResult();
        Assert.Equal((200, ""), await post);
        Assert.False(gate.Task.IsCompleted);
        gate.SetResult();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_turn_that_is_over_without_a_commit_answers_for_itself(bool commitFails)
    {
        var commits = new Commits();
        var adapter = Impatient();
        adapter.Use(commits);
        await using var channel = await LoopbackChannel.StartAsync(
            async (_, _) =>
            {
                await gate.Task;
                throw new InvalidOperationException();
            },
            adapter);
        var post = channel.PostAsync(channel.Message("hello"));
        await commits.IsAsked.Task;
        if (commitFails)
            commits.Committed.SetException(new TimeoutException());
        gate.SetResult();
        Assert.Equal(500, (await post).Status);
    }

    [Theory]
    [InlineData("invoke", null)]
    [InlineData("message", "expectReplies")]
    public async Task An_answer_of_its_own_is_waited_for(string type, string? delivery)
    {
        var isRunning = new TaskCompletionSource();
        await using var channel = await LoopbackChannel.StartAsync(
            async (turn, cancel) =>
            {
                isRunning.SetResult();
                await gate.Task;
                await turn.SendActivityAsync(new Activity("invokeResponse") { Value = new Microsoft.Bot.Builder.InvokeResponse { Status = 202 } }, cancel);
            },
            Impatient());
        var message = channel.Message("hello", delivery: delivery);
        message["type"] = type;
        var post = channel.PostAsync(message);
        await isRunning.Task;
        Assert.False(post.IsCompleted);
        gate.SetResult();
        Assert.Equal(delivery is null ? 202 : 200, (await post).Status);
    }

    [Fact]
    public async Task A_turn_that_fails_after_its_answer_is_told_to_the_operator_without_what_was_said()
    {
        var log = new Heard();
        await using var channel = await LoopbackChannel.StartAsync(
            async (_, _) =>
            {
                await gate.Task;
                throw new InvalidOperationException("what the person said");
            },
            Impatient(log));
        Assert.Equal(200, (await channel.PostAsync(channel.Message("hello"))).Status);
        gate.SetResult();
        await channel.Adapter.DisposeAsync();
        var line = Assert.Single(log.Errors);
        Assert.Contains("InvalidOperationException", line, StringComparison.Ordinal);
        Assert.Contains("in-1", line, StringComparison.Ordinal);
        Assert.DoesNotContain("said", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_never_ends_holds_the_process_up_for_a_while_only()
    {
        await using var channel = await LoopbackChannel.StartAsync((_, _) => gate.Task, Impatient());
        Assert.Equal(200, (await channel.PostAsync(channel.Message("hello"))).Status);
        await using var hasty = new CloudAdapter(BotFrameworkAuthenticationFactory.Create()) { AnswerWithin = TimeSpan.Zero, FinishWithin = TimeSpan.Zero };
        await using var other = await LoopbackChannel.StartAsync((_, _) => gate.Task, hasty);
        Assert.Equal(200, (await other.PostAsync(other.Message("hello"))).Status);
        await hasty.DisposeAsync();
        Assert.False(gate.Task.IsCompleted);
        gate.SetResult();
    }

    private static CloudAdapter Impatient(ILogger? log = null) => new(BotFrameworkAuthenticationFactory.Create(), log!) { AnswerWithin = TimeSpan.Zero };

    private sealed class Commits : Microsoft.Bot.Builder.IMiddleware, SocialRx.Turns.ICommitsTurns
    {
        public TaskCompletionSource IsAsked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Committed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task OnTurnAsync(Microsoft.Bot.Builder.ITurnContext turnContext, Microsoft.Bot.Builder.NextDelegate next, CancellationToken cancellationToken) => next(cancellationToken);

        public Task CommittedAsync(string channelId, string conversationId, string activityId, CancellationToken cancellationToken)
        {
            Assert.Equal("in-1", activityId);
            IsAsked.SetResult();
            return Committed.Task.WaitAsync(cancellationToken);
        }
    }

    private sealed class Heard : ILogger
    {
        public List<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
                Errors.Add(formatter(state, exception));
        }
    }
}
