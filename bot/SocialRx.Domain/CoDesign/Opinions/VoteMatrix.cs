using System.Runtime.InteropServices;

namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// Who voted how on what. People and statements stand in an order that depends on the votes alone, so that whatever is computed in it comes out the same,
/// to the last bit, however the votes arrived and whatever people and statements are called.
/// </summary>
public sealed class VoteMatrix
{
    private readonly Dictionary<string, int> people;
    private readonly Dictionary<string, int> columns;

    internal VoteMatrix(string[] participants, string[] statements, Compressed byPerson)
    {
        (Participants, Statements) = (participants, statements);
        people = Indexed(participants);
        columns = Indexed(statements);
        ByStatement = byPerson.Turned(statements.Length);
        ByPerson = ByStatement.Turned(participants.Length);
        Counts = [.. Enumerable.Range(0, statements.Length).Select(CountOf)];
    }

    /// <param name="byPerson">Some of the votes, in the same order.</param>
    private VoteMatrix(VoteMatrix all, Compressed byPerson)
    {
        (Participants, Statements, people, columns) = (all.Participants, all.Statements, all.people, all.columns);
        ByPerson = byPerson;
        ByStatement = byPerson.Turned(Statements.Count);
        Counts = [.. Enumerable.Range(0, Statements.Count).Select(CountOf)];
    }

    /// <summary>Everybody who voted on a statement that takes part.</summary>
    public IReadOnlyList<string> Participants { get; }

    /// <summary>Every statement that takes part and was voted on.</summary>
    public IReadOnlyList<string> Statements { get; }

    public int VoteCount => ByPerson.Index.Length;

    /// <summary>Of each statement, over everybody.</summary>
    public IReadOnlyList<VoteCounts> Counts { get; }

    internal Compressed ByPerson { get; }
    internal Compressed ByStatement { get; }

    /// <param name="without">Statements that take no part: rejected, or about who somebody is.</param>
    public static VoteMatrix Of(IEnumerable<CastVote> votes, IReadOnlySet<string>? without = null)
    {
        var (people, statements, cells) = (new Names(), new Names(), new List<Cell>(votes.TryGetNonEnumeratedCount(out var count) ? count : 0));
        foreach (var vote in votes)
        {
            if (without?.Contains(vote.Statement) != true)
                cells.Add(new Cell(people.Number(vote.Participant), statements.Number(vote.Statement), vote.Vote));
        }

        var cast = Compressed.Of(cells, people.All.Length);
        return CanonicalOrder.Arrange(people.All, statements.All, cast.LastOfEach(statements.All.Length));
    }

    /// <summary>The statements a person voted on, in the matrix's order.</summary>
    public ReadOnlySpan<int> StatementsOf(int person) => ByPerson.IndexOf(person);

    /// <summary>A person's votes on those statements.</summary>
    public ReadOnlySpan<Vote> VotesOf(int person) => ByPerson.VotesOf(person);

    /// <summary>Where somebody stands in the order; -1 for who has no vote here.</summary>
    public int IndexOfPerson(string participant) => people.GetValueOrDefault(participant, -1);

    /// <summary>Where a statement stands in the order; -1 for one without votes.</summary>
    public int IndexOfStatement(string statement) => columns.GetValueOrDefault(statement, -1);

    /// <summary>The same people, statements and order with some votes left out, and those votes.</summary>
    internal (VoteMatrix Left, IReadOnlyList<Cell> Taken) Without(Func<Cell, bool> takes)
    {
        var (left, taken) = ByPerson.Without(takes);
        return (new VoteMatrix(this, left), taken);
    }

    private VoteCounts CountOf(int statement)
    {
        var counts = default(VoteCounts);
        foreach (var vote in ByStatement.VotesOf(statement))
            counts += VoteCounts.Of(vote);
        return counts;
    }

    private static Dictionary<string, int> Indexed(string[] names) =>
        names.Select((name, index) => (name, index)).ToDictionary(item => item.name, item => item.index, StringComparer.Ordinal);

