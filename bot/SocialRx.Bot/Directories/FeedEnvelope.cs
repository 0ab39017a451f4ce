using System.Buffers.Text;
using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>What a page says of itself (Open Referral UK v1: totalElements...; v3: total_items...). Compared with what it holds, and never trusted.</summary>
internal sealed record FeedEnvelope
{
    public long? Total { get; private set; }

    public long? Pages { get; private set; }

    public long? Size { get; private set; }

    public bool? IsLast { get; private set; }

    /// <summary>Whether the page says of itself that it is a page at all.</summary>
    public bool IsPaged => Total is not null || Pages is not null || Size is not null || IsLast is not null;

    public bool SaysItIsTheLast(int page) => IsLast == true || Pages <= page;

    /// <param name="reader">At the value.</param>
    public void Read(string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "total_items" or "totalElements":
                Total = Number(ref reader);
                break;
            case "total_pages" or "totalPages":
                Pages = Number(ref reader);
                break;
            case "size":
                Size = Number(ref reader);
                break;
            case "last_page" or "last" when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                IsLast = reader.TokenType == JsonTokenType.True;
                break;
        }
    }

    public IEnumerable<ImportProblem> Problems(int held)
    {
        if (Size is { } size && (held > size || (held < size && IsLast == false)))
            yield return new("page", "size", ImportProblem.Noted, $"says {size} records and holds {held}");
        if (Total is { } total && total < held)
            yield return new("page", "total_items", ImportProblem.Noted, $"says {total} records in all and holds {held} on one page");
    }

    // Also one that was sent as text.
    private static long? Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
        JsonTokenType.String when !reader.HasValueSequence && Utf8Parser.TryParse(reader.ValueSpan, out long number, out var read) && read == reader.ValueSpan.Length => number,
        _ => null,
    };
}
