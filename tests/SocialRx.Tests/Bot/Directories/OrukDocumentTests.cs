using System.Text;
using System.Text.Json;
using SocialRx.Bot.Directories;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories;

/// <summary>Documents, however their bytes arrive.</summary>
public sealed class OrukDocumentTests
{
    public static TheoryData<string, string> Forms => new()
    {
        { "v3", "{\"total_items\":2,\"contents\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"size\":2}" },
        { "v1", "{\"content\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"totalElements\":2,\"number\":1}" },
        { "array", "\uFEFF [ {\"id\":\"a\"}, {\"id\":\"b\"} ] " },
        { "lines", "{\"id\":\"a\"}\n\n{\"id\":\"b\"}\r\n" },
        { "facets before the list", "{\"facets\":[{\"contents\":[1]},[[{}]]],\"meta\":{\"items\":{}},\"items\":[{\"id\":\"a\",\"contents\":[]},{\"id\":\"b\"}],\"more\":[1]}" },
        { "comments and commas", "{\"contents\":[ /* one */ {\"id\":\"a\"},{\"id\":\"b\"},], }" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_is_read_the_same_whole_or_byte_by_byte(string form, string document)
    {
        foreach (var atATime in (int[])[int.MaxValue, 7, 1])
            Assert.True((await Ids(new Trickle(document, atATime))).SequenceEqual(["a", "b"]), $"{form}, {atATime} bytes at a time");
    }

    [Fact]
    public async Task A_single_service_is_read() => Assert.Equal(["only"], await Ids(new Trickle("{\n \"id\": \"only\", \"organization\": {\"id\": \"o\"}, \"phones\": [{\"items\": []}]\n}", 5)));

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n ", "empty")]
    [InlineData("\"text\"", "no list of services")]
    [InlineData("{\"error\":\"down\"}", "no list of services")]
    [InlineData("{\"contents\":[{\"id\":\"a\"}", "it breaks off (line 1, position 24)")]
    [InlineData("{\"contents\":[{\"id\":\"a\"}]}{\"contents\":[]}", "it is not JSON (line 1, position 26)")]
    [InlineData("{\"contents\":[\n  {\"id\":\"a\"},\n  {\"id\":b}\n]}", "it is not JSON (line 3, position 9)")]
    [InlineData("<html>404</html>", "it is not JSON (line 1, position 1)")]
    [InlineData("{\"a\":1}\n{\"b\"\n{\"c\"\n{", "most of its lines")]
    public async Task A_broken_document_says_why_last(string document, string why)
    {
        foreach (var atATime in (int[])[int.MaxValue, 3])
        {
            var parts = await SomeFeed.Of(new Trickle(document, atATime)).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Contains(why, Assert.IsType<FeedPart<JsonElement>.Broken>(parts[^1]).Why, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{\"contents\":[{\"id\":\"a\"},LARGE,{\"id\":\"b\"}]}", "#2")]
    [InlineData("{\"id\":\"a\"}\nLARGE\n{\"id\":\"b\"}\n{\"id\":\"c\"}", "line 2")]
    public async Task A_record_too_large_is_left_out_and_the_rest_read(string form, string record)
    {
        var large = $"{{\"id\":\"large\",\"notes\":[{string.Join(',', Enumerable.Repeat("\"words\"", 4_000))}]}}";

        var parts = await SomeFeed.Of(new Trickle(form.Replace("LARGE", large, StringComparison.Ordinal), 1_000), largestRecordBytes: 16_384).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b"], parts.OfType<FeedPart<JsonElement>.Record>().Take(2).Select(part => part.Item.GetProperty("id").GetString()));
        Assert.Equal((record, ImportProblem.LeftOut), parts.OfType<FeedPart<JsonElement>.Noticed>().Select(part => (part.Problem.RecordId, part.Problem.Effect)).First());
        Assert.Empty(parts.OfType<FeedPart<JsonElement>.Broken>());
    }

    [Fact]
    public async Task A_text_without_end_ends_the_reading()
    {
        var parts = await SomeFeed.Of(new Trickle($"{{\"contents\":[{{\"id\":\"{new string('x', 100_000)}", 4_096), largestRecordBytes: 16_384).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Contains("larger than 16 kB", Assert.IsType<FeedPart<JsonElement>.Broken>(parts[^1]).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_line_among_good_ones_is_left_out_and_said()
    {
        var parts = await SomeFeed.Of("{\"id\":\"a\"}\n{\"id\":\n{\"id\":\"b\"}\n[1]\n{\"id\":\"c\"}").ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["line 2", "line 4"], parts.OfType<FeedPart<JsonElement>.Noticed>().Select(part => part.Problem.RecordId));
        Assert.Equal(3, parts.OfType<FeedPart<JsonElement>.Record>().Count());
    }

    [Theory]
    [InlineData("{\"total_items\":31,\"size\":31,\"contents\":[LIST]}", "size")]
    [InlineData("{\"totalElements\":31,\"size\":\"31\",\"content\":[LIST]}", "size")]
    [InlineData("{\"total_items\":5,\"contents\":[LIST]}", "total_items")]
    public async Task A_page_that_says_31_and_holds_128_is_read_whole_and_said(string form, string field)
    {
        var parts = await SomeFeed.Of(form.Replace("LIST", string.Join(',', Enumerable.Range(0, 128).Select(n => $"{{\"id\":\"{n}\"}}")), StringComparison.Ordinal)).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(128, parts.OfType<FeedPart<JsonElement>.Record>().Count());
        Assert.Contains(parts.OfType<FeedPart<JsonElement>.Noticed>(), part => part.Problem.Field == field && part.Problem.Why.Contains("holds 128", StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<string?>> Ids(Stream document) =>
        (await SomeFeed.Of(document).ToListAsync(TestContext.Current.CancellationToken)).Select(part => part is FeedPart<JsonElement>.Record { Item: var item } ? item.GetProperty("id").GetString() : part.ToString());

    /// <summary>Gives a few bytes at a time, as networks do.</summary>
    private sealed class Trickle(string document, int atATime) : MemoryStream(Encoding.UTF8.GetBytes(document))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, atATime)], cancellationToken);
    }
}
