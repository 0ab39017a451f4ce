using CsCheck;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Domain.HandOff;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.HandOff;
using SocialRx.Storage.Insights;
using SocialRx.Storage.People;
using SocialRx.Storage.Staff;
using SocialRx.TestKit;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Storage.Insights;

/// <summary>A programme of its own with few people, who say, change and take back whatever a conversation can record, and whose staff move their referrals.</summary>
/// <param name="process">Start of the ids it gives, where several give ids in one programme.</param>
internal sealed class Town(Database database, string programmeId, string process = "a")
{
    public const int AgreesToBeCounted = 1;
    public const int NamesWhatMatters = 5;

    private const int People = 5;
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 23, 0, 0, TimeSpan.Zero);
    private static readonly string?[] Ages = [null, .. AgeBand.All.Select(band => band.Id)];
    private static readonly string?[] Outcodes = [null, "FB1", "FB2", "ZZ9"];
    private static readonly string[] Themes = ["music", "active", "money"];
    private static readonly string[] Listings = ["s.1", "s.2", "s.3"];
    private static readonly string[] Outcomes = [SuggestionOutcome.Chosen, SuggestionOutcome.NotForMe, SuggestionOutcome.NotNow, SuggestionOutcome.WentGood];
    private static readonly string[] Blocks = ["cost", "distance", "day"];
    private static readonly OptionPair[] Pairs = [OptionPair.Of("park", "bus"), OptionPair.Of("park", "cafe"), OptionPair.Of("bus", "cafe")];
    private static readonly string[] Abouts = ["matters", "goal", "after-school/one-change"];

    private readonly NewId _newId = TestDatabase.CountingIds($"{programmeId}-{process}");
    private int _minutes;

    /// <summary>One turn of one person, or one action of staff about them: several things recorded together.</summary>
    public static Gen<Turn> AnyTurn =>
        from person in Gen.Int[0, People - 1]
        from deeds in Gen.Select(Gen.Int[0, Deeds.Length - 1], Gen.Int[0, 59], (what, how) => new Deed(what, how)).List[1, 4]
        select new Turn(person, deeds);

    private static Consultations Consultations { get; } = new([Some.Consultation, Some.EveryKind, Twice]);

    private static Consultation Twice => Some.EveryKind with
    {
        Id = "twice",
        Questions =
        [
            Some.EveryKind.Questions[0] with { SecondRound = new(null, 10) },
            new ConsultationQuestion.Choice("several", "What would you like more of?", [new("park", "Parks"), new("bus", "Buses")], Several: true) { SecondRound = new(null, 10) },
        ],
    };

    private static Action<Town, Connection, TurnIdentity, int>[] Deeds { get; } =
    [
        (town, connection, who, how) => Consents.Decide(connection, who, new ConsentDecision(town._newId(), ConsentPurpose.Numbers, how % 4 > 0, "1"), town.Now()),
        (town, connection, who, how) => Consents.Decide(connection, who, new ConsentDecision(town._newId(), ConsentPurpose.Numbers, true, "1"), town.Now()),
        (town, connection, who, how) => Consents.Decide(connection, who, new ConsentDecision(town._newId(), ConsentPurpose.Quote, how % 3 > 0, "1"), town.Now()),
        (town, connection, who, how) => Persons.SetAgeBand(connection, who, Ages[how % Ages.Length], town.Now()),
        (town, connection, who, how) => Persons.SetOutcode(connection, who, Outcodes[how % Outcodes.Length], town.Now()),
        (town, connection, who, how) => Persons.ReplaceMentions(connection, who, MentionKind.Matters, Themes.Take(how % 4), town.Now()),
        (town, connection, who, how) => Persons.ReplaceMentions(connection, who, MentionKind.Barrier, Blocks.Skip(how % 4), town.Now()),
        (town, connection, who, how) => Persons.ReplaceMentions(connection, who, MentionKind.Strength, Themes.Skip(how % 3), town.Now()),
        (town, connection, who, how) => Plans.Set(connection, who, new PlanRow("goal", how % 12 == 11 ? null : how % 12, null), town.Now()),
        (town, connection, who, how) => Plans.Drop(connection, who),
        (town, connection, who, how) => Plans.SetOutcome(connection, who, town.Outcome(how), town.Now()),
        (town, connection, who, how) => Plans.DropOutcome(connection, who, Listings[how % 3]),
        (town, connection, who, how) => Plans.NoteUnmet(connection, who, town._newId(), new(how % 4 == 3 ? null : Themes[how % 4], null, null, Blocks[how % 3]), town.Now()),
        (town, connection, who, how) => Answers.Replace(connection, who, new GivenAnswer("after-school", "when", [.. Chosen(how)]), town.Now()),
        (town, connection, who, how) => Answers.Replace(connection, who, new GivenAnswer("after-school", "welcome", [], how % 12 == 11 ? null : how % 12), town.Now()),
        (town, connection, who, how) => Answers.Replace(connection, who, new GivenAnswer("after-school", "one-change", [], SaidSomething: how % 2 == 0), town.Now()),
        (town, connection, who, how) => Orders.Replace(connection, who, "fair-share", "order", [.. Order(how)], town.Now()),
        (town, connection, who, how) => PairVotes.Set(connection, who, "fair-share", "pairs", Pairs[how % 3], Choice(how), town.Now()),
        (town, connection, who, how) => Ballots.Replace(connection, who, "fair-share", "sum", Ballot(how), town.Now()),
        (town, connection, who, how) => SecondLooks.Show(connection, who, Again(how), 1, new RoundView([], how, null), town.Now()),
        (town, connection, who, how) => SecondLooks.Answer(connection, who, Again(how), Moved(how), town.Now()),
        (town, connection, who, how) => OwnWords.Keep(connection, who, new KeptWords(town._newId(), Abouts[how % 3], "words", "words"), town.Now()),
        (town, connection, who, how) => OwnWords.Drop(connection, who, Abouts[how % 3]),
        (town, connection, who, how) => Referrals.Request(connection, who, town.Referral(how), town.Now()),
        (town, connection, who, how) => Referrals.Withdraw(connection, who),
        (town, connection, who, how) => PersonalRecord.BeginAgain(connection, who),
        (town, connection, who, how) => PersonalRecord.Delete(connection, who),
    ];

    /// <summary>As a turn commits.</summary>
    public Task TakeAsync(Turn turn) =>
        database.WriteAsync(connection => Counters.Keeping(connection, programmeId, Who(turn).PersonId.Value, open => Do(open, turn)));

    /// <summary>As a release committed that had no counters.</summary>
    public Task TakeUncountedAsync(Turn turn) => database.WriteAsync(connection => Do(connection, turn));

    /// <summary>A link worker accepts or closes whatever there is.</summary>
    public Task WorkAsync() =>
        database.WriteAsync(connection =>
        {
            foreach (var line in ReferralList.List(connection, programmeId, "", 100))
                _ = ReferralList.Close(connection, programmeId, "", line.Id) || ReferralList.Accept(connection, programmeId, "", line.Id);
        });

    public Task<int> CompactAsync(int atMost) => database.WriteAsync(connection => Counters.Compact(connection, programmeId, atMost));

    public Task<bool> BuildAsync() => database.WriteAsync(connection => Counters.Build(connection, programmeId, Start));

    /// <summary>Changes that were not moved into the counters yet.</summary>
    public Task<int> ChangesAsync() =>
        database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from counter_change where programme_id = @programmeId", new { programmeId }));

    public async Task<string> CountersAsync() => await database.ReadAsync(connection => Lines(new CountTables(Consultations, ["FB1", "FB2"]).Read(connection, programmeId, (_, _) => true), Voices(connection)));

    public async Task<string> ScanAsync() => await database.ReadAsync(connection =>
    {
        var scan = new Scan(connection, programmeId, ["FB1", "FB2"]);
        return Lines(scan.All(Consultations), scan.Voices());
    });

    private IEnumerable<string> Voices(Connection connection) =>
        Counters.Read(connection, programmeId, [Counters.Voices])
            .Select(number => $"{number.Key.RowId} {number.Key.ColumnId} {number.Value}")
            .Order(StringComparer.Ordinal);

    private static string Lines(IEnumerable<CountTable> tables, IEnumerable<string> voices) =>
        string.Join(Environment.NewLine, tables.SelectMany(Lines).Concat(voices));

    private static IEnumerable<string> Lines(CountTable table) =>
    [
        $"{table.Id}: {table.Respondents} people; {string.Join(' ', table.Columns.Zip(table.Groups!, (column, people) => $"{column}={people}"))}; {table.TotalsAcross} {table.TotalsDown}",
        .. table.Rows.Zip(table.Counts, (row, counts) => $"  {row}: {string.Join(' ', counts)}"),
    ];

    private void Do(Connection connection, Turn turn)
    {
        foreach (var deed in turn.Deeds)
            Deeds[deed.What](this, connection, Who(turn), deed.How);
    }

    private TurnIdentity Who(Turn turn) => new(programmeId, $"test/{programmeId}-{turn.Person}", new PersonId($"person{turn.Person}"));

    /// <summary>Later every time; the month turns on the way.</summary>
    private DateTimeOffset Now() => Start.AddMinutes(Interlocked.Increment(ref _minutes));

    private OutcomeRow Outcome(int how) => new(_newId(), Listings[how % 3], Outcomes[how / 3 % 4], how / 3 % 4 == 1 ? (how % 2 == 0 ? "costs" : "too-far") : null);

    private ReferralRequest Referral(int how) => new() { Id = _newId(), State = how % 2 == 0 ? "requested" : "waiting-for-person" };

    private static IEnumerable<string> Chosen(int how) => new[] { "evenings", "weekends", "holidays" }.Where((_, option) => (how >> option) % 2 == 1);

    private static IEnumerable<string> Order(int how) => new[] { "warm", "free", "near", "late" }.Skip(how % 4).Concat(new[] { "warm", "free" }.Take(how % 4 > 1 ? how / 4 % 2 : 0)).Take(how % 5);

    private static IReadOnlyList<string>? Ballot(int how) => how % 5 == 4 ? null : [.. new[] { "lights", "bins" }.Where((_, project) => (how >> project) % 2 == 1)];

    private static StatementQuestion Again(int how) => new("twice", how % 2 == 0 ? "when" : "several");

    private static SecondAnswer Moved(int how) => (how % 2, how / 2 % 4) switch
    {
        (_, 0) => new(null, null, []),
        (0, 1) => new(RoundOutcome.Keep, null, [new("evenings", "evenings")]),
        (0, 2) => new(RoundOutcome.Change, null, [new("evenings", "weekends")]),
        (0, _) => new(RoundOutcome.NotSure, null, [new("holidays", Move.NotSure)]),
        (_, 1) => new(RoundOutcome.Keep, null, [new("park", Move.Still), new("bus", Move.Still)]),
        (_, 2) => new(RoundOutcome.Change, null, [new("park", Move.NoLonger), new("bus", Move.New)]),
        _ => new(RoundOutcome.NotSure, null, [new("bus", Move.NotSure)]),
    };

    private static string? Choice(int how) => (how / 3 % 4) switch { 0 => Pairs[how % 3].First, 1 => Pairs[how % 3].Second, 2 => "", _ => null };

    internal sealed record Turn(int Person, IReadOnlyList<Deed> Deeds);

    internal sealed record Deed(int What, int How);
}
