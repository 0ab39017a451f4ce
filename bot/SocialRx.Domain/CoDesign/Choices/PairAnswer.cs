namespace SocialRx.Domain.CoDesign.Choices;

/// <summary>Why somebody could not say which of two matters more; the choices that All Our Ideas offers.</summary>
public enum CannotDecideBecause
{
    BothMatter,
    NeitherMatters,
    TheyAreTheSame,
    DoNotKnowEnough,
    JustCannot,
}

/// <summary>What somebody said when shown two options.</summary>
public abstract record PairAnswer
{
    public sealed record Chose(string Winner, string Loser) : PairAnswer;

    /// <summary>Not a vote for anything, and not half a vote for both.</summary>
    public sealed record CannotDecide(string Left, string Right, CannotDecideBecause Because) : PairAnswer;
}
