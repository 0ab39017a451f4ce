using System.Globalization;
using Microsoft.AspNetCore.Http;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Rounds;

namespace SocialRx.Dashboard.Pages;

/// <summary>A consultation as somebody is writing it: whatever was typed, right or not, so that nothing typed is lost.</summary>
public sealed record ConsultationForm
{
    public const string AddQuestion = "add-question";
    public const string RemoveQuestion = "remove-question-";
    public const string AddOption = "add-option-";

    private const string IsoDay = "yyyy-MM-dd";
    private static readonly Dictionary<string, string> NoFields = [];

    /// <summary>The version this was made of; 0: a new consultation.</summary>
    public int BasedOn { get; init; }
    public string Id { get; init; } = "";
    public string Title { get; init; } = "";
    public string Owner { get; init; } = "";
    public string Why { get; init; } = "";
    public string Level { get; init; } = nameof(ConsultationLevel.MyArea);
    public string Outcodes { get; init; } = "";
    public string MinimumAge { get; init; } = "11";
    public string MaximumAge { get; init; } = "25";
    public string Languages { get; init; } = Consultation.English;
    public string Opens { get; init; } = "";
    public string Closes { get; init; } = "";
    public IReadOnlyList<QuestionForm> Questions { get; init; } = [new()];

    /// <summary>Of why it is asked.</summary>
    public IReadOnlyList<TranslationForm> Translations { get; init; } = [];

    /// <summary>Languages beside English that there are fields for: those that are named, and any that something was typed in, so that it is not lost.</summary>
    public IReadOnlyList<string> OtherLanguages =>
    [
        .. Parts(Languages).Where(language => language != Consultation.English && SpokenLanguage.IsTag(language))
            .Union(Translations.Concat(Questions.SelectMany(question => question.Translations)).Where(translation => !translation.IsBlank).Select(translation => translation.Language)),
    ];

    public static ConsultationForm Of(Consultation consultation) => new()
    {
        BasedOn = consultation.Version,
        Id = consultation.Id,
        Title = consultation.Title,
        Owner = consultation.Owner,
        Why = consultation.Why,
        Level = $"{consultation.Level}",
        Outcodes = string.Join(", ", consultation.Outcodes),
        MinimumAge = Number(consultation.MinimumAge),
        MaximumAge = Number(consultation.MaximumAge),
        Languages = string.Join(", ", consultation.Languages),
        Opens = Iso(consultation.Opens),
        Closes = Iso(consultation.Closes),
        Questions = [.. consultation.Questions.Select(QuestionForm.Of)],
        Translations = [.. consultation.Translations.Select(translation => TranslationForm.Of(translation, NoFields))],
    };

    public static ConsultationForm Read(IFormCollection form) => new()
    {
        BasedOn = Whole(Text(form, "based-on")) ?? 0,
        Id = Text(form, "id"),
        Title = Text(form, "title"),
        Owner = Text(form, "owner"),
        Why = Text(form, "why"),
        Level = Text(form, "level"),
        Outcodes = Text(form, "outcodes"),
        MinimumAge = Text(form, "minimum-age"),
        MaximumAge = Text(form, "maximum-age"),
        Languages = Text(form, "languages"),
        Opens = Text(form, "opens"),
        Closes = Text(form, "closes"),
        Translations = TranslationForm.Read(form, ""),
        Questions = [.. Enumerable.Range(0, ConsultationRules.MostQuestions).TakeWhile(number => form.ContainsKey($"q{number}-words")).Select(number => QuestionForm.Read(form, number))],
    };

    /// <summary>With a question or an option more, or one less, as a button asked for.</summary>
    public ConsultationForm After(string deed)
    {
        if (deed == AddQuestion && Questions.Count < ConsultationRules.MostQuestions)
            return this with { Questions = [.. Questions, new QuestionForm()] };
        if (NumberIn(deed, RemoveQuestion) is { } gone)
            return this with { Questions = [.. Questions.Where((_, index) => index != gone)] };
        if (NumberIn(deed, AddOption) is { } number)
            return this with { Questions = [.. Questions.Select((question, index) => index == number ? question.WithRoom() : question)] };
        return this;
    }

