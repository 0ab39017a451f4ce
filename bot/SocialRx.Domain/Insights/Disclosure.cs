namespace SocialRx.Domain.Insights;

/// <summary>
/// Statistical disclosure control: small counts are hidden, then as many others as it takes that no hidden one can be worked out, and
/// everything shown is rounded. Practice: OpenSAFELY and NHS England sub-national tables (small counts hidden, the rest to the nearest 5).
/// </summary>
public static class Disclosure
{
    /// <summary>What may be shown of a table, or null when nothing may.</summary>
    public static PublishedTable? Publish(CountTable table, DisclosureOptions rules)
    {
        if (table.Respondents < rules.LeastRespondents)
            return null;

        var mask = new Mask(table, rules);
        mask.HideSmall();
        do
            mask.HidePartners();
        while (mask.HideOneMoreWhereOneCanBeWorkedOut());
        return mask.IsSafe ? Shown(table, mask, rules) : null;
    }

    /// <summary>
    /// The same where each row is a question of its own, put to the same people or to some of them: what is hidden in one row tells nothing about
    /// another, so each is judged alone.
    /// </summary>
    public static PublishedTable? PublishRows(CountTable table, DisclosureOptions rules)
    {
        if (table.Respondents < rules.LeastRespondents)
            return null;

        var rows = table.Rows.Select((row, number) => Publish(RowOf(table, number), rules)).ToList();
        return new PublishedTable
        {
            Id = table.Id,
            Respondents = rules.Round(table.Respondents),
            Rows = table.Rows,
            Columns = table.Columns,
            Cells = rows.ConvertAll(row => (IReadOnlyList<int?>)[.. table.Columns.Select((_, column) => row?.Cells[column][0])]),
            Groups = [.. table.Columns.Select(_ => rules.Round(table.Respondents))],
            RowTotals = rows.ConvertAll(row => row?.Respondents),
        };
    }

    private static CountTable RowOf(CountTable table, int row) =>
        new($"{table.Id}/{table.Rows[row]}", table.SumAcross(row), table.Columns, [TableIds.Everybody], [.. table.Counts[row].Select(count => (IReadOnlyList<int>)[count])]) { TotalsDown = true };

    private static PublishedTable Shown(CountTable table, Mask mask, DisclosureOptions rules)
    {
        var groups = Groups(table, rules);
        var cells = table.Rows.Select((_, row) => (IReadOnlyList<int?>)[.. table.Columns.Select((_, column) => mask.Shown(row, column))]).ToList();
        var respondents = Respondents(table, cells, groups, rules);
        return new PublishedTable
        {
            Id = table.Id,
            Respondents = respondents,
            Rows = table.Rows,
            Columns = table.Columns,
            Cells = cells,
            Groups = groups,
            RowTotals = table.TotalsAcross ? [.. table.Rows.Select((_, row) => AtMost(mask.RowTotal(row), respondents))] : null,
            ColumnTotals = table.TotalsDown ? [.. table.Columns.Select((_, column) => AtMost(mask.ColumnTotal(column), respondents))] : null,
        };
    }

    /// <summary>
    /// People in each column. Where nobody is in two columns they make up the number of people, so a hidden one could be worked out from
    /// the others: then they are hidden as the list they are.
    /// </summary>
    private static List<int?> Groups(CountTable table, DisclosureOptions rules)
    {
        var groups = table.Columns.Select((_, column) => table.Group(column)).ToList();
        if (!table.TotalsAcross || table.TotalsDown || table.Repeats)
            return groups.ConvertAll(people => ShownGroup(people, rules));

        var list = new CountTable(table.Id, table.Respondents, table.Columns, [TableIds.Everybody], groups.ConvertAll(people => (IReadOnlyList<int>)[people])) { TotalsDown = true };
        return Publish(list, rules) is { } published ? [.. published.Cells.Select(row => row[0])] : groups.ConvertAll(_ => (int?)null);
    }

    /// <summary>
    /// The sum of what is shown where nobody is counted twice and nothing is hidden, so that the page adds up; otherwise the rounded number
    /// of people.
    /// </summary>
    private static int Respondents(CountTable table, List<IReadOnlyList<int?>> cells, IReadOnlyList<int?> groups, DisclosureOptions rules)
    {
        if (table.Repeats || (!table.TotalsDown && !table.TotalsAcross))
            return rules.Round(table.Respondents);

        IReadOnlyList<int?> shown = table.TotalsDown ? [.. cells.SelectMany(row => row)] : groups;
        return shown.Contains(null) ? rules.Round(table.Respondents) : shown.Sum(count => count!.Value);
    }

    private static int? ShownGroup(int people, DisclosureOptions rules) =>
        people == 0 ? 0 : people < rules.LeastShown ? null : rules.Round(people);

    private static int? AtMost(int? count, int most) => count > most ? most : count;
}
