namespace SocialRx.Domain.CoDesign.Panels;

/// <summary>How evenly members took part. It compares halves, never one member with another.</summary>
/// <param name="Members">Who was counted.</param>
/// <param name="Quieter">Members in the quieter half; of an odd number the smaller half.</param>
/// <param name="Share">Of a hundred turns, how many the quieter half took.</param>
/// <param name="EvenShare">How many they would have taken had everybody taken as many.</param>
public sealed record TurnTaking(int Members, int Quieter, int Share, int EvenShare)
{
    /// <summary>Of fewer, halves are one or two members.</summary>
    private const int LeastMembers = 4;

    /// <summary>Before there are so many turns for each, chance decides.</summary>
    private const int LeastTurnsEach = 3;

    /// <summary>Below this part of an even share it is said that it is lopsided.</summary>
    private const double Lopsided = 0.6;

    public bool IsLopsided => Share < Lopsided * EvenShare;

    /// <summary>Null when there are too few members or turns to say anything.</summary>
    public static TurnTaking? Of(IReadOnlyCollection<int> turns)
    {
        var all = turns.Sum();
        if (turns.Count < LeastMembers || all < LeastTurnsEach * turns.Count)
            return null;
        var quieter = turns.Count / 2;
        return new(turns.Count, quieter, Hundredths(turns.Order().Take(quieter).Sum(), all), Hundredths(quieter, turns.Count));
    }

    /// <summary>Of a hundred turns, how many were this member's.</summary>
    public static int ShareOf(int turns, int all) => all == 0 ? 0 : Hundredths(turns, all);

    private static int Hundredths(int part, int of) => (int)Math.Round(100.0 * part / of, MidpointRounding.AwayFromZero);
}
