namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>What somebody said to a statement. Never a signed number: which sign means "agree" has been mistaken before.</summary>
public enum Vote : byte
{
    Agree,
    Disagree,
    Pass,
}

/// <summary>One vote of one person; of several on the same statement the last counts.</summary>
public readonly record struct CastVote(string Participant, string Statement, Vote Vote);

/// <param name="Seen">Everybody who voted, passes included.</param>
public readonly record struct VoteCounts(int Agree, int Disagree, int Seen)
{
    public int Pass => Seen - Agree - Disagree;

    public static VoteCounts operator +(VoteCounts one, VoteCounts other) => new(one.Agree + other.Agree, one.Disagree + other.Disagree, one.Seen + other.Seen);

    public static VoteCounts operator -(VoteCounts one, VoteCounts other) => new(one.Agree - other.Agree, one.Disagree - other.Disagree, one.Seen - other.Seen);

    public static VoteCounts Of(Vote vote) => new(vote is Vote.Agree ? 1 : 0, vote is Vote.Disagree ? 1 : 0, 1);

    public int Of(int outcome) => (Vote)outcome switch
    {
        Vote.Agree => Agree,
        Vote.Disagree => Disagree,
        _ => Pass,
    };
}
