using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SocialRx.Dialogs.Words;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>A person in a channel that posts to /api/messages, and posts again what was not answered well, as channels do.</summary>
internal sealed class ChannelPerson(HttpClient http, Channel channel, int seed, Manner manner, bool mayRepeat) : Person(seed, manner)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly string _conversation = $"a:person-{seed}";

    public override string Conversation => $"msteams/{_conversation}";

    private IReadOnlyList<Arrival> Arrived => [.. channel.Arrived(_conversation).Where(reply => !IsRefusal(reply))];

    public override Task<IReadOnlyList<Problem>> ProblemsAsync(long turns) => Task.FromResult(Transcript.OfChannel(Accepted, Arrived, mayRepeat, turns));

    public override Task<bool> IsAnsweredAsync() => Task.FromResult(Accepted.All(message => IsAnswered(message.Id)));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override async Task<string?> SendAsync(string text, string number)
    {
        var refusals = Refusals(number);
        using var content = new StringContent(Message(text, number).ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var answer = await http.PostAsync(new Uri("/api/messages", UriKind.Relative), content);
            if (answer.StatusCode == HttpStatusCode.OK)
                return Refusals(number) == refusals ? number : null;
            return IsPassing(answer.StatusCode) ? null : throw new HttpRequestException("A message was refused.", null, answer.StatusCode);
        }
        catch (HttpRequestException gone) when (IsPassing(gone.StatusCode))
        {
            return null;
        }
    }

    protected override async Task AnsweredAsync(string id, TimeSpan atMost)
    {
        for (var waited = TimeSpan.Zero; waited < atMost && !IsAnswered(id); waited += Pause)
            await Task.Delay(Pause);
    }

    /// <summary>The service may say that it could not keep a message; then it has not accepted it.</summary>
    private static bool IsRefusal(Arrival reply) => reply.Line.Content.Contains(TurnWords.NotSaved, StringComparison.Ordinal);

    private int Refusals(string id) => channel.Arrived(_conversation).Count(reply => reply.Line.ReplyTo == id && IsRefusal(reply));

    private bool IsAnswered(string id) => channel.Arrived(_conversation).Any(reply => reply.IsTaken && reply.Line.ReplyTo == id && !IsRefusal(reply));

    private JsonObject Message(string text, string id) => new()
    {
        ["type"] = "message",
        ["id"] = id,
        ["text"] = text,
        ["channelId"] = "msteams",
        ["serviceUrl"] = channel.Address,
        ["from"] = new JsonObject { ["id"] = $"29:person-{id.Split('-')[0]}" },
        ["recipient"] = new JsonObject { ["id"] = "28:bot" },
        ["conversation"] = new JsonObject { ["id"] = _conversation, ["conversationType"] = "personal" },
    };
}
