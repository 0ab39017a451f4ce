namespace SocialRx.Domain.ActivityDirectory;

/// <summary>A whole postcode of a venue or of public geography, in capitals. A person's never becomes one: of theirs only the outcode is read.</summary>
/// <param name="Outcode">"FB2" of "FB2 1AA".</param>
/// <param name="Inward">"1AA": a digit and two letters.</param>
public readonly record struct Postcode(string Outcode, string Inward)
{
    private const int MostWords = 60;

    /// <summary>"FB2 1": a few hundred postcodes beside each other.</summary>
    public string Sector => $"{Outcode} {Inward[0]}";

    /// <summary>The two letters that tell the postcodes of a sector apart.</summary>
    public string Unit => Inward[1..];

    /// <summary>The last whole postcode in an address, run together or not; addresses end with it. Null when there is none.</summary>
    public static Postcode? Find(string? text)
    {
        var words = Spelling.Words(text, MostWords).Select(word => word.ToUpperInvariant()).ToList();
        for (var at = words.Count - 1; at >= 0; at--)
        {
            if (ActivityDirectory.Outcode.IsWholePostcode(words[at]))
                return new Postcode(words[at][..^3], words[at][^3..]);
            if (at > 0 && ActivityDirectory.Outcode.IsInward(words[at]) && ActivityDirectory.Outcode.IsOne(words[at - 1]))
                return new Postcode(words[at - 1], words[at]);
        }

        return null;
    }

    public override string ToString() => $"{Outcode} {Inward}";
}
