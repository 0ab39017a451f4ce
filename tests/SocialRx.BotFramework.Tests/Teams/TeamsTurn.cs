using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Teams;

/// <summary>One turn of a bot in Teams, with nothing behind it but what the test says.</summary>
internal sealed class TeamsTurn : BotAdapter
{
    public List<Activity> Sent { get; } = [];

    public (string AppId, string ChannelId, string ServiceUrl, string? Audience, ConversationParameters Parameters)? Created { get; private set; }

    /// <summary>An activity as it comes from the wire.</summary>
    public static Activity FromWire(string json) => SocialRx.BotFramework.Tests.Wire.Read<Activity>(json);

    public static Activity Invoke(string? name, string value) => FromWire($$"""{"type":"invoke","channelId":"msteams","name":{{JsonSerializer.Serialize(name)}},"value":{{value}}}""");

    public TurnContext Of(Activity activity, IConnectorClient? connector = null)
    {
        var context = new TurnContext(this, activity);
        if (connector is not null)
            context.TurnState.Add(connector);
        return context;
    }

    public async Task<InvokeResponse> AskAsync(IBot bot, Activity activity)
    {
        await bot.OnTurnAsync(Of(activity), TestContext.Current.CancellationToken);
        var answer = Assert.Single(Sent);
        Assert.Equal(ActivityTypesEx.InvokeResponse, answer.Type);
        return Assert.IsType<InvokeResponse>(answer.Value);
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        Sent.AddRange(activities);
        return Task.FromResult(activities.Select(_ => new ResourceResponse("id")).ToArray());
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) => throw new NotImplementedException();

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) => throw new NotImplementedException();

    public override async Task CreateConversationAsync(string botAppId, string channelId, string serviceUrl, string? audience, ConversationParameters conversationParameters, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        Created = (botAppId, channelId, serviceUrl, audience, conversationParameters);
        var started = new Activity(ActivityTypes.Event) { Id = "first", ChannelId = channelId, ServiceUrl = serviceUrl, Conversation = new ConversationAccount(id: "thread") };
        await callback(new TurnContext(this, started), cancellationToken);
    }
}

/// <summary>Teams' own service: answers by method and path, and remembers what it was asked.</summary>
internal sealed class TeamsService : HttpMessageHandler
{
    private readonly Dictionary<string, (HttpStatusCode Status, string Body)> answers = [];

    public List<(string Call, string Body)> Asked { get; } = [];

    public TeamsService Answer(string call, string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        answers[call] = (status, body);
        return this;
    }

    public ConnectorClient Connector() => new(new Uri("https://teams.example"), new MicrosoftAppCredentials("", ""), new HttpClient(this));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        Asked.Add((call, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        var (status, body) = answers.TryGetValue(call, out var answer) ? answer : (HttpStatusCode.NotFound, """{"error":{"code":"NotFound"}}""");
        return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
