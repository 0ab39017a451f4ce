using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Insights;

namespace SocialRx.Tests.Dashboard;

/// <summary>Young people of Fernbridge, made up by arithmetic so that every run has the same.</summary>
internal static class Some
{
    private const string At = "2026-11-02T10:00:00.000Z";
    private static readonly string[] Ages = ["11-13", "14-15", "16-17", "18-25"];
    private static readonly string[] Themes = ["active", "music", "friends", "feelings", "money", "creative", "games", "learning", "nature"];
    private static readonly string[] Barriers = ["cost", "travel", "alone", "confidence", "time", "nothing-on"];
    private static readonly string[] BlockedBy = ["distance", "none-exist", "day", "cost"];

    public static Consultation Consultation { get; } = new()
    {
        Id = "after-school",
        Title = "What's on near you",
        Owner = "Fernbridge Town Council's youth team",
        Why = "They plan what runs after school from April.",
        Level = ConsultationLevel.MyArea,
        Opens = new DateOnly(2026, 1, 5),
        Closes = new DateOnly(2030, 12, 31),
        Questions =
        [
            new ConsultationQuestion.Choice("when", "When is there least to do?", [new("evenings", "Evenings"), new("weekends", "Weekends"), new("holidays", "School holidays")]),
            new ConsultationQuestion.Scale("welcome", "How welcome do you feel in places for people your age?", "not at all", "completely"),
            new ConsultationQuestion.FreeText("one-change", "If you could change one thing round here, what would it be?"),
        ],
    };

    /// <summary>With a question of every kind that people put in order, compare or pay for.</summary>
    public static Consultation EveryKind { get; } = Consultation with
    {
        Id = "fair-share",
        Title = "What comes first",
        Questions =
        [
            new ConsultationQuestion.Choice("when", "When is there least to do?", [new("evenings", "Evenings"), new("weekends", "Weekends"), new("holidays", "School holidays")]),
            new ConsultationQuestion.Ranking("order", "What matters most in a place to go?", [new("warm", "Warm"), new("free", "Free"), new("near", "Near home"), new("late", "Open late")]),
            new ConsultationQuestion.Pairwise("pairs", "Which would you rather have?", [new("park", "A better park"), new("bus", "More buses"), new("cafe", "A cheap cafe")]),
            new ConsultationQuestion.Budget("sum", "What would you pay for?", 500, [new("lights", "Lights in the park", 300), new("ramp", "A skate ramp", 250), new("bins", "More bins", 100)]),
        ],
    };

    /// <summary>In Polish too, every line of it; the words and who approved them are made up.</summary>
    public static Consultation InPolish { get; } = Consultation with
    {
        Id = "in-polish",
        Languages = ["en", "pl"],
        Translations = [Polish("Planują, co będzie po szkole.")],
        Questions =
        [
            Consultation.Questions[0] with { Translations = [Polish("Kiedy najmniej się dzieje?", ("evenings", "Wieczorami"), ("weekends", "W weekendy"), ("holidays", "W ferie"))] },
            Consultation.Questions[1] with { Translations = [Polish("Czy dobrze się tu czujesz?", (Translation.Zero, "wcale"), (Translation.Ten, "bardzo"))] },
            Consultation.Questions[2] with { Translations = [Polish("Co tu zmienić?")] },
        ],
    };

    public static Consultation ApprovedOn(Consultation consultation, DateOnly day) => consultation with
    {
        Questions = [.. consultation.Questions.Select(question => question with { Translations = [.. question.Translations.Select(translation => translation with { ApprovedOn = day })] })],
    };

    public static Translation Polish(string words, params (string Id, string Label)[] labels) => new()
    {
        Language = "pl",
        Words = words,
        Labels = labels.ToDictionary(label => label.Id, label => label.Label),
        ApprovedBy = "Ewa Example",
        ApprovedOn = new(2026, 11, 20),
    };

    /// <summary>With a question that is asked a second time.</summary>
    public static Consultation AskedTwice { get; } = Consultation with
    {
        Id = "asked-twice",
        Questions = [new ConsultationQuestion.Choice("phones", "Should phones be locked away?", [new("yes", "Yes"), new("no", "No")]) { SecondRound = new(null, 10) }],
    };

