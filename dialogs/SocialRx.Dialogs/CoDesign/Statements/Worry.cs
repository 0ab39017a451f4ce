using SocialRx.Dialogs.Forms;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Signals;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Dialogs.CoDesign.Statements;

/// <summary>What safeguarding was not sure about when it was said is in front of the safeguarding lead before anybody else reads it.</summary>
internal static class Worry
{
    /// <summary>Raises a concern about words somebody wants others to read, in the turn's commit; false when nothing about them worries.</summary>
    public static bool Raise(string words, Recorder recorder)
    {
        var signals = RiskSignals.Read(words);
        if (signals.Route == SafeguardingRoute.None)
            return false;
        var concern = new NewConcern(recorder.NewId(), signals.Route, signals.Categories, signals.PatternIds, words.Replace("\0", "", StringComparison.Ordinal));
        recorder.Add((connection, who, now) => Concerns.RaiseOrJoin(connection, who, concern, now));
        return true;
    }
}
