using System.Text;
using System.Text.Json;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>What the page of a dataset says of its feeds.</summary>
internal abstract record DatasetPage
{
    public const string Type = "Dataset";

    /// <summary>A publisher has a feed for each kind of thing.</summary>
    private const int MostFeeds = 50;

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private DatasetPage() { }

    /// <param name="All">Each once, in the order of the page.</param>
    public sealed record Feeds(IReadOnlyList<Uri> All) : DatasetPage;

    /// <summary>Nothing of it can be used.</summary>
    public sealed record Broken(string Why) : DatasetPage;

    /// <summary>HTML that holds JSON-LD, as "Dataset API Discovery" of OpenActive has it, or that JSON-LD alone.</summary>
    /// <param name="address">Its own: addresses in it may be relative.</param>
    public static DatasetPage Read(ReadOnlySpan<byte> page, Uri address)
    {
        var text = PlainJson.WithoutMark(page);
        IReadOnlyList<string> documents = text.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] ? [.. LinkedData(Encoding.UTF8.GetString(text))] : [Encoding.UTF8.GetString(text)];
        var (feeds, why) = (new List<Uri>(), default(string));
        foreach (var document in documents)
        {
            try
            {
                using var json = JsonDocument.Parse(document, Options);
                feeds.AddRange(Objects(json.RootElement).Where(IsDataset).SelectMany(dataset => FeedsOf(dataset, address)));
            }
            catch (JsonException)
            {
                why ??= PlainJson.Why(Encoding.UTF8.GetBytes(document), new JsonReaderOptions { CommentHandling = Options.CommentHandling, AllowTrailingCommas = Options.AllowTrailingCommas });
            }
            catch (InvalidOperationException)
            {
                // An escaped half of a surrogate pair is legal JSON and no text.
                why ??= "it holds text that is no text";
            }
        }

        IReadOnlyList<Uri> all = [.. feeds.Distinct()];
        if (all.Count > MostFeeds)
            return new Broken($"it names more than {MostFeeds} feeds");
        if (all.Count > 0)
            return new Feeds(all);

        return new Broken(why is null ? "it names no feeds of OpenActive: it should describe a dataset (JSON-LD, \"@type\": \"Dataset\") whose \"distribution\" says the \"contentUrl\" of each feed" : $"the description of its dataset cannot be read: {why}");
    }

    /// <summary>Types are written as words, with a prefix, or as addresses.</summary>
    public static string TypeName(string type) => type[(type.LastIndexOfAny(['/', '#', ':']) + 1)..];

    // Tokens alone: a tree takes a page that nests without end minutes to build.
    private static IEnumerable<string> LinkedData(string html)
    {
        using var source = new TextSource(html);
        var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            if (token is not HtmlTagToken { Type: HtmlTokenType.StartTag } tag)
                continue;
            tokens.State = Within(tag.Name);
            if (tag.Name != "script" || !tag.GetAttribute("type").Split(';')[0].Trim().Equals("application/ld+json", StringComparison.OrdinalIgnoreCase))
                continue;
            var content = new StringBuilder();
            for (token = tokens.Get(); token.Type == HtmlTokenType.Character; token = tokens.Get())
                content.Append(token.Data);
            yield return content.ToString();
            if (token.Type == HtmlTokenType.EndOfFile)
                yield break;
        }
    }

    // In these elements there are no elements.
    private static HtmlParseMode Within(string element) => element switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "title" or "textarea" => HtmlParseMode.RCData,
        _ => HtmlParseMode.PCData,
    };

    private static IEnumerable<JsonElement> Objects(JsonElement root)
    {
        IEnumerable<JsonElement> all = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root];
        return all.Where(one => one.ValueKind == JsonValueKind.Object).SelectMany(one => one.Field("@graph") is { ValueKind: JsonValueKind.Array } graph ? Objects(graph).Prepend(one) : [one]);
    }

    private static bool IsDataset(JsonElement one) => Texts(one.Field("@type") ?? one.Field("type")).Any(type => TypeName(type) == Type);

    private static IEnumerable<Uri> FeedsOf(JsonElement dataset, Uri address) =>
        Each(dataset.Field("distribution") ?? dataset.Field("schema:distribution"))
            .Where(download => download.ValueKind == JsonValueKind.Object && IsFeed(download))
            .SelectMany(download => Texts(download.Field("contentUrl") ?? download.Field("schema:contentUrl")))
            .Select(url => Uri.TryCreate(address, url.Trim(), out var feed) && feed.Scheme is "http" or "https" ? feed : null)
            .OfType<Uri>();

    // A dataset may be there as a spreadsheet too; which format is which has to be said, and often is not.
    private static bool IsFeed(JsonElement download)
    {
        var formats = Texts(download.Field("encodingFormat") ?? download.Field("schema:encodingFormat")).ToList();
        return formats.Count == 0 || formats.Exists(format => format.Contains("rpde", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<JsonElement> Each(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { } one => [one],
        null => [],
    };

    private static IEnumerable<string> Texts(JsonElement? value) => Each(value).Select(one => one.ValueKind switch
    {
        JsonValueKind.String => one.GetString(),
        JsonValueKind.Object => one.Text("@id") ?? one.Text("@value"),
        _ => null,
    }).OfType<string>();
}
