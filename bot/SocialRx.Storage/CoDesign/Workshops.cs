using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Insights;
using SocialRx.Storage.Insights;

namespace SocialRx.Storage.CoDesign;

/// <summary>What groups said face to face, as whoever was with them counted it, and statements and words from the room, which wait for others to approve them. Nobody in it is known.</summary>
public static class Workshops
{
    public const string FaceToFace = "face-to-face";

    public static void Enter(Connection connection, string programmeId, NewWorkshop workshop, StatementOptions rules, string by, DateTimeOffset now)
    {
        connection.Execute(
            """
            insert into workshop (programme_id, workshop_id, consultation_id, mode, held_on, people, entered_by, entered_at)
            values (@programmeId, @Id, @ConsultationId, @FaceToFace, @HeldOn, @People, @by, @now)
            """,
            new { programmeId, workshop.Id, workshop.ConsultationId, FaceToFace, HeldOn = workshop.HeldOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), workshop.People, by, now });
        connection.Execute(
            """
            insert into workshop_count (programme_id, workshop_id, question_id, option_id, people)
            values (@programmeId, @Id, @QuestionId, @OptionId, @People)
            """,
            workshop.Counts.Select(count => new { programmeId, workshop.Id, count.QuestionId, count.OptionId, count.People }));
        foreach (var said in workshop.Said)
            StatementQueue.Enter(connection, programmeId, said, workshop.Id, rules, by, now);
        WorkshopWords.Enter(connection, programmeId, workshop.Id, workshop.ConsultationId, workshop.Words, by, now);
    }

    /// <summary>Takes out what was entered by mistake, but no statement that was decided about; returns of which consultation, null when it is not there.</summary>
    public static string? Remove(Connection connection, string programmeId, string id)
    {
        var of = connection.QuerySingleOrDefault<string>("delete from workshop where programme_id = @programmeId and workshop_id = @id returning consultation_id", new { programmeId, id });
        connection.Execute("delete from workshop_count where programme_id = @programmeId and workshop_id = @id", new { programmeId, id });
        StatementQueue.TakeOut(connection, programmeId, id);
        WorkshopWords.TakeOut(connection, programmeId, id);
        return of;
    }

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<WorkshopRow> Of(Connection connection, string programmeId, string consultationId) =>
        connection.Query<WorkshopRow>(
            """
            select workshop_id, held_on, people, entered_by, entered_at
            from workshop
            where programme_id = @programmeId and consultation_id = @consultationId
            order by held_on desc, entered_at desc
            """,
            new { programmeId, consultationId });

    /// <summary>Everything that groups said, a table for each question that any was asked.</summary>
    internal static IReadOnlyList<CountTable> Tables(Connection connection, string programmeId, Consultations consultations)
    {
        var counts = connection.Query<Sum>(
            """
            select workshop.consultation_id, workshop_count.question_id, workshop_count.option_id, cast(sum(workshop_count.people) as bigint) as people, cast(sum(workshop.people) as bigint) as asked
            from workshop
            join workshop_count
              on workshop_count.programme_id = workshop.programme_id
              and workshop_count.workshop_id = workshop.workshop_id
            where workshop.programme_id = @programmeId
            group by workshop.consultation_id, workshop_count.question_id, workshop_count.option_id
            """,
            new { programmeId }).ToLookup(sum => (sum.ConsultationId, sum.QuestionId));
        return
        [
            .. from consultation in consultations.All
               from question in consultation.Questions
               let sums = counts[(consultation.Id, question.Id)].ToList()
               where sums.Count > 0
               select Table(TableIds.FaceToFace(consultation.Id, question.Id), question, sums),
        ];
    }

    // Every option of a question is entered for every workshop, so each tells how many were asked.
    private static CountTable Table(string id, ConsultationQuestion question, List<Sum> sums)
    {
        var asked = sums.Max(sum => sum.Asked);
        var rows = WorkshopQuestion.Rows(question);
        if (question is ConsultationQuestion.Pairwise)
            return Pairs(id, asked, rows, sums);
        var people = rows.Select(row => sums.FirstOrDefault(sum => sum.OptionId == row)?.People ?? 0).ToList();
        if (!WorkshopQuestion.IsOneEach(question))
            return new CountTable(id, asked, rows, [TableIds.Everybody], people.ConvertAll(count => (IReadOnlyList<int>)[count])) { Groups = [asked] };
        people.Add(asked - people.Sum());
        return new CountTable(id, asked, [.. rows, TableIds.NotSaid], [TableIds.Everybody], people.ConvertAll(count => (IReadOnlyList<int>)[count])) { TotalsDown = true };
    }

    private static CountTable Pairs(string id, int asked, IReadOnlyList<string> rows, List<Sum> sums)
    {
        var hands = rows.Select(row => sums.FirstOrDefault(sum => sum.OptionId == row)?.People ?? 0).Chunk(2).ToList();
        var pairs = rows.Where((_, at) => at % 2 == 0).Select(row => row[..row.LastIndexOf(TableIds.PairSeparator)]).ToList();
        return new CountTable(id, asked, pairs, [TableIds.FirstOfPair, TableIds.SecondOfPair], hands.ConvertAll(pair => (IReadOnlyList<int>)pair)) { TotalsAcross = true, Repeats = true, Groups = [asked, asked] };
    }

    private sealed record Sum
    {
        public required string ConsultationId { get; init; }
        public required string QuestionId { get; init; }
        public required string OptionId { get; init; }
        public required int People { get; init; }
        public required int Asked { get; init; }
    }
}

