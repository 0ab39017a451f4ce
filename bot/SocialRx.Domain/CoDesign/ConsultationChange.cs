using System.Globalization;

namespace SocialRx.Domain.CoDesign;

/// <summary>What a new version of a consultation changes, and what it must not: answers to one question under one id have to mean the same.</summary>
public static class ConsultationChange
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Questions whose answers of before would mix with those of after.</summary>
    /// <param name="before">A version that people were asked.</param>
    public static IEnumerable<string> Mixes(Consultation before, Consultation after) =>
        from was in before.Questions
        let becomes = after.Questions.FirstOrDefault(question => question.Id == was.Id)
        where becomes is not null
        let why = Mix(was, becomes)
        where why is not null
        select $"Question \"{was.Id}\" {why}. People have been asked it before, so old and new answers would mix. Give the new question an id of its own.";

    /// <summary>Translations that were approved beside other English words than they stand beside now.</summary>
    /// <param name="before">All earlier versions, the oldest first.</param>
    public static IEnumerable<string> Outdated(IReadOnlyList<Consultation> before, Consultation after) =>
        from part in after.Parts()
        from translation in part.Translations
        where translation.IsApproved
        let first = before.SelectMany(version => version.Parts()).FirstOrDefault(was => was.QuestionId == part.QuestionId && was.Translations.Any(translation.IsSameAs))
        where first is not null && !first.HasSameEnglishAs(part)
        select $"{part.Where}: its words in {SpokenLanguage.Of(translation.Language).Name} were approved for other English words. Have them read again, and give the new day.";

    /// <summary>In sentences, in the order of the page; empty when nothing is different.</summary>
    public static IReadOnlyList<string> Between(Consultation before, Consultation after) =>
    [
        .. Text("Title", before.Title, after.Title),
        .. Text("Owner", before.Owner, after.Owner),
        .. Text("Why it is asked", before.Why, after.Why),
        .. Text("Level", $"{before.Level}", $"{after.Level}"),
        .. Text("Areas", string.Join(", ", before.Outcodes), string.Join(", ", after.Outcodes)),
        .. Text("Ages", $"{before.MinimumAge} to {before.MaximumAge}", $"{after.MinimumAge} to {after.MaximumAge}"),
        .. Text("Languages", string.Join(", ", before.Languages), string.Join(", ", after.Languages)),
        .. Text("First day", Day(before.Opens), Day(after.Opens)),
        .. Text("Last day", Day(before.Closes), Day(after.Closes)),
        .. before.Questions.Where(question => Same(after, question) is null).Select(question => $"Question taken out: “{question.Words}”"),
        .. after.Questions.SelectMany(question => Same(before, question) is { } was ? Changed(was, question) : [$"New question: “{question.Words}”"]),
        .. after.Parts().SelectMany(part => before.Parts().FirstOrDefault(was => was.QuestionId == part.QuestionId) is { } was ? Translated(was, part) : []),
        .. HasMoved(before, after) ? ["The questions come in another order."] : Array.Empty<string>(),
    ];

    private static ConsultationQuestion? Same(Consultation of, ConsultationQuestion question) => of.Questions.FirstOrDefault(other => other.Id == question.Id);

    private static string? Mix(ConsultationQuestion was, ConsultationQuestion becomes) => (was, becomes) switch
    {
        _ when was.Kind != becomes.Kind => "is of another kind now",
        (ConsultationQuestion.Choice one, ConsultationQuestion.Choice other) when one.Several != other.Several => "allows another number of answers now",
        (ConsultationQuestion.Budget one, ConsultationQuestion.Budget other) when one.Total != other.Total || HasOtherCost(one, other) => "has other sums now",
        _ when !was.Picks.Select(option => option.Id).ToHashSet().SetEquals(becomes.Picks.Select(option => option.Id)) => "has other options now",
        _ => null,
    };

    private static bool HasOtherCost(ConsultationQuestion.Budget was, ConsultationQuestion.Budget becomes) =>
        was.Projects.Any(project => becomes.Projects.Any(other => other.Id == project.Id && other.Cost != project.Cost));

    private static IEnumerable<string> Changed(ConsultationQuestion was, ConsultationQuestion becomes) =>
    [
        .. Text("Question", was.Words, becomes.Words),
        .. Text($"Kind of “{becomes.Words}”", $"{was.Kind}", $"{becomes.Kind}"),
        .. (was, becomes) is (ConsultationQuestion.Scale one, ConsultationQuestion.Scale other) ? Text($"Ends of “{becomes.Words}”", $"{one.Zero} – {one.Ten}", $"{other.Zero} – {other.Ten}") : [],
        .. (was, becomes) is (ConsultationQuestion.Budget sum, ConsultationQuestion.Budget otherSum) ? Text($"Sum of “{becomes.Words}”", Pounds(sum.Total), Pounds(otherSum.Total)) : [],
        .. Text($"“{becomes.Words}” is asked again", was.SecondRound?.When ?? "never", becomes.SecondRound?.When ?? "never"),
        .. was.Picks.Where(option => becomes.Picks.All(other => other.Id != option.Id)).Select(option => $"Option taken out of “{becomes.Words}”: {option.Label}"),
        .. becomes.Picks.SelectMany(option => was.Picks.FirstOrDefault(other => other.Id == option.Id) is { } before ? Text($"Option of “{becomes.Words}”", before.Label, option.Label) : [$"New option of “{becomes.Words}”: {option.Label}"]),
    ];

    private static IEnumerable<string> Translated(TranslatedPart was, TranslatedPart becomes) =>
        was.Translations.Concat(becomes.Translations).Select(translation => translation.Language).Distinct()
            .SelectMany(language => Text($"{SpokenLanguage.Of(language).Name} of “{becomes.Words}”", InWords(was.In(language)), InWords(becomes.In(language))));

    private static string InWords(Translation? translation) => translation is null ? "nothing"
        : string.Join(" / ", [translation.Words, .. translation.Labels.Values, translation.ApprovedOn is { } on ? $"approved by {translation.ApprovedBy}, {Day(on)}" : "not approved"]);

    private static IEnumerable<string> Text(string what, string before, string after)
    {
        if (before != after)
            yield return $"{what}: was “{before}”, is “{after}”";
    }

    private static bool HasMoved(Consultation before, Consultation after)
    {
        var was = before.Questions.Select(question => question.Id).Where(id => after.Questions.Any(question => question.Id == id));
        var becomes = after.Questions.Select(question => question.Id).Where(id => before.Questions.Any(question => question.Id == id));
        return !was.SequenceEqual(becomes);
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", British);

    private static string Pounds(int sum) => string.Create(British, $"£{sum:N0}");
}
