using Microsoft.AspNetCore.Http;
using SocialRx.Domain.CoDesign;

namespace SocialRx.Dashboard.Pages;

/// <summary>A translation as somebody is writing it. Labels go by the field of the form that the English stands in, as an option that is new has no id yet.</summary>
/// <param name="By">Who has approved it.</param>
/// <param name="On">On which day.</param>
public sealed record TranslationForm(string Language, string Words, IReadOnlyDictionary<string, string> Labels, string By, string On)
{
    private const int MostLanguages = 20;
    private const string Ending = "-words";

    public bool IsBlank => Words.Length + By.Length + On.Length == 0 && Labels.Values.All(label => label.Length == 0);

    public static TranslationForm Empty(string language) => new(language, "", new Dictionary<string, string>(), "", "");

    /// <param name="fields">The field of each id.</param>
    public static TranslationForm Of(Translation translation, IReadOnlyDictionary<string, string> fields) => new(
        translation.Language,
        translation.Words,
        translation.Labels.Where(label => fields.ContainsKey(label.Key)).ToDictionary(label => fields[label.Key], label => label.Value),
        translation.ApprovedBy ?? "",
        translation.ApprovedOn is { } on ? ConsultationForm.Iso(on) : "");

    /// <summary>All that were sent for one part of the form.</summary>
    /// <param name="start">Of the names of its fields: "" or "q0-".</param>
    public static IReadOnlyList<TranslationForm> Read(IFormCollection form, string start)
    {
        var opening = $"{start}t-";
        return
        [
            .. form.Keys.Where(key => key.StartsWith(opening, StringComparison.Ordinal) && key.EndsWith(Ending, StringComparison.Ordinal) && key.Length > opening.Length + Ending.Length)
                .Select(key => key[opening.Length..^Ending.Length])
                .Where(SpokenLanguage.IsTag)
                .Take(MostLanguages)
                .Select(language => ReadOne(form, $"{opening}{language}-", language)),
        ];
    }

    /// <param name="ids">The id of each field.</param>
    /// <param name="what">It is of, for whoever wrote it.</param>
    public Translation ToTranslation(IReadOnlyDictionary<string, string> ids, string what, List<string> problems) => new()
    {
        Language = Language,
        Words = Words,
        Labels = ids.Where(field => Labels.GetValueOrDefault(field.Key) is { Length: > 0 }).ToDictionary(field => field.Value, field => Labels[field.Key]),
        ApprovedBy = By.Length == 0 ? null : By,
        ApprovedOn = On.Length == 0 ? null : ConsultationForm.Day(On) ?? ConsultationForm.Wrong(problems, $"The day on which {what} was approved in {SpokenLanguage.Of(Language).Name} is no day.", (DateOnly?)null),
    };

    private static TranslationForm ReadOne(IFormCollection form, string start, string language)
    {
        var labels = form.Keys.Where(key => key.StartsWith($"{start}for-", StringComparison.Ordinal)).ToDictionary(key => key[$"{start}for-".Length..], key => ConsultationForm.Text(form, key));
        return new(language, ConsultationForm.Text(form, $"{start}words"), labels, ConsultationForm.Text(form, $"{start}by"), ConsultationForm.Text(form, $"{start}on"));
    }
}
