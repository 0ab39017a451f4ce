using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Domain.CoDesign.Statements;

/// <summary>What somebody makes of a statement. It is kept as a word and never as a signed number: Polis kept agree as -1, exported it as +1, and published reports the wrong way round.</summary>
public enum StatementVote
{
    Agree,
    Disagree,
    Pass,

    /// <summary>"I don't get it": no vote, but moderators hear of it.</summary>
    Unclear,
}

public static class StatementVotes
{
    /// <summary>As it is kept: agree | disagree | pass | unclear.</summary>
    public static string Stored(this StatementVote vote) => vote switch
    {
        StatementVote.Agree => "agree",
        StatementVote.Disagree => "disagree",
        StatementVote.Pass => "pass",
        _ => "unclear",
    };

    /// <summary>As opinions are worked out from it; null when it is no vote.</summary>
    public static Vote? Opinion(this StatementVote vote) => vote switch
    {
        StatementVote.Agree => Vote.Agree,
        StatementVote.Disagree => Vote.Disagree,
        StatementVote.Pass => Vote.Pass,
        _ => null,
    };

    /// <exception cref="ArgumentOutOfRangeException">It is none of the four.</exception>
    public static StatementVote Of(string stored) => stored switch
    {
        "agree" => StatementVote.Agree,
        "disagree" => StatementVote.Disagree,
        "pass" => StatementVote.Pass,
        "unclear" => StatementVote.Unclear,
        _ => throw new ArgumentOutOfRangeException(nameof(stored), "A vote is agree, disagree, pass or unclear."),
    };
}

/// <summary>How often a statement was voted on.</summary>
public sealed record StatementTally
{
    public static StatementTally None { get; } = new();

    public int Agrees { get; init; }
    public int Disagrees { get; init; }
    public int Passes { get; init; }
    public int Unclear { get; init; }

    /// <summary>Votes: agreed, disagreed or passed.</summary>
    public int Votes => Agrees + Disagrees + Passes;

    /// <summary>The votes, as opinions are worked out from them.</summary>
    public VoteCounts Counts => new(Agrees, Disagrees, Votes);

    /// <summary>People who were shown it and said something to it.</summary>
    public int Views => Votes + Unclear;
}
