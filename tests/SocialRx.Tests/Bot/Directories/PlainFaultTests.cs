using System.IO.Compression;
using System.Text.Json;
using SocialRx.Bot.Directories;

namespace SocialRx.Tests.Bot.Directories;

/// <summary>What goes wrong with a source is told without a parser's, a disk's or a network's own sentence.</summary>
public sealed class PlainFaultTests
{
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "council.example does not answer: nobody knows a server of that name")]
    [InlineData(HttpRequestError.ConnectionError, "council.example does not answer: no connection can be made")]
    [InlineData(HttpRequestError.SecureConnectionError, "council.example does not answer: no secure connection can be made, or its certificate is not valid")]
    [InlineData(HttpRequestError.Unknown, "council.example does not answer: the connection fails")]
    public void A_server_that_cannot_be_reached(HttpRequestError fault, string why) =>
        Assert.Equal(why, FeedRequests.Why(new HttpRequestException(fault, "Name or service not known (council.example:443)"), new Uri("https://council.example/services")));

    [Fact]
    public void A_server_that_hangs_up() =>
        Assert.Equal("council.example does not answer: it breaks off", FeedRequests.Why(new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."), new Uri("https://council.example/services")));

    [Fact]
    public async Task A_file_that_is_not_there_is_a_folder_or_is_no_gzip()
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-faults-");
        try
        {
            var packed = Path.Combine(folder.FullName, "feed.json.gz");
            await File.WriteAllTextAsync(packed, "not packed at all", Stop);

            Assert.Equal("there is no such file", await WhyAsync(Path.Combine(folder.FullName, "none.json")));
            Assert.Equal("it cannot be read: the service has no right to, or it is a folder", await WhyAsync(folder.FullName));
            Assert.Equal("it cannot be unpacked: it is damaged, or no gzip", await WhyAsync(packed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_packed_file_that_breaks_off()
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-faults-");
        try
        {
            var packed = Path.Combine(folder.FullName, "feed.json.gz");
            await using (var zip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
                await zip.WriteAsync("{\"contents\":[\n{\"id\":\"a\"}"u8.ToArray(), Stop);

            Assert.Equal("it breaks off (line 2, position 11)", await WhyAsync(packed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<string> WhyAsync(string path) =>
        Assert.IsType<FeedPart<JsonElement>.Broken>((await FeedFile.ReadAsync(path, new DirectoryOptions()).ToListAsync(Stop))[^1]).Why;
}
