using System.Text;
using SocialRx.Storage;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests;

public sealed class DeletedTests
{
    private const string Contact = "07700 900456";

    private static readonly string[] Talk =
    [
        "16", "fernbridge", "music and my zebrafinch", "travel", "good at drums", "weekends", "not now",
        "yes, ask", "Jaz", Contact, "text after 4", "yes, tell them", "yes, tell them", "yes, tell them", "yes", "send it", "keep it",
        "yes, count them", "yes, they can",
    ];

    /// <summary>Tables that say that there was a conversation, and nothing of what was said in it.</summary>
    private static readonly string[] Traces = ["bot_state", "conversation", "directline_activity", "directline_conversation", "inbox"];

    [Fact]
    public async Task After_delete_everything_no_row_of_the_person_is_left_in_any_table_and_no_byte_of_what_they_said_in_any_file()
    {
        await using var service = await RunningService.StartAsync("Schedule:RemoveEveryMinutes=0.01", "Retention:TracesHours=0.004");
        await using var chat = await WebChat.OpenAsync(service);
        foreach (var said in Talk)
            await chat.AskAsync(said);
        var person = await ReadAsync(service, connection => connection.ExecuteScalar<string>("select person_id from person"));
        var sealedTexts = await ReadAsync(service, SealedTexts);
        Assert.NotNull(person);
        Assert.True(sealedTexts.Count > 40, $"{sealedTexts.Count} texts");
        Assert.True(await HasAnyAsync(service, sealedTexts));
        Assert.Superset(new HashSet<string>(["person", "own_words", "referral", "consent", "mention"]), new HashSet<string>(await HoldingAsync(service, person)));

        await chat.AskAsync("delete evrything");
        var deleted = await chat.AskAsync("yes, delete it");

        Assert.Contains("Deleted.", deleted + string.Concat((await chat.WholeHistoryAsync()).Select(activity => WebChat.Text(activity, "text"))), StringComparison.Ordinal);
        Assert.Empty(await HoldingAsync(service, person));
        Assert.Empty((await HoldingAsync(service, chat.ConversationId)).Except(Traces));
        await UntilAsync(async () => !await HasAnyAsync(service, sealedTexts));
        await UntilAsync(async () => (await HoldingAsync(service, chat.ConversationId)).Count + (await HoldingAsync(service, chat.UserId)).Count == 0);
    }

    [Fact]
    public async Task What_is_stored_about_a_person_is_a_file_for_their_own_page_only()
    {
        await using var service = await RunningService.StartAsync();
        await using var chat = await WebChat.OpenAsync(service);
        await using var other = await WebChat.OpenAsync(service);
        foreach (var said in Talk)
            await chat.AskAsync(said);
        await chat.AskAsync("my data");
        var id = await chat.SayAsync("download it");
        await chat.WaitAsync(activity => WebChat.Text(activity, "replyToId") == id && activity.ToJsonString().Contains("downloadFile", StringComparison.Ordinal));

        using var file = await chat.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{chat.ConversationId}/my-data");
        using var refused = await other.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{chat.ConversationId}/my-data");
        using var nobodys = await service.Client.GetAsync(new Uri($"/v3/directline/conversations/{chat.ConversationId}/my-data", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        var known = System.Text.Json.Nodes.JsonNode.Parse(await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("16-17", (string?)known["ageBand"]);
        Assert.Equal(Contact, (string?)known["referrals"]![0]!["sharedContact"]);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(nobodys.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Of_somebody_who_is_too_young_nothing_is_kept_of_what_they_said()
    {
        await using var service = await RunningService.StartAsync();
        await using var chat = await WebChat.OpenAsync(service);
        await chat.AskAsync("hello, i like zebrafinches");
        await chat.AskAsync("im 10");

        var history = await chat.WholeHistoryAsync();

        Assert.Contains(history, activity => WebChat.Text(activity, "text").Contains("so I have to stop here", StringComparison.Ordinal));
        Assert.DoesNotContain(history, activity => WebChat.Text(activity, "text").Contains("zebrafinch", StringComparison.Ordinal) || WebChat.Text(activity, "text") == "im 10");
        Assert.Equal(0, await ReadAsync(service, connection => connection.ExecuteScalar<long>("select count(*) from person")));
        Assert.Equal(1, await ReadAsync(service, connection => connection.ExecuteScalar<long>("select count(*) from conversation where forgotten_at = updated_at")));
    }

    private static IReadOnlyList<string> SealedTexts(Connection connection) =>
    [
        .. connection.Query<string>("select body from bot_state"),
        .. connection.Query<string>("select body from directline_activity"),
        .. connection.Query<string>("select words from own_words"),
        .. connection.Query<string>("select shared_contact from referral"),
        .. connection.Query<string>("select safe_contact from referral"),
    ];

    private static async Task<IReadOnlyCollection<string>> HoldingAsync(RunningService service, string text) =>
        [.. (await ReadAsync(service, connection => Catalogue.Holding(connection, text))).Keys];

    /// <summary>Open no longer than it takes: closing a file that is read beside it would end the locks of this process on it.</summary>
    private static async Task<T> ReadAsync<T>(RunningService service, Func<Connection, T> read)
    {
        await using var database = await Database.OpenAsync(new StorageOptions { File = service.DatabaseFile, Readers = 1 }, TimeProvider.System, cancellationToken: TestContext.Current.CancellationToken);
        return await database.ReadAsync(read);
    }

    /// <summary>Whether any of the texts is in a file of the service as it lies on the disk, the log beside the database included. A long text lies on several pages: its beginning tells.</summary>
    private static async Task<bool> HasAnyAsync(RunningService service, IReadOnlyList<string> texts)
    {
        foreach (var file in new[] { service.DatabaseFile, $"{service.DatabaseFile}-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
            if (texts.Any(text => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text[..Math.Min(60, text.Length)])) >= 0))
                return true;
        }

        return false;
    }

    private static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        for (var attempt = 0; !await isTrue(); attempt++)
        {
            Assert.True(attempt < 120, "It did not go.");
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }
}
