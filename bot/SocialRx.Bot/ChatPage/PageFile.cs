using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SocialRx.Bot.ChatPage;

/// <summary>One file of the page in memory, also compressed, under an address that changes with its content and can so be kept for ever.</summary>
internal sealed class PageFile
{
    private readonly byte[] _plain;
    private readonly byte[] _brotli;
    private readonly byte[] _gzip;
    private readonly string _contentType;

    private PageFile(string path, string contentType)
    {
        _plain = File.ReadAllBytes(path);
        _brotli = Beside(path, ".br", stream => new BrotliStream(stream, CompressionLevel.SmallestSize));
        _gzip = Beside(path, ".gz", stream => new GZipStream(stream, CompressionLevel.SmallestSize));
        _contentType = contentType;
        var hash = Convert.ToHexStringLower(SHA256.HashData(_plain).AsSpan(0, 5));
        Address = $"/page/{Path.GetFileNameWithoutExtension(path)}.{hash}{Path.GetExtension(path)}";
    }

    public string Address { get; }

    public static PageFile Script(string path) => new(path, "text/javascript; charset=utf-8");

    public static PageFile Style(string path) => new(path, "text/css; charset=utf-8");

    public static PageFile Picture(string path) => new(path, "image/svg+xml");

    public async Task SendAsync(HttpContext http)
    {
        var (content, encoding) = Best(http.Request.Headers.AcceptEncoding);
        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentType = _contentType;
        headers.ContentLength = content.Length;
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }

    private (byte[] Content, string? Encoding) Best(StringValues accepted) =>
        Accepts(accepted, "br") ? (_brotli, "br")
        : Accepts(accepted, "gzip") ? (_gzip, "gzip")
        : (_plain, null);

    private static bool Accepts(StringValues accepted, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(accepted, out var values)
        && values.Any(value => value.Quality is not 0 && value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the build compressed already (the large file, which takes seconds), else compressed now.</summary>
    private byte[] Beside(string path, string suffix, Func<Stream, Stream> compressing)
    {
        if (File.Exists(path + suffix))
            return File.ReadAllBytes(path + suffix);
        using var compressed = new MemoryStream();
        using (var stream = compressing(compressed))
            stream.Write(_plain);
        return compressed.ToArray();
    }
}
