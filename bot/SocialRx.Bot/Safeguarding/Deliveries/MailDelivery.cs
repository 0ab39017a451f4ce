using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Bot.Safeguarding.Deliveries;

/// <summary>Plain text through the configured mail server.</summary>
internal sealed class MailDelivery(SafeguardingOptions safeguarding) : IDeliveryChannel
{
    private readonly MailServerOptions _server = safeguarding.Deliveries.Mail;

    public string Name => Recipient.ByMail;

    public async Task<Delivery> SendAsync(Recipient to, ConcernNotice notice, CancellationToken stop)
    {
        try
        {
            // Asking whether a certificate was revoked would call servers that nobody configured.
            using var client = new SmtpClient { CheckCertificateRevocation = false };
            await client.ConnectAsync(_server.Host, _server.Port, Encryption, stop);
            if (_server.User.Length > 0)
                await client.AuthenticateAsync(_server.User, _server.Password, stop);
            using var message = Message(to, notice);
            await client.SendAsync(message, stop);
            await LeaveAsync(client, stop);
            return new Delivery.Done();
        }
        catch (Exception failure) when (Why(failure) is not null && !stop.IsCancellationRequested)
        {
            return new Delivery.NotYet(Why(failure)!);
        }
    }

    // Once the server has taken the message, how the connection ends changes nothing.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken stop)
    {
        try
        {
            await client.DisconnectAsync(quit: true, stop);
        }
        catch (Exception failure) when (Why(failure) is not null || failure is OperationCanceledException)
        {
        }
    }

    private SecureSocketOptions Encryption => _server.Encryption switch
    {
        MailEncryption.Tls => SecureSocketOptions.SslOnConnect,
        MailEncryption.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private MimeMessage Message(Recipient to, ConcernNotice notice)
    {
        var from = MailboxAddress.Parse(_server.From);
        var message = new MimeMessage([from], [MailboxAddress.Parse(to.Mail)], notice.Title, new TextPart("plain") { Text = Text(notice) })
        {
            Date = notice.Now,
            MessageId = $"{notice.Id}@{from.Domain}",
            Importance = MessageImportance.High,
        };
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static string Text(ConcernNotice notice) =>
        string.Join("\n\n", notice.Lines().Append(notice.Link is { } link ? $"Open it: {link}" : "Open it on the dashboard.")) + "\n";

    private static string? Why(Exception failure) => failure switch
    {
        SmtpCommandException refused => string.Create(CultureInfo.InvariantCulture, $"the mail server answered {(int)refused.StatusCode}"),
        AuthenticationException => "the mail server refused the user or the password",
        SslHandshakeException => "no TLS with the mail server: its certificate or protocol is not accepted",
        NotSupportedException => "the mail server offers no TLS, or no way to sign in",
        ProtocolException or CommandException => "the mail server answered something that is no SMTP",
        SocketException or IOException or ServiceNotConnectedException => "the mail server cannot be reached",
        _ => null,
    };
}
