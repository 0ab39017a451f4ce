using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialRx.TestKit;

/// <summary>A mail server on loopback that speaks as much SMTP (RFC 5321) as a client needs to hand over a message, without TLS.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _messages = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Every message taken, headers and body, as it came.</summary>
    public IReadOnlyList<string> Messages => [.. _messages];

    /// <summary>What it answers to a message instead of taking it: "451 try later".</summary>
    public string? Refusal { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving;
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 mail.example ESMTP");
                while (await reader.ReadLineAsync(_stopping.Token) is { } line && await AnswerAsync(line, reader, writer))
                {
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // The client is gone, or the test is over.
            }
        }
    }

    /// <summary>False when the client says goodbye.</summary>
    private async Task<bool> AnswerAsync(string line, StreamReader reader, StreamWriter writer)
    {
        switch (line.Split(' ')[0].ToUpper(CultureInfo.InvariantCulture))
        {
            case "EHLO" or "HELO":
                await writer.WriteLineAsync("250 mail.example");
                return true;
            case "DATA":
                await writer.WriteLineAsync("354 go on");
                var message = await MessageAsync(reader);
                if (Refusal is null)
                    _messages.Enqueue(message);
                await writer.WriteLineAsync(Refusal ?? "250 taken");
                return true;
            case "QUIT":
                await writer.WriteLineAsync("221 goodbye");
                return false;
            default:
                await writer.WriteLineAsync("250 ok");
                return true;
        }
    }

    private async Task<string> MessageAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line && line != ".")
            message.AppendLine(line.StartsWith('.') ? line[1..] : line);
        return message.ToString();
    }
}
