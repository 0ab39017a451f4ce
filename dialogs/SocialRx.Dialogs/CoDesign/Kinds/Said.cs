using SocialRx.Dialogs.Root;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Language.Readings;
using SocialRx.Storage.Insights;

namespace SocialRx.Dialogs.CoDesign.Kinds;

/// <summary>One question of a consultation, and what a story says about it.</summary>
internal sealed record Asked(Consultation Of, ConsultationQuestion Question)
{
    /// <summary>Of the question that puts it; a question that takes several steps has more names, with the number of the step.</summary>
    public string Name => $"say/{Of.Id}/{Question.Id}";

    public string Step(int number) => number == 1 ? Name : $"{Name}/{number}";

    /// <summary>What an answer can be on the side of.</summary>
    public IReadOnlyList<string> Sides => Question is ConsultationQuestion.Scale ? Bands.All : [.. Question.Picks.Select(option => option.Id)];

    public string Label(string side) => ConsultationSentences.Label(Question, side);

    /// <summary>In two languages either half of the label is an answer, too.</summary>
    public static Choice Button(ChoiceOption option) => new(option.Id, option.Label, option.Also);

    public SaidAnswer? Answer(Story story) => story.Say.Answers.LastOrDefault(IsTo);

    /// <summary>In place of what was answered before.</summary>
    public Story With(Story story, SaidAnswer? answer) => story with
    {
        Say = story.Say with { Answers = [.. story.Say.Answers.Where(other => !IsTo(other)), .. answer is null ? Array.Empty<SaidAnswer>() : [answer]] },
    };

    public SaidAnswer Empty => new(Of.Id, Question.Id, [], null, null);

    /// <summary>In the order they were asked.</summary>
    public IReadOnlyList<SaidPair> Pairs(Story story) => [.. story.Say.Pairs.Where(IsOf)];

    public Story With(Story story, IReadOnlyList<SaidPair> pairs) =>
        story with { Say = story.Say with { Pairs = [.. story.Say.Pairs.Where(pair => !IsOf(pair)), .. pairs] } };

    /// <summary>Where they stand with being asked again; null: they have not begun.</summary>
    public SaidAgain? Again(Story story) => story.Say.Again.FirstOrDefault(IsOf);

    public Story With(Story story, SaidAgain? again) =>
        story with { Say = story.Say with { Again = [.. story.Say.Again.Where(other => !IsOf(other)), .. again is null ? Array.Empty<SaidAgain>() : [again]] } };

    private bool IsOf(SaidAgain again) => again.ConsultationId == Of.Id && again.QuestionId == Question.Id;

    private bool IsTo(SaidAnswer answer) => answer.ConsultationId == Of.Id && answer.QuestionId == Question.Id;

    private bool IsOf(SaidPair pair) => pair.ConsultationId == Of.Id && pair.QuestionId == Question.Id;
}
