namespace SocialRx.Domain.CoDesign.Statements;

/// <summary>Somebody of the staff wants statements of a question checked before they are shown, or not.</summary>
/// <param name="IsOff">Wants them shown first and checked later.</param>
public sealed record CheckingDeed(string Actor, bool IsOff);

/// <summary>Whether statements are shown only once they are approved. So it is from the start, and only two people together can change it.</summary>
public static class StatementChecking
{
    /// <param name="deeds">In the order they were done; whoever turns it on again does so alone.</param>
    public static bool IsStrict(IEnumerable<CheckingDeed> deeds) => WantItOff(deeds).Count < 2;

    /// <summary>Who has asked for it to be off since it was last on.</summary>
    public static IReadOnlyList<string> WantItOff(IEnumerable<CheckingDeed> deeds)
    {
        var off = new List<string>();
        foreach (var deed in deeds)
        {
            if (!deed.IsOff)
                off.Clear();
            else if (!off.Contains(deed.Actor))
                off.Add(deed.Actor);
        }

        return off;
    }
}
