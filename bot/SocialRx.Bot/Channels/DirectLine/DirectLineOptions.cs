using SocialRx.Domain;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>Section "DirectLine": web chat, served by this process.</summary>
internal sealed record DirectLineOptions : IOptionsSection
{
    public static string Section => "DirectLine";

    /// <summary>What another server shows to get tokens for its own pages; empty: only this service's own page gets tokens.</summary>
    public string Secret { get; init; } = "";

    public int TokenMinutes { get; init; } = 30;

    /// <summary>For so long after its token has expired a page may get a new one for the same conversation (a phone that slept).</summary>
    public int ResumeHours { get; init; } = 12;

    /// <summary>For so long a refreshed page gets its history back; older messages are removed.</summary>
    public double KeepTranscriptHours { get; init; } = 24;

    /// <summary>New conversations from one address; a whole school may share one.</summary>
    public int TokensPerAddressPerMinute { get; init; } = 300;

    /// <summary>Messages of one person; so many may also come at once.</summary>
    public int MessagesPerPersonPerMinute { get; init; } = 120;

    /// <summary>Most bytes of one request; a longer one is refused with 413.</summary>
    public int LargestRequestBytes { get; init; } = 256 * 1024;

    public IEnumerable<OptionProblem> Problems()
    {
        if (Secret.Length is > 0 and < 24)
            yield return new(nameof(Secret), "empty, or at least 24 characters that nobody can guess");
        if (TokenMinutes is < 1 or > 1440)
            yield return new(nameof(TokenMinutes), "a whole number from 1 to 1440");
        if (ResumeHours is < 0 or > 720)
            yield return new(nameof(ResumeHours), "a whole number from 0 to 720");
        if (KeepTranscriptHours is not (> 0 and <= 8760))
            yield return new(nameof(KeepTranscriptHours), "a number of hours above 0, at most 8760");
        if (TokensPerAddressPerMinute is < 1 or > 1_000_000)
            yield return new(nameof(TokensPerAddressPerMinute), "a whole number from 1 to 1000000");
        if (MessagesPerPersonPerMinute is < 1 or > 1_000_000)
            yield return new(nameof(MessagesPerPersonPerMinute), "a whole number from 1 to 1000000");
        if (LargestRequestBytes is < 16_384 or > 16_777_216)
            yield return new(nameof(LargestRequestBytes), "a whole number of bytes from 16384 to 16777216");
    }
}