    /// <summary>Numbers for names, in the order in which they come.</summary>
    private sealed class Names
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        private string[]? all;

        public string[] All => all ??= [.. numbers.Keys];

        public int Number(string name)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, name, out var known);
            return known ? number : number = numbers.Count - 1;
        }
    }
}

/// <summary>One vote, of people and statements by number.</summary>
internal readonly record struct Cell(int Person, int Statement, Vote Vote);

/// <summary>A sparse matrix by rows: where each begins (and, last, where all end), which columns it has and the votes in them.</summary>
internal sealed record Compressed(int[] Start, int[] Index, Vote[] Votes)
{
    public int Rows => Start.Length - 1;

    /// <summary>By person, in the order in which the votes come.</summary>
    public static Compressed Of(List<Cell> cells, int people)
    {
        var start = new int[people + 1];
        foreach (var cell in cells)
            start[cell.Person + 1]++;
        var (next, index, votes) = (Begun(start), new int[cells.Count], new Vote[cells.Count]);
        foreach (var cell in cells)
        {
            var at = next[cell.Person]++;
            (index[at], votes[at]) = (cell.Statement, cell.Vote);
        }

        return new Compressed(start, index, votes);
    }

    public ReadOnlySpan<int> IndexOf(int row) => Index.AsSpan(Start[row]..Start[row + 1]);

    public ReadOnlySpan<Vote> VotesOf(int row) => Votes.AsSpan(Start[row]..Start[row + 1]);

    public int LengthOf(int row) => Start[row + 1] - Start[row];

    private IEnumerable<Cell> Cells()
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var at = Start[row]; at < Start[row + 1]; at++)
                yield return new Cell(row, Index[at], Votes[at]);
        }
    }

    /// <summary>What is left in the same order, and what was taken; rows are people, and no column is there twice in one.</summary>
    public (Compressed Left, IReadOnlyList<Cell> Taken) Without(Func<Cell, bool> takes)
    {
        var taken = Cells().Where(takes).ToList();
        var (start, index, votes) = (new int[Start.Length], new int[Index.Length - taken.Count], new Vote[Index.Length - taken.Count]);
        var (next, gone) = (0, 0);
        for (var row = 0; row < Rows; row++)
        {
            for (var at = Start[row]; at < Start[row + 1]; at++)
            {
                if (gone < taken.Count && taken[gone].Person == row && taken[gone].Statement == Index[at])
                    gone++;
                else
                    (index[next], votes[next++]) = (Index[at], Votes[at]);
            }

            start[row + 1] = next;
        }

        return (new Compressed(start, index, votes), taken);
    }

    /// <summary>Columns become rows, each in ascending order.</summary>
    public Compressed Turned(int columns)
    {
        var start = new int[columns + 1];
        foreach (var column in Index)
            start[column + 1]++;
        var (next, index, votes) = (Begun(start), new int[Index.Length], new Vote[Index.Length]);
        for (var row = 0; row < Rows; row++)
        {
            for (var from = Start[row]; from < Start[row + 1]; from++)
            {
                var at = next[Index[from]]++;
                (index[at], votes[at]) = (row, Votes[from]);
            }
        }

        return new Compressed(start, index, votes);
    }

    /// <summary>Of several votes in one place only the last.</summary>
    public List<Cell> LastOfEach(int columns)
    {
        var (cells, seenBy) = (new List<Cell>(Index.Length), new int[columns]);
        for (var row = 0; row < Rows; row++)
        {
            for (var at = Start[row + 1] - 1; at >= Start[row]; at--)
            {
                if (seenBy[Index[at]] == row + 1)
                    continue;
                seenBy[Index[at]] = row + 1;
                cells.Add(new Cell(row, Index[at], Votes[at]));
            }
        }

        return cells;
    }

    // Turns lengths into beginnings; the copy is moved on while rows are filled.
    private static int[] Begun(int[] start)
    {
        for (var row = 1; row < start.Length; row++)
            start[row] += start[row - 1];
        return (int[])start.Clone();
    }
}
