namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// Who voted how on what. People and statements stand in an order that depends on the votes alone, so that whatever is computed in it comes out the same,
/// to the last bit, however the votes arrived and whatever people and statements are called.
/// </summary>
public sealed class VoteMatrix
{
    private readonly Dictionary<string, int> people;
    private readonly Dictionary<string, int> columns;
    private readonly int[] personStart;
    private readonly int[] statementOf;
    private readonly Vote[] voteOf;

    private VoteMatrix(string[] participants, string[] statements, Cells cells)
    {
        (Participants, Statements) = (participants, statements);
        people = Indexed(participants);
        columns = Indexed(statements);
        (personStart, statementOf, voteOf) = cells.GroupedBy(cell => cell.Person, cell => cell.Statement, participants.Length);
        (StatementStart, PersonOf, VoteBy) = cells.GroupedBy(cell => cell.Statement, cell => cell.Person, statements.Length);
        Counts = [.. Enumerable.Range(0, statements.Length).Select(CountOf)];
    }

    /// <summary>Everybody who voted on a statement that takes part.</summary>
    public IReadOnlyList<string> Participants { get; }

    /// <summary>Every statement that takes part and was voted on.</summary>
    public IReadOnlyList<string> Statements { get; }

    public int VoteCount => voteOf.Length;

    /// <summary>Of each statement, over everybody.</summary>
    public IReadOnlyList<VoteCounts> Counts { get; }

    // By statement: where its votes begin, whose they are in ascending order, and which.
    internal int[] StatementStart { get; }
    internal int[] PersonOf { get; }
    internal Vote[] VoteBy { get; }

    /// <param name="without">Statements that take no part: rejected, or about who somebody is.</param>
    public static VoteMatrix Of(IEnumerable<CastVote> votes, IReadOnlySet<string>? without = null)
    {
        var names = new Names();
        var last = new Dictionary<(int Person, int Statement), Vote>();
        foreach (var vote in votes)
        {
            if (without?.Contains(vote.Statement) != true)
                last[names.Of(vote)] = vote.Vote;
        }

        return CanonicalOrder.Arrange(names.People, names.Statements, [.. last.Select(cell => new Cell(cell.Key.Person, cell.Key.Statement, cell.Value))]);
    }

    /// <summary>The statements a person voted on, in order, and their votes.</summary>
    public (ReadOnlyMemory<int> Statements, ReadOnlyMemory<Vote> Votes) By(int person)
    {
        var (start, length) = (personStart[person], personStart[person + 1] - personStart[person]);
        return (statementOf.AsMemory(start, length), voteOf.AsMemory(start, length));
    }

    public int VotesOf(int person) => personStart[person + 1] - personStart[person];

    /// <summary>Where somebody stands in the order; -1 for who has no vote here.</summary>
    public int IndexOfPerson(string participant) => people.GetValueOrDefault(participant, -1);

    /// <summary>Where a statement stands in the order; -1 for one without votes.</summary>
    public int IndexOfStatement(string statement) => columns.GetValueOrDefault(statement, -1);

    /// <summary>Votes in any order of any people and statements given by number.</summary>
    internal static VoteMatrix InOrder(IReadOnlyList<string> participants, IReadOnlyList<string> statements, Cell[] cells) =>
        new([.. participants], [.. statements], new Cells(cells));

    /// <summary>The same people, statements and order with some votes left out, and with the votes that were.</summary>
    internal (VoteMatrix Rest, IReadOnlyList<Cell> Taken) Without(Func<Cell, bool> takes)
    {
        var all = AllCells().ToLookup(takes);
        return (new VoteMatrix([.. Participants], [.. Statements], new Cells([.. all[false]])), [.. all[true]]);
    }

    internal IEnumerable<Cell> AllCells() =>
        from person in Enumerable.Range(0, Participants.Count)
        from at in Enumerable.Range(personStart[person], VotesOf(person))
        select new Cell(person, statementOf[at], voteOf[at]);

    private VoteCounts CountOf(int statement)
    {
        var counts = default(VoteCounts);
        foreach (var vote in VoteBy.AsSpan(StatementStart[statement]..StatementStart[statement + 1]))
            counts += VoteCounts.Of(vote);
        return counts;
    }

    private static Dictionary<string, int> Indexed(string[] names) =>
        names.Select((name, index) => (name, index)).ToDictionary(item => item.name, item => item.index, StringComparer.Ordinal);

    /// <summary>Numbers for names, in the order in which they come.</summary>
    private sealed class Names
    {
        private readonly Dictionary<string, int> people = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> statements = new(StringComparer.Ordinal);

        public string[] People => [.. people.Keys];
        public string[] Statements => [.. statements.Keys];

        public (int Person, int Statement) Of(CastVote vote) => (Number(people, vote.Participant), Number(statements, vote.Statement));

        private static int Number(Dictionary<string, int> numbers, string name)
        {
            if (!numbers.TryGetValue(name, out var number))
                numbers.Add(name, number = numbers.Count);
            return number;
        }
    }
}

/// <summary>One vote, of people and statements by number.</summary>
internal readonly record struct Cell(int Person, int Statement, Vote Vote);

internal readonly record struct Cells(Cell[] All)
{
    /// <summary>Compressed rows: where each begins, and its entries in ascending order.</summary>
    public (int[] Start, int[] Index, Vote[] Votes) GroupedBy(Func<Cell, int> row, Func<Cell, int> column, int rows)
    {
        var start = new int[rows + 1];
        foreach (var cell in All)
            start[row(cell) + 1]++;
        for (var at = 0; at < rows; at++)
            start[at + 1] += start[at];

        var (next, index, votes) = ((int[])start.Clone(), new int[All.Length], new Vote[All.Length]);
        foreach (var cell in All)
        {
            var at = next[row(cell)]++;
            (index[at], votes[at]) = (column(cell), cell.Vote);
        }

        for (var at = 0; at < rows; at++)
            Array.Sort(index, votes, start[at], start[at + 1] - start[at]);
        return (start, index, votes);
    }
}
