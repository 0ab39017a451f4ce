using System.Runtime.InteropServices;
using System.Text.Json;

namespace SocialRx.Storage.Insights;

/// <summary>
/// Numbers of people that are always exact: whatever changes a person's rows appends what that changes in the numbers, in the same commit.
/// Reading them costs what the tables have in cells, not what the programme has in people.
/// </summary>
public static class Counters
{
    /// <summary>The table of how many people have written about what, by age, and may be quoted; it decides what is shown of it and is never shown itself.</summary>
    internal const string Voices = "voices";

    /// <summary>
    /// Runs what changes rows of one person, and keeps the numbers. Everything that changes them runs in here, and in no more than one at a time;
    /// nobody else's changes of the same person run meanwhile, in any process.
    /// </summary>
    public static void Keeping(Connection connection, string programmeId, string personId, Action<Connection> write) =>
        Keeping(connection, programmeId, personId, open =>
        {
            write(open);
            return true;
        });

    /// <inheritdoc cref="Keeping(Connection, string, string, Action{Connection})"/>
    public static T Keeping<T>(Connection connection, string programmeId, string personId, Func<Connection, T> write)
    {
        T result = default!;
        Keeping(connection, new SqlBatch(), programmeId, personId, open => result = write(open));
        return result;
    }

    /// <inheritdoc cref="Keeping(Connection, string, string, Action{Connection})"/>
    /// <param name="before">Runs before it, and what it asks has its answers then.</param>
    public static void Keeping(Connection connection, SqlBatch before, string programmeId, string personId, Action<Connection> write)
    {
        var (was, becomes) = Around(connection, before, programmeId, personId, write);
        Append(connection, programmeId, was, becomes);
    }

    /// <summary>
    /// The same for somebody whose time is over: the numbers they agreed to be in stay as they are, and nothing else of them does. Only how many may
    /// be quoted goes down, as it decides which quotes may be shown.
    /// </summary>
    public static T Forgetting<T>(Connection connection, string programmeId, string personId, Func<Connection, T> write)
    {
        T result = default!;
        var (was, becomes) = Around(connection, new SqlBatch(), programmeId, personId, open => result = write(open));
        Append(connection, programmeId, [.. was.Where(cell => cell.TableId == Voices)], [.. becomes.Where(cell => cell.TableId == Voices)]);
        var kept = was.Except(becomes).Where(cell => cell.TableId != Voices).Select(cell => (cell, 1)).ToList();
        if (kept.Count > 0)
            Insert(connection, programmeId, "counter_kept", kept, "on conflict (programme_id, table_id, row_id, column_id) do update set people = counter_kept.people + excluded.people");
        return result;
    }

    private static (HashSet<CounterCell> Was, HashSet<CounterCell> Becomes) Around(Connection connection, SqlBatch before, string programmeId, string personId, Action<Connection> write)
    {
        // A lock of their name and not of their row: the row may be about to be made, or to go.
        connection.Lock(before, $"person/{programmeId}/{personId}");
        var was = Contribution.Ask(before, programmeId, personId);
        before.Run(connection);
        write(connection);
        var after = new SqlBatch();
        var becomes = Contribution.Ask(after, programmeId, personId);
        after.Run(connection);
        return (was(), becomes());
    }

    /// <summary>Moves changes into the counters; what anybody reads stays the same. Returns how many, so that one can go on until there were fewer than <paramref name="atMost"/>.</summary>
    public static int Compact(Connection connection, string programmeId, int atMost)
    {
        Alone(connection);
        var row = connection.Dialect.RowId;
        var changes = connection.Query<Number>(
            $"""
            delete from counter_change
            where {row} in (
              select {row}
              from counter_change
              where programme_id = @programmeId
              limit @atMost)
            returning table_id, row_id, column_id, people
            """,
            new { programmeId, atMost });
        Add(connection, programmeId, changes.GroupBy(change => change.Cell).Select(same => (same.Key, same.Sum(change => change.People))));
        return changes.Count;
    }

    /// <summary>Counts everybody once, where there were people before there were counters; false when that was done. A write of its own; turns go on meanwhile.</summary>
    public static bool Build(Connection connection, string programmeId, DateTimeOffset now)
    {
        // All that follows sees the people and the changes of one moment.
        if (connection.Dialect == SqlDialect.Postgres)
            connection.Execute("set transaction isolation level repeatable read");
        Alone(connection);
        if (connection.Execute("insert into counters_built (programme_id, built_at) values (@programmeId, @now) on conflict do nothing", new { programmeId, now }) == 0)
            return false;

        connection.Execute("delete from counter where programme_id = @programmeId", new { programmeId });
        connection.Execute("delete from counter_change where programme_id = @programmeId", new { programmeId });
        Add(connection, programmeId, Sums(Contribution.OfAll(connection, programmeId)).Select(sum => (sum.Key, sum.Value)));
        Add(connection, programmeId, Kept(connection, programmeId));
        return true;
    }

