using SocialRx.Domain.CoDesign.Rounds;

namespace SocialRx.Domain.CoDesign;

/// <summary>What a consultation has to be before anybody can be asked it. How its words read is judged elsewhere.</summary>
public static class ConsultationRules
{
    public const int LongestId = 60;
    public const int LongestText = 300;
    public const int LongestLabel = 60;
    public const int MostQuestions = 40;
    public const int MostOptions = 12;

    /// <summary>More cannot be held in mind at once.</summary>
    public const int MostToRank = 8;

    /// <summary>Empty when nothing is wrong. Each says where and what, for whoever writes it.</summary>
    public static IEnumerable<string> Problems(Consultation consultation)
    {
        if (!IsId(consultation.Id))
            yield return $"its id must be letters, digits and hyphens, {LongestId} at most";
        foreach (var (name, text) in new[] { ("title", consultation.Title), ("owner", consultation.Owner), ("reason why it is asked", consultation.Why) })
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
                yield return $"its {name} is missing or longer than {LongestText} characters";
        }

        if (consultation.MinimumAge < 5 || consultation.MaximumAge > 30 || consultation.MinimumAge > consultation.MaximumAge)
            yield return "its ages must be from 5 to 30, the youngest first";
        if (consultation.Closes < consultation.Opens)
            yield return "it closes before it opens";
        if (consultation.Outcodes.Any(outcode => outcode.Length is < 2 or > 4 || !outcode.All(char.IsAsciiLetterOrDigit)))
            yield return "its areas must be first halves of postcodes, such as FB1";
        if (!consultation.Languages.Contains(Consultation.English))
            yield return "English (\"en\") must be among its languages, as the chat asks in English";
        foreach (var language in consultation.Languages.Where(language => !SpokenLanguage.IsTag(language)))
            yield return $"\"{language}\" is no tag of a language, such as pl or cy";
        foreach (var problem in consultation.Parts().SelectMany(part => OfTranslations(part, consultation.OtherLanguages()).Select(problem => $"{(part.QuestionId is null ? "why it is asked" : $"question \"{part.QuestionId}\"")}: {problem}")))
            yield return problem;
        if (consultation.Questions.Count is 0 or > MostQuestions)
            yield return $"it must have from 1 to {MostQuestions} questions";
        foreach (var problem in OfQuestions(consultation.Questions))
            yield return problem;
        foreach (var question in consultation.Questions.Where(question => question.SecondRound?.From < consultation.Opens || question.SecondRound?.From > consultation.Closes))
            yield return $"question \"{question.Id}\": it is asked again on a day on which the consultation is not open";
    }

    public static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static IEnumerable<string> OfTranslations(TranslatedPart part, IReadOnlyList<string> languages) =>
    [
        .. Twice(part.Translations.Select(translation => translation.Language)).Select(language => $"it is translated into \"{language}\" twice"),
        .. part.Translations.Where(translation => !languages.Contains(translation.Language)).Select(translation => $"it is translated into \"{translation.Language}\", which is not among the consultation's languages beside English"),
        .. part.Translations.SelectMany(translation => OfTranslation(part, translation).Select(problem => $"its words in {SpokenLanguage.Of(translation.Language).Name}: {problem}")),
    ];

    private static IEnumerable<string> OfTranslation(TranslatedPart part, Translation translation)
    {
        if (translation.Words.Length > LongestText)
            yield return $"they are longer than {LongestText} characters";
        foreach (var label in translation.Labels)
        {
            if (part.Labels.FirstOrDefault(english => english.Id == label.Key) is not { } english)
                yield return $"there is no option \"{label.Key}\"";
            else if (label.Value?.Length > (part.AreButtons ? LongestLabel : LongestText))
                yield return $"“{english.Label}” is longer than {(part.AreButtons ? LongestLabel : LongestText)} characters there";
        }

        foreach (var twice in Twice(translation.Labels.Values.Where(label => !string.IsNullOrWhiteSpace(label)).Select(label => label.Trim())))
            yield return $"two options say \"{twice}\"";
        if ((translation.ApprovedBy is null) != (translation.ApprovedOn is null) || (translation.ApprovedBy is { } by && (string.IsNullOrWhiteSpace(by) || by.Length > LongestLabel)))
            yield return $"an approval needs the person's name, {LongestLabel} characters at most, and the day";
    }

