using SocialRx.Domain.Insights;

namespace SocialRx.Domain.CoDesign;

/// <summary>Two options of a question, in the order of their ids.</summary>
public readonly record struct OptionPair(string First, string Second)
{
    /// <summary>Its row in a table of pairs.</summary>
    public string RowId => $"{First}{TableIds.PairSeparator}{Second}";

    public static OptionPair Of(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? new(one, other) : new(other, one);

    /// <summary>Of a row in a table of pairs.</summary>
    public static OptionPair OfRow(string rowId) => rowId.Split(TableIds.PairSeparator) is [var first, var second] ? new(first, second) : throw new FormatException("A row of pairs names two options.");

    public static IEnumerable<OptionPair> All(IReadOnlyList<string> options) =>
        options.SelectMany((one, index) => options.Skip(index + 1).Select(other => Of(one, other)));
}
