namespace SocialRx.Domain.Insights;

/// <summary>How deprived the neighbourhoods of outcodes are (Index of Multiple Deprivation), as it was read in.</summary>
/// <param name="ByOutcode">Without outcodes of which it is not known.</param>
/// <param name="Licences">Lines that have to stand where anything made from it is shown.</param>
public sealed record DeprivationFigures(IReadOnlyDictionary<string, TenthSpread> ByOutcode, IReadOnlyList<string> Licences)
{
    public static DeprivationFigures None { get; } = new(new Dictionary<string, TenthSpread>(), []);
}

/// <summary>How the postcodes of an outcode spread over the tenths of England's neighbourhoods.</summary>
/// <param name="Postcodes">By tenth, 1 being the most deprived.</param>
public sealed record TenthSpread(IReadOnlyDictionary<int, long> Postcodes)
{
    /// <summary>Share of the postcodes, 0 to 1.</summary>
    public double Share(Tenths tenths) =>
        (double)Postcodes.Where(tenth => tenth.Key >= tenths.First && tenth.Key <= tenths.Last).Sum(tenth => tenth.Value) / Postcodes.Values.Sum();
}

/// <summary>Tenths of England's neighbourhoods that are told of together: ten numbers are none that anybody remembers.</summary>
/// <param name="First">1 is the most deprived.</param>
public sealed record Tenths(string Id, string Label, int First, int Last)
{
    public static IReadOnlyList<Tenths> All { get; } =
    [
        new("most-deprived", "the three most deprived tenths of England", 1, 3),
        new("middle", "the four tenths in the middle", 4, 7),
        new("least-deprived", "the three least deprived tenths of England", 8, 10),
    ];
}

/// <summary>Who took part, by how deprived the neighbourhoods of their areas are. Made from published numbers of people and public figures only.</summary>
public static class Deprivation
{
    // 95 %, two-sided.
    private const double Z = 1.959963984540054;

    /// <summary>Empty where too few people are behind it or nothing is known of their areas.</summary>
    public static IReadOnlyList<DeprivedGroup> Groups(PublishedNumbers numbers)
    {
        var areas = Areas(numbers);
        var heard = areas.Sum(area => area.Heard);
        return heard < numbers.Rules.LeastRespondents ? [] : [.. Tenths.All.Select(tenths => Group(tenths, areas, heard, numbers.Rules)).Where(group => group.FairShare > 0)];
    }

    /// <summary>Areas that are not in it, because their number is hidden or nothing is known of their neighbourhoods, and of how many.</summary>
    public static (int Count, int Of) LeftOut(PublishedNumbers numbers) => (numbers.Population.Outcodes.Count - Areas(numbers).Count, numbers.Population.Outcodes.Count);

    private static List<Area> Areas(PublishedNumbers numbers) =>
        numbers.Find(TableIds.PeopleByOutcode) is not { } people
            ? []
            : [.. from outcode in numbers.Population.Outcodes
                  where people.Row(outcode.Key) is not null && numbers.Deprivation.ByOutcode.ContainsKey(outcode.Key)
                  select new Area(people.Row(outcode.Key)!.Value, outcode.Value, numbers.Deprivation.ByOutcode[outcode.Key])];

    // As if everybody heard were drawn from all who live in their area. How far that is off is what chance and rounding can do; that those who come may live in the better streets is said beside it.
    private static DeprivedGroup Group(Tenths tenths, List<Area> areas, int heard, DisclosureOptions rules)
    {
        var estimate = areas.Sum(area => area.Heard * area.Spread.Share(tenths));
        var variance = areas.Sum(area => area.Spread.Share(tenths) is var share ? (area.Heard * share * (1 - share)) + (share * share * rules.RoundTo * rules.RoundTo / 12) : 0);
        var fair = heard * areas.Sum(area => area.Population * area.Spread.Share(tenths)) / areas.Sum(area => area.Population);
        var margin = (int)Math.Ceiling(Z * Math.Sqrt(variance) / rules.RoundTo) * rules.RoundTo;
        return new DeprivedGroup(tenths, rules.Shown((int)Math.Round(estimate), heard), heard, Math.Max(rules.RoundTo, margin), (int)Math.Round(fair));
    }

    private sealed record Area(int Heard, int Population, TenthSpread Spread);
}

/// <param name="Heard">About how many live there; null when too few to show.</param>
/// <param name="Of">People heard from areas whose numbers are shown.</param>
/// <param name="Margin">How far chance and rounding can put it off, 95 %.</param>
/// <param name="FairShare">How many it would be if as many took part everywhere.</param>
public sealed record DeprivedGroup(Tenths Tenths, int? Heard, int Of, int Margin, int FairShare);