    /// <summary>What was typed as a consultation, and what is wrong with it; null when something is.</summary>
    public (Consultation? Consultation, IReadOnlyList<string> Problems) ToConsultation()
    {
        var problems = new List<string>();
        var consultation = new Consultation
        {
            Id = Id.Length > 0 ? Id : Slug.Of(Title, []),
            Title = Title,
            Owner = Owner,
            Why = Why,
            Level = Enum.TryParse<ConsultationLevel>(Level, out var level) && Enum.IsDefined(level) ? level : Wrong(problems, "Choose a level.", ConsultationLevel.MyArea),
            Outcodes = [.. Parts(Outcodes).Select(outcode => outcode.ToUpperInvariant())],
            MinimumAge = Whole(MinimumAge) ?? Wrong(problems, "The youngest age is not a whole number.", 11),
            MaximumAge = Whole(MaximumAge) ?? Wrong(problems, "The oldest age is not a whole number.", 25),
            Languages = [.. Parts(Languages)],
            Opens = Day(Opens) ?? Wrong(problems, "The first day is missing.", DateOnly.MinValue),
            Closes = Day(Closes) ?? Wrong(problems, "The last day is missing.", DateOnly.MaxValue),
            Questions = QuestionsOf(problems),
            Translations = [.. Translations.Where(translation => !translation.IsBlank).Select(translation => translation.ToTranslation(NoFields, "why it is asked", problems))],
        };
        problems.AddRange(ConsultationRules.Problems(consultation).Select(problem => $"{char.ToUpperInvariant(problem[0])}{problem[1..]}."));
        return problems.Count == 0 ? (consultation, []) : (null, problems);
    }

    internal static string Text(IFormCollection form, string name) => form[name].FirstOrDefault()?.Trim() ?? "";

