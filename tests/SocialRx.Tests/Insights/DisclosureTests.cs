using CsCheck;
using SocialRx.Domain.Insights;

namespace SocialRx.Tests.Insights;

public sealed class DisclosureTests
{
    [Fact]
    public void A_table_of_nine_people_is_not_published()
    {
        Assert.Null(Disclosure.Publish(SomeTable.List(9), SomeTable.Rules));
        Assert.NotNull(Disclosure.Publish(SomeTable.List(10), SomeTable.Rules));
    }

    [Fact]
    public void Seven_people_are_hidden_and_eight_are_shown_as_ten()
    {
        var published = Disclosure.Publish(SomeTable.List(7, 8, 30, 7), SomeTable.Rules)!;

        Assert.Equal([null, 10, 30, null], published.Cells.Select(row => row[0]));
    }

    [Fact]
    public void One_small_count_takes_the_next_smallest_with_it()
    {
        var published = Disclosure.Publish(SomeTable.List(3, 40, 20), SomeTable.Rules)!;

        Assert.Equal([null, 40, null], published.Cells.Select(row => row[0]));
    }

    [Fact]
    public void A_zero_is_shown_unless_it_leaves_one_answer_for_a_whole_group()
    {
        var harmless = Disclosure.Publish(SomeTable.Of([[20, 20], [0, 20], [20, 20]]), SomeTable.Rules)!;
        var telling = Disclosure.Publish(SomeTable.Of([[20, 20, 20], [0, 12, 0], [20, 20, 20]]), SomeTable.Rules)!;

        Assert.Null(harmless.Cells[1][0]);
        Assert.Null(telling.Cells[1][0]);
        Assert.Null(telling.Cells[1][2]);
        Assert.Equal(0, Disclosure.Publish(SomeTable.Of([[20, 20, 20], [0, 20, 20]]), SomeTable.Rules)!.Cells[1][0] ?? 0);
    }

    [Fact]
    public void Shown_counts_are_multiples_of_five_of_at_least_eight_people() =>
        SomeTable.Any.Sample(table =>
        {
            if (Disclosure.Publish(table, SomeTable.Rules) is not { } published)
                return;
            foreach (var (shown, exact) in published.Cells.SelectMany(row => row).Zip(table.Counts.SelectMany(row => row)))
            {
                Assert.True(shown is null or 0 || (exact >= 8 && shown % 5 == 0 && Math.Abs(shown.Value - exact) <= 2));
                Assert.False(shown is 0 && exact > 0);
            }
        });

    [Fact]
    public void Every_row_and_column_has_no_hidden_cell_or_at_least_two() =>
        SomeTable.Any.Sample(table =>
        {
            if (Disclosure.Publish(table, SomeTable.Rules) is not { } published)
                return;
            Assert.All(published.Cells.Where(row => row.Count > 1), row => Assert.NotEqual(1, row.Count(cell => cell is null)));
            if (table.Rows.Count > 1)
                Assert.All(Enumerable.Range(0, table.Columns.Count), column => Assert.NotEqual(1, published.Cells.Count(row => row[column] is null)));
        });

    /// <summary>Somebody who puts things in order is in every row and every column, so whoever reads the table knows what each adds up to.</summary>
    [Fact]
    public void Of_places_in_an_order_no_row_and_no_column_narrows_a_hidden_number_down() =>
        SomeTable.Orders.Sample(table =>
        {
            if (Disclosure.Publish(table, SomeTable.Rules) is not { } published)
                return;
            Assert.Equal(SomeTable.Rules.Round(table.Respondents), published.Respondents);
            var lines = Enumerable.Range(0, table.Rows.Count).SelectMany(at => new[] { published.Cells[at], [.. published.Cells.Select(row => row[at])] });
            foreach (var line in lines.Where(line => line.Contains(null)))
            {
                var (hidden, shown) = (line.Count(cell => cell is null), line.Sum(cell => cell ?? 0));
                Assert.True(hidden >= 2);
                // What is left of everybody, give or take the rounding of each, may be all in one of them or none.
                Assert.True(table.Respondents + 2 - shown + (2 * (line.Count - hidden)) >= SomeTable.Rules.LeastUncertainty);
            }
        });

    [Fact]
    public void Totals_add_up_to_the_shown_cells_where_none_is_hidden() =>
        SomeTable.Any.Sample(table =>
        {
            if (Disclosure.Publish(table, SomeTable.Rules) is not { } published)
                return;
            for (var row = 0; row < table.Rows.Count && published.RowTotals is not null; row++)
            {
                if (!published.Cells[row].Contains(null))
                    Assert.Equal(Math.Min(published.Respondents, published.Cells[row].Sum()!.Value), published.RowTotals[row]);
            }

            if (table.TotalsDown && published.HiddenCells == 0)
                Assert.Equal(published.Cells.Sum(row => row.Sum()), published.Respondents);
            Assert.All(published.RowTotals ?? [], total => Assert.True(total is null or 0 or >= 8));
        });

