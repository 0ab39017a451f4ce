namespace SocialRx.Dialogs.Forms;

/// <summary>A list of questions and the rules for going through it; knows nothing of channels, turns or storage.</summary>
internal sealed class Form<TDraft>(Func<TDraft, IReadOnlyList<Question<TDraft>>> questions)
    where TDraft : Draft<TDraft>
{
    public Form(IReadOnlyList<Question<TDraft>> questions)
        : this(_ => questions)
    {
    }

    /// <summary>The first question that applies and is not answered; null when there is none left.</summary>
    public Question<TDraft>? Next(TDraft draft) =>
        questions(draft).FirstOrDefault(question => question.Applies(draft) && !question.Known(draft) && !draft.SkippedQuestions.Contains(question.Name));

    /// <summary>
    /// The question a conversation stands at. When this release no longer has it, or it no longer applies, the first unanswered one.
    /// </summary>
    public Question<TDraft>? Current(TDraft draft, Position at) =>
        Find(draft, at.Question) is { } asked && asked.Applies(draft) ? asked : Next(draft);

    /// <summary>Takes back the answer before; null when there is none to take back.</summary>
    public (Question<TDraft> Question, TDraft Draft, Position At)? Back(TDraft draft, Position at)
    {
        for (var trail = at.Trail; trail.Count > 0; trail = [.. trail.SkipLast(1)])
        {
            if (Find(draft, trail[^1]) is not { } question)
                continue;
            var cleared = question.Clear(draft.WithoutSkipped(question.Name));
            if (question.Applies(cleared))
                return (question, cleared, new Position { Question = question.Name, Trail = [.. trail.SkipLast(1)] });
        }

        return null;
    }

    public Question<TDraft>? Find(TDraft draft, string? name) => questions(draft).FirstOrDefault(question => question.Name == name);
}

/// <summary>Where a conversation stands in a form: names, never numbers, so that a new release can be put under it.</summary>
internal sealed record Position
{
    private const char Separator = '|';

    public string? Question { get; init; }

    /// <summary>Replies in a row that could not be read.</summary>
    public int Misses { get; init; }

    /// <summary>Questions dealt with, in the order they were, for going back.</summary>
    public IReadOnlyList<string> Trail { get; init; } = [];

    public Position Past(string question) => new() { Trail = [.. Trail.Where(name => name != question), question] };

    public static Position From(IDictionary<string, object> state) => new()
    {
        Question = state.TryGetValue("question", out var question) ? question as string : null,
        Misses = state.TryGetValue("misses", out var misses) ? Convert.ToInt32(misses, System.Globalization.CultureInfo.InvariantCulture) : 0,
        Trail = state.TryGetValue("trail", out var trail) && trail is string names ? names.Split(Separator, StringSplitOptions.RemoveEmptyEntries) : [],
    };

    public void To(IDictionary<string, object> state)
    {
        state["question"] = Question ?? "";
        state["misses"] = Misses;
        state["trail"] = string.Join(Separator, Trail);
    }
}
