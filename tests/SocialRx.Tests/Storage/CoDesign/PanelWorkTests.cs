using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.CoDesign;

public sealed class PanelWorkOnSqliteTests() : PanelWorkTests("sqlite");

public sealed class PanelWorkOnPostgresTests() : PanelWorkTests("postgres");

/// <summary>What members of a panel do beside voting, as it is kept.</summary>
public abstract class PanelWorkTests(string dialect) : IAsyncLifetime
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Closes = new(2026, 12, 20);
    private static readonly StaffAction Facilitator = new("a", "facilitator", "facilitator", Now);
    private static readonly StatementQuestion Of = new("after-school", "ideas");
    private static readonly ProposedQuestion Where = new(QuestionKind.Choice, "Where do you meet friends?", ["In the park", "At home"]);
    private readonly Func<string> _newId = new(TestDatabase.CountingIds("id"));
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync(dialect);
        await WriteAsync(connection => Panels.Make(connection, Programme, "panel", "Young Voices", 2, Facilitator));
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_member_is_one_of_two_who_approve_and_the_log_says_a_seat()
    {
        await SeatsAsync("ann", "bo");
        await LetCheckAsync(true);
        await SendAsync("cy", "s1", "The last bus should be later");

        var before = await NextAsync("ann");
        Assert.Equal("The last bus should be later", before!.Redacted);
        await CheckAsync("ann", "s1", StatementDeed.Approve);
        await CheckAsync("bo", "s1", StatementDeed.Approve);

        Assert.Null(await NextAsync("bo"));
        Assert.Equal("waiting", await ScalarAsync("select state from statement"));
        var logged = Assert.Single(await ReadAsync(connection => StatementLog.Of(connection, Programme, "s1")));
        Assert.Equal(("Young Voices, seat 1", true), (logged.Actor, logged.Decision.ByPanel));
        Assert.Equal("Young Voices, seat 1", await ScalarAsync("select actor from audit where action = 'statement approved'"));

        await AdultAsync("s1", "mo", StatementDeed.Approve);
        Assert.Equal("approved", await ScalarAsync("select state from statement"));
    }

    [Fact]
    public async Task Nobody_checks_their_own_and_nothing_that_worries_reaches_a_member()
    {
        await SeatsAsync("ann");
        await LetCheckAsync(true);
        await SendAsync("ann", "own", "Mine is about bikes");
        await SendAsync("cy", "worry", "Something is wrong at home", StatementFlag.Worry);
        await SendAsync("cy", "late", "What safety finds later");

        Assert.Null(await NextAsync("ann", said => !said.Contains("safety", StringComparison.Ordinal)));
        await CheckAsync("ann", "own", StatementDeed.Approve);
        await CheckAsync("ann", "worry", StatementDeed.Approve);
        Assert.Equal("0", await ScalarAsync("select cast(count(*) as text) from statement_decision"));
        Assert.Equal("late", (await NextAsync("ann"))!.Id);
    }

    [Fact]
    public async Task Only_where_the_facilitator_allows_it_and_only_members()
    {
        await SeatsAsync("ann");
        await SendAsync("cy", "s1", "The last bus should be later");

        Assert.Null(await NextAsync("ann"));
        await CheckAsync("ann", "s1", StatementDeed.Approve);
        await LetCheckAsync(true);
        await CheckAsync("stranger", "s1", StatementDeed.Approve);
        Assert.Equal("0", await ScalarAsync("select cast(count(*) as text) from statement_decision"));
        await LetCheckAsync(false);
        Assert.Null(await NextAsync("ann"));
    }

    [Fact]
    public async Task Where_a_member_and_an_adult_differ_nobody_is_shown_it_until_a_third_has_decided()
    {
        await SeatsAsync("ann");
        await LetCheckAsync(true);
        await SendAsync("cy", "s1", "The last bus should be later");
        await WriteAsync(connection => connection.Execute("update statement set is_shown = 1"));
        await CheckAsync("ann", "s1", StatementDeed.Approve);
        await AdultAsync("s1", "mo", StatementDeed.Reject, StatementRejection.OffTopic);

        Assert.Equal("waiting 0", await ScalarAsync("select state || ' ' || is_shown from statement"));
        Assert.Equal("mo", Assert.Single(await ReadAsync(connection => StatementModeration.Waiting(connection, Programme, 10))).Against);
        Assert.Equal(DecisionTaken.NotByThem, await AdultAsync("s1", "mo", StatementDeed.Reject, StatementRejection.OffTopic));
        await AdultAsync("s1", "nia", StatementDeed.Approve);
        Assert.Equal("approved 1", await ScalarAsync("select state || ' ' || is_shown from statement"));
    }

    [Fact]
    public async Task A_question_is_let_through_by_a_person_put_forward_by_others_answered_by_its_owner_and_becomes_a_draft()
    {
        await SeatsAsync("ann", "bo", "cy");
        await ConsultationAsync();
        await SuggestAsync("ann", "q1");
        Assert.Null(await ToSecondAsync("bo"));
        await SupportAsync("bo", "q1", PanelVotes.For);

        Assert.True(await WriteAsync(connection => PanelProposals.Let(connection, Programme, "panel", "q1", null, Facilitator)));
        Assert.Null(await ToSecondAsync("ann"));
        await SupportAsync("ann", "q1", PanelVotes.For);
        Assert.Empty(await ForwardAsync());
        var asked = (await ToSecondAsync("bo"))!;
        Assert.Equal((Where.Words, 2), (asked.Question.Words, asked.Question.Options.Count));
        await SupportAsync("bo", "q1", PanelVotes.For);
        await SupportAsync("bo", "q1", PanelVotes.For);

        var forward = Assert.Single(await ForwardAsync());
        Assert.False(forward.IsOverdue(Now.AddDays(PanelRules.DaysToAnswer)));
        Assert.True(forward.IsOverdue(Now.AddDays(PanelRules.DaysToAnswer + 1)));
        ProposalReply reply = new(ProposalAnswer.Changed, "Shorter", "Where do you meet?", "c1");
        Assert.True(await WriteAsync(connection => PanelProposals.Answer(connection, Programme, "q1", reply, Facilitator)));
        Assert.False(await WriteAsync(connection => PanelProposals.Answer(connection, Programme, "q1", reply, Facilitator)));

        var draft = (await ReadAsync(connection => ConsultationShelf.Find(connection, Programme, "c1")))!;
        var question = Assert.IsType<ConsultationQuestion.Choice>(draft.Newest().Questions[^1]);
        Assert.Equal(("Where do you meet?", "At home", 2), (question.Words, question.Options[1].Label, draft.LatestVersion));
        Assert.Equal("Shorter", Assert.Single(await NewsAsync("cy")).Reply!.Reason);
        Assert.Empty(await NewsAsync("cy", "q1"));
    }

    [Fact]
    public async Task What_others_vote_down_goes_nowhere_and_what_was_not_let_through_only_its_writer_hears_of()
    {
        await SeatsAsync("ann", "bo", "cy");
        await SuggestAsync("ann", "q1");
        await SuggestAsync("ann", "q2");
        await WriteAsync(connection => PanelProposals.Let(connection, Programme, "panel", "q1", null, Facilitator));
        await WriteAsync(connection => PanelProposals.Let(connection, Programme, "panel", "q2", "Names somebody else", Facilitator));
        await SupportAsync("bo", "q1", PanelVotes.Against);
        await SupportAsync("cy", "q1", PanelVotes.LeftOut);

        Assert.Empty(await ForwardAsync());
        Assert.Null((await NewsAsync("ann")).Single().Reply);
        Assert.Empty(await NewsAsync("bo"));
    }

    [Fact]
    public async Task Nobody_suggests_more_than_a_few_a_day()
    {
        await SeatsAsync("ann");
        for (var number = 0; number < ProposalRules.PerMemberADay + 2; number++)
            await SuggestAsync("ann", $"q{number}");
        await SuggestAsync("stranger", "x");

        Assert.Equal($"{ProposalRules.PerMemberADay}", await ScalarAsync("select cast(count(*) as text) from panel_proposal"));
    }

    [Fact]
    public async Task What_members_weigh_is_kept_with_the_item_and_counted_when_it_is_decided()
    {
        await SeatsAsync("ann", "bo");
        await DraftAsync("f1");
        await SendAsync("cy", "s1", "Clubs end before I am home");
        await WriteAsync(connection => connection.Execute("update statement set is_shown = 1, state = 'approved'"));
        await WriteAsync(connection => Panels.PutFinding(connection, Programme, "i1", "panel", "f1", Closes, Facilitator, new("for", "s1"), new("not-heard", "14-15,FB2"), new("missing", "Whether it is the same in summer.")));

        var evidence = await EvidenceAsync("i1");
        Assert.Equal((45, 120), evidence.OfType<PanelEvidence.Count>().Select(count => (count.People, count.OutOf)).Single());
        Assert.Equal("Clubs end before I am home", evidence.OfType<PanelEvidence.Statement>().Single().Words);
        var groups = evidence.OfType<PanelEvidence.NotHeard>().Single();
        Assert.Equal(("14-15", "FB2"), (groups.Ages.Single(), groups.Outcodes.Single()));

        await WeighAsync("ann", 1, EvidenceWeight.ABit);
        await WeighAsync("ann", 1, EvidenceWeight.Not, "so few answered");
        await WeighAsync("bo", 1, EvidenceWeight.ALot);
        await WeighAsync("bo", 9, EvidenceWeight.ALot);
        await WeighAsync("stranger", 1, EvidenceWeight.ALot);
        Assert.Equal([1], await ReadAsync(connection => PanelWeights.Weighed(connection, Programme, "i1", "member ann")));
        Assert.Empty(await CountsAsync("i1"));
        Assert.False(await DecideReasonAsync("reason of ann"));

        await VoteAsync("ann", "i1");
        await VoteAsync("bo", "i1");
        await WeighAsync("bo", 2, EvidenceWeight.ALot);
        Assert.Equal([1, 0, 1, 0], (await CountsAsync("i1")).Single().Value.Counts.Select(row => row[0]));
        Assert.True(await DecideReasonAsync("reason of ann"));
        Assert.Equal(("so few answered", "not"), (await ReadAsync(connection => PanelWeights.Reasons(connection, Programme, "released", ["i1"]))).Select(reason => (reason.Redacted, reason.Weight)).Single());

        await WriteAsync(connection => connection.Execute("update statement set is_shown = 0, state = 'rejected'"));
        Assert.Empty((await EvidenceAsync("i1")).OfType<PanelEvidence.Statement>());
    }

    [Fact]
    public async Task The_reviewer_reads_first_the_chair_puts_it_before_the_others_and_closes_without_the_last()
    {
        await SeatAsync("rev", PanelRole.Reviewer);
        await SeatAsync("chair", PanelRole.Chair);
        await SeatsAsync("ann", "bo");
        await DraftAsync("f1");
        await WriteAsync(connection => Panels.PutFinding(connection, Programme, "i1", "panel", "f1", Closes, Facilitator));
        Assert.Equal([PanelDeed.Review], await DeedsAsync("rev"));
        Assert.Empty(await DeedsAsync("chair"));
        await VoteAsync("ann", "i1");
        await WriteAsync(connection => PanelVotes.Show(connection, Who("chair"), "i1", Now));
        await WriteAsync(connection => PanelVotes.Review(connection, Who("ann"), "i1", true, null, Now));

        await WriteAsync(connection => PanelVotes.Review(connection, Who("rev"), "i1", false, "say which evenings", Now));
        Assert.Equal([PanelDeed.Show], await DeedsAsync("chair"));
        Assert.Empty(await DeedsAsync("ann"));
        await WriteAsync(connection => PanelVotes.Show(connection, Who("ann"), "i1", Now));
        Assert.Empty(await DeedsAsync("ann"));
        await WriteAsync(connection => PanelVotes.Show(connection, Who("chair"), "i1", Now));
        Assert.Equal([PanelDeed.Vote], await DeedsAsync("ann"));
        Assert.Equal("say which evenings", (await ReadAsync(connection => PanelVotes.ReviewerWords(connection, Programme, "panel")))["i1"]);
        Assert.Equal("0", await ScalarAsync("select cast(count(*) as text) from panel_vote"));

        await VoteAsync("chair", "i1");
        await VoteAsync("ann", "i1");
        Assert.Empty(await DeedsAsync("chair"));
        await WriteAsync(connection => PanelVotes.Close(connection, Who("chair"), "i1", Now));
        await VoteAsync("bo", "i1", PanelVotes.Against);
        Assert.Equal([PanelDeed.Close], await DeedsAsync("chair"));
        await WriteAsync(connection => PanelVotes.Close(connection, Who("ann"), "i1", Now));
        Assert.Equal(PanelItemState.Open, (await ItemAsync()).State);
        await WriteAsync(connection => PanelVotes.Close(connection, Who("chair"), "i1", Now));
        Assert.Equal((PanelItemState.SignedOff, 3, 4), ((await ItemAsync()).State, (await ItemAsync()).Voted, (await ItemAsync()).Members));
    }

    [Fact]
    public async Task A_chair_does_not_break_a_tie()
    {
        await SeatAsync("chair", PanelRole.Chair);
        await SeatsAsync("ann", "bo");
        await DraftAsync("f1");
        await WriteAsync(connection => Panels.PutFinding(connection, Programme, "i1", "panel", "f1", Closes, Facilitator));
        await WriteAsync(connection => PanelVotes.Show(connection, Who("chair"), "i1", Now));
        await VoteAsync("chair", "i1");
        await VoteAsync("ann", "i1", PanelVotes.Against);
        await WriteAsync(connection => PanelVotes.Close(connection, Who("chair"), "i1", Now));

        Assert.Equal(PanelItemState.Returned, (await ItemAsync()).State);
    }

    [Fact]
    public async Task Turns_of_every_kind_are_counted_by_seat()
    {
        await SeatsAsync("ann", "bo");
        await LetCheckAsync(true);
        await SendAsync("cy", "s1", "The last bus should be later");
        await CheckAsync("ann", "s1", StatementDeed.PassOn);
        await SuggestAsync("ann", "q1");
        await WriteAsync(connection => PanelProposals.Let(connection, Programme, "panel", "q1", null, Facilitator));
        await SupportAsync("bo", "q1", PanelVotes.LeftOut);

        var turns = await ReadAsync(connection => PanelVotes.Attendance(connection, Programme, "panel"));
        Assert.Equal([(1, 1, 1, 0, 2), (2, 0, 0, 1, 1)], turns.Select(member => (member.Number, member.Checked, member.Suggested, member.Supported, member.Turns)));
    }

    private static TurnIdentity Who(string key) => new(Programme, $"c/{key}", new PersonId(key));

    private Task<T> ReadAsync<T>(Func<Connection, T> read) => _test.Database.ReadAsync(read);

    private Task<T> WriteAsync<T>(Func<Connection, T> write) => _test.Database.WriteAsync(write);

    private Task WriteAsync(Action<Connection> write) => _test.Database.WriteAsync(write);

    private Task<string?> ScalarAsync(string sql) => ReadAsync(connection => connection.ExecuteScalar<string>(sql));

    private Task SeatAsync(string key, PanelRole role) => WriteAsync(connection =>
    {
        Panels.Invite(connection, Programme, "panel", Receipt.From($"code of {key}"), role, Now);
        Panels.Join(connection, Who(key), Receipt.From($"code of {key}"), $"member {key}", Now);
    });

    private async Task SeatsAsync(params string[] keys)
    {
        foreach (var key in keys)
            await SeatAsync(key, PanelRole.Member);
    }

    private Task LetCheckAsync(bool may) => WriteAsync(connection => Assert.True(Panels.LetCheckStatements(connection, Programme, "panel", may)));

    private Task SendAsync(string person, string id, string words, params string[] flags) =>
        WriteAsync(connection => StatementQueue.Send(connection, Who(person), new NewStatement(Of, id, words, words, flags, []), new StatementOptions(), Now));

    private Task<StatementToCheck?> NextAsync(string key, Func<string, bool>? isSafe = null) => ReadAsync(connection => PanelModeration.Next(connection, Who(key), [], isSafe ?? (_ => true)));

    private Task CheckAsync(string key, string id, StatementDeed deed) =>
        WriteAsync(connection => PanelModeration.Decide(connection, Who(key), id, new NewDecision(_newId(), deed), 2, Now));

    private Task<DecisionTaken> AdultAsync(string id, string moderator, StatementDeed deed, string? reason = null) =>
        WriteAsync(connection => StatementModeration.Decide(connection, Programme, id, new NewDecision(_newId(), deed, reason), 2, new StaffAction(_newId(), moderator, "facilitator", Now)));

    private Task SuggestAsync(string key, string id) => WriteAsync(connection => PanelProposals.Suggest(connection, Who(key), id, Where, Now));

    private Task SupportAsync(string key, string id, string choice) => WriteAsync(connection => PanelProposals.Support(connection, Who(key), id, choice, Now));

    private Task<PanelProposal?> ToSecondAsync(string key) => ReadAsync(connection => PanelProposals.ToSecond(connection, Programme, PanelVotes.SeatOf(connection, Who(key))!, [], Now));

    private Task<IReadOnlyList<PanelProposal>> ForwardAsync() => ReadAsync(connection => PanelProposals.Forward(connection, Programme));

    private Task<IReadOnlyList<PanelProposal>> NewsAsync(string key, params string[] told) =>
        ReadAsync(connection => PanelProposals.News(connection, Programme, PanelVotes.SeatOf(connection, Who(key))!, told));

    private Task<bool> ConsultationAsync() => WriteAsync(connection => ConsultationShelf.Keep(
        connection,
        Programme,
        new Consultation
        {
            Id = "c1",
            Title = "After school",
            Owner = "Fernbridge Council",
            Why = "They plan the clubs.",
            Level = ConsultationLevel.MyArea,
            Opens = new(2026, 1, 1),
            Closes = new(2027, 1, 1),
            Questions = [new ConsultationQuestion.FreeText("first", "What is missing?")],
        },
        0,
        "first",
        Now));

    private Task DraftAsync(string id) => WriteAsync(connection => Findings.Draft(connection, Programme, new Finding
    {
        Id = id,
        ConsultationId = "after-school",
        QuestionId = "when",
        RowId = "evenings",
        Words = "There is least to do in the evenings.",
        People = 45,
        OutOf = 120,
        Owner = "Fernbridge Council",
        AnswerBy = new(2026, 12, 24),
        State = FindingState.Draft,
        MadeBy = "first",
        MadeAt = Now,
    }));

    private Task WeighAsync(string key, int number, EvidenceWeight weight, string? why = null) =>
        WriteAsync(connection => PanelWeights.Weigh(connection, Who(key), "i1", number, weight, why is null ? null : new NewNote($"reason of {key}", why), Now));

    private Task VoteAsync(string key, string itemId, string choice = PanelVotes.For) => WriteAsync(connection => PanelVotes.Vote(connection, Who(key), itemId, [choice], Now));

    private Task<IReadOnlyList<PanelEvidence>> EvidenceAsync(string itemId) => ReadAsync(connection => PanelWeights.Evidence(connection, Programme, itemId));

    private Task<IReadOnlyDictionary<int, SocialRx.Domain.Insights.CountTable>> CountsAsync(string itemId) => ReadAsync(connection => PanelWeights.Counts(connection, Programme, itemId));

    private Task<bool> DecideReasonAsync(string id) => WriteAsync(connection => PanelWeights.DecideReason(connection, Programme, "panel", id, null, Facilitator));

    private async Task<IReadOnlyList<PanelDeed>> DeedsAsync(string key) =>
        [.. (await ReadAsync(connection => PanelVotes.Waiting(connection, Programme, PanelVotes.SeatOf(connection, Who(key))!, Now))).Select(task => task.Deed)];

    private async Task<PanelItem> ItemAsync() => Assert.Single(await ReadAsync(connection => Panels.Items(connection, Programme, "panel")));
}
