using System.Globalization;
using System.Text.Json;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>Reads what taking part costs from cost options, or else from the words about fees.</summary>
internal static class Prices
{
    private const decimal Most = 1_000;

    private static readonly string[] FreeWords = ["free", "no charge", "no cost", "no fee", "nothing to pay"];

    public static Cost Read(JsonElement service, DateOnly today)
    {
        var options = service.Items("cost_options").Where(option => !(option.Day("valid_to") < today) && option.Number("amount") is >= 0 and <= Most && IsPounds(option)).ToList();
        if (options.Count > 0)
            return Of(options.MinBy(option => option.Number("amount"))!);

        return Words(Plain.Text(service.Text("fees") ?? service.Text("fees_description")));
    }

    /// <summary>"Free" is free; "£2.50 a session" and "50p" are pounds; both in one text is the price, with the words beside it; else unknown.</summary>
    public static Cost Words(string fees)
    {
        if (Pounds(fees) is { } pounds and > 0 and <= Most)
            return new Cost.Pounds(pounds, Plain.Clip(fees, 120));

        var isFree = Array.Exists(FreeWords, word => fees.Contains(word, StringComparison.OrdinalIgnoreCase)) || fees.Trim() is "0" or "£0" or "£0.00";
        return isFree && !fees.Contains("not free", StringComparison.OrdinalIgnoreCase) ? new Cost.Free() : new Cost.Unknown();
    }

    private static Cost Of(JsonElement option)
    {
        var amount = option.Number("amount")!.Value;
        var note = Plain.Text(option.Text("amount_description") ?? option.Text("option"));
        return amount == 0 ? new Cost.Free() : new Cost.Pounds(decimal.Round(amount, 2), note.Length > 0 ? Plain.Clip(note, 120) : null);
    }

    private static bool IsPounds(JsonElement option) => option.Text("currency") is null or "GBP" or "gbp" or "£";

    private static decimal? Pounds(string text)
    {
        var at = text.IndexOf('£', StringComparison.Ordinal);
        if (at >= 0)
            return Amount(text, at + 1);

        var pence = Enumerable.Range(0, text.Length).FirstOrDefault(i => i > 0 && text[i] == 'p' && char.IsAsciiDigit(text[i - 1]) && (i + 1 == text.Length || !char.IsLetter(text[i + 1])));
        return pence > 0 ? Amount(text, Start(text, pence)) / 100 : null;
    }

    private static int Start(string text, int end)
    {
        var start = end;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]))
            start--;
        return start;
    }

    private static decimal? Amount(string text, int at)
    {
        var digits = new string([.. text.Skip(at).SkipWhile(c => c == ' ').TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Take(8)]).TrimEnd('.');
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }
}
