using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;

namespace SocialRx.Dashboard.Parts;

/// <summary>What a row of a question's table says to a reader.</summary>
internal static class RowNames
{
    public static string Of(ConsultationQuestion question, string row) => question switch
    {
        ConsultationQuestion.Choice choice => Label(choice.Options, row),
        ConsultationQuestion.Ranking ranking => Label(ranking.Options, row),
        ConsultationQuestion.Pairwise pairs => Label(pairs.Options, row),
        ConsultationQuestion.Budget budget => budget.Projects.FirstOrDefault(project => project.Id == row)?.Label ?? Labels.Plain(row),
        ConsultationQuestion.Scale scale => row switch
        {
            "0-3" => $"0 to 3 (0 is {scale.Zero})",
            "7-10" => $"7 to 10 (10 is {scale.Ten})",
            _ => "4 to 6",
        },
        _ => Labels.Plain(row),
    };

    private static string Label(IReadOnlyList<ChoiceOption> options, string row) => options.FirstOrDefault(option => option.Id == row)?.Label ?? Labels.Plain(row);
}
