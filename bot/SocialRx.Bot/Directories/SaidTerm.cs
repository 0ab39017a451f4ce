namespace SocialRx.Bot.Directories;

/// <summary>A term of somebody's taxonomy, as a record says it.</summary>
internal sealed record SaidTerm
{
    private const int LongestLabel = 80;
    private const int LongestAddress = 200;

    /// <summary>What people read; where nobody says, one of its ids.</summary>
    public required string Label { get; init; }

    /// <summary>Its address, id and code, as they are written; the one that is most its own first.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>What the taxonomy it is of is called: its name, id, address.</summary>
    public IReadOnlyList<string> Vocabularies { get; init; } = [];

    /// <summary>The label as a curator sees it. An address is not cut where another one begins alike.</summary>
    public string Shown => Clip(Plain.Text(Label));

    /// <summary>What may be a label or an id: nobody says which.</summary>
    public static SaidTerm Of(string text) => new() { Label = text, Ids = [text] };

    /// <summary>Null when neither a label nor an id is said.</summary>
    public static SaidTerm? Of(string? label, IEnumerable<string?> ids, IEnumerable<string?> vocabularies)
    {
        List<string> known = [.. ids.OfType<string>()];
        if (label is not null && IsAddress(label))
            known.Add(label);
        return (label ?? known.FirstOrDefault()) is { } said ? new() { Label = said, Ids = [.. known.Distinct()], Vocabularies = [.. vocabularies.OfType<string>().Distinct()] } : null;
    }

    public static string Clip(string term) => Plain.Clip(term, IsAddress(term) ? LongestAddress : LongestLabel);

    /// <summary>Made of no words: compared as it is written.</summary>
    public static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal) || text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an id means the same whoever says it; "12" is another thing in every taxonomy.</summary>
    public static bool IsUnique(string id) => IsAddress(id) || Guid.TryParse(id, out _);
}
