using SocialRx.Domain.Safeguarding;

namespace SocialRx.Language.Signals;

/// <summary>
/// What earlier messages of a conversation mean for the next one. Nothing a person says takes it back: one "you misunderstood" closes nothing,
/// and a later disclosure is answered like the first.
/// </summary>
/// <param name="Ambers">Messages that were amber so far.</param>
/// <param name="Reds">Messages that were answered as red so far.</param>
public sealed record SignalMemory(int Ambers = 0, int Reds = 0)
{
    /// <summary>The third doubt in one conversation is answered as red: each alone may be nothing, together they are not.</summary>
    public const int AmbersToRed = 3;

    /// <summary>The route for this message given what came before, and what to remember.</summary>
    public (SafeguardingRoute Route, SignalMemory Memory) Next(SafeguardingRoute read)
    {
        if (read == SafeguardingRoute.Red)
            return (read, this with { Reds = Reds + 1 });
        if (read != SafeguardingRoute.Amber)
            return (read, this);

        // After escalating, the count starts again so that every further amber is not red.
        return Ambers + 1 >= AmbersToRed
            ? (SafeguardingRoute.Red, new SignalMemory(0, Reds + 1))
            : (SafeguardingRoute.Amber, this with { Ambers = Ambers + 1 });
    }
}
