namespace SocialRx.Domain.People;

/// <summary>What a person may separately agree to, and take back. Stored by id.</summary>
public static class ConsentPurpose
{
    /// <summary>Count my answers, without name or words, in what commissioners read.</summary>
    public const string Numbers = "numbers";

    /// <summary>Quote my words after names are taken out and a person has read them.</summary>
    public const string Quote = "quote";

    /// <summary>Pass the details I choose to a link worker.</summary>
    public const string Referral = "referral";

    /// <summary>Ask me later, here in the chat, how it went.</summary>
    public const string CheckIn = "check-in";

    public static IReadOnlyList<string> All { get; } = [Numbers, Quote, Referral, CheckIn];
}
