using SocialRx.Domain.Safeguarding;

namespace SocialRx.Language.Signals;

/// <summary>
/// What earlier messages of a conversation mean for the next one. Nothing a person says takes it back: one "you misunderstood" closes nothing,
/// and a later disclosure is answered like the first.
/// </summary>
/// <param name="Ambers">Messages of weight that were amber so far.</param>
/// <param name="Reds">Messages that were answered as red so far.</param>
/// <param name="QuietFor">Messages for which low mood gets no further warm question.</param>
public sealed record SignalMemory(int Ambers = 0, int Reds = 0, int QuietFor = 0)
{
    /// <summary>The third doubt in one conversation is answered as red: each alone may be nothing, together they are not.</summary>
    public const int AmbersToRed = 3;

    /// <summary>Everyday low mood gets the warm question at most once in this many messages.</summary>
    public const int MessagesBetweenWarmQuestions = 12;

    /// <summary>The route for this message given what came before, and what to remember.</summary>
    public (SafeguardingRoute Route, SignalMemory Memory) Next(SignalReading reading)
    {
        var older = this with { QuietFor = Math.Max(0, QuietFor - 1) };
        return reading.Route switch
        {
            SafeguardingRoute.Red => (SafeguardingRoute.Red, older with { Reds = Reds + 1 }),
            SafeguardingRoute.Amber when reading.IsLight => older.Light(),
            SafeguardingRoute.Amber => older.Doubt(),
            var route => (route, older),
        };
    }

    private (SafeguardingRoute Route, SignalMemory Memory) Light() =>
        QuietFor > 0 ? (SafeguardingRoute.None, this) : (SafeguardingRoute.Amber, this with { QuietFor = MessagesBetweenWarmQuestions });

    // After escalating, the count starts again so that every further amber is not red.
    private (SafeguardingRoute Route, SignalMemory Memory) Doubt() =>
        Ambers + 1 >= AmbersToRed
            ? (SafeguardingRoute.Red, this with { Ambers = 0, Reds = Reds + 1 })
            : (SafeguardingRoute.Amber, this with { Ambers = Ambers + 1, QuietFor = MessagesBetweenWarmQuestions });
}
