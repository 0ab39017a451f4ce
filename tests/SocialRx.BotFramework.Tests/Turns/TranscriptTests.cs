using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Turns;

public sealed class TranscriptTests
{
    [Fact]
    public async Task What_is_said_changed_and_taken_back_is_in_the_transcript()
    {
        var store = new MemoryTranscriptStore();
        var adapter = new TestAdapter().Use(new TranscriptLoggerMiddleware(store));
        await new TestFlow(adapter, async (turn, cancel) =>
        {
            var first = await turn.SendActivityAsync("one", cancellationToken: cancel);
            await turn.UpdateActivityAsync(new Activity("message") { Id = first.Id, Text = "two" }, cancel);
            await turn.DeleteActivityAsync(first.Id, cancel);
        }).Send("hello").StartTestAsync();

        var transcript = await store.GetTranscriptActivitiesAsync("test", adapter.Conversation.Conversation.Id);
        Assert.Equal(["message hello", "message one", "messageUpdate two", "messageDelete "], transcript.Items.Cast<Activity>().Select(activity => $"{activity.Type} {activity.Text}"));
        Assert.Equal(adapter.Conversation.Conversation.Id, Assert.Single((await store.ListTranscriptsAsync("test")).Items).Id);
    }

    [Fact]
    public async Task Long_transcripts_come_in_pages()
    {
        var store = new MemoryTranscriptStore();
        for (var i = 0; i < 45; i++)
            await store.LogActivityAsync(new Activity("message") { Id = $"{i}", ChannelId = "test", Conversation = new(id: "c"), Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(i) });
        var read = new List<string>();
        string? after = null;
        do
        {
            var page = await store.GetTranscriptActivitiesAsync("test", "c", after);
            read.AddRange(page.Items.Select(activity => activity.Id));
            after = page.ContinuationToken;
        }
        while (after is not null);
        Assert.Equal(Enumerable.Range(0, 45).Select(i => $"{i}"), read);
    }

    private sealed class Broken : ITranscriptLogger
    {
        public Task LogActivityAsync(IActivity activity) => throw new InvalidOperationException("disk full");
    }

    [Fact]
    public async Task A_logger_that_fails_does_not_fail_the_turn() =>
        await new TestFlow(new TestAdapter().Use(new TranscriptLoggerMiddleware(new Broken())), (turn, cancel) => turn.SendActivityAsync("fine", cancellationToken: cancel)).Test("hi", "fine").StartTestAsync();
}
