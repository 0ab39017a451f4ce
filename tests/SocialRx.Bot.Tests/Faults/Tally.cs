using System.Globalization;
using SocialRx.Bot.Tests.Faults;

[assembly: AssemblyFixture(typeof(Tally))]

namespace SocialRx.Bot.Tests.Faults;

/// <summary>What the fault tests of this run come to, said once at their end. One line a test, and one for all.</summary>
public sealed class Tally : IDisposable
{
    private static readonly List<Figures> Noted = [];

    internal static void Note(Figures figures)
    {
        lock (Noted)
            Noted.Add(figures);
        TestContext.Current.TestOutputHelper?.WriteLine(figures.ToString());
    }

    public void Dispose()
    {
        if (Noted.Count < 2)
            return;
        foreach (var figures in Noted)
            Console.WriteLine(figures);
        Console.WriteLine(Noted.Aggregate((all, figures) => all + figures) with { Fault = "all faults" });
    }
}

/// <param name="Times">How often the fault was made: "kills" where it was a kill.</param>
/// <param name="Kills">How many of these were kill -9 of the service.</param>
internal sealed record Figures(string Fault, int Times, int Kills, int Turns, int Lost, int Doubled, int OutOfOrder)
{
    public static Figures operator +(Figures a, Figures b) =>
        new(a.Fault, a.Times + b.Times, a.Kills + b.Kills, a.Turns + b.Turns, a.Lost + b.Lost, a.Doubled + b.Doubled, a.OutOfOrder + b.OutOfOrder);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Fault}: {Times} times, kills {Kills}, turns {Turns}, lost {Lost}, doubled {Doubled}, out of order {OutOfOrder}");
}
