using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Adapters;

/// <summary>A conversation written down as a test: each step comes after those before it, and all run on <see cref="StartTestAsync"/>.</summary>
public class TestFlow
{
    private readonly TestAdapter adapter;
    private readonly BotCallbackHandler callback;
    private readonly Func<Task> steps;

    public TestFlow(TestAdapter adapter, IBot bot)
        : this(adapter, bot.OnTurnAsync)
    {
    }

    public TestFlow(TestAdapter adapter, BotCallbackHandler callback = null)
        : this(adapter, callback, () => Task.CompletedTask)
    {
    }

    private TestFlow(TestAdapter adapter, BotCallbackHandler callback, Func<Task> steps)
    {
        this.adapter = adapter;
        this.callback = callback;
        this.steps = steps;
    }

    public Task StartTestAsync() => steps();

    public TestFlow Send(string userSays)
    {
        ArgumentNullException.ThrowIfNull(userSays);
        return Then(() => adapter.SendTextToBotAsync(userSays, callback, default));
    }

    public TestFlow Send(IActivity userActivity)
    {
        ArgumentNullException.ThrowIfNull(userActivity);
        return Then(() => adapter.ProcessActivityAsync((Activity)userActivity, callback, default));
    }

    public TestFlow SendConversationUpdate() => Then(() =>
    {
        var update = (Activity)Activity.CreateConversationUpdateActivity();
        update.MembersAdded.Add(adapter.Conversation.User);
        return adapter.ProcessActivityAsync(update, callback);
    });

    public TestFlow Delay(uint ms) => Delay(TimeSpan.FromMilliseconds(ms));

    public TestFlow Delay(TimeSpan timespan) => Then(() => Task.Delay(timespan));

    public TestFlow Test(string userSays, string expected, string description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(expected, description ?? userSays, timeout);

    public TestFlow Test(string userSays, Activity expected, string description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(expected, description ?? userSays, timeout);

    public TestFlow Test(string userSays, Action<IActivity> validateActivity, string description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(validateActivity, description ?? userSays, timeout);

    public TestFlow Test(Activity activity, Action<IActivity> validateActivity, string description = null, uint timeout = 3000) =>
        Send(activity).AssertReply(validateActivity, description, timeout);

    public TestFlow Test(Activity userSends, string expected, string description = null, uint timeout = 3000) =>
        Send(userSends).AssertReply(expected, description, timeout);

    /// <summary>Says what a recorded person said and expects what the recorded bot answered.</summary>
    public TestFlow Test(IEnumerable<IActivity> activities, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(activities);
        return activities.Aggregate(this, (flow, activity) => string.Equals(activity.From?.Role, RoleTypes.Bot, StringComparison.OrdinalIgnoreCase)
            ? flow.AssertReply(activity, description, timeout)
            : flow.Send(activity));
    }

    public TestFlow AssertReply(string expected, string description = null, uint timeout = 3000) => AssertReply(
        reply =>
        {
            if (reply.AsMessageActivity()?.Text != expected)
                throw Unexpected(description, expected, reply);
        },
        description,
        timeout);

    public TestFlow AssertReply(IActivity expected, string description = null, uint timeout = 3000, IEqualityComparer<IActivity> equalityComparer = null)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return AssertReply(
            reply =>
            {
                var same = equalityComparer?.Equals(expected, reply)
                    ?? (expected.Type == reply.Type && expected.AsMessageActivity()?.Text == reply.AsMessageActivity()?.Text);
                if (!same)
                    throw Unexpected(description, expected.AsMessageActivity()?.Text ?? expected.Type, reply);
            },
            description,
            timeout);
    }

    public TestFlow AssertReply(Action<IActivity> validateActivity, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(validateActivity);
        return Then(async () =>
        {
            var reply = await NextReply(timeout).ConfigureAwait(false)
                ?? throw new TimeoutException($"{description}: no reply within {timeout} ms.");
            validateActivity(reply);
        });
    }

    public TestFlow AssertReplyContains(string expected, string description = null, uint timeout = 3000) => AssertReply(
        reply =>
        {
            if (reply.AsMessageActivity()?.Text?.Contains(expected, StringComparison.Ordinal) != true)
                throw Unexpected(description, expected, reply);
        },
        description,
        timeout);

    public TestFlow AssertReplyOneOf(string[] candidates, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return AssertReply(
            reply =>
            {
                if (!candidates.Contains(reply.AsMessageActivity()?.Text))
                    throw Unexpected(description, string.Join(" | ", candidates), reply);
            },
            description,
            timeout);
    }

    public TestFlow AssertNoReply(string description = null, uint timeout = 3000) => Then(async () =>
    {
        if (await NextReply(timeout).ConfigureAwait(false) is { } reply)
            throw Unexpected(description, "no reply", reply);
    });

    private static InvalidOperationException Unexpected(string description, string expected, IActivity reply) =>
        new($"{description}\nExpected: {expected}\nReceived: {reply.AsMessageActivity()?.Text ?? reply.Type}");

    private TestFlow Then(Func<Task> step) => new(adapter, callback, async () =>
    {
        await steps().ConfigureAwait(false);
        await step().ConfigureAwait(false);
    });

    private async Task<IActivity> NextReply(uint timeout)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (adapter.GetNextReply() is { } reply)
                return reply;
            if (TimeProvider.System.GetElapsedTime(started).TotalMilliseconds > timeout)
                return null;
            await Task.Delay(10).ConfigureAwait(false);
        }
    }
}