    /// <summary>Those who were counted and are forgotten.</summary>
    private static IEnumerable<(CounterCell Cell, int People)> Kept(Connection connection, string programmeId) =>
        connection.Query<Number>("select table_id, row_id, column_id, people from counter_kept where programme_id = @programmeId", new { programmeId })
            .Select(number => (number.Cell, number.People));

    /// <summary>All numbers of these tables, as of one moment.</summary>
    internal static IReadOnlyDictionary<CounterCell, int> Read(Connection connection, string programmeId, IReadOnlyList<string> tables) =>
        Numbers(connection, programmeId, tables, "1 = 1").ToDictionary(number => number.Cell, number => number.People);

    /// <summary>How many people are behind each of these tables, where there are any.</summary>
    internal static IReadOnlyDictionary<string, int> Respondents(Connection connection, string programmeId, IReadOnlyList<string> tables) =>
        Numbers(connection, programmeId, tables, "row_id = '' and column_id = ''").ToDictionary(number => number.TableId, number => number.People);

    private static IReadOnlyList<Number> Numbers(Connection connection, string programmeId, IReadOnlyList<string> tables, string which) =>
        tables.Count == 0 ? [] : connection.Query<Number>(Exact($"{connection.Dialect.In("table_id", "tables")} and {which}"), new { programmeId, tables });

    /// <summary>Selects table_id, row_id, column_id and people of programme @programmeId: what was moved and what was not, as of one moment.</summary>
    /// <param name="which">Which of the cells.</param>
    internal static string Exact(string which = "1 = 1") =>
        $"""
        select table_id, row_id, column_id, cast(sum(people) as bigint) as people
        from (
          select table_id, row_id, column_id, people
          from counter
          where programme_id = @programmeId and {which}
          union all
          select table_id, row_id, column_id, people
          from counter_change
          where programme_id = @programmeId and {which}) as number
        group by table_id, row_id, column_id
        having sum(people) <> 0
        """;

    private static void Append(Connection connection, string programmeId, HashSet<CounterCell> before, HashSet<CounterCell> after)
    {
        var changes = after.Except(before).Select(cell => (cell, 1)).Concat(before.Except(after).Select(cell => (cell, -1))).ToList();
        if (changes.Count > 0)
            Insert(connection, programmeId, "counter_change", changes);
    }

    private static void Add(Connection connection, string programmeId, IEnumerable<(CounterCell Cell, int People)> sums)
    {
        var changes = sums.Where(sum => sum.People != 0).ToList();
        Insert(connection, programmeId, "counter", changes, "on conflict (programme_id, table_id, row_id, column_id) do update set people = counter.people + excluded.people");
        if (changes.Exists(change => change.People < 0))
            connection.Execute("delete from counter where programme_id = @programmeId and people = 0", new { programmeId });
    }

    /// <summary>All in one statement: a turn may change dozens of cells.</summary>
    private static void Insert(Connection connection, string programmeId, string table, IEnumerable<(CounterCell Cell, int People)> numbers, string onConflict = "") =>
        connection.Change(
            $"""
            insert into {table} (programme_id, table_id, row_id, column_id, people)
            select @programmeId, value ->> 0, value ->> 1, value ->> 2, cast(value ->> 3 as bigint)
            from {connection.Dialect.Each("numbers")}
            where true
            {onConflict}
            """,
            new { programmeId, numbers = JsonSerializer.Serialize(numbers.Select(number => new object[] { number.Cell.TableId, number.Cell.RowId, number.Cell.ColumnId, number.People })) });

    private static Dictionary<CounterCell, int> Sums(IEnumerable<HashSet<CounterCell>> people)
    {
        var sums = new Dictionary<CounterCell, int>();
        foreach (var cell in people.SelectMany(cells => cells))
            CollectionsMarshal.GetValueRefOrAddDefault(sums, cell, out _)++;
        return sums;
    }

    /// <summary>Only one at a time moves changes or counts everybody; turns only append and need not wait.</summary>
    private static void Alone(Connection connection)
    {
        if (connection.Dialect == SqlDialect.Postgres)
            connection.Execute("lock table counter in share row exclusive mode");
    }

    private sealed record Number
    {
        public required string TableId { get; init; }
        public required string RowId { get; init; }
        public required string ColumnId { get; init; }
        public required int People { get; init; }

        public CounterCell Cell => new(TableId, RowId, ColumnId);
    }
}
