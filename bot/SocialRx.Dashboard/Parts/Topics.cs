using SocialRx.Domain.CoDesign;

namespace SocialRx.Dashboard.Parts;

/// <summary>What own words were about.</summary>
internal static class Topics
{
    public static string Of(string about, Consultations consultations) => about switch
    {
        "matters" => "What matters to me",
        "strength" => "What I am good at",
        "goal" => "What I would like to do",
        _ => Question(about, consultations) ?? "Something else",
    };

    private static string? Question(string about, Consultations consultations) =>
        about.Split('/') is [var consultation, var question]
            ? consultations.Find(consultation)?.Questions.FirstOrDefault(asked => asked.Id == question)?.Words
            : null;
}
