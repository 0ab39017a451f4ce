namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// An order of people and statements that their votes alone decide, by colour refinement (Weisfeiler and Leman 1968): everybody's colour is made of the colours of the
/// statements they voted on, each statement's of the colours of its voters, a few times over. Names only part those whom the votes cannot tell apart,
/// whose places are interchangeable. Sums are of whole numbers, so no order of adding changes them.
/// </summary>
internal static class CanonicalOrder
{
    private const int Rounds = 4;

    public static VoteMatrix Arrange(string[] participants, string[] statements, Cell[] cells)
    {
        var (people, columns) = Refined(cells, participants.Length, statements.Length);
        var statementOrder = Sorted(columns, statements);
        var statementPlace = Inverse(statementOrder);
        var personOrder = Sorted(Sums(cells, people, cell => cell.Person, cell => (ulong)statementPlace[cell.Statement]), participants);
        var personPlace = Inverse(personOrder);
        return VoteMatrix.InOrder(
            [.. personOrder.Select(index => participants[index])],
            [.. statementOrder.Select(index => statements[index])],
            [.. cells.Select(cell => new Cell(personPlace[cell.Person], statementPlace[cell.Statement], cell.Vote))]);
    }

    private static (ulong[] People, ulong[] Statements) Refined(Cell[] cells, int people, int statements)
    {
        var (ofPeople, ofStatements) = (new ulong[people], new ulong[statements]);
        for (var round = 0; round < Rounds; round++)
        {
            var before = ofStatements;
            ofPeople = Sums(cells, ofPeople, cell => cell.Person, cell => before[cell.Statement]);
            var voters = ofPeople;
            ofStatements = Sums(cells, ofStatements, cell => cell.Statement, cell => voters[cell.Person]);
        }

        return (ofPeople, ofStatements);
    }

    private static ulong[] Sums(Cell[] cells, ulong[] colours, Func<Cell, int> of, Func<Cell, ulong> other)
    {
        var sums = colours.Select(Seeded.Mix).ToArray();
        foreach (var cell in cells)
            sums[of(cell)] += Seeded.Mix(other(cell), (ulong)cell.Vote + 1);
        return sums;
    }

    private static int[] Sorted(ulong[] colours, string[] names) =>
        [.. Enumerable.Range(0, names.Length).OrderBy(index => colours[index]).ThenBy(index => names[index], StringComparer.Ordinal)];

    private static int[] Inverse(int[] order)
    {
        var place = new int[order.Length];
        for (var at = 0; at < order.Length; at++)
            place[order[at]] = at;
        return place;
    }
}
