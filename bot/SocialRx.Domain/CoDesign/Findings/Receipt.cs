using System.Security.Cryptography;
using System.Text;

namespace SocialRx.Domain.CoDesign.Findings;

/// <summary>
/// What somebody is given who has taken part, to hear what came of it without anybody knowing who they are: eight letters and digits that cannot be
/// guessed. Only their hash is kept.
/// </summary>
public sealed record Receipt
{
    // Without letters and digits that look like others.
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Digits = 8;
    private const int Length = 8;

    private Receipt(string letters) => Letters = letters;

    private string Letters { get; }

    /// <summary>For the database: nobody can tell from it what the receipt is.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"socialrx receipt {Letters}")));

    /// <param name="newId">An id that is random at its end.</param>
    public static Receipt From(string newId)
    {
        var random = SHA256.HashData(Encoding.UTF8.GetBytes(newId));
        var letters = random.Take(Length).Select(one => Alphabet[one % Alphabet.Length]).ToArray();
        letters[random[^1] % Length] = Alphabet[random[^2] % Digits];
        return new(new string(letters));
    }

    /// <summary>In a message that holds one and little else: "k7qf-2mxp", "my receipt is K7QF 2MXP". Null when there is none.</summary>
    public static Receipt? Find(string message)
    {
        var text = message.Trim();
        if (text.Length > 60)
            return null;
        var words = text.ToUpperInvariant().Split([' ', '-', '–', '.', ',', ':', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
        return words.Zip([.. words.Skip(1), ""]).Select(pair => Of(pair.First) ?? (pair.First.Length == Length / 2 ? Of(pair.First + pair.Second) : null)).FirstOrDefault(found => found is not null);
    }

    /// <summary>Whether a message is meant to be it and nothing else: "K7QF-2MXP", "receipt k7qf 2mxp".</summary>
    public bool IsAll(string message) =>
        message.Contains("receipt", StringComparison.OrdinalIgnoreCase) || string.Equals(message.Trim(), ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>As it is written down: "K7QF-2MXP".</summary>
    public override string ToString() => $"{Letters[..(Length / 2)]}-{Letters[(Length / 2)..]}";

    /// <summary>There is a digit in every one, so that no word of eight letters is taken for a receipt.</summary>
    private static Receipt? Of(string letters) =>
        letters.Length == Length && letters.All(Alphabet.Contains) && letters.Any(char.IsAsciiDigit) ? new(letters) : null;
}