    /// <summary>An attacker of our own, by brute force: every list of counts that is published with the same cells and total.</summary>
    [Fact]
    public void No_hidden_count_of_a_list_can_be_worked_out_from_its_total() =>
        Gen.Int[0, 14].Array[2, 3].Where(counts => counts.Sum() >= 10).Sample(counts =>
        {
            if (Disclosure.Publish(SomeTable.List(counts), SomeTable.Rules) is not { HiddenCells: > 0 } published)
                return;
            var possible = Lists(counts.Length, 24).Where(list => Agrees(list, published)).ToList();
            for (var i = 0; i < counts.Length; i++)
            {
                if (published.Cells[i][0] is null)
                    Assert.True(possible.Max(list => list[i]) - possible.Min(list => list[i]) >= 5, $"{string.Join(' ', counts)}: cell {i}");
            }
        }, iter: 60);

    /// <summary>The same for two rows and two columns with all totals published.</summary>
    [Fact]
    public void No_hidden_count_of_a_cross_table_can_be_worked_out_from_its_totals() =>
        Gen.Int[0, 13].Array[4].Where(counts => counts.Sum() >= 10).Sample(counts =>
        {
            if (Disclosure.Publish(SomeTable.Of([[counts[0], counts[1]], [counts[2], counts[3]]]), SomeTable.Rules) is not { HiddenCells: > 0 } published)
                return;
            var possible = Lists(4, 22).Where(list => AgreesAcross(list, published)).ToList();
            for (var i = 0; i < 4; i++)
            {
                if (published.Cells[i / 2][i % 2] is null)
                    Assert.True(possible.Max(list => list[i]) - possible.Min(list => list[i]) >= 5, $"{string.Join(' ', counts)}: cell {i}");
            }
        }, iter: 20);

    [Fact]
    public void A_hidden_group_cannot_be_worked_out_from_the_groups_that_are_shown()
    {
        var table = new CountTable("table", 85, ["music", "nature"], ["11-13", "14-15", "16-17"], [[20, 3, 15], [20, 3, 20]]) { TotalsAcross = true, Groups = [42, 7, 36] };

        var published = Disclosure.Publish(table, SomeTable.Rules)!;

        Assert.Equal([40, null, null], published.Groups);
    }

    [Fact]
    public void People_in_two_columns_are_counted_once_among_the_respondents()
    {
        var table = new CountTable("table", 20, ["music"], ["cost", "distance"], [[20, 15]]) { Groups = [20, 15] };

        Assert.Equal(20, Disclosure.Publish(table, SomeTable.Rules)!.Respondents);
    }

    [Fact]
    public void The_next_version_waits_for_eight_new_people()
    {
        Assert.False(SomeTable.Rules.MayReplace(40, 47));
        Assert.True(SomeTable.Rules.MayReplace(40, 48));
        Assert.False(SomeTable.Rules.MayReplace(40, 20));
    }

    [Fact]
    public void Thresholds_may_be_raised_and_never_lowered()
    {
        Assert.Empty(new DisclosureOptions { LeastShown = 20, RoundTo = 10 }.Problems());
        Assert.Equal(
            ["LeastRespondents", "LeastShown", "RoundTo", "LeastUncertainty", "LeastNewRespondents"],
            new DisclosureOptions { LeastRespondents = 9, LeastShown = 7, RoundTo = 1, LeastUncertainty = 4, LeastNewRespondents = 7 }.Problems().Select(problem => problem.Key));
    }

    private static bool Agrees(int[] list, PublishedTable published) =>
        list.Select((count, i) => Fits(count, published.Cells[i][0])).All(fits => fits) && Fits(list.Sum(), published.Respondents);

    private static bool AgreesAcross(int[] list, PublishedTable published) =>
        Fits(list[0], published.Cells[0][0])
        && Fits(list[1], published.Cells[0][1])
        && Fits(list[2], published.Cells[1][0])
        && Fits(list[3], published.Cells[1][1])
        && FitsTotal(list[0] + list[1], published.RowTotals![0])
        && FitsTotal(list[2] + list[3], published.RowTotals[1])
        && FitsTotal(list[0] + list[2], published.ColumnTotals![0])
        && FitsTotal(list[1] + list[3], published.ColumnTotals[1])
        && Fits(list.Sum(), published.Respondents);

    private static bool Fits(int count, int? shown) => shown is null || (shown == 0 ? count == 0 : count >= 8 && SomeTable.Rules.Round(count) == shown);

    private static bool FitsTotal(int count, int? shown) => shown is null ? count < 8 : Fits(count, shown);

    private static IEnumerable<int[]> Lists(int length, int most) =>
        length == 0 ? [[]] : Lists(length - 1, most).SelectMany(start => Enumerable.Range(0, most + 1).Select(count => (int[])[.. start, count]));
}
