using System.Security.Cryptography;
using System.Text;

namespace Microsoft.Bot.Builder;

/// <summary>Shortens texts for logs and keys.</summary>
public static class StringUtils
{
    private const string Cut = "...";

    public static string Ellipsis(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > length ? string.Concat(text.AsSpan(0, length), Cut) : text;
    }

    /// <summary>Shortens the builder itself.</summary>
    public static StringBuilder Ellipsis(StringBuilder text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= length)
            return text;
        text.Length = length;
        return text.Append(Cut);
    }

    /// <summary>A shortened text ends with the hash of the whole, so that two that begin alike stay apart.</summary>
    public static string EllipsisHash(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > length ? Ellipsis(text, length) + Hash(text) : text;
    }

    /// <summary>The same, in the builder itself.</summary>
    public static StringBuilder EllipsisHash(StringBuilder text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= length)
            return text;
        var hash = Hash(text.ToString());
        return Ellipsis(text, length).Append(hash);
    }

    /// <summary>SHA-256 of the text in UTF-8, as Base64.</summary>
    public static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
