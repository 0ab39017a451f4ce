using SocialRx.Dialogs.Root;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Language.Statements;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Statements;

/// <summary>Where somebody stands with the statements of one question, until they have finished for now.</summary>
internal sealed record StatementTalk(string ConsultationId, string QuestionId)
{
    /// <summary>They have been told who asks and why.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Before them now.</summary>
    public StatementBefore? Before { get; init; }

    /// <summary>The one they decided on last, for going back to.</summary>
    public StatementBefore? Last { get; init; }

    /// <summary>Just decided, to be recorded.</summary>
    public StatementCast? Cast { get; init; }

    /// <summary>Decided on since they were last asked whether they want more.</summary>
    public int Decided { get; init; }

    /// <summary>They have had enough, or there are no more.</summary>
    public bool IsOver { get; init; }

    /// <summary>Whether they want to say something of their own; null until they are asked.</summary>
    public bool? Adds { get; init; }

    /// <summary>What they want to say, as it stands.</summary>
    public string? Words { get; init; }

    /// <summary>What the coach thinks of it, one of <see cref="StatementAdvice"/>.</summary>
    public string? Advice { get; init; }

    /// <summary>How often the coach has asked for something else.</summary>
    public int Advised { get; init; }

    /// <summary>Somebody has said something like it.</summary>
    public StatementBefore? Alike { get; init; }
    public bool IsDifferent { get; init; }

    public StatementSent? Sent { get; init; }

    /// <summary>Id of one they had sent and want back, to be recorded.</summary>
    public string? TakenBack { get; init; }

    /// <summary>Of a reason for an answer of more than one side: which it is about.</summary>
    public string? SideId { get; init; }

    /// <summary>It is a reason for an answer, asked for once.</summary>
    public bool IsReason { get; init; }

    /// <summary>That they were asked for a reason, without a word of it.</summary>
    public StatementTalk WithoutWords() => new(ConsultationId, QuestionId) { IsReason = IsReason, Adds = Adds is null ? null : false };

    public StatementQuestion Of => new(ConsultationId, QuestionId);

    public static StatementTalk In(Story story, StatementQuestion of) =>
        story.Say.Statements.FirstOrDefault(talk => talk.Of == of) ?? new StatementTalk(of.ConsultationId, of.QuestionId);

    /// <summary>The story with this in place of what stood of the question before.</summary>
    public Story In(Story story) => story with { Say = story.Say with { Statements = [.. story.Say.Statements.Where(talk => talk.Of != Of), this] } };
}

/// <summary>A statement as it was shown.</summary>
internal sealed record StatementBefore(string Id, string Words, bool IsSeed, DateTimeOffset At)
{
    public static StatementBefore Of(ShownStatement shown, DateTimeOffset now) => new(shown.Id, shown.Words, shown.IsSeed, now);

    public ShownStatement Shown(StatementQuestion of) => new(of, Id, Words, IsSeed);
}

/// <param name="Vote">Null: taken back.</param>
internal sealed record StatementCast(StatementBefore On, StatementVote? Vote);

/// <param name="Flags">Ids of <see cref="StatementFlag"/>.</param>
internal sealed record StatementSent(string Id, string Words, string Redacted, IReadOnlyList<string> Flags);
