using SocialRx.Domain.CoDesign.Findings;

namespace SocialRx.Dashboard.Parts;

/// <summary>Kinds of answers as staff read them.</summary>
internal static class FindingWords
{
    public static string Of(FindingAnswerKind kind) => kind switch
    {
        FindingAnswerKind.WeWill => "We will",
        FindingAnswerKind.WeDid => "We did",
        _ => "We can't",
    };
}
