using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dashboard.Parts;

/// <summary>What a panel is asked and has decided, as staff read it. How many were for it is not said: in a small group that says who was not.</summary>
internal static class PanelWords
{
    public static string Of(PanelItem item) => item.State switch
    {
        PanelItemState.Open => $"The panel votes until {Dates.Day(item.Closes)}",
        PanelItemState.SignedOff => $"Signed off by {item.PanelName}; {Voted(item)}",
        PanelItemState.Returned => $"{item.PanelName} did not sign it off; {Voted(item)}",
        PanelItemState.Ranked => $"Decided; {Voted(item)}",
        _ => $"Not decided: too few had voted by {Dates.Day(item.Closes)}",
    };

    /// <summary>A piece of evidence as staff read it.</summary>
    public static string Of(PanelEvidence evidence) => evidence switch
    {
        PanelEvidence.Count count => $"“{count.Words}”: {count.People} of {count.OutOf}; {count.OfHundred.Low} to {count.OfHundred.High} of a hundred, if everybody is like those who answered",
        PanelEvidence.Statement statement => $"{(statement.IsFor ? "For" : "Against")}: “{statement.Words}”",
        PanelEvidence.NotHeard groups => $"Heard less than their share: {string.Join(", ", [.. groups.Ages.Select(ages => $"aged {ages}"), .. groups.Outcodes.Select(area => $"living in {area}")])}",
        PanelEvidence.Missing missing => $"Not known: {missing.Words}",
        _ => "",
    };

    public static string Weight(string weight) => EvidenceWeights.Find(weight) switch
    {
        EvidenceWeight.ALot => "A lot",
        EvidenceWeight.ABit => "A bit",
        EvidenceWeight.Not => "Not at all",
        _ => "Not sure",
    };

    /// <summary>A question a panel would ask, with what can be answered.</summary>
    public static string Of(ProposedQuestion question) => question switch
    {
        { Kind: QuestionKind.Choice } => $"Pick from: {string.Join(", ", question.Options)}",
        { Kind: QuestionKind.Scale } => $"0 ({question.Options[0]}) to 10 ({question.Options[1]})",
        _ => "In their own words",
    };

    public static string Of(ProposalAnswer answer) => answer switch
    {
        ProposalAnswer.Used => "It is asked",
        ProposalAnswer.Changed => "It is asked in other words",
        _ => "It is not asked",
    };

    private static string Voted(PanelItem item) => $"{item.Voted} of {item.Members} members voted";
}