    private static IEnumerable<string> OfQuestions(IReadOnlyList<ConsultationQuestion> questions) =>
    [
        .. Twice(questions.Select(question => question.Id)).Select(id => $"the question \"{id}\" is there twice"),
        .. questions.SelectMany(question => OfQuestion(question).Select(problem => $"question \"{question.Id}\": {problem}")),
    ];

    private static IEnumerable<string> OfQuestion(ConsultationQuestion question)
    {
        if (!IsId(question.Id))
            yield return $"its id must be letters, digits and hyphens, {LongestId} at most";
        if (string.IsNullOrWhiteSpace(question.Words) || question.Words.Length > LongestText)
            yield return $"its words are missing or longer than {LongestText} characters";
        var problems = question switch
        {
            ConsultationQuestion.Choice or ConsultationQuestion.Pairwise => OfOptions(question.Picks, MostOptions),
            ConsultationQuestion.Ranking => OfOptions(question.Picks, MostToRank),
            ConsultationQuestion.Budget budget => [.. OfOptions(question.Picks, MostOptions), .. OfMoney(budget)],
            ConsultationQuestion.Statements statements => OfSeeds(statements.Seeds),
            ConsultationQuestion.Scale scale when string.IsNullOrWhiteSpace(scale.Zero) || string.IsNullOrWhiteSpace(scale.Ten) || scale.Zero.Length > LongestLabel || scale.Ten.Length > LongestLabel => [$"both ends need words, {LongestLabel} characters at most"],
            _ => [],
        };
        foreach (var problem in problems.Concat(question.SecondRound is { } round ? OfSecondRound(question, round) : []))
            yield return problem;
    }

    private static IEnumerable<string> OfSecondRound(ConsultationQuestion question, SecondRound round)
    {
        if (question is not (ConsultationQuestion.Choice or ConsultationQuestion.Scale))
            yield return "only a choice or a scale can be asked again";
        if (question.Picks.Count > SecondRound.MostSides)
            yield return $"it can be asked again only with {SecondRound.MostSides} options at most, as people are shown what was said for each";
        if (round is { From: null, Answers: null })
            yield return "to be asked again it needs a first day, or how many have to have answered";
        if (round.Answers is < SecondRound.LeastAnswers or > SecondRound.MostAnswers)
            yield return $"at least {SecondRound.LeastAnswers} people have to have answered before it is asked again, as fewer answers are never shown";
    }

    private static IEnumerable<string> OfOptions(IReadOnlyList<ChoiceOption> options, int most)
    {
        if (options.Count < 2 || options.Count > most)
            yield return $"it must have from 2 to {most} options";
        if (options.Any(option => !IsId(option.Id)))
            yield return $"ids of options must be letters, digits and hyphens, {LongestId} at most";
        if (options.Any(option => string.IsNullOrWhiteSpace(option.Label) || option.Label.Length > LongestLabel))
            yield return $"every option needs words, {LongestLabel} characters at most";
        foreach (var twice in Twice(options.Select(option => option.Id)))
            yield return $"the option \"{twice}\" is there twice";
        foreach (var twice in Twice(options.Select(option => option.Label.Trim())))
            yield return $"two options say \"{twice}\"";
    }

    private static IEnumerable<string> OfSeeds(IReadOnlyList<SeedStatement> seeds)
    {
        if (seeds.Any(seed => !IsId(seed.Id)))
            yield return $"ids of statements must be letters, digits and hyphens, {LongestId} at most";
        if (seeds.Any(seed => string.IsNullOrWhiteSpace(seed.Words) || seed.Words.Length > LongestText))
            yield return $"every statement needs words, {LongestText} characters at most";
        foreach (var twice in Twice(seeds.Select(seed => seed.Id)))
            yield return $"the statement \"{twice}\" is there twice";
    }

    private static IEnumerable<string> OfMoney(ConsultationQuestion.Budget budget)
    {
        if (budget.Total is < 1 or > 1_000_000_000)
            yield return "the sum to spend must be at least £1";
        if (budget.Projects.Any(project => project.Cost < 1 || project.Cost > budget.Total))
            yield return "every project must cost at least £1 and no more than the sum";
        if (budget.Projects.Sum(project => (long)project.Cost) <= budget.Total)
            yield return "the sum pays for everything, so there is nothing to choose";
    }

    private static IEnumerable<string> Twice(IEnumerable<string> texts) =>
        texts.GroupBy(text => text, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key);
}
