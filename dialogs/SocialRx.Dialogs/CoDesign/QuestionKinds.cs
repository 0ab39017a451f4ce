using SocialRx.Dialogs.CoDesign.Kinds;
using SocialRx.Dialogs.CoDesign.Rounds;
using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;

namespace SocialRx.Dialogs.CoDesign;

/// <summary>How each kind of question is put in the chat: as one question of the form or several, each of which can be skipped and gone back to.</summary>
internal sealed class QuestionKinds(WordBook words, CountPairs count, StatementQuestions? statements = null, TwoRounds? twice = null)
{
    private readonly OneStep _oneStep = new(words);
    private readonly InOrder _inOrder = new(words);
    private readonly TwoAtATime _twoAtATime = new(words, count);
    private readonly MoneyToSpend _moneyToSpend = new(words);

    /// <summary>What counts as one answered question, each with its steps. A pair is a question of its own.</summary>
    public IReadOnlyList<IReadOnlyList<Question<Story>>> Of(Consultation consultation) =>
        [.. consultation.Questions.SelectMany(question => Of(new Asked(consultation, question)))];

    private IEnumerable<IReadOnlyList<Question<Story>>> Of(Asked asked) => asked.Question switch
    {
        ConsultationQuestion.Ranking => [_inOrder.Questions(asked)],
        ConsultationQuestion.Pairwise => _twoAtATime.Questions(asked).Select(pair => (IReadOnlyList<Question<Story>>)[pair]),
        ConsultationQuestion.Budget => [_moneyToSpend.Questions(asked)],
        ConsultationQuestion.Statements voted when statements is not null => [statements.For(asked.Of, voted, ReferenceEquals(asked.Of.Questions[0], voted) ? HaveMySayQuestions.Intro(asked.Of) : [])],
        ConsultationQuestion.Statements => [],
        { SecondRound: not null } when twice is not null => [[.. _oneStep.Questions(asked), .. twice.Reasons.For(asked)], twice.SecondLook.For(asked)],
        _ => [_oneStep.Questions(asked)],
    };
}

/// <summary>What comes after the first answer to a question that is asked twice.</summary>
internal sealed record TwoRounds(ReasonQuestions Reasons, SecondLookQuestions SecondLook);
