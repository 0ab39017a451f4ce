using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace SocialRx.Benchmarks;

/// <summary>
/// One connection of one person: HTTP/1.1 by hand, because the load shares the processor with what it measures and an HttpClient costs as much as
/// a fast endpoint. Understands the answers of Kestrel, whole or in chunks.
/// </summary>
internal sealed class HttpLine(Socket socket, string host) : IDisposable
{
    private byte[] _received = new byte[16 * 1024];

    /// <param name="BodyBytes">Chunk headers included.</param>
    public readonly record struct Answer(int Status, int BodyBytes)
    {
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    public static async Task<HttpLine> OpenAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return new HttpLine(socket, address.Authority);
    }

    /// <summary>Sends a JSON body and reads the whole answer.</summary>
    public async Task<Answer> PostAsync(string path, string json)
    {
        var request = $"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}";
        var bytes = Encoding.UTF8.GetBytes(request);
        for (var sent = 0; sent < bytes.Length;)
            sent += await socket.SendAsync(bytes.AsMemory(sent));
        return await AnswerAsync();
    }

    public void Dispose() => socket.Dispose();

    private async Task<Answer> AnswerAsync()
    {
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(_received.AsMemory(length));
            if (read == 0)
                throw new IOException("The service closed the connection before its answer was whole.");
            length += read;
            if (Whole(_received.AsSpan(0, length)) is { } answer)
                return answer;
            if (length == _received.Length)
                Array.Resize(ref _received, length * 2);
        }
    }

    /// <summary>Null when more has to come.</summary>
    private static Answer? Whole(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return null;
        var status = Number(received["HTTP/1.1 ".Length..]);
        var body = received[(head + 4)..];
        var isWhole = Length(received[..head]) is { } length ? body.Length >= length : body.EndsWith("0\r\n\r\n"u8);
        return isWhole ? new(status, body.Length) : null;
    }

    /// <summary>Null when the body comes in chunks.</summary>
    private static int? Length(ReadOnlySpan<byte> head)
    {
        var field = "Content-Length: "u8;
        var at = head.IndexOf(field);
        if (at < 0)
            return head.IndexOf("Transfer-Encoding: chunked"u8) < 0 ? 0 : null;
        return Number(head[(at + field.Length)..]);
    }

    private static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int number, out _) ? number : throw new IOException("The service's answer is no HTTP.");
}
