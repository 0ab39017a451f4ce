using System.Net.Mail;

namespace SocialRx.Domain.Safeguarding;

/// <summary>Whom a concern goes to: at once, and when nobody has acknowledged it.</summary>
public enum EscalationStep
{
    /// <summary>As soon as it is raised.</summary>
    First,

    /// <summary>When it is overdue.</summary>
    Second,

    /// <summary>When it is still not acknowledged a while later; everybody is told then, also who was told before.</summary>
    All,
}

/// <summary>"Safeguarding:Deliveries": who is told of a concern outside of the dashboard, and how. Without recipients nothing is sent.</summary>
public sealed record DeliveryOptions
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>How often the service looks for what is to be escalated or tried again; a new concern is sent at once.</summary>
    public double LookEverySeconds { get; init; } = 5;

    public MailServerOptions Mail { get; init; } = new();

    public IReadOnlyList<Recipient> Recipients { get; init; } = [];

    public Recipient? Find(string id) => Recipients.FirstOrDefault(recipient => recipient.Id == id);

    /// <summary>Who is told when a concern comes to this step.</summary>
    public IEnumerable<Recipient> ToldAt(EscalationStep step) =>
        step == EscalationStep.All ? Recipients : Recipients.Where(recipient => recipient.Step == step);

    /// <summary>How long to wait after so many tries that failed: 5 s, 10 s, 20 s ... 10 min.</summary>
    public static TimeSpan PauseAfter(int tries) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Clamp(tries - 1, 0, 20))));

    internal IEnumerable<OptionProblem> Problems(string within)
    {
        if (LookEverySeconds is not (>= 0.6 and <= 300))
            yield return new($"{within}:{nameof(LookEverySeconds)}", "a number of seconds from 0.6 to 300");
        if (Recipients.Count > 0 && Recipients.All(recipient => recipient.Step != EscalationStep.First))
            yield return new($"{within}:{nameof(Recipients)}:0:{nameof(Recipient.Step)}", "\"First\" for at least one of the recipients: somebody has to be told at once");
        for (var n = 0; n < Recipients.Count; n++)
        {
            foreach (var problem in Recipients[n].Problems($"{within}:{nameof(Recipients)}:{n}"))
                yield return problem;
            if (Recipients.Take(n).Any(other => other.Id == Recipients[n].Id))
                yield return new($"{within}:{nameof(Recipients)}:{n}:{nameof(Recipient.Id)}", "a name that no other recipient has");
        }

        if (Recipients.Any(recipient => recipient.Channel == Recipient.ByMail))
        {
            foreach (var problem in Mail.Problems($"{within}:{nameof(Mail)}"))
                yield return problem;
        }
    }
}

/// <summary>Somebody, or something, that is told; in exactly one way.</summary>
public sealed record Recipient
{
    public const string ByMail = "mail";
    public const string ByWebhook = "webhook";
    public const string ByTeams = "teams";

    private const string SecretStart = "whsec_";
    private const int LeastSecretBytes = 24;
    private const int MostSecretBytes = 64;
    private const string WebAddress = "an https address (http only for this machine, in Development), or nothing";

    /// <summary>What it is called on pages and in logs: "lead-mail".</summary>
    public string Id { get; init; } = "";

    public EscalationStep Step { get; init; }

    /// <summary>An e-mail address.</summary>
    public string Mail { get; init; } = "";

    /// <summary>An address that takes signed webhooks (Standard Webhooks).</summary>
    public string Webhook { get; init; } = "";

    /// <summary>What signs the webhook: "whsec_" and base64.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The address of a Teams workflow that posts a card.</summary>
    public string Teams { get; init; } = "";

    public string Channel => Mail.Length > 0 ? ByMail : Webhook.Length > 0 ? ByWebhook : ByTeams;

    /// <summary>Empty when it is not one that may be used.</summary>
    public byte[] SecretBytes()
    {
        var bytes = new byte[MostSecretBytes + 3];
        return Secret.StartsWith(SecretStart, StringComparison.Ordinal)
            && Convert.TryFromBase64String(Secret[SecretStart.Length..], bytes, out var length)
            && length is >= LeastSecretBytes and <= MostSecretBytes
                ? bytes[..length]
                : [];
    }

    internal IEnumerable<OptionProblem> Problems(string within)
    {
        if (Id.Length is 0 or > 40 || !Id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            yield return new($"{within}:{nameof(Id)}", "a name of at most 40 lower-case letters, digits and hyphens, such as \"lead-mail\"");
        if (new[] { Mail, Webhook, Teams }.Count(way => way.Length > 0) != 1)
            yield return new($"{within}:{nameof(Id)}", $"the name of a recipient with exactly one of {nameof(Mail)}, {nameof(Webhook)} and {nameof(Teams)}");
        if (Mail.Length > 0 && !IsMailbox(Mail))
            yield return new($"{within}:{nameof(Mail)}", "an e-mail address such as \"lead@fernbridge.example\"");
        if (Webhook.Length > 0 && !IsWebAddress(Webhook))
            yield return new($"{within}:{nameof(Webhook)}", WebAddress);
        if (Webhook.Length > 0 && SecretBytes().Length == 0)
            yield return new($"{within}:{nameof(Secret)}", "\"whsec_\" and the base64 of 24 to 64 random bytes, which the receiver knows too");
        if (Teams.Length > 0 && !IsWebAddress(Teams))
            yield return new($"{within}:{nameof(Teams)}", WebAddress);
    }

    internal static bool IsMailbox(string text) => MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Length > 0;

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)) && address.UserInfo.Length == 0;
}

public enum MailEncryption
{
    /// <summary>Begins in clear text and turns to TLS before anything is said.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>None: only for a server on this machine.</summary>
    None,
}

/// <summary>The mail server that messages to recipients leave through.</summary>
public sealed record MailServerOptions
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public MailEncryption Encryption { get; init; } = MailEncryption.StartTls;

    /// <summary>Empty: the server asks for none.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    public string From { get; init; } = "";

    internal IEnumerable<OptionProblem> Problems(string within)
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return new($"{within}:{nameof(Host)}", "the name of the mail server, as a recipient is told by mail");
        if (Port is < 1 or > 65_535)
            yield return new($"{within}:{nameof(Port)}", "a whole number from 1 to 65535");
        if (Encryption == MailEncryption.None && Host is not ("localhost" or "127.0.0.1" or "::1"))
            yield return new($"{within}:{nameof(Encryption)}", "\"StartTls\" or \"Tls\"; \"None\" only for a server on this machine");
        if (!Recipient.IsMailbox(From))
            yield return new($"{within}:{nameof(From)}", "the e-mail address that messages come from");
        if (User.Length > 0 != Password.Length > 0)
            yield return new($"{within}:{nameof(User)}", "given together with a password, or neither");
    }
}
