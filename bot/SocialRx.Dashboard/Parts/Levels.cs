using SocialRx.Domain.CoDesign;

namespace SocialRx.Dashboard.Parts;

/// <summary>What staff read of a consultation's level, state and kinds of questions.</summary>
internal static class Levels
{
    public static string Of(ConsultationLevel level) => level switch
    {
        ConsultationLevel.MyArea => "My area",
        ConsultationLevel.Commissioning => "What gets paid for",
        _ => "Policy",
    };

    public static string Of(ConsultationStanding standing) => standing switch
    {
        ConsultationStanding.NotYetOpen => "Opens later",
        ConsultationStanding.Open => "Being asked",
        ConsultationStanding.Closed => "Closed",
        _ => "Withdrawn",
    };

    public static string Of(QuestionKind kind) => kind switch
    {
        QuestionKind.Choice => "Choice",
        QuestionKind.Scale => "0 to 10",
        QuestionKind.Words => "Their own words",
        QuestionKind.Ranking => "Put in order",
        QuestionKind.Pairs => "Two at a time",
        QuestionKind.Statements => "Statements",
        _ => "Spend a sum",
    };
}