/// <summary>How a question is counted in a room: hands for each answer.</summary>
public static class WorkshopQuestion
{
    /// <summary>Answers that hands are counted for; none where the question cannot be asked so.</summary>
    public static IReadOnlyList<string> Rows(ConsultationQuestion question) => question switch
    {
        ConsultationQuestion.Choice or ConsultationQuestion.Ranking or ConsultationQuestion.Budget => [.. question.Picks.Select(option => option.Id)],
        ConsultationQuestion.Scale => Bands.All,
        ConsultationQuestion.Pairwise => [.. OptionPair.All([.. question.Picks.Select(option => option.Id)]).SelectMany(pair => new[] { TableIds.FirstOfPair, TableIds.SecondOfPair }.Select(side => string.Join(TableIds.PairSeparator, pair.First, pair.Second, side)))],
        _ => [],
    };

    /// <summary>Everybody raises a hand once at most, for one answer (of a ranking: for what comes first).</summary>
    public static bool IsOneEach(ConsultationQuestion question) =>
        question is ConsultationQuestion.Choice { Several: false } or ConsultationQuestion.Scale or ConsultationQuestion.Ranking;

    /// <summary>What cannot be so in a room of so many people; null when all can.</summary>
    public static string? Problem(ConsultationQuestion question, IReadOnlyList<int> counts, int people)
    {
        if (counts.Any(count => count < 0 || count > people))
            return $"“{question.Words}”: no answer can have more people than took part.";
        if (question is ConsultationQuestion.Pairwise && counts.Chunk(2).Any(pair => pair.Sum() > people))
            return $"“{question.Words}”: of two, everybody chooses one, so together they cannot be more than took part.";
        return IsOneEach(question) && counts.Sum() > people ? $"“{question.Words}”: everybody has one answer, so together they cannot be more than took part." : null;
    }
}

public sealed record NewWorkshop(string Id, string ConsultationId, DateOnly HeldOn, int People, IReadOnlyList<WorkshopCount> Counts)
{
    /// <summary>Statements from the room.</summary>
    public IReadOnlyList<NewStatement> Said { get; init; } = [];

    /// <summary>What was said to questions that are answered with words.</summary>
    public IReadOnlyList<SaidInRoom> Words { get; init; } = [];
}

public sealed record WorkshopCount(string QuestionId, string OptionId, int People);

public sealed record WorkshopRow
{
    public required string WorkshopId { get; init; }
    public required string HeldOn { get; init; }
    public required int People { get; init; }
    public required string EnteredBy { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
}
