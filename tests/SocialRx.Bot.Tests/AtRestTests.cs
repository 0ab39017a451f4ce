using System.Text;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests;

public sealed class AtRestTests
{
    private static readonly string[] Said = ["hello", "15", "FB2", "my zebrafinch sings", "i want to die zebrafinch", "yes", "zebrafinch zebrafinch", "my data"];

    [Fact]
    public async Task Nothing_a_person_said_can_be_read_in_the_files_of_the_database_or_in_the_log()
    {
        await using var service = await RunningService.StartAsync();
        await using var chat = await WebChat.OpenAsync(service);
        foreach (var said in Said)
            await chat.AskAsync(said);
        Assert.Contains("zebrafinch", string.Concat((await chat.WholeHistoryAsync()).Select(activity => activity.ToJsonString())), StringComparison.Ordinal);

        await service.KillAsync();

        foreach (var file in Directory.GetFiles(service.Folder))
            Assert.False((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes("zebrafinch")) >= 0, Path.GetFileName(file));
        Assert.DoesNotContain("zebrafinch", service.Log, StringComparison.OrdinalIgnoreCase);
    }
}
