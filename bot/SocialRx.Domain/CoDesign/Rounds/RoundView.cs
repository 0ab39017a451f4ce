using System.Security.Cryptography;
using System.Text;
using SocialRx.Domain.Insights;

namespace SocialRx.Domain.CoDesign.Rounds;

/// <summary>Why somebody is on a side, in their words as moderators let them through.</summary>
public sealed record SideReason(string Id, string SideId, string Words);

/// <param name="People">Null: hidden.</param>
public sealed record ShownSide(string Id, int? People, IReadOnlyList<SideReason> Reasons);

/// <summary>
/// What one person is shown of what others answered. Nobody chooses it: the order of the sides and which reasons stand for each is drawn by lot for each person,
/// the same lot every time, whatever order they came in.
/// </summary>
/// <param name="All">People behind the numbers.</param>
public sealed record RoundView(IReadOnlyList<ShownSide> Sides, int All, DateTimeOffset? CountedAt)
{
    private const int MostReasons = 2;
    private const int FewSides = 3;

    /// <param name="counts">Of first answers, as published.</param>
    /// <param name="lot">Says who looks at which question.</param>
    public static RoundView Of(IReadOnlyList<string> sides, PublishedTable counts, IEnumerable<SideReason> reasons, string lot)
    {
        var bySide = reasons.Where(reason => sides.Contains(reason.SideId)).ToLookup(reason => reason.SideId, StringComparer.Ordinal);
        var each = EachSide(sides.Count, [.. bySide.Select(side => side.Count())]);
        return new(
            [.. ByLot(sides, side => side, lot).Select(side => new ShownSide(side, counts.Row(side), [.. ByLot(bySide[side], reason => reason.Id, lot).Take(each)]))],
            counts.Respondents,
            counts.PublishedAt);
    }

    // A side with two voices weighs more than one with one. That two are seen says two are there, which leaves a hidden number (7 at most) as uncertain as it has to be.
    private static int EachSide(int sides, IReadOnlyList<int> voices) => Math.Min(sides > FewSides ? 1 : MostReasons, voices.DefaultIfEmpty().Min());

    private static IEnumerable<T> ByLot<T>(IEnumerable<T> all, Func<T, string> id, string lot) =>
        all.OrderBy(one => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{lot}/{id(one)}"))), StringComparer.Ordinal);
}
