using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SocialRx.Bot.Directories;

/// <summary>JSON that others write: what is wrong with it, and where, in words for whoever looks after it. A parser's own sentences are for programmers.</summary>
internal static class PlainJson
{
    private const int UsualDepth = 64;

    /// <summary>What a file says in a form of ours, null where it says nothing; or what is wrong with it.</summary>
    public static (T? Said, string? Why) Read<T>(ReadOnlySpan<byte> file, JsonTypeInfo<T> form)
        where T : class
    {
        var bytes = WithoutMark(file);
        var options = new JsonReaderOptions { MaxDepth = form.Options.MaxDepth, CommentHandling = form.Options.ReadCommentHandling, AllowTrailingCommas = form.Options.AllowTrailingCommas };
        if (Why(bytes, options) is { } why)
            return (null, why);
        try
        {
            return (JsonSerializer.Deserialize(bytes, form), null);
        }
        catch (JsonException error)
        {
            var what = error.Path?.TrimStart('$', '.') is { Length: > 0 } path ? $"\"{path}\" is unknown, or does not say what it should" : "it does not say what it should";
            return (null, $"{what} ({Place(error)})");
        }
    }

    /// <summary>Null for JSON.</summary>
    /// <param name="document">All of it.</param>
    public static string? Why(ReadOnlySpan<byte> document, JsonReaderOptions options)
    {
        if (document.Trim(" \t\r\n"u8).IsEmpty)
            return "it is empty";

        var reader = new Utf8JsonReader(document, options);
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException error)
        {
            return Why(error, new Utf8JsonReader(document, isFinalBlock: false, new JsonReaderState(options)));
        }
    }

    /// <param name="again">Where reading began, as if more were to come: what is well so far only breaks off.</param>
    public static string Why(JsonException error, Utf8JsonReader again)
    {
        var deepest = again.CurrentState.Options.MaxDepth is > 0 and var said ? said : UsualDepth;
        try
        {
            while (again.Read())
            {
            }

            return $"it breaks off ({Place(error)})";
        }
        catch (JsonException)
        {
            var depth = again.CurrentDepth + (again.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
            return depth >= deepest ? $"it nests more than {deepest} deep ({Place(error)})" : $"it is not JSON ({Place(error)})";
        }
    }

    /// <summary>Some editors begin a file with a mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> file) => file.StartsWith("\uFEFF"u8) ? file[3..] : file;

    // As editors count.
    private static string Place(JsonException error) => $"line {(error.LineNumber ?? 0) + 1}, position {(error.BytePositionInLine ?? 0) + 1}";
}
