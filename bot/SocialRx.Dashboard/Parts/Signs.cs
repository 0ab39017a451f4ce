using SocialRx.Domain.Safeguarding;

namespace SocialRx.Dashboard.Parts;

/// <summary>What a safeguarding lead reads for the categories of a concern.</summary>
internal static class Signs
{
    /// <param name="categories">Ids, separated by commas.</param>
    public static string Of(string categories) =>
        string.Join(", ", categories.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(id => RiskCategory.Find(id)?.Label ?? id).Distinct());
}
