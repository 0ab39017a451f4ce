using System.CommandLine;
using SocialRx.Bot.Directories;

namespace SocialRx.Tests.Bot.Directories;

/// <summary>The verbs as an operator types them.</summary>
public sealed class DirectoryCommandsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-directory-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_imported_and_every_record_reported()
    {
        var feed = await FeedAsync(SomeFeed.Service, SomeFeed.With(("name", "null")));

        var (exit, said) = await RunAsync("import", feed, "--source", "town", "--report", PathOf("report.csv"), "--licence", "OGL-UK-3.0");

        Assert.Equal(0, exit);
        Assert.Contains("left out  6f1d3f5e-0f52-4a3b-9d8a-0d2f6a1b7c11  name: is missing", said, StringComparison.Ordinal);
        Assert.Contains("Source \"town\": 1 imported, 0 unchanged, 0 removed, 0 mended, 1 left out.", said, StringComparison.Ordinal);
        Assert.Contains("name,left-out,is missing", await File.ReadAllTextAsync(PathOf("report.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_are_read_by_hand_and_each_says_how_it_stands()
    {
        var feed = await FeedAsync(SomeFeed.Service);
        string[] feeds = ["--Directory:Feeds:0:SourceId=town", $"--Directory:Feeds:0:Address={feed}", "--Directory:Feeds:0:Name=Fernbridge Council", "--Directory:Feeds:1:SourceId=gone", "--Directory:Feeds:1:Address=/nowhere/services.json"];

        var (exit, said) = await RunAsync(["sync", .. feeds]);
        var (one, _) = await RunAsync(["sync", "town", .. feeds]);

        Assert.Equal((1, 0), (exit, one));
        Assert.Contains("town (Fernbridge Council): 1 listings, read just now; no licence said, so not published again", said, StringComparison.Ordinal);
        Assert.Matches("gone: 0 listings, never read; .*FAILING, 1 in a row since .*: there is no such file", said);
    }

    [Theory]
    [InlineData("There are no feeds", "sync")]
    [InlineData("There is no feed \"county\"", "sync", "county")]
    [InlineData("--kind \"rss\" cannot be used", "import", "x.json", "--kind", "rss")]
    [InlineData("--source \"The Town\" cannot be used", "import", "x.json", "--source", "The Town")]
    public async Task What_cannot_be_done_is_said(string expected, params string[] words)
    {
        var (exit, said) = await RunAsync(words);

        Assert.Equal(1, exit);
        Assert.Contains(expected, said, StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private async Task<string> FeedAsync(params string[] services)
    {
        await File.WriteAllTextAsync(PathOf("services.json"), SomeFeed.Page(services), TestContext.Current.CancellationToken);
        return PathOf("services.json");
    }

    private async Task<(int Exit, string Said)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        var console = new InvocationConfiguration { Output = output, Error = TextWriter.Null, EnableDefaultExceptionHandler = false };
        var exit = await DirectoryCommands.Create().Parse([.. words, $"--Storage:File={PathOf("test.db")}"]).InvokeAsync(console, TestContext.Current.CancellationToken);
        return (exit, output.ToString());
    }
}
