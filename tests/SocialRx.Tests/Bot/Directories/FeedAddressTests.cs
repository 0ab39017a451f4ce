using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;

namespace SocialRx.Tests.Bot.Directories;

public sealed class FeedAddressTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Pages_are_read_until_one_brings_nothing_new()
    {
        var read = await Read((asked, _) => FeedServer.PageOf(asked) <= 3 ? Page($"s{FeedServer.PageOf(asked)}") : "{\"contents\":[]}");

        Assert.Equal(["s1", "s2", "s3"], Ids(read));
    }

    [Fact]
    public async Task A_server_that_gives_the_same_page_for_ever_is_read_once_and_that_is_said()
    {
        var read = await Read((_, _) => "{\"total_pages\":99999,\"contents\":[{\"id\":\"same\",\"schedules\":[]}]}");

        Assert.Equal(["same"], Ids(read));
        Assert.Contains("says that more follows", Assert.Single(Notices(read)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_page_that_says_another_follows_is_read_once() =>
        Assert.Equal(["only"], Ids(await Read((_, _) => "{\"page_number\":1,\"last_page\":false,\"next\":\"https://elsewhere.example/2\",\"contents\":[{\"id\":\"only\",\"schedules\":[]}]}")));

    [Fact]
    public async Task Pages_that_start_over_at_the_end_are_read_once()
    {
        var read = await Read((asked, _) => Page($"s{FeedServer.PageOf(asked) % 3}"));

        Assert.Equal(["s1", "s2", "s0"], Ids(read));
    }

    [Fact]
    public async Task A_record_that_slid_to_the_next_page_is_read_once_and_one_that_changed_meanwhile_again()
    {
        var read = await Read((asked, _) => FeedServer.PageOf(asked) switch
        {
            1 => SomeFeed.Page(SomeFeed.Changed("a", "2026-10-01"), SomeFeed.Changed("b", "2026-10-01")),
            2 => SomeFeed.Page(SomeFeed.Changed("b", "2026-10-01"), SomeFeed.Changed("a", "2026-10-02"), SomeFeed.Changed("c", "2026-10-01")),
            _ => SomeFeed.Page(),
        });

        Assert.Equal(["a", "b", "a", "c"], Ids(read));
        Assert.Contains(Notices(read), problem => problem.RecordId == "page 2" && problem.Why.Contains("repeats 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_without_a_number_of_pages_is_said_once()
    {
        var read = await Read((asked, _) => $"{{\"total_items\":2,\"contents\":[{{\"id\":\"s{Math.Min(2, FeedServer.PageOf(asked))}\",\"schedules\":[]}}]}}");

        Assert.Equal(["s1", "s2"], Ids(read));
        Assert.Single(Notices(read), problem => problem.Field == "total_pages");
    }

    [Fact]
    public async Task An_endless_feed_ends_at_the_limit_and_says_so()
    {
        var read = await Read((asked, _) => Page($"s{FeedServer.PageOf(asked)}"), new DirectoryOptions { MostPages = 5 });

        Assert.Equal(5, Ids(read).Count);
        Assert.Contains(Notices(read), problem => problem.Field == "pages");
    }

    [Fact]
    public async Task A_server_that_breaks_off_halfway_counts_as_nothing_read() =>
        Assert.Contains("broke off at page 2", Why(await Read((asked, response) =>
        {
            response.StatusCode = FeedServer.PageOf(asked) == 1 ? HttpStatusCode.OK : HttpStatusCode.InternalServerError;
            return Page($"s{FeedServer.PageOf(asked)}");
        })), StringComparison.Ordinal);

    [Fact]
    public async Task A_page_that_breaks_off_halfway_counts_as_nothing_read() =>
        Assert.Contains("page 2 cannot be read", Why(await Read((asked, _) => FeedServer.PageOf(asked) == 1 ? Page("a") : "{\"contents\":[{\"id\":\"b\"},{\"id\":")), StringComparison.Ordinal);

    [Fact]
    public async Task A_page_of_gigabytes_is_read_no_further_than_allowed()
    {
        var endless = new Endless("{\"id\":\"a\",\"name\":\"A\"},"u8.ToArray(), "{\"contents\":["u8.ToArray());

        var read = await Read((_, response) => Answer(response, endless), new DirectoryOptions { LargestDocumentMegabytes = 1 });

        Assert.Contains("larger than 1 MB", Why(read), StringComparison.Ordinal);
        Assert.InRange(endless.Served, 1_000_000, 1_300_000);
    }

    [Fact]
    public async Task A_packed_page_is_read()
    {
        var read = await Read((asked, response) => FeedServer.PageOf(asked) == 1 ? Packed(response, System.Text.Encoding.UTF8.GetBytes(Page("small"))) : "{\"contents\":[]}");

        Assert.Equal(["small"], Ids(read));
    }

    [Fact]
    public async Task A_page_packed_to_burst_is_unpacked_no_further_than_allowed()
    {
        var read = await Read((_, response) => Packed(response, [.. "{\"contents\":[\""u8, .. new byte[20_000_000].Select(_ => (byte)'x')]), new DirectoryOptions { LargestDocumentMegabytes = 1 });

        Assert.Matches("larger than 10?24 kB|larger than 1 MB", Why(read));
    }

    [Fact]
    public async Task Nothing_packed_in_another_way_is_unpacked() =>
        Assert.Contains("packed", Why(await Read((_, response) =>
        {
            response.Content = new ByteArrayContent([1, 2, 3]);
            response.Content.Headers.ContentEncoding.Add("br");
            return "";
        })), StringComparison.Ordinal);

    [Fact]
    public async Task A_page_that_drips_for_ever_is_given_up()
    {
        var clock = new FakeTimeProvider(Now);
        var drip = new Endless(" "u8.ToArray(), "{\"contents\":["u8.ToArray()) { EachTime = () => clock.Advance(TimeSpan.FromSeconds(40)), AtATime = 1 };

        var read = await Read((_, response) => Answer(response, drip), new DirectoryOptions { SecondsADocument = 120 }, clock);

        Assert.Contains("takes longer than 120 seconds", Why(read), StringComparison.Ordinal);
        Assert.InRange(drip.Served, 1, 20);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_when_it_says()
    {
        var (busy, clock) = (2, new HastyTime(Now));

        var read = await Read(
            (asked, response) =>
            {
                if (FeedServer.PageOf(asked) > 1)
                    return "{\"contents\":[]}";
                response.StatusCode = busy-- > 0 ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK;
                response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(17));
                return Page("patient");
            },
            clock: clock);

        Assert.Equal(["patient"], Ids(read));
        Assert.Equal([TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(17)], clock.Waits);
    }

    [Fact]
    public async Task A_server_that_wants_to_be_left_alone_for_long_is()
    {
        var (server, read) = await Ask((_, response) =>
        {
            response.StatusCode = HttpStatusCode.ServiceUnavailable;
            response.Headers.RetryAfter = new RetryConditionHeaderValue(Now.AddHours(2));
            return "";
        });

        Assert.Equal(Now.AddHours(2), Assert.IsType<FeedPart<JsonElement>.Broken>(read[^1]).AskAgainAt);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_redirect_to_a_host_nobody_allowed_is_not_followed()
    {
        var (server, read) = await Ask((_, response) =>
        {
            response.StatusCode = HttpStatusCode.Found;
            response.Headers.Location = new Uri("https://elsewhere.example/services");
            return "";
        });

        Assert.Contains("AllowedHosts", Why(read), StringComparison.Ordinal);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_server_elsewhere_cannot_send_us_to_this_machine()
    {
        using var server = new FeedServer((_, response) =>
        {
            response.StatusCode = HttpStatusCode.Found;
            response.Headers.Location = new Uri("http://127.0.0.1:8080/services");
            return "";
        });
        using var http = new HttpClient(server);

        await using var answer = await new FeedRequests(http, new DirectoryOptions { AllowedHosts = ["council.example"] }, TimeProvider.System).AskAsync(new Uri("https://council.example/services"), TestContext.Current.CancellationToken);

        Assert.Equal("127.0.0.1 is not in Directory:AllowedHosts", Assert.IsType<FeedAnswer.Refused>(answer).Why);
        Assert.Equal(["/services"], server.Asked);
    }

    [Fact]
    public async Task A_host_nobody_allowed_is_not_asked()
    {
        using var http = FeedRequests.Client();

        var read = await new FeedAddress(new FeedRequests(http, new DirectoryOptions(), TimeProvider.System), new DirectoryOptions())
            .ReadAsync(new Uri("https://elsewhere.example/services")).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Contains("AllowedHosts", Why(read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_list_leaves_out_is_asked_for_record_by_record_in_order()
    {
        var read = await Read((asked, _) => asked.Contains("/services/", StringComparison.Ordinal) ? SomeFeed.With(("id", $"\"{asked.Split('/')[^1]}\"")) : FeedServer.PageOf(asked) == 1 ? SomeFeed.Page([.. Enumerable.Range(0, 20).Select(n => SomeFeed.Head($"h{n}", "2026-10-01"))]) : SomeFeed.Page(), details: true);

        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"h{n}"), Ids(read));
        Assert.All(read.OfType<FeedPart<JsonElement>.Record>(), record => Assert.False(FeedAddress.IsHead(record.Item)));
    }

    [Fact]
    public async Task One_record_that_cannot_be_had_is_kept_as_it_was_and_many_in_a_row_are_a_server_in_trouble()
    {
        string Answer(string asked, HttpResponseMessage response, Func<string, bool> isBroken)
        {
            if (!asked.Contains("/services/", StringComparison.Ordinal))
                return FeedServer.PageOf(asked) == 1 ? SomeFeed.Page([.. Enumerable.Range(0, 9).Select(n => SomeFeed.Head($"h{n}", "2026-10-01"))]) : SomeFeed.Page();
            response.StatusCode = isBroken(asked) ? HttpStatusCode.InternalServerError : HttpStatusCode.OK;
            return SomeFeed.With(("id", $"\"{asked.Split('/')[^1]}\""));
        }

        var one = await Read((asked, response) => Answer(asked, response, path => path.EndsWith("h3", StringComparison.Ordinal)), details: true);
        var all = await Read((asked, response) => Answer(asked, response, _ => true), details: true);

        Assert.Equal("h3", Assert.Single(one.OfType<FeedPart<JsonElement>.Kept>()).Head.GetProperty("id").GetString());
        Assert.Equal(8, Ids(one).Count);
        Assert.Contains("5 services in a row", Why(all), StringComparison.Ordinal);
    }

    private static string Page(string id) => "{\"contents\":[{\"id\":\"" + id + "\",\"name\":\"A\",\"schedules\":[]}]}";

    private static string Answer(HttpResponseMessage response, Stream body)
    {
        response.Content = new StreamContent(body);
        return "";
    }

    private static string Packed(HttpResponseMessage response, byte[] document)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(document);
        response.Content = new ByteArrayContent(packed.ToArray());
        response.Content.Headers.ContentEncoding.Add("gzip");
        return "";
    }

    private static List<string?> Ids(IEnumerable<FeedPart<JsonElement>> read) => [.. read.OfType<FeedPart<JsonElement>.Record>().Select(record => record.Item.GetProperty("id").GetString())];

    private static List<SocialRx.Storage.ActivityDirectory.ImportProblem> Notices(IEnumerable<FeedPart<JsonElement>> read) => [.. read.OfType<FeedPart<JsonElement>.Noticed>().Select(noticed => noticed.Problem)];

    private static string Why(IReadOnlyList<FeedPart<JsonElement>> read) => Assert.IsType<FeedPart<JsonElement>.Broken>(read[^1]).Why;

    private static async Task<IReadOnlyList<FeedPart<JsonElement>>> Read(Func<string, HttpResponseMessage, string> answer, DirectoryOptions? options = null, TimeProvider? clock = null, bool details = false) =>
        (await Ask(answer, options, clock, details)).Read;

    private static async Task<(FeedServer Server, IReadOnlyList<FeedPart<JsonElement>> Read)> Ask(Func<string, HttpResponseMessage, string> answer, DirectoryOptions? options = null, TimeProvider? clock = null, bool details = false)
    {
        var server = new FeedServer(answer);
        using var http = new HttpClient(server);
        var limits = options ?? new DirectoryOptions();
        var feed = new FeedAddress(new FeedRequests(http, limits, clock ?? new HastyTime(Now)), limits);
        var parts = feed.ReadAsync(FeedServer.Address);
        var read = await (details ? feed.WithDetailsAsync(FeedServer.Address, parts, _ => true) : parts).ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(server.Asked.Where(asked => !asked.Contains("/services/", StringComparison.Ordinal)), asked => Assert.Contains("per_page=50", asked, StringComparison.Ordinal));
        return (server, read);
    }

    /// <summary>Bytes without end.</summary>
    private sealed class Endless(byte[] again, byte[] first) : Stream
    {
        public long Served { get; private set; }

        public int AtATime { get; init; } = int.MaxValue;

        public Action? EachTime { get; init; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Served;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            EachTime?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(buffer.Length, AtATime);
            for (var i = 0; i < count; i++, Served++)
                buffer.Span[i] = Served < first.Length ? first[Served] : again[(Served - first.Length) % again.Length];
            return ValueTask.FromResult(count);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
