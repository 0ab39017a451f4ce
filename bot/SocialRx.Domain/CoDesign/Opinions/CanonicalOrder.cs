namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>
/// An order of people and statements that their votes alone decide, by colour refinement (Weisfeiler and Leman 1968): everybody's colour is made of the colours of the
/// statements they voted on, each statement's of the colours of its voters, a few times over. Names only part those whom the votes cannot tell apart,
/// whose places are interchangeable. Sums are of whole numbers, so no order of adding changes them.
/// </summary>
internal static class CanonicalOrder
{
    private const int Rounds = 4;
    private const int MostTold = 200;
    private const ulong OfVote = 0xD1B54A32D192ED03;

    public static VoteMatrix Arrange(string[] participants, string[] statements, List<Cell> cells)
    {
        var (people, columns) = Told(cells, participants.Length, statements);
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

    /// <summary>Where refinement leaves statements alike that different people voted on, one of them is told apart and the rest follows from that; which one makes no difference to the order.</summary>
    private static (ulong[] People, ulong[] Statements) Told(List<Cell> cells, int people, string[] statements)
    {
        var columns = OfStatements(cells, new ulong[statements.Length], [.. Enumerable.Range(0, people).Select(person => Seeded.Mix((ulong)person))]);
        var (ofPeople, ofStatements) = Refined(cells, new ulong[people], new ulong[statements.Length]);
        for (var told = 0; told < MostTold && OneOfMany(ofStatements, columns, statements) is { } one; told++)
        {
            ofStatements[one] = Seeded.Mix(~ofStatements[one]);
            (ofPeople, ofStatements) = Refined(cells, ofPeople, ofStatements);
        }

        return (ofPeople, ofStatements);
    }

    private static int? OneOfMany(ulong[] colours, ulong[] columns, string[] statements) => Enumerable.Range(0, colours.Length)
        .GroupBy(statement => colours[statement])
        .Where(alike => alike.Select(statement => columns[statement]).Distinct().Skip(1).Any())
        .MinBy(alike => alike.Key)?
        .MinBy(statement => statements[statement], StringComparer.Ordinal);

    private static (ulong[] People, ulong[] Statements) Refined(List<Cell> cells, ulong[] ofPeople, ulong[] ofStatements)
    {
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
