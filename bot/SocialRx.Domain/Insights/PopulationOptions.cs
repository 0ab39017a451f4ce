namespace SocialRx.Domain.Insights;

/// <summary>Section "Population": how many young people there are, against which "who has not been heard" is measured.</summary>
public sealed record PopulationOptions : IOptionsSection
{
    public static string Section => "Population";

    /// <summary>Where the numbers come from and of which year; shown beside every comparison.</summary>
    public string Source { get; init; } = "";

    /// <summary>People by id of age band.</summary>
    public Dictionary<string, int> AgeBands { get; init; } = [];

    /// <summary>People by outcode; also the list of outcodes that are counted by name.</summary>
    public Dictionary<string, int> Outcodes { get; init; } = [];

    public IEnumerable<OptionProblem> Problems()
    {
        if (AgeBands.Values.Concat(Outcodes.Values).Any(people => people < 1))
            yield return new(nameof(AgeBands), "numbers of people of at least 1, here and under Outcodes");
        if (AgeBands.Count + Outcodes.Count > 0 && string.IsNullOrWhiteSpace(Source))
            yield return new(nameof(Source), "where the population numbers come from, such as \"Mid-year estimate 2025\"");
    }
}
