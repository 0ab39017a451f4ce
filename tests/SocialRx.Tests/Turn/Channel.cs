using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using SocialRx.Bot.Keys;
using SocialRx.Bot.Turn;
using SocialRx.Turns;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Turn;
using SocialRx.TestKit;

namespace SocialRx.Tests.Turn;

/// <summary>A channel that keeps what it is sent, or refuses it, in front of the real turn over a real database.</summary>
internal sealed class Channel : BotAdapter
{
    private readonly BotState[] _states;
    private readonly bool _writesDownWhatIsSent;

    public Channel(Database database, TimeProvider? clock = null, TurnOptions? options = null, NewId? newId = null, bool writesDownWhatIsSent = true)
    {
        clock ??= TimeProvider.System;
        options ??= new TurnOptions();
        Order = new ConversationOrder();
        Database = database;
        Peers = Peers.JoinAsync(database, new StorageOptions(), clock).GetAwaiter().GetResult();
        Replies = new SentReplies(database, clock, NullLogger<SentReplies>.Instance);
        _writesDownWhatIsSent = writesDownWhatIsSent;
        Sweeper = new OutboxSweeper(database, Peers, Order, Replies, SendAgainAsync, options, clock, NullLogger<OutboxSweeper>.Instance);
        Conversation = new ConversationState(new TurnStorage());
        _states = [Conversation];
        var parts = new TurnParts(
            database,
            new ServiceKeys(new byte[32]),
            Order,
            Replies,
            _states,
            new ProgrammeOptions { Id = "test" },
            options,
            clock,
            newId ?? TestDatabase.CountingIds("reply-"),
            NullLogger<TurnMiddleware>.Instance);
        var turns = new TurnMiddleware(parts, new OutboxRoute(database, Peers, Replies, Sweeper, NullLogger<OutboxRoute>.Instance));
        Commits = turns;
        Use(turns);
    }

    public Database Database { get; }

    public Peers Peers { get; }

    public ConversationOrder Order { get; }

    public SentReplies Replies { get; }

    public OutboxSweeper Sweeper { get; }

    public ICommitsTurns Commits { get; }

    public ConversationState Conversation { get; }

    /// <summary>What arrived, in order.</summary>
    public List<Activity> Sent { get; } = [];

    public IReadOnlyList<string> Texts => [.. Sent.Select(activity => activity.Text)];

    /// <summary>Runs before each sending; what it throws is the channel's trouble.</summary>
    public Func<Activity, Task> OnSend { get; set; } = _ => Task.CompletedTask;

    /// <summary>As at a start: what others left is this one's.</summary>
    public Task TakeOverAsync() => Database.WriteAsync(connection =>
    {
        foreach (var holder in Held.Holders(connection).Where(holder => holder != Peers.Me))
            Held.TakeOver(connection, holder, Peers.Me);
    });

    public DialogGuard Guard() => new(_states, NullLogger<DialogGuard>.Instance);

    public async Task SayAsync(string text, Func<ITurnContext, Task> bot, string? id = null, string conversation = "c")
    {
        using var context = new TurnContext(this, Message(text, id ?? text, conversation));
        await RunPipelineAsync(context, (turn, _) => bot(turn), CancellationToken.None);
        if (_writesDownWhatIsSent)
            await Replies.WriteAsync();
    }

    public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        foreach (var activity in activities)
        {
            await OnSend(activity);
            lock (Sent)
                Sent.Add(activity);
        }

        return Array.ConvertAll(activities, activity => new ResourceResponse(activity.Id));
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task SendAgainAsync(Activity reply, CancellationToken cancellationToken)
    {
        await OnSend(reply);
        lock (Sent)
            Sent.Add(reply);
    }

    private static Activity Message(string text, string id, string conversation) => new(ActivityTypes.Message)
    {
        Id = id,
        Text = text,
        ChannelId = "test",
        From = new ChannelAccount("person"),
        Recipient = new ChannelAccount("bot"),
        Conversation = new ConversationAccount(id: conversation),
        ServiceUrl = "https://channel.example",
    };
}
