namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>How likely each vote is; the three add up to 1.</summary>
public readonly record struct VoteChances(double Agree, double Disagree, double Pass)
{
    public double Of(Vote vote) => vote switch
    {
        Vote.Agree => Agree,
        Vote.Disagree => Disagree,
        _ => Pass,
    };

    public static VoteChances Certain(Vote vote) => new(vote is Vote.Agree ? 1 : 0, vote is Vote.Disagree ? 1 : 0, vote is Vote.Pass ? 1 : 0);

    /// <summary>How wrong this turned out to be, in nats.</summary>
    public double LogLoss(Vote vote) => -Math.Log(Of(vote));

    /// <summary>How little is known before the vote is cast, from 0 (it is certain) to 1 (all three are as likely).</summary>
    public double Uncertainty => (Part(Agree) + Part(Disagree) + Part(Pass)) / Math.Log(3);

    /// <summary>Shares of votes, drawn towards other chances as if by so many votes more.</summary>
    public static VoteChances Shares(VoteCounts counts, VoteChances towards, double strength)
    {
        var all = counts.Seen + strength;
        return new VoteChances(
            (counts.Agree + (strength * towards.Agree)) / all,
            (counts.Disagree + (strength * towards.Disagree)) / all,
            (counts.Pass + (strength * towards.Pass)) / all);
    }

    private static double Part(double chance) => chance > 0 ? -chance * Math.Log(chance) : 0;

    public static VoteChances operator +(VoteChances one, VoteChances other) => new(one.Agree + other.Agree, one.Disagree + other.Disagree, one.Pass + other.Pass);

    public static VoteChances operator *(double times, VoteChances chances) => new(times * chances.Agree, times * chances.Disagree, times * chances.Pass);
}

/// <summary>Says how somebody will vote; both by their place in the matrix it was learned from.</summary>
internal interface IVoteModel
{
    VoteChances Chances(int person, int statement);
}