    /// <summary>Of sixty, twenty change from yes to no, twenty stay with yes and sixteen with no, and four change from no to yes.</summary>
    public static Task LookAgainAsync(RunningDashboard dashboard, int people) =>
        dashboard.Database.WriteAsync(connection =>
        {
            var (now, of) = (DateTimeOffset.Parse(At, null), new StatementQuestion(AskedTwice.Id, "phones"));
            foreach (var n in Enumerable.Range(0, people))
            {
                var who = new TurnIdentity(RunningDashboard.Programme, $"p{n}", new PersonId($"p{n}"));
                var (first, then) = (n % 12) switch { < 4 => ("yes", "no"), < 8 => ("yes", "yes"), 11 when n < 48 => ("no", "yes"), _ => ("no", "no") };
                Counters.Keeping(connection, RunningDashboard.Programme, $"p{n}", open =>
                {
                    Answers.Replace(open, who, new GivenAnswer(of.ConsultationId, of.QuestionId, [first]), now);
                    SecondLooks.Show(open, who, of, 1, new RoundView([], 20, now), now);
                    SecondLooks.Answer(open, who, of, new SecondAnswer(first == then ? RoundOutcome.Keep : RoundOutcome.Change, null, [new(first, then)]), now);
                });
            }
        });

    public static Task PeopleAsync(RunningDashboard dashboard, int people, int from = 0) =>
        dashboard.Database.WriteAsync(connection =>
        {
            foreach (var n in Enumerable.Range(from, people))
                Counters.Keeping(connection, RunningDashboard.Programme, $"p{n}", open => Person(open, n, $"p{n}"));
        });

    /// <summary>Put in order, compared and paid for: most like it warm, the park better, and the bins; a few would pay for nothing.</summary>
    public static Task HaveASayAsync(RunningDashboard dashboard, int people) =>
        dashboard.Database.WriteAsync(connection =>
        {
            var now = DateTimeOffset.Parse(At, null);
            foreach (var n in Enumerable.Range(0, people))
            {
                var who = new TurnIdentity(RunningDashboard.Programme, $"p{n}", new PersonId($"p{n}"));
                Counters.Keeping(connection, RunningDashboard.Programme, $"p{n}", open =>
                {
                    Orders.Replace(open, who, EveryKind.Id, "order", n % 3 < 2 ? ["warm", "free", "near", "late"] : ["free", "late", "warm", "near"], now);
                    PairVotes.Set(open, who, EveryKind.Id, "pairs", OptionPair.Of("park", n % 2 == 0 ? "bus" : "cafe"), n % 3 < 2 ? "park" : n % 2 == 0 ? "bus" : "cafe", now);
                    Ballots.Replace(open, who, EveryKind.Id, "sum", n % 12 == 0 ? [] : n % 2 == 0 ? ["lights", "bins"] : ["bins"], now);
                });
            }
        });

    /// <summary>A person changes their mind.</summary>
    public static Task RefusesAsync(RunningDashboard dashboard, int person, string purpose) =>
        dashboard.Database.WriteAsync(connection => Counters.Keeping(connection, RunningDashboard.Programme, $"p{person}", open => Consent(open, $"p{person}", purpose, false, $"later-{person}")));

    public static void Consent(Connection connection, string person, string purpose, bool given, string id) =>
        connection.Execute(
            "insert into consent (programme_id, id, person_id, purpose, given, wording_version, decided_at) values ('fernbridge', @Id, @person, @purpose, @Given, '1', @At)",
            new { Id = $"c-{purpose}-{id}", person, purpose, Given = given ? 1 : 0, At });

