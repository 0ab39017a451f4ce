using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Redaction;
using SocialRx.Language.Signals;

namespace SocialRx.Language.Statements;

/// <summary>What the coach may ask for, kept by name in conversations; the others are those of <see cref="StatementFlag"/>.</summary>
public static class StatementAdvice
{
    /// <summary>Somebody is named, or can be reached: it is not sent as it is.</summary>
    public const string Names = "names";
}

/// <summary>Reads a statement before it is sent.</summary>
/// <param name="Redacted">As others would read it.</param>
/// <param name="Advice">What to ask for, the most important thing only; null when it is fine.</param>
/// <param name="Signals">What safeguarding makes of it.</param>
public sealed record CoachedStatement(string Words, string Redacted, string? Advice, SignalReading Signals)
{
    public static CoachedStatement Read(string words, int goodLength)
    {
        var redacted = Redactor.Redact(words);
        var signals = RiskSignals.Read(words);
        return new(words, redacted.Text, Of(words, redacted, signals, goodLength), signals);
    }

    public bool IsWorrying => Signals.Route != SafeguardingRoute.None;

    /// <summary>What moderators are told the program noticed.</summary>
    public IReadOnlyList<string> Flags(int goodLength) =>
    [
        .. Advice == StatementAdvice.Names ? [StatementFlag.NameTakenOut] : Array.Empty<string>(),
        .. IsWorrying ? [StatementFlag.Worry] : Array.Empty<string>(),
        .. StatementShape.Read(Words, goodLength) is { } shape ? [shape] : Array.Empty<string>(),
    ];

    private static string? Of(string words, Redacted redacted, SignalReading signals, int goodLength) =>
        redacted.Spans.Count > 0 ? StatementAdvice.Names
        : signals.Route != SafeguardingRoute.None ? StatementFlag.Worry
        : StatementShape.Read(words, goodLength);
}
