using SocialRx.Domain.Insights;

namespace SocialRx.Domain.CoDesign.Panels;

/// <summary>One thing that stands behind what a panel is asked, or that is missing there.</summary>
public abstract record PanelEvidence(int Number)
{
    /// <param name="Words">The finding.</param>
    /// <param name="People">Rounded, as published.</param>
    /// <param name="OutOf">Rounded, as published.</param>
    public sealed record Count(int Number, string Words, int People, int OutOf) : PanelEvidence(Number)
    {
        /// <summary>Of a hundred, were everybody like those who answered; 95 %, rounded outwards.</summary>
        public (int Low, int High) OfHundred
        {
            get
            {
                var share = Representation.Wilson(Math.Min(People, OutOf), OutOf);
                return ((int)Math.Floor(100 * share.Low), (int)Math.Ceiling(100 * share.High));
            }
        }
    }

    /// <summary>A statement that others are shown, chosen by whoever put the item to the panel.</summary>
    public sealed record Statement(int Number, string Words, bool IsFor) : PanelEvidence(Number);

    /// <param name="Ages">Bands, as "14-15".</param>
    /// <param name="Outcodes">Areas, as "FB1".</param>
    public sealed record NotHeard(int Number, IReadOnlyList<string> Ages, IReadOnlyList<string> Outcodes) : PanelEvidence(Number);

    /// <summary>What nobody knows, in the words of whoever put the item to the panel.</summary>
    public sealed record Missing(int Number, string Words) : PanelEvidence(Number);
}

/// <summary>A piece of evidence before it has a number.</summary>
/// <param name="Kind">count | for | against | not-heard | missing.</param>
/// <param name="About">A finding, a statement, groups, or a sentence.</param>
public sealed record NewEvidence(string Kind, string About);

/// <summary>How much a piece should count; kept by name.</summary>
public enum EvidenceWeight
{
    ALot,
    ABit,
    Not,
    Unsure,
}

public static class EvidenceWeights
{
    public static IReadOnlyList<EvidenceWeight> All { get; } = [EvidenceWeight.ALot, EvidenceWeight.ABit, EvidenceWeight.Not, EvidenceWeight.Unsure];

    public static string Stored(this EvidenceWeight weight) => weight switch
    {
        EvidenceWeight.ALot => "a-lot",
        EvidenceWeight.ABit => "a-bit",
        EvidenceWeight.Not => "not",
        _ => "unsure",
    };

    /// <summary>Null when it is none of the four.</summary>
    public static EvidenceWeight? Find(string? stored) => stored switch
    {
        "a-lot" => EvidenceWeight.ALot,
        "a-bit" => EvidenceWeight.ABit,
        "not" => EvidenceWeight.Not,
        "unsure" => EvidenceWeight.Unsure,
        _ => null,
    };
}

/// <summary>What whoever puts an item to a panel may lay beside it.</summary>
public static class EvidenceRules
{
    /// <summary>More than that nobody reads before a vote.</summary>
    public const int MostStatements = 6;

    /// <summary>Findings to rank of which the numbers are shown.</summary>
    public const int MostCounts = 8;

    public const int LongestMissing = 200;

    public static IEnumerable<string> Problems(int statements, string? missing)
    {
        if (statements > MostStatements)
            yield return $"Choose at most {MostStatements} statements.";
        if (missing is not null && (missing.Trim().Length > LongestMissing || missing.Any(char.IsControl)))
            yield return $"Write what is not known on one line, in at most {LongestMissing} characters.";
    }
}
