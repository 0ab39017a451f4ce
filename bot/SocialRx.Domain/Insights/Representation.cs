namespace SocialRx.Domain.Insights;

/// <summary>Who took part, against who lives here.</summary>
public static class Representation
{
    // 95 %, two-sided.
    private const double Z = 1.959963984540054;

    /// <summary>Each group of the population beside those heard, in the population's order. People who did not say are left out.</summary>
    public static IReadOnlyList<HeardGroup> Compare(PublishedTable people, IReadOnlyDictionary<string, int> population)
    {
        var everybody = population.Values.Sum();
        var heard = population.Keys.Sum(group => people.Row(group) ?? 0);
        return [.. population.Select(group => Compare(group.Key, people.Row(group.Key), heard, group.Value, everybody))];
    }

    /// <summary>Groups that are certainly under their share, most missing first; then those whose number is hidden though their share would not be.</summary>
    public static IReadOnlyList<HeardGroup> NotHeard(IEnumerable<HeardGroup> groups, DisclosureOptions rules) =>
    [
        .. groups
            .Where(group => group.Heard is null ? group.FairShare >= 2 * rules.LeastShown : group.Parity is { High: < 1 })
            .OrderBy(group => group.Heard is null)
            .ThenByDescending(group => group.FairShare - (group.Heard ?? 0)),
    ];

    /// <summary>Wilson's score interval for a share, 95 %.</summary>
    public static Interval Wilson(int count, int of)
    {
        var share = (double)count / of;
        var scale = 1 + (Z * Z / of);
        var centre = (share + (Z * Z / (2 * of))) / scale;
        var half = Z / scale * Math.Sqrt((share * (1 - share) / of) + (Z * Z / (4.0 * of * of)));
        return new Interval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    private static HeardGroup Compare(string id, int? heard, int allHeard, int population, int everybody)
    {
        var share = (double)population / everybody;
        var fair = (int)Math.Ceiling(share * allHeard);
        if (heard is null || allHeard == 0)
            return new HeardGroup(id, null, population, fair, null, null);

        var wilson = Wilson(Math.Min(heard.Value, allHeard), allHeard);
        return new HeardGroup(id, heard, population, fair, (double)heard.Value / allHeard / share, new Interval(wilson.Low / share, wilson.High / share));
    }
}

/// <param name="Heard">Null when too few to show.</param>
/// <param name="FairShare">How many it would be if as many took part here as in the population as a whole.</param>
/// <param name="ParityRatio">Share of those heard divided by share of the population; 1 is a fair share.</param>
public sealed record HeardGroup(string Id, int? Heard, int Population, int FairShare, double? ParityRatio, Interval? Parity)
{
    /// <summary>Of a thousand people in the population.</summary>
    public double? HeardPerThousand => Heard * 1000.0 / Population;
}

public sealed record Interval(double Low, double High);
