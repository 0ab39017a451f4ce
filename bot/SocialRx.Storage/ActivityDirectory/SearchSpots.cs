using System.Globalization;
using System.Numerics;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Puts listings that were made findable where a search for their themes and places finds them.</summary>
/// <param name="lastNumber">The highest number in table search_listing before they came; theirs are higher.</param>
/// <param name="atATime">So many are sorted in memory, so that a million do not take much of it.</param>
internal sealed class SearchSpots(long lastNumber, int atATime = 250_000)
{
    /// <summary>Number that stands for any theme.</summary>
    public const int Any = -1;

    private const int OneIn = 101;

    private const string Into =
        "insert into search_spot (theme, cell, merit, lot, number, latitude, longitude, from_age, to_age, days, is_free, themes, only_for, offers, current_until, checked_until, welcome)";

    private const string Facts = "from_age, to_age, days, is_free, themes, only_for, offers, current_until, checked_until, welcome";

    private static readonly string MainTheme = string.Create(
        CultureInfo.InvariantCulture,
        $"case when mask <> 0 and search_theme.theme = main_theme then {ListingSigns.MainThemeCounts} else 0 end");

    public static SearchSpots After(Connection connection) => new(connection.ExecuteScalar<long>("select coalesce(max(number), 0) from search_listing"));

    /// <param name="themes">What the listings are about, each a bit a theme.</param>
    public void Put(Connection connection, IEnumerable<long> themes)
    {
        PutThemes(connection, themes.Aggregate(0L, (all, some) => all | some));
        foreach (var (from, to) in Parts(connection))
            Put(connection, from, to);
        if (connection.ExecuteScalar<long>("select count(*) from search_listing where number > @lastNumber", new { lastNumber }) > atATime)
            PutManyAnywhere(connection);
        else
            PutAnywhere(connection);
    }

    private static void PutThemes(Connection connection, long themes) =>
        connection.Change(
            """
            insert into search_theme (theme, mask)
            values (@Theme, @Mask)
            on conflict (theme) do nothing
            """,
            Bits(themes).Select(bit => new { Theme = bit, Mask = 1L << bit }).Prepend(new { Theme = Any, Mask = 0L }));

    private static IEnumerable<int> Bits(long bits)
    {
        for (; bits != 0; bits &= bits - 1)
            yield return BitOperations.TrailingZeroCount(bits);
    }

    // In the order they lie in, so that each page of the table is written once.
    private void Put(Connection connection, long from, long to) =>
        connection.Change(
            $"""
            {Into}
            select search_theme.theme, cell, merit + {MainTheme} as merit, lot, number, latitude, longitude, {Facts}
            from search_listing
            join search_theme on mask = 0 or (mask & themes) <> 0
            where number > @lastNumber
              and cell between @from and @to
            order by 1, 2, 3, 4, 5
            on conflict do nothing
            """,
            new { lastNumber, from, to });

    private void PutAnywhere(Connection connection)
    {
        foreach (var (cell, merit, welcome) in Anywhere)
        {
            connection.Change(
                $"""
                {Into}
                select search_theme.theme, {cell}, {merit} + {MainTheme} as merit, lot, number, 0, 0, {Facts}
                from search_listing
                join search_theme on mask = 0 or (mask & themes) <> 0
                where number > @lastNumber
                  and cell >= 0
                  and welcome >= {welcome}
                order by 1, 2, 3, 4, 5
                on conflict do nothing
                """,
                new { lastNumber });
        }
    }

    // Theme by theme, of what lies in its cells already.
    private void PutManyAnywhere(Connection connection)
    {
        foreach (var theme in connection.Query<long>("select theme from search_theme order by theme"))
        {
            foreach (var (cell, merit, welcome) in Anywhere)
            {
                foreach (var (from, to) in Merits(connection, theme, merit, welcome))
                {
                    connection.Change(
                        $"""
                        {Into}
                        select theme, {cell}, {merit} as merit, lot, number, 0, 0, {Facts}
                        from search_spot
                        where theme = @theme
                          and cell >= 0
                          and number > @lastNumber
                          and welcome >= {welcome}
                          and {merit} between @from and @to
                        order by 1, 2, 3, 4, 5
                        on conflict do nothing
                        """,
                        new { theme, lastNumber, from, to });
                }
            }
        }
    }

    /// <summary>Cells that stand for anywhere, what they are ordered by, and how much of a welcome lies there at least.</summary>
    private static IEnumerable<(long Cell, string Merit, int Welcome)> Anywhere => [(Grid.Anywhere, "merit", 0), (Grid.AnywhereGently, "merit + welcome", 1)];

    private IEnumerable<(long From, long To)> Merits(Connection connection, long theme, string merit, int welcome)
    {
        var (from, some) = (long.MinValue, 0L);
        foreach (var (height, count) in connection.Query<Height>(
            $"""
            select {merit} as merit, count(*) as count
            from search_spot
            where theme = @theme
              and cell >= 0
              and number > @lastNumber
              and welcome >= {welcome}
            group by 1
            order by 1
            """,
            new { theme, lastNumber }).Select(height => (height.Merit, height.Count)))
        {
            if (some + count > atATime && some > 0)
            {
                yield return (from, height - 1);
                (from, some) = (height, 0);
            }

            some += count;
        }

        if (some > 0)
            yield return (from, long.MaxValue);
    }

    private sealed record Height
    {
        public required long Merit { get; init; }

        public required long Count { get; init; }
    }

    private IEnumerable<(long From, long To)> Parts(Connection connection)
    {
        var sample = connection.Query<long>("select cell from search_listing where number > @lastNumber and number % @OneIn = 0 order by cell", new { lastNumber, OneIn });
        var part = Math.Max(1, atATime / OneIn);
        var ends = sample.Where((_, place) => place % part == part - 1).Distinct().ToList();
        return ends.Select((end, place) => (place == 0 ? long.MinValue : ends[place - 1] + 1, end)).Append((ends.Count == 0 ? long.MinValue : ends[^1] + 1, long.MaxValue));
    }
}
