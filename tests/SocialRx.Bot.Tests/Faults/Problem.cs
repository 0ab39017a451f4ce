namespace SocialRx.Bot.Tests.Faults;

internal enum Harm
{
    Lost,
    Doubled,
    OutOfOrder,
}

/// <summary>Something that a person could notice, or that is kept and should not be.</summary>
internal sealed record Problem(Harm Harm, string What)
{
    public override string ToString() => $"{Harm}: {What}";
}
