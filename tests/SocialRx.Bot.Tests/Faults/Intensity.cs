using System.Globalization;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>How much the fault tests do: enough to notice a mistake with every test run, or with FAULTS=full what the promise is shown with.</summary>
internal static class Intensity
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("FAULTS") == "full";

    /// <summary>FAULTS_SEED, else 1: the same seed gives the same people, words and moments, as far as the machine lets it.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("FAULTS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    public static int Of(int usual, int full) => IsFull ? full : usual;

    /// <summary>Seeds for a test that is repeated with different ones.</summary>
    public static TheoryData<int> Seeds(int usual, int full) => [.. Enumerable.Range(Seed, Of(usual, full))];
}
