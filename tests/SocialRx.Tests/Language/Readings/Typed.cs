using CsCheck;

namespace SocialRx.Tests.Language.Readings;

/// <summary>What anybody might send: sense, nonsense, and far too much of it.</summary>
internal static class Typed
{
    private static readonly string[] Bits =
    [
        "15", "im ", "one hundred ", "0-0-0-", "year 10 ", "/10", "half ", "\u0301", "\ud800", "\u200b", "🙂", "not ", "sundays ", "after 4 ", "FB2 1AA ", ".", ":", "-", "99999999999", "twenty ", "\0", "<b>", "fernbridge ", "1:1:1:", "ﷺ", "between ", "and ", "%",
    ];

    public static readonly Gen<string> Any = Gen.Frequency(
        (3, Gen.String),
        (3, Gen.Int[0, Bits.Length - 1].Array[0, 40].Select(picks => string.Concat(picks.Select(pick => Bits[pick])))),
        (1, Gen.Select(Gen.Int[0, Bits.Length - 1], Gen.Int[100, 5_000]).Select((pick, times) => string.Concat(Enumerable.Repeat(Bits[pick], times)))));
}
