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
        "yes, ask", "Jaz", Contact, "text after 4", "yes, tell them", "yes, tell them", "yes, tell them", "yes", "send it",
        "yes, count them", "yes, they can",
    ];

    /// <summary>Tables that say that there was a conversation, and nothing of what was said in it.</summary>
    private static readonly string[] Traces = ["bot_state", "conversation", "directline_activity", "directline_conversation", "inbox"];

    [Fact]
    public async Task After_delete_everything_no_row_of_the_person_is_left_in_any_table_and_no_byte_of_what_they_said_in_any_file()
    {
        await using var service = await RunningService.StartAsync("--Schedule:RemoveEveryMinutes=0.01", "--Retention:TracesHours=0.004");
        await using var database = await Database.OpenAsync(new StorageOptions { File = service.DatabaseFile }, TimeProvider.System, cancellationToken: TestContext.Current.CancellationToken);
        await using var chat = await WebChat.OpenAsync(service);
        foreach (var said in Talk)
            await chat.AskAsync(said);
        var person = await database.ReadAsync(connection => connection.ExecuteScalar<string>("select person_id from person"));
        var sealedTexts = await database.ReadAsync(SealedTexts);
        Assert.NotNull(person);
        Assert.True(sealedTexts.Count > 40, $"{sealedTexts.Count} texts");
        Assert.True(await HasAnyAsync(service, sealedTexts));
        Assert.Superset(new HashSet<string>(["person", "own_words", "referral", "consent", "mention"]), new HashSet<string>(await HoldingAsync(database, person)));

        await chat.AskAsync("delete evrything");
        var deleted = await chat.AskAsync("yes, delete it");

        Assert.Contains("Deleted.", deleted + string.Concat((await chat.WholeHistoryAsync()).Select(activity => WebChat.Text(activity, "text"))), StringComparison.Ordinal);
        Assert.Empty(await HoldingAsync(database, person));
        Assert.Empty((await HoldingAsync(database, chat.ConversationId)).Except(Traces));
        await UntilAsync(async () => !await HasAnyAsync(service, sealedTexts));
        await UntilAsync(async () => (await HoldingAsync(database, chat.ConversationId)).Count + (await HoldingAsync(database, chat.UserId)).Count == 0);
    }

    private static IReadOnlyList<string> SealedTexts(Connection connection) =>
    [
        .. connection.Query<string>("select body from bot_state"),
        .. connection.Query<string>("select body from directline_activity"),
        .. connection.Query<string>("select words from own_words"),
        .. connection.Query<string>("select shared_contact from referral"),
        .. connection.Query<string>("select safe_contact from referral"),
    ];

    private static async Task<IReadOnlyCollection<string>> HoldingAsync(Database database, string text) =>
        [.. (await database.ReadAsync(connection => Catalogue.Holding(connection, text))).Keys];

    /// <summary>Whether any of the texts is in a file of the service as it lies on the disk, the log beside the database included. A long text lies on several pages: its beginning tells.</summary>
    private static async Task<bool> HasAnyAsync(RunningService service, IReadOnlyList<string> texts)
    {
        foreach (var file in Directory.GetFiles(service.Folder, "socialrx.db*"))
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
