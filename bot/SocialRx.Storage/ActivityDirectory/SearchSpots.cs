using System.Globalization;
using System.Numerics;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Puts listings that were made findable where a search for their themes and places finds them.</summary>
/// <param name="lastNumber">The highest number in table search_listing before they came; theirs are higher.</param>
internal sealed class SearchSpots(long lastNumber)
{
    /// <summary>Of spots that are sorted in memory, so that a million do not take much of it.</summary>
    private const int AtATime = 250_000;

    private const int OneIn = 101;

    public static SearchSpots After(Connection connection) => new(connection.ExecuteScalar<long>("select coalesce(max(number), 0) from search_listing"));

    /// <param name="themes">What the listings are about, each a bit a theme.</param>
    public void Put(Connection connection, IEnumerable<long> themes)
    {
        PutThemes(connection, themes.Aggregate(0L, (all, some) => all | some));
        foreach (var (from, to) in Parts(connection))
            Put(connection, "cell", "merit", "latitude, longitude", "cell", from, to);
        foreach (var (from, to) in PartsByNumber(connection))
        {
            Put(connection, Cell(Grid.Anywhere), "merit", "0, 0", "cell >= 0 and number", from, to);
            Put(connection, Cell(Grid.AnywhereGently), "merit + welcome", "0, 0", "cell >= 0 and number", from, to);
        }
    }

    private static void PutThemes(Connection connection, long themes) =>
        connection.Change(
            """
            insert into search_theme (theme, mask)
            values (@Theme, @Mask)
            on conflict (theme) do nothing
            """,
            Bits(themes).Select(bit => new { Theme = bit, Mask = 1L << bit }).Prepend(new { Theme = Any, Mask = 0L }));

    /// <summary>Number that stands for any theme.</summary>
    public const int Any = -1;

    private static IEnumerable<int> Bits(long bits)
    {
        for (; bits != 0; bits &= bits - 1)
            yield return BitOperations.TrailingZeroCount(bits);
    }

    private static string Cell(long cell) => cell.ToString(CultureInfo.InvariantCulture);

    // In the order they lie in, so that each page of the table is written once.
    private void Put(Connection connection, string cell, string merit, string place, string where, long from, long to) =>
        connection.Change(
            $"""
            insert into search_spot (theme, cell, merit, lot, number, latitude, longitude, from_age, to_age, days, is_free, themes, only_for, offers, current_until, checked_until, welcome)
            select
              search_theme.theme, {cell}, {merit} + case when mask <> 0 and search_theme.theme = main_theme then {Domain.ActivityDirectory.ListingSigns.MainThemeCounts} else 0 end as merit, lot, number,
              {place}, from_age, to_age, days, is_free, themes, only_for, offers, current_until, checked_until, welcome
            from search_listing
            join search_theme on mask = 0 or (mask & themes) <> 0
            where number > @lastNumber
              and {where} between @from and @to
            order by 1, 2, 3, 4, 5
            on conflict do nothing
            """,
            new { lastNumber, from, to });

    private IEnumerable<(long From, long To)> PartsByNumber(Connection connection)
    {
        var last = connection.ExecuteScalar<long>("select coalesce(max(number), 0) from search_listing");
        for (var from = lastNumber + 1; from <= last; from += AtATime)
            yield return (from, from + AtATime - 1);
    }

    private IEnumerable<(long From, long To)> Parts(Connection connection)
    {
        var sample = connection.Query<long>("select cell from search_listing where number > @lastNumber and number % @OneIn = 0 order by cell", new { lastNumber, OneIn });
        var ends = sample.Where((_, place) => place % (AtATime / OneIn) == AtATime / OneIn - 1).Distinct().ToList();
        return ends.Select((end, place) => (place == 0 ? long.MinValue : ends[place - 1] + 1, end)).Append((ends.Count == 0 ? long.MinValue : ends[^1] + 1, long.MaxValue));
    }
}
