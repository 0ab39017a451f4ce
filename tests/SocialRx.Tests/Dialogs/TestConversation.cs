using System.Globalization;
using Dapper;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Dialogs;
using SocialRx.Dialogs.CoDesign;
using SocialRx.Dialogs.Safeguarding;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;
using SocialRx.TestKit;

namespace SocialRx.Tests.Dialogs;

/// <summary>The real conversation over a test channel, a real database and a fixed clock; turn by turn, with what each recorded.</summary>
internal sealed class TestConversation : IAsyncDisposable
{
    public const string Programme = "fernbridge";

    private static readonly string[] Tables =
    [
        "person", "mention", "plan", "suggestion_outcome", "unmet_need", "consent", "own_words", "answer", "ranking", "pair_vote", "budget_ballot", "second_look", "second_answer", "second_round_told", "referral", "complaint", "check_in", "concern",
        "statement where source <> 'seed'", "statement_decision", "statement_vote",
    ];

    private static readonly string[] NotShown =
    [
        "programme_id", "person_id", "conversation_id", "id", "first_seen_at", "said_at", "made_at", "taken_back_at", "decided_at", "noted_at", "answered_at", "requested_at",
        "pattern_ids", "categories", "tellings", "escalation", "escalated_at", "to_spread", "assigned_to", "raised_at", "last_signal_at", "waiting_since", "own_words_id", "release_state", "released_by", "released_at", "withheld_reason", "wording_version",
        "ballot_id", "shown_at", "is_apart", "alike_id", "asked_again", "told_at", "written_at", "sequence", "at", "counted_at",
    ];

    private readonly TestDatabase _test;
    private readonly ServiceProvider _services;
    private readonly TestAdapter _adapter;
    private readonly IBot _bot;
    private List<string> _rows = [];

    private TestConversation(TestDatabase test, FakeTimeProvider clock, string channelId, ProgrammeOptions programme, Consultations consultations)
    {
        Book = new ConsultationBook(consultations);
        _test = test;
        Clock = clock;
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(TestDatabase.CountingIds("r"))
            .AddSingleton<Draw>(() => 0)
            .AddSingleton(programme)
            .AddSingleton(test.Database)
            .AddSingleton(Book)
            .AddSingleton(new ConversationState(new MemoryStorage()))
            .AddDialogs()
            .AddSafeguarding()
            .BuildServiceProvider();
        _bot = _services.GetRequiredService<IBot>();
        _adapter = new TestAdapter(new ConversationReference
        {
            ChannelId = channelId,
            ServiceUrl = "https://test.example",
            User = new ChannelAccount("person", role: RoleTypes.User),
            Bot = new ChannelAccount("bot", role: RoleTypes.Bot),
            Conversation = new ConversationAccount(id: "c"),
        });
        _adapter.Use(new OneTurn(_services.GetRequiredService<ConversationState>(), test.Database));
        foreach (var middleware in _services.GetServices<IMiddleware>())
            _adapter.Use(middleware);
    }

    public static ProgrammeOptions Served { get; } = new() { Id = Programme, Name = "Fernbridge Young People's Link", AreaName = "Fernbridge" };

    public static Consultations Sample => ConsultationFile.Read(Path.Combine(AppContext.BaseDirectory, "samples", "fernbridge-consultations.json"));

    public FakeTimeProvider Clock { get; }

    public Database Database => _test.Database;

    /// <summary>What is asked; turning it is what another process, or the dashboard, does.</summary>
    public ConsultationBook Book { get; }

    public static async Task<TestConversation> StartAsync(string dialect = "sqlite", string channelId = "test", ProgrammeOptions? programme = null, Consultations? consultations = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 16, 0, 0, TimeSpan.Zero));
        var test = await TestDatabase.CreateAsync(dialect, clock);
        await SampleDirectoryForTests.ImportAsync(test.Database, clock);
        return new TestConversation(test, clock, channelId, programme ?? Served, consultations ?? Sample);
    }

    public Task<IReadOnlyList<Activity>> JoinAsync() =>
        TakeAsync(new Activity(ActivityTypes.Event) { Name = "webchat/join", Id = "join" });

    public Task<IReadOnlyList<Activity>> SayAsync(string text) => TakeAsync(_adapter.MakeActivity(text));

    public async Task<IReadOnlyList<Activity>> TakeAsync(Activity activity)
    {
        await _adapter.ProcessActivityAsync(activity, _bot.OnTurnAsync);
        return Replies();
    }

    private List<Activity> Replies()
    {
        var replies = new List<Activity>();
        while (_adapter.GetNextReply() is Activity reply)
            replies.Add(reply);
        return replies;
    }

    /// <summary>A turn in which the person has said nothing.</summary>
    public Task<IReadOnlyList<Activity>> TellOfIdeasAsync() => TellAsync(_services.GetRequiredService<TellOfIdeas>().Invoke);

    /// <inheritdoc cref="TellOfIdeasAsync"/>
    public Task<IReadOnlyList<Activity>> TellOfRoundsAsync() => TellAsync(_services.GetRequiredService<TellOfRounds>().Invoke);

    private async Task<IReadOnlyList<Activity>> TellAsync(BotCallbackHandler tell)
    {
        await _adapter.ProcessActivityAsync(new Activity(ActivityTypes.Event) { Name = "news", Id = "news" }, tell);
        return Replies();
    }

    /// <summary>What the last turn put in (+) and took out (-) of the database, without ids and times.</summary>
    public async Task<IReadOnlyList<string>> RecordedAsync()
    {
        var before = _rows;
        _rows = await Database.ReadAsync(Rows);
        return [.. Without(before, _rows).Select(row => $"- {row}"), .. Without(_rows, before).Select(row => $"+ {row}")];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _test.DisposeAsync();
    }

    private static List<string> Without(List<string> rows, List<string> others)
    {
        var left = new List<string>(others);
        return [.. rows.Where(row => !left.Remove(row))];
    }

    private static List<string> Rows(Connection connection) =>
        [.. Tables.SelectMany(table => connection.Query<dynamic>($"select * from {table}").Select(row => (string)Words(table, (IDictionary<string, object?>)row)).Order(StringComparer.Ordinal))];

    private static string Words(string table, IDictionary<string, object?> row) =>
        string.Join(' ', row
            .Where(column => !NotShown.Contains(column.Key) && column.Value is not null and not "")
            .Select(column => $"{column.Key}={Convert.ToString(column.Value, CultureInfo.InvariantCulture)}")
            .Prepend(table.Split(' ')[0]));

    /// <summary>The turn around the bot, as small as it can be: identity and writes before, state and rows together after.</summary>
    private sealed class OneTurn(ConversationState state, Database database) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            var writes = new TurnWrites();
            turnContext.TurnState.Set(writes);
            turnContext.TurnState.Set(new TurnIdentity(Programme, "test/c", new PersonId("p")));
            await next(cancellationToken);
            await state.SaveChangesAsync(turnContext, false, cancellationToken);
            await database.WriteAsync(connection => Counters.Keeping(connection, Programme, "p", writes.Run), cancellationToken);
        }
    }
}
