using System.Runtime.CompilerServices;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Adapters;

/// <summary>Throws if the reply is not what was expected.</summary>
public delegate void ValidateReply(IActivity expected, IActivity actual);

/// <summary>A conversation written down as a test: each step comes after those before it, and <see cref="StartTestAsync"/> ends when the last has.</summary>
public class TestFlow
{
    private readonly TestAdapter adapter;
    private readonly BotCallbackHandler callback;
    private readonly Task steps;

    public TestFlow(TestAdapter adapter, BotCallbackHandler callback = null)
    {
        this.adapter = adapter;
        this.callback = callback;
        steps = Task.CompletedTask;
    }

    public TestFlow(TestAdapter adapter, IBot bot)
        : this(adapter, bot.OnTurnAsync)
    {
    }

    /// <summary>Goes on from another flow with a step that is already under way.</summary>
    public TestFlow(Task task, TestFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        adapter = flow.adapter;
        callback = flow.callback;
        steps = task ?? Task.CompletedTask;
    }

    public TestFlow(Func<Task> getTask, TestFlow flow)
        : this(getTask?.Invoke(), flow)
    {
    }

    public Task StartTestAsync() => steps;

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

    /// <summary>The person joins the conversation.</summary>
    public TestFlow SendConversationUpdate() => Then(() =>
    {
        var update = Activity.CreateConversationUpdateActivity();
        update.MembersAdded.Add(adapter.Conversation.User);
        return adapter.ProcessActivityAsync((Activity)update, callback);
    });

    public TestFlow Delay(uint ms) => Delay(TimeSpan.FromMilliseconds(ms));

    public TestFlow Delay(TimeSpan timespan) => Then(() => Task.Delay(timespan));

    public TestFlow Test(string userSays, string expected, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return Send(userSays).AssertReply(expected, description, timeout);
    }

    public TestFlow Test(string userSays, Activity expected, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return Send(userSays).AssertReply(expected, description, timeout);
    }

    public TestFlow Test(string userSays, Action<IActivity> validateActivity, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(validateActivity);
        return Send(userSays).AssertReply(validateActivity, description, timeout);
    }

    public TestFlow Test(Activity userActivity, string expected, string description = null, uint timeout = 3000) =>
        Send(userActivity).AssertReply(expected, description, timeout);

    public TestFlow Test(Activity userActivity, Action<IActivity> validateActivity, string description = null, uint timeout = 3000) =>
        Send(userActivity).AssertReply(validateActivity, description, timeout);

    /// <summary>Says what a recorded person said and expects what the recorded bot answered.</summary>
    public TestFlow Test(IEnumerable<IActivity> activities, [CallerMemberName] string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(activities);
        return activities.Aggregate(this, (flow, activity) => IsFromBot(activity)
            ? flow.AssertReply(activity, description, timeout)
            : flow.Send(activity));
    }

    /// <summary>Says what a recorded person said and compares what the recorded bot answered in the test's own way.</summary>
    public TestFlow Test(IEnumerable<IActivity> activities, ValidateReply validateReply, [CallerMemberName] string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(activities);
        return activities.Aggregate(this, (flow, activity) => IsFromBot(activity)
            ? flow.AssertReply(reply => validateReply(activity, reply), description, timeout)
            : flow.Send(activity));
    }

    /// <summary>Expects a message of this text, spaces around it apart.</summary>
    public TestFlow AssertReply(string expected, string description = null, uint timeout = 3000) =>
        AssertReply(adapter.MakeActivity(expected), description ?? expected, timeout);

    public TestFlow AssertReply(IActivity expected, [CallerMemberName] string description = null, uint timeout = 3000) =>
        AssertReply(expected, equalityComparer: null, description, timeout);

    /// <summary>Expects a reply of the same type which is the same to the comparer or, without one, says the same.</summary>
    public TestFlow AssertReply(IActivity expected, IEqualityComparer<IActivity> equalityComparer, [CallerMemberName] string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return AssertReply(
            reply =>
            {
                if (expected.Type != reply.Type)
                    throw new InvalidOperationException($"{description}: Type should match");
                if (equalityComparer is not null && !equalityComparer.Equals(expected, reply))
                    throw Unexpected(null, expected.ToString(), reply.ToString());
                if (equalityComparer is null && TextOf(expected)?.Trim() != TextOf(reply)?.Trim())
                    throw Unexpected(description, TextOf(expected), TextOf(reply));
            },
            description,
            timeout);
    }

    /// <summary>Waits so many milliseconds for a reply, which the test then looks at itself.</summary>
    public TestFlow AssertReply(Action<IActivity> validateActivity, [CallerMemberName] string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(validateActivity);
        return Then(async () => validateActivity(await NextReply(timeout).ConfigureAwait(false)));
    }

    public TestFlow AssertReplyContains(string expected, string description = null, uint timeout = 3000) => AssertReply(
        reply =>
        {
            if (TextOf(reply)?.Contains(expected, StringComparison.Ordinal) != true)
                throw Unexpected(description, expected, TextOf(reply) ?? "Not a Message Activity");
        },
        description,
        timeout);

    public TestFlow AssertReplyOneOf(string[] candidates, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return AssertReply(
            reply =>
            {
                if (!candidates.Contains(TextOf(reply)))
                    throw new InvalidOperationException(description ?? $"Text \"{TextOf(reply)}\" does not match one of candidates: {string.Join("\n", candidates)}");
            },
            description,
            timeout);
    }

    /// <summary>Waits so many milliseconds for a reply that must not come.</summary>
    public TestFlow AssertNoReply([CallerMemberName] string description = null, uint timeout = 3000) => Then(async () =>
    {
        IActivity reply;
        try
        {
            reply = await NextReply(timeout).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new InvalidOperationException($"{reply} is responded when waiting for no reply:'{description}'");
    });

    private static bool IsFromBot(IActivity activity) => string.Equals(activity.From?.Role, RoleTypes.Bot, StringComparison.OrdinalIgnoreCase);

    private static string TextOf(IActivity activity) => activity.AsMessageActivity()?.Text;

    private static InvalidOperationException Unexpected(string description, string expected, string received) =>
        new($"{(description is null ? "" : description + ":\n")}Expected:{expected}\nReceived:{received}");

    private TestFlow Then(Func<Task> step) => new(() => After(step), this);

    private async Task After(Func<Task> step)
    {
        await steps.ConfigureAwait(false);
        await step().ConfigureAwait(false);
    }

    private async Task<IActivity> NextReply(uint timeout)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeout));
        return await adapter.GetNextReplyAsync(patience.Token).ConfigureAwait(false);
    }
}
