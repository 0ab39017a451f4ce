namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// An order of people and statements that their votes alone decide, by colour refinement (Weisfeiler and Leman 1968): everybody's colour is made of the colours of the
/// statements they voted on, each statement's of the colours of its voters, a few times over. Names only part those whom the votes cannot tell apart,
/// whose places are interchangeable. Sums are of whole numbers, so no order of adding changes them.
/// </summary>
internal static class CanonicalOrder
{
    private const int Rounds = 4;
    private const ulong OfVote = 0xD1B54A32D192ED03;

    public static VoteMatrix Arrange(string[] participants, string[] statements, List<Cell> cells)
    {
        var (people, columns) = Refined(cells, participants.Length, statements.Length);
        var statementOrder = Sorted(columns, statements);
        var statementPlace = Inverse(statementOrder);
        var personOrder = Sorted(OfPeople(cells, people, [.. statementPlace.Select(place => Seeded.Mix((ulong)place))]), participants);
        var personPlace = Inverse(personOrder);
        var arranged = cells.ConvertAll(cell => new Cell(personPlace[cell.Person], statementPlace[cell.Statement], cell.Vote));
        return new VoteMatrix(
            [.. personOrder.Select(index => participants[index])],
            [.. statementOrder.Select(index => statements[index])],
            Compressed.Of(arranged, participants.Length));
    }

    private static (ulong[] People, ulong[] Statements) Refined(List<Cell> cells, int people, int statements)
    {
        var (ofPeople, ofStatements) = (new ulong[people], new ulong[statements]);
        for (var round = 0; round < Rounds; round++)
        {
            ofPeople = OfPeople(cells, ofPeople, ofStatements);
            ofStatements = OfStatements(cells, ofStatements, ofPeople);
        }

        return (ofPeople, ofStatements);
    }

    private static ulong[] OfPeople(List<Cell> cells, ulong[] own, ulong[] statements)
    {
        var sums = Array.ConvertAll(own, Seeded.Mix);
        foreach (var cell in cells)
            sums[cell.Person] += Seeded.Mix(statements[cell.Statement] + (((ulong)cell.Vote + 1) * OfVote));
        return sums;
    }

    private static ulong[] OfStatements(List<Cell> cells, ulong[] own, ulong[] people)
    {
        var sums = Array.ConvertAll(own, Seeded.Mix);
        foreach (var cell in cells)
            sums[cell.Statement] += Seeded.Mix(people[cell.Person] + (((ulong)cell.Vote + 1) * OfVote));
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
