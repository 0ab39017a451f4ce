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
        Assert.Equal(["message hello", "messageDelete "], transcript.Items.Cast<Activity>().Select(activity => $"{activity.Type} {activity.Text}"));
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

    [Fact]
    public async Task A_file_keeps_a_conversation_as_it_ended()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var logger = new FileTranscriptLogger(folder.FullName);
            await logger.LogActivityAsync(Said("1", "one"));
            await logger.LogActivityAsync(Said("2", "two"));
            await logger.LogActivityAsync(Said("3", "three"));
            await logger.LogActivityAsync(Said("1", "changed", ActivityTypes.MessageUpdate));
            await logger.LogActivityAsync(Said("2", null, ActivityTypes.MessageDelete));
            await logger.LogActivityAsync(Said("9", null, ActivityTypes.MessageDelete));

            var kept = (await new FileTranscriptLogger(folder.FullName, unitTestMode: false).GetTranscriptActivitiesAsync("test", "c:1/..")).Items.Cast<Activity>().ToList();
            Assert.Equal(["message changed 1", "messageDelete  2", "message three 3"], kept.Select(activity => $"{activity.Type} {activity.Text} {activity.Id}"));
            Assert.Equal("deleted", kept[1].From.Id);
            Assert.Equal("test", Assert.Single((await logger.ListTranscriptsAsync("test")).Items).ChannelId);
            Assert.Single((await logger.GetTranscriptActivitiesAsync("test", "c:1/..", startDate: DateTimeOffset.UnixEpoch.AddSeconds(3))).Items);
            Assert.All(folder.EnumerateFiles("*", SearchOption.AllDirectories), file => Assert.Equal(".transcript", file.Extension));

            await new FileTranscriptLogger(folder.FullName).LogActivityAsync(Said("4", "anew"));
            Assert.Equal("4", Assert.Single((await logger.GetTranscriptActivitiesAsync("test", "c:1/..")).Items).Id);
            await logger.DeleteTranscriptAsync("test", "c:1/..");
            Assert.Empty((await logger.GetTranscriptActivitiesAsync("test", "c:1/..")).Items);
            await Assert.ThrowsAsync<ArgumentNullException>(() => logger.LogActivityAsync(null));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_page_after_one_nobody_knows_is_empty()
    {
        var store = new MemoryTranscriptStore();
        await store.LogActivityAsync(Said("1", "one"));
        Assert.Empty((await store.GetTranscriptActivitiesAsync("test", "c:1/..", "unknown")).Items);
        Assert.Empty((await store.GetTranscriptActivitiesAsync("other", "c:1/..")).Items);
        await store.DeleteTranscriptAsync("test", "c:1/..");
        Assert.Empty((await store.ListTranscriptsAsync("test")).Items);
        await Assert.ThrowsAsync<ArgumentNullException>(() => store.LogActivityAsync(null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => new TraceTranscriptLogger().LogActivityAsync(null));
        await new TraceTranscriptLogger().LogActivityAsync(Said("1", "one"));
        Assert.Throws<ArgumentNullException>(() => new TranscriptLoggerMiddleware(null));
    }

    private static Activity Said(string id, string? text, string type = ActivityTypes.Message) => new(type)
    {
        Id = id,
        Text = text,
        ChannelId = "test",
        From = new ChannelAccount("u"),
        Recipient = new ChannelAccount("b"),
        Conversation = new ConversationAccount(id: "c:1/.."),
        Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