    /// <summary>One person's words, agreed to be quoted.</summary>
    public static Task WordsAsync(RunningDashboard dashboard, int person, string words, string state = "waiting") =>
        dashboard.Database.WriteAsync(connection => Counters.Keeping(connection, RunningDashboard.Programme, $"p{person}", open =>
        {
            Consent(open, $"p{person}", "quote", true, $"{person}");
            open.Execute(
                "insert into own_words (programme_id, id, person_id, about, words, redacted, release_state, said_at) values ('fernbridge', @Id, @Person, 'matters', 'never shown', @words, @state, @At)",
                new { Id = $"w{person}", Person = $"p{person}", words, state, At });
        }));

    public static Task ConcernAsync(RunningDashboard dashboard, string programme = "fernbridge", string id = "c1") =>
        dashboard.Database.WriteAsync(connection =>
        {
            connection.Execute("insert into concern (programme_id, id, conversation_id, person_id, route, categories, pattern_ids, raised_at, last_signal_at) values (@programme, @id, @id, 'p1', 'red', 'self-harm', 'x', @At, @At)", new { programme, id, At });
            connection.Execute("insert into concern_evidence (programme_id, concern_id, sequence, words, said_at) values (@programme, @id, 1, 'the words behind the concern', @At)", new { programme, id, At });
        });

    private static void Person(Connection connection, int n, string id)
    {
        var age = n % 11 == 10 ? null : Ages[(n * 7 / 3) % 4];
        // The sixth outcode is heard far less than its share.
        var outcode = n % 13 == 12 ? null : n % 29 == 28 ? "FB6" : $"FB{1 + (n % 5)}";
        connection.Execute(
            "insert into person (programme_id, person_id, conversation_id, age_band, outcode, first_seen_at) values ('fernbridge', @id, @id, @age, @outcode, @Seen)",
            new { id, age, outcode, Seen = n % 3 == 0 ? "2026-10-02T10:00:00.000Z" : At });
        Consent(connection, id, "numbers", true, $"{n}");
        Mention(connection, id, "matters", Themes[n * n % 7]);
        Mention(connection, id, "matters", Themes[n % 9]);
        Mention(connection, id, "barrier", Barriers[n * 5 % 6 % (1 + (n % 4))]);
        Mention(connection, id, "strength", Themes[n % 4]);
        if (n % 2 == 0)
            connection.Execute("insert into unmet_need (programme_id, id, person_id, theme, blocked_by, noted_at) values ('fernbridge', @id, @id, @Theme, @BlockedBy, @At)", new { id, Theme = Themes[n % 3], BlockedBy = BlockedBy[n % 4], At });
        connection.Execute("insert into plan (programme_id, person_id, confidence, made_at) values ('fernbridge', @id, @Confidence, @At)", new { id, Confidence = (n * 3) % 11, At });
        connection.Execute("insert into suggestion_outcome (programme_id, id, person_id, listing_id, outcome, reason, decided_at) values ('fernbridge', @id, @id, @Listing, @Outcome, @Reason, @At)", new { id, Listing = $"Fernbridge club {n % 5}", Outcome = n % 3 == 0 ? "not-for-me" : "chosen", Reason = n % 3 == 0 ? (n % 2 == 0 ? "costs" : "too-far") : null, At });
        connection.Execute("insert into answer (programme_id, person_id, consultation_id, question_id, option_id, answered_at) values ('fernbridge', @id, 'after-school', 'when', @Option, @At)", new { id, Option = n % 5 < 3 ? "evenings" : "holidays", At });
        connection.Execute("insert into answer (programme_id, person_id, consultation_id, question_id, scale, answered_at) values ('fernbridge', @id, 'after-school', 'welcome', @Scale, @At)", new { id, Scale = n % 11, At });
        if (n % 3 == 0)
            connection.Execute("insert into referral (programme_id, id, person_id, state, shared_name, shared_contact, requested_at) values ('fernbridge', @Referral, @id, @State, 'Sam', '07700 900123', @At)", new { Referral = $"r{n}", id, State = n % 2 == 0 ? "requested" : "accepted", At });
    }

    private static void Mention(Connection connection, string person, string kind, string code) =>
        connection.Execute(
            "insert into mention (programme_id, person_id, kind, code, said_at) values ('fernbridge', @person, @kind, @code, @At) on conflict do nothing",
            new { person, kind, code, At });
}
