using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>One page of a feed (Realtime Paged Data Exchange 1.0).</summary>
internal abstract record RpdePage
{
    private const int LongestKey = 400;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private RpdePage() { }

    /// <param name="Next">As the page says it.</param>
    /// <param name="Items">Each kind and id once.</param>
    /// <param name="HasItems">True also when none of them can be used.</param>
    public sealed record Items(string Next, IReadOnlyList<RpdeItem> All, bool HasItems, string? Licence, IReadOnlyList<ImportProblem> Problems) : RpdePage;

    /// <summary>Nothing of it can be used.</summary>
    public sealed record Broken(string Why) : RpdePage;

    public static RpdePage Read(ReadOnlyMemory<byte> bytes)
    {
        var page = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        try
        {
            using var document = JsonDocument.Parse(page, Options);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return new Broken(PlainJson.Why(page.Span, new JsonReaderOptions { MaxDepth = Options.MaxDepth }) ?? "it is not JSON");
        }
    }

    private static RpdePage Read(JsonElement root)
    {
        if (root.Field("items") is not { ValueKind: JsonValueKind.Array } items)
            return new Broken("it holds no list of items: it is no RPDE page");
        if (root.Field("next") is not { ValueKind: JsonValueKind.String } || root.Text("next") is not { } next)
            return new Broken("it does not say where the next page is");

        var problems = new List<ImportProblem>();
        var read = items.EnumerateArray().Select((item, index) => Item(item, $"#{index + 1}", problems)).OfType<RpdeItem>().ToList();
        return new Items(next, Newest(read, problems), items.GetArrayLength() > 0, Plain.Web(root.Text("license")), problems);
    }

    private static RpdeItem? Item(JsonElement item, string position, List<ImportProblem> problems)
    {
        var id = item.Text("id");
        var why = Refused(item, id);
        try
        {
            if (why is null)
                return item.Text("state") == "deleted" ? Deleted(item, id!) : OpportunityNames.Of(item.Text("kind") ?? "", id!, item.Text("modified")!, Opportunity.Kept(item.Field("data")!.Value));
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is legal JSON and no text.
            why = ("data", "holds text that is no text");
        }

        problems.Add(new(id is null ? position : Plain.Clip(Plain.Text(id), 80), why!.Value.Field, ImportProblem.LeftOut, why.Value.Why));
        return null;
    }

    private static (string Field, string Why)? Refused(JsonElement item, string? id)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return ("record", "is not an object");
        if (id is null or { Length: > LongestKey })
            return ("id", "is missing or very long");
        if (item.Text("kind") is { Length: > LongestKey })
            return ("kind", "is very long");
        if (item.Text("modified") is null or { Length: > LongestKey })
            return ("modified", "is missing or very long");

        return item.Text("state") switch
        {
            "deleted" => null,
            "updated" => item.Field("data") is { ValueKind: JsonValueKind.Object } ? null : ("data", "is missing"),
            var state => ("state", $"is \"{Plain.Clip(Plain.Text(state), 40)}\", neither updated nor deleted"),
        };
    }

    private static RpdeItem Deleted(JsonElement item, string id) => new() { Kind = item.Text("kind") ?? "", ItemId = id, Modified = item.Text("modified")! };

    private static List<RpdeItem> Newest(List<RpdeItem> items, List<ImportProblem> problems)
    {
        var newest = new Dictionary<(string Kind, string ItemId), RpdeItem>();
        foreach (var item in items)
        {
            var key = (item.Kind, item.ItemId);
            if (newest.TryGetValue(key, out var other))
                problems.Add(new(Plain.Clip(Plain.Text(item.ItemId), 80), "id", ImportProblem.Noted, "is twice on one page; the one changed last was kept"));
            if (other is null || !RpdeModified.IsOlder(item.Modified, other.Modified))
                newest[key] = item;
        }

        return [.. newest.Values];
    }
}
