using System.Buffers;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>Reads the body of a request up to a size, and takes out of JSON what no text should hold.</summary>
internal static class RequestBody
{
    /// <summary>The body, or null when it is larger.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
            return null;
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (body.WrittenCount + read.Buffer.Length > most)
                return null;
            foreach (var part in read.Buffer)
                body.Write(part.Span);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return body.WrittenSpan.ToArray();
        }
    }

    /// <summary>
    /// JSON may hold escapes that are no text: NUL, which is taken out, and halves of surrogate pairs, which become U+FFFD. Anything else stays as
    /// it is, also what is not JSON.
    /// </summary>
    public static ReadOnlyMemory<byte> Clean(byte[] json)
    {
        if (json.AsSpan().IndexOf("\\u"u8) < 0)
            return json;

        var clean = new ArrayBufferWriter<byte>(json.Length);
        for (var at = 0; at < json.Length;)
        {
            var length = json[at] == '\\' ? Escape(json.AsSpan(at), clean) : Plain(json.AsSpan(at), clean);
            at += length;
        }

        return clean.WrittenMemory;
    }

    private static int Plain(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> clean)
    {
        var end = json.IndexOf((byte)'\\');
        var plain = end < 0 ? json : json[..end];
        clean.Write(plain);
        return plain.Length;
    }

    /// <summary>Copies or cleans the escape that the text starts with; returns its length.</summary>
    private static int Escape(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> clean)
    {
        if (Unit(json) is not { } unit)
            return Copy(json, 2, clean);
        if (unit == '\0')
            return 6;
        if (!char.IsSurrogate(unit))
            return Copy(json, 6, clean);
        if (char.IsHighSurrogate(unit) && Unit(json[6..]) is { } low && char.IsLowSurrogate(low))
            return Copy(json, 12, clean);
        clean.Write("\\uFFFD"u8);
        return 6;
    }

    private static int Copy(ReadOnlySpan<byte> json, int length, ArrayBufferWriter<byte> clean)
    {
        length = Math.Min(length, json.Length);
        clean.Write(json[..length]);
        return length;
    }

    /// <summary>The UTF-16 unit of an escape of the form \uXXXX, or null.</summary>
    private static char? Unit(ReadOnlySpan<byte> json) =>
        json.Length >= 6 && json.StartsWith("\\u"u8) && System.Buffers.Text.Utf8Parser.TryParse(json.Slice(2, 4), out ushort unit, out var used, 'x') && used == 4
            ? (char)unit
            : null;
}