    internal static int? Whole(string text) => int.TryParse(text.Replace(",", "", StringComparison.Ordinal).TrimStart('£'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Iso(DateOnly day) => day.ToString(IsoDay, CultureInfo.InvariantCulture);

    internal static DateOnly? Day(string text) => DateOnly.TryParseExact(text, IsoDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static T Wrong<T>(List<string> problems, string problem, T instead)
    {
        problems.Add(problem);
        return instead;
    }

    private List<ConsultationQuestion> QuestionsOf(List<string> problems)
    {
        var questions = new List<ConsultationQuestion>();
        foreach (var question in Questions.Where(question => !question.IsBlank))
            questions.Add(question.ToQuestion(questions.Select(other => other.Id).Concat(Questions.Select(other => other.Id)), problems));
        return questions;
    }

    private static string[] Parts(string text) => text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int? NumberIn(string deed, string start) => deed.StartsWith(start, StringComparison.Ordinal) ? Whole(deed[start.Length..]) : null;
}

/// <inheritdoc cref="ConsultationForm"/>
public sealed record QuestionForm
{
    private const int FirstRows = 4;

    /// <summary>Empty until it is kept for the first time; then it stays, however it is worded.</summary>
    public string Id { get; init; } = "";
    public string Kind { get; init; } = nameof(QuestionKind.Choice);
    public string Words { get; init; } = "";
    public bool Several { get; init; }
    public string Zero { get; init; } = "";
    public string Ten { get; init; } = "";
    public string Total { get; init; } = "";

    /// <summary>Asked a second time, after what others said was shown.</summary>
    public bool Again { get; init; }
    public string AgainFrom { get; init; } = "";
    public string AgainAnswers { get; init; } = "";
    public IReadOnlyList<OptionForm> Options { get; init; } = [.. Enumerable.Repeat(new OptionForm(), FirstRows)];

    public QuestionKind KindOrChoice => Enum.TryParse<QuestionKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : QuestionKind.Choice;

    public bool HasOptions => KindOrChoice is not (QuestionKind.Scale or QuestionKind.Words);

    /// <summary>As they stand, whatever the kind is now.</summary>
    public IReadOnlyList<TranslationForm> Translations { get; init; } = [];

    /// <summary>Fields with words to translate beside the question's own.</summary>
    public IReadOnlyList<(string Field, string English)> Labels =>
        KindOrChoice == QuestionKind.Scale ? [(Translation.Zero, Zero), (Translation.Ten, Ten)]
        : HasOptions ? [.. Options.Index().Where(option => option.Item.Label.Length > 0).Select(option => (Field(option.Index), option.Item.Label))]
        : [];

    public TranslationForm In(string language) => Translations.FirstOrDefault(translation => translation.Language == language) ?? TranslationForm.Empty(language);

    public bool CanBeAskedAgain => KindOrChoice is QuestionKind.Choice or QuestionKind.Scale;

    public bool IsBlank => Id.Length == 0 && Words.Length == 0;

    public static QuestionForm Of(ConsultationQuestion question)
    {
        var form = new QuestionForm
        {
            Id = question.Id,
            Kind = $"{question.Kind}",
            Words = question.Words,
            Again = question.SecondRound is not null,
            AgainFrom = question.SecondRound?.From is { } from ? ConsultationForm.Iso(from) : "",
            AgainAnswers = question.SecondRound?.Answers is { } answers ? ConsultationForm.Number(answers) : "",
            Options = [.. question.Picks.Select(option => new OptionForm(option.Id, option.Label, "")), new()],
        };
        form = question switch
        {
            ConsultationQuestion.Choice choice => form with { Several = choice.Several },
            ConsultationQuestion.Scale scale => form with { Zero = scale.Zero, Ten = scale.Ten },
            ConsultationQuestion.Statements statements => form with { Options = [.. statements.Seeds.Select(seed => new OptionForm(seed.Id, seed.Words, "")), new()] },
            ConsultationQuestion.Budget budget => form with { Total = ConsultationForm.Number(budget.Total), Options = [.. budget.Projects.Select(project => new OptionForm(project.Id, project.Label, ConsultationForm.Number(project.Cost))), new()] },
            _ => form,
        };
        var fields = form.KindOrChoice == QuestionKind.Scale ? form.Labels.ToDictionary(label => label.Field, label => label.Field) : form.Options.Index().Where(option => option.Item.Id.Length > 0).ToDictionary(option => option.Item.Id, option => Field(option.Index));
        return form with { Translations = [.. question.Translations.Select(translation => TranslationForm.Of(translation, fields))] };
    }

    public static QuestionForm Read(IFormCollection form, int number)
    {
        var start = $"q{number}-";
        return new QuestionForm
        {
            Id = ConsultationForm.Text(form, $"{start}id"),
            Kind = ConsultationForm.Text(form, $"{start}kind"),
            Words = ConsultationForm.Text(form, $"{start}words"),
            Several = ConsultationForm.Text(form, $"{start}several") == "yes",
            Zero = ConsultationForm.Text(form, $"{start}zero"),
            Ten = ConsultationForm.Text(form, $"{start}ten"),
            Total = ConsultationForm.Text(form, $"{start}total"),
            Again = ConsultationForm.Text(form, $"{start}again") == "yes",
            AgainFrom = ConsultationForm.Text(form, $"{start}again-from"),
            AgainAnswers = ConsultationForm.Text(form, $"{start}again-answers"),
            Options = Rows(form, start),
            Translations = TranslationForm.Read(form, start),
        };
    }

    public QuestionForm WithRoom() => this with { Options = [.. Options, new()] };

    public ConsultationQuestion ToQuestion(IEnumerable<string> taken, List<string> problems) =>
        AskedOnce(taken, problems) with { SecondRound = Again && CanBeAskedAgain ? ToSecondRound(problems) : null, Translations = ToTranslations(problems) };

    private IReadOnlyList<Translation> ToTranslations(List<string> problems)
    {
        var ids = KindOrChoice == QuestionKind.Scale ? Labels.ToDictionary(label => label.Field, label => label.Field)
            : HasOptions ? Labels.Zip(Named()).ToDictionary(row => row.First.Field, row => row.Second.Id)
            : [];
        return [.. Translations.Where(translation => !translation.IsBlank).Select(translation => translation.ToTranslation(ids, $"“{Words}”", problems))];
    }

    private SecondRound ToSecondRound(List<string> problems) => new(
        AgainFrom.Length == 0 ? null : ConsultationForm.Day(AgainFrom) ?? ConsultationForm.Wrong(problems, $"The day from which “{Words}” is asked again is no day.", (DateOnly?)null),
        AgainAnswers.Length == 0 ? null : ConsultationForm.Whole(AgainAnswers) ?? ConsultationForm.Wrong(problems, $"How many have to have answered “{Words}” before it is asked again is not a whole number.", (int?)null));

    private ConsultationQuestion AskedOnce(IEnumerable<string> taken, List<string> problems)
    {
        var id = Id.Length > 0 ? Id : Slug.Of(Words, [.. taken]);
        var options = Named();
        return KindOrChoice switch
        {
            QuestionKind.Choice => new ConsultationQuestion.Choice(id, Words, Choices(options), Several),
            QuestionKind.Scale => new ConsultationQuestion.Scale(id, Words, Zero, Ten),
            QuestionKind.Ranking => new ConsultationQuestion.Ranking(id, Words, Choices(options)),
            QuestionKind.Pairs => new ConsultationQuestion.Pairwise(id, Words, Choices(options)),
            QuestionKind.Statements => new ConsultationQuestion.Statements(id, Words, [.. options.Select(option => new SeedStatement(option.Id, option.Label))]),
            QuestionKind.Budget => new ConsultationQuestion.Budget(id, Words, Pounds(Total, $"The sum of “{Words}”", problems), [.. options.Select(option => new BudgetProject(option.Id, option.Label, Pounds(option.Cost, $"The cost of “{option.Label}”", problems)))]),
            _ => new ConsultationQuestion.FreeText(id, Words),
        };
    }

    private static List<OptionForm> Rows(IFormCollection form, string start)
    {
        List<OptionForm> rows =
        [
            .. Enumerable.Range(0, ConsultationRules.MostOptions + 1)
                .TakeWhile(row => form.ContainsKey($"{start}o{row}-label"))
                .Select(row => new OptionForm(ConsultationForm.Text(form, $"{start}o{row}-id"), ConsultationForm.Text(form, $"{start}o{row}-label"), ConsultationForm.Text(form, $"{start}o{row}-cost"))),
        ];
        return rows.Count > 0 ? rows : [.. Enumerable.Repeat(new OptionForm(), FirstRows)];
    }

    private static string Field(int row) => $"o{row}";

    /// <summary>Rows that say something, each with its id.</summary>
    private List<OptionForm> Named()
    {
        var named = new List<OptionForm>();
        foreach (var option in Options.Where(option => option.Label.Length > 0))
            named.Add(option with { Id = option.Id.Length > 0 ? option.Id : Slug.Of(option.Label, [.. named.Select(other => other.Id), .. Options.Select(other => other.Id)]) });
        return named;
    }

    private static List<ChoiceOption> Choices(List<OptionForm> options) => options.ConvertAll(option => new ChoiceOption(option.Id, option.Label));

    private static int Pounds(string text, string what, List<string> problems) => ConsultationForm.Whole(text) ?? ConsultationForm.Wrong(problems, $"{what} is not in whole pounds.", 0);
}

/// <inheritdoc cref="ConsultationForm"/>
public sealed record OptionForm(string Id = "", string Label = "", string Cost = "");

/// <summary>Ids made of words.</summary>
internal static class Slug
{
    private const int Longest = 30;

    /// <summary>"What's on near you" is "whats-on-near-you"; with a number behind it when that is taken.</summary>
    public static string Of(string words, IReadOnlyCollection<string> taken)
    {
        var letters = string.Concat(words.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || char.IsWhiteSpace(c) || c == '-').Select(c => char.IsWhiteSpace(c) ? '-' : c));
        var plain = string.Join('-', letters.Split('-', StringSplitOptions.RemoveEmptyEntries));
        var start = plain.Length == 0 ? "x" : plain.Length <= Longest ? plain : plain[..Longest].TrimEnd('-');
        return Enumerable.Range(1, taken.Count + 1).Select(number => number == 1 ? start : $"{start}-{number}").First(id => !taken.Contains(id));
    }
}
