using System.Globalization;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>What taking part costs, read from a cell that holds nothing else: a bare number is pounds there.</summary>
internal static class CostSaid
{
    private const int LongestNote = 120;

    private static readonly string[] Nothing = ["none", "nil", "n/a", "-", "0.00"];

    /// <param name="text">As it is written.</param>
    public static Cost Read(string text)
    {
        var plain = Plain.Text(text);
        if (StartsWithNumber(plain) is { } pounds)
            return pounds == 0 ? new Cost.Free() : new Cost.Pounds(pounds, plain.All(c => char.IsAsciiDigit(c) || c == '.') ? null : Plain.Clip(plain, LongestNote));
        if (Array.Exists(Nothing, word => plain.Equals(word, StringComparison.OrdinalIgnoreCase)))
            return plain is "n/a" or "N/A" or "-" ? new Cost.Unknown() : new Cost.Free();

        return Prices.Words(plain) is Cost.Pounds priced && IsOnlyThePrice(plain) ? priced with { Note = null } : Prices.Words(plain);
    }

    // "£3.50" says no more beside the price than the price.
    private static bool IsOnlyThePrice(string plain) => plain.All(c => char.IsAsciiDigit(c) || c is '£' or '.' or ' ');

    // "3.5", "2.50 per session", but not "2 sessions for £5" and not "50p".
    private static decimal? StartsWithNumber(string plain)
    {
        if (plain.Contains('£', StringComparison.Ordinal))
            return null;

        var digits = new string([.. plain.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);
        var rest = plain[digits.Length..].TrimStart();
        var isPrice = rest.Length == 0 || rest.StartsWith("per ", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("a ", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("each", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("pound", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("gbp", StringComparison.OrdinalIgnoreCase);
        return isPrice && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= 1_000 ? decimal.Round(amount, 2) : null;
    }
}
