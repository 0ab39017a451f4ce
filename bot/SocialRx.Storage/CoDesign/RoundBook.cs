using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Storage.Insights;

namespace SocialRx.Storage.CoDesign;

/// <summary>Which questions are asked again now, and the numbers that may be shown for them, as they were a few seconds ago at most.</summary>
public sealed class RoundBook(Publication publication, ConsultationBook consultations, TimeProvider clock)
{
    private readonly Fresh<PublishedNumbers> _numbers = new(TimeSpan.FromSeconds(30), clock, publication.CurrentAsync);

    /// <summary>Reads again when that is due and anything is asked twice at all.</summary>
    public Task RenewAsync(CancellationToken stop) => Questions.Any() ? _numbers.ReadAsync(stop) : Task.CompletedTask;

    /// <summary>Questions that are asked again now.</summary>
    public IReadOnlyList<OpenRound> Open => [.. Questions.Where(asked => Counts(asked.Of, asked.Question) is not null)];

    /// <summary>What others answered at first; null when the question is not asked again now.</summary>
    public PublishedTable? Counts(Consultation of, ConsultationQuestion question)
    {
        var counts = _numbers.Latest?.Find(TableIds.Question(of.Id, question.Id));
        return question.SecondRound?.IsOpen(counts?.Respondents, clock.GetUtcNow()) == true ? counts : null;
    }

    private IEnumerable<OpenRound> Questions =>
        from consultation in consultations.Current.All
        where Consultations.StandingOf(consultation, clock.GetUtcNow()) == ConsultationStanding.Open
        from question in consultation.Questions
        where question.SecondRound is not null
        select new OpenRound(consultation, question);
}

public sealed record OpenRound(Consultation Of, ConsultationQuestion Question)
{
    public StatementQuestion Id => new(Of.Id, Question.Id);
}
