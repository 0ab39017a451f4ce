using System.Collections.Frozen;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Language.Readings;

/// <summary>What somebody answered when asked where they are.</summary>
public abstract record PlaceReading
{
    private PlaceReading() { }

    /// <param name="WasWhole">They gave a whole postcode; the second half is gone already.</param>
    public sealed record Outcode(string Value, bool WasWhole) : PlaceReading;

    /// <summary>Words that may name a place, without house numbers and small words.</summary>
    public sealed record Name(string Words) : PlaceReading;

    public sealed record NotRead : PlaceReading;
}

/// <summary>Takes an outcode or the words of a place name from a sentence.</summary>
public static class PlaceReader
{
    private static readonly FrozenSet<string> Small = FrozenSet.Create(
        StringComparer.Ordinal,
        "i", "im", "live", "living", "stay", "staying", "am", "in", "at", "by", "near", "nr", "next", "to", "the", "a", "an", "of", "on", "from", "round", "around", "just", "outside", "close", "my", "is", "its", "it",
        "area", "place", "town", "somewhere", "postcode", "post", "code", "kind", "sort", "like", "about", "with", "mum", "dad", "nan", "house", "here", "and", "but", "idk", "dunno", "not", "sure", "no", "skip");

    public static PlaceReading Read(string? text)
    {
        if (Domain.ActivityDirectory.Outcode.Find(text) is { } outcode)
            return new PlaceReading.Outcode(outcode, Domain.ActivityDirectory.Outcode.HasWholePostcode(text));

        var words = Spelling.Words(text, 30).Where(word => !Small.Contains(word) && !word.Any(char.IsDigit)).Take(8).ToList();
        return words.Count > 0 ? new PlaceReading.Name(string.Join(' ', words)) : new PlaceReading.NotRead();
    }
}
