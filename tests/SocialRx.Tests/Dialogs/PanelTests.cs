using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Tests.Dialogs;

/// <summary>A member of a youth panel, in their chat.</summary>
public sealed class PanelTests
{
    private const string Programme = TestConversation.Programme;
    private static readonly TurnIdentity Another = new(Programme, "elsewhere", new("another"));
    private static readonly StaffAction Facilitator = new("a", "facilitator", "facilitator", new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Joins_with_a_code_at_the_first_question_votes_and_leaves_a_note_without_names()
    {
        await using var talk = await TestConversation.StartAsync();
        var code = await PanelAsync(talk);
        await PutAsync(talk);
        await talk.JoinAsync();

        Assert.Contains("Welcome to Fernbridge Young Voices.", await SaidAsync(talk, $"hiya my code is {code.ToString().ToLowerInvariant()}"), StringComparison.Ordinal);
        foreach (var said in new[] { "15", "skip", "skip", "skip", "skip" })
            await SaidAsync(talk, said);
        Assert.Contains("My panel", await SaidAsync(talk, "menu"), StringComparison.Ordinal);

        Assert.Contains("45 of the 120 who answered. If everybody is like them, it's 29 to 47 in a hundred.", await SaidAsync(talk, "my pannel"), StringComparison.Ordinal);
        var asked = await SaidAsync(talk, "straight to the vote");
        Assert.Contains("“There is least to do in the evenings”. 45 of the 120 who answered said so.", asked, StringComparison.Ordinal);
        Assert.Contains("What's wrong with it?", await SaidAsync(talk, "nah not like this"), StringComparison.Ordinal);
        Assert.Contains("“it leaves out the bus, ask [NAME]”", await SaidAsync(talk, "it leaves out the bus, ask Priya Sharma"), StringComparison.Ordinal);
        var thanks = await SaidAsync(talk, "they may read it");

        Assert.Contains("vote", thanks, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("against", await talk.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select choice from panel_vote")));
        Assert.DoesNotContain("Priya", await talk.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select redacted from panel_note")), StringComparison.Ordinal);
        Assert.Contains("what would you like to do for the panel?", await SaidAsync(talk, "my panel"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whatever_is_being_asked_a_member_gets_to_the_panel_and_nobody_else_does()
    {
        await using var talk = await TestConversation.StartAsync();
        var code = await PanelAsync(talk);
        await PutAsync(talk);
        await talk.JoinAsync();
        await SaidAsync(talk, "15");
        Assert.DoesNotContain("one thing at a time", await SaidAsync(talk, "my panel"), StringComparison.Ordinal);

        await SaidAsync(talk, code.ToString());

        Assert.Contains("one thing at a time", await SaidAsync(talk, "my panel"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weighs_what_is_behind_it_piece_by_piece_and_says_why_something_should_not_count()
    {
        await using var talk = await TestConversation.StartAsync();
        await JoinedAsync(talk);
        await PutAsync(talk, new NewEvidence("missing", "Whether it is the same in summer."));

        var first = await SaidAsync(talk, "my panel");
        Assert.Contains("one thing at a time. There are two.", first, StringComparison.Ordinal);
        Assert.Contains("Whether it is the same in summer", await SaidAsync(talk, "a bit cos only some people answered, ask Priya Sharma"), StringComparison.Ordinal);
        Assert.Contains("Why shouldn't it count?", await SaidAsync(talk, "not at all"), StringComparison.Ordinal);
        Assert.Contains("Is that right to say?", await SaidAsync(talk, "skip"), StringComparison.Ordinal);
        await SaidAsync(talk, "sign it off");

        Assert.Equal(["1 a-bit waiting", "2 not "], await ListAsync(talk, "select number || ' ' || weight || ' ' || coalesce(reason_state, '') from panel_weight order by number"));
        Assert.DoesNotContain("Priya", await talk.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select redacted from panel_weight where number = 1")), StringComparison.Ordinal);
        Assert.Equal(["for"], await ListAsync(talk, "select choice from panel_vote"));
    }

    [Fact]
    public async Task A_reviewer_reads_first_and_a_chair_opens()
    {
        await using var talk = await TestConversation.StartAsync();
        await JoinedAsync(talk, PanelRole.Reviewer);
        await PutAsync(talk);

        Assert.Contains("You read the words first.", await SaidAsync(talk, "my panel"), StringComparison.Ordinal);
        Assert.Contains("What should change?", await SaidAsync(talk, "look at it again"), StringComparison.Ordinal);
        Assert.Contains("the reviewer has doubts", await SaidAsync(talk, "say which evenings"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["0"], await ListAsync(talk, "select cast(is_fine as text) from panel_review"));

        await talk.Database.WriteAsync(connection => connection.Execute("update panel_member set role = 'chair'"));
        Assert.Contains("This waits for you as chair", await SaidAsync(talk, "my panel"), StringComparison.Ordinal);
        var opened = await SaidAsync(talk, "yes open it");
        Assert.Contains("It's before the others now.", opened, StringComparison.Ordinal);
        var vote = await SaidAsync(talk, "just vote");
        Assert.Contains("The reviewer has doubts about the words. You decide.", vote, StringComparison.Ordinal);
        await SaidAsync(talk, "sign it off");
        Assert.Equal(["for"], await ListAsync(talk, "select choice from panel_vote"));
    }

    [Fact]
    public async Task Checks_ideas_one_at_a_time_and_turns_one_down_only_with_a_reason()
    {
        await using var talk = await TestConversation.StartAsync();
        await JoinedAsync(talk);
        await SendAsync(talk, "s1", "The last bus should be later");
        await SendAsync(talk, "s2", "i want to kill myself");
        await SendAsync(talk, "s3", "Buy my trainers");
        await SendAsync(talk, "s4", "There should be trees in the park");
        Assert.DoesNotContain("Check ideas", await SaidAsync(talk, "my panel"), StringComparison.Ordinal);
        await SaidAsync(talk, "that's all");
        await talk.Database.WriteAsync(connection => Panels.LetCheckStatements(connection, Programme, "panel", true));

        Assert.Contains("Check ideas", await SaidAsync(talk, "my panel"), StringComparison.Ordinal);
        var first = await SaidAsync(talk, "check ideas");
        Assert.Contains("An adult looks at each of these too.", first, StringComparison.Ordinal);
        Assert.Contains("“The last bus should be later”", first, StringComparison.Ordinal);
        Assert.Contains("Buy my trainers", await SaidAsync(talk, "it's okay"), StringComparison.Ordinal);
        Assert.Contains("Spam or nonsense", await SaidAsync(talk, "turn it down"), StringComparison.Ordinal);
        Assert.Contains("There should be trees in the park", await SaidAsync(talk, "Spam or nonsense"), StringComparison.Ordinal);
        Assert.Contains("no more ideas", await SaidAsync(talk, "an adult should look"), StringComparison.Ordinal);

        Assert.Equal(["s1 approve ", "s3 reject nonsense", "s4 pass-on "], await ListAsync(talk, "select statement_id || ' ' || deed || ' ' || coalesce(reason_id, '') from statement_decision order by statement_id"));
        Assert.Equal(["waiting"], (await ListAsync(talk, "select state from statement")).Distinct());
    }

    [Fact]
    public async Task Suggests_a_question_with_a_coach_and_without_names_and_is_told_the_answer()
    {
        await using var talk = await TestConversation.StartAsync();
        await JoinedAsync(talk);
        await SaidAsync(talk, "my panel");

        Assert.Contains("What kind of answer", await SaidAsync(talk, "suggest a question"), StringComparison.Ordinal);
        Assert.Contains("What would you ask?", await SaidAsync(talk, "pick from a list"), StringComparison.Ordinal);
        Assert.Contains("who they are", await SaidAsync(talk, "what is your postcode"), StringComparison.Ordinal);
        Assert.Contains("hard to read", await SaidAsync(talk, "Considering municipal transportation infrastructure alternatives, which organisational improvements appear preferable"), StringComparison.Ordinal);
        Assert.Contains("What can people pick from?", await SaidAsync(talk, "where do you like to meet Priya Sharma"), StringComparison.Ordinal);
        var shown = await SaidAsync(talk, "in the park, at home");
        Assert.Contains("“where do you like to meet [NAME]” People pick from: in the park, at home.", shown, StringComparison.Ordinal);
        Assert.Contains("A person checks it first.", await SaidAsync(talk, "send it"), StringComparison.Ordinal);
        Assert.Equal(["choice waiting"], await ListAsync(talk, "select kind || ' ' || state from panel_proposal"));
        Assert.DoesNotContain("Priya", (await ListAsync(talk, "select words from panel_proposal")).Single(), StringComparison.Ordinal);

        await talk.Database.WriteAsync(connection =>
        {
            connection.Execute("update panel_proposal set state = 'forward', forward_at = proposed_at");
            PanelProposals.Answer(connection, Programme, connection.ExecuteScalar<string>("select id from panel_proposal")!, new(ProposalAnswer.NotUsed, "We asked it last year.", null, null), Facilitator);
        });
        Assert.Contains("It won't be asked. They say: “We asked it last year.”", await SaidAsync(talk, "my panel"), StringComparison.Ordinal);
        await SaidAsync(talk, "that's all");
        Assert.DoesNotContain("last year", await SaidAsync(talk, "my panel"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_whether_another_members_question_should_be_put_forward()
    {
        await using var talk = await TestConversation.StartAsync();
        await JoinedAsync(talk);
        await talk.Database.WriteAsync(connection =>
        {
            Panels.Invite(connection, Programme, "panel", Receipt.From("another"), PanelRole.Member, Facilitator.Now);
            Panels.Join(connection, Another, Receipt.From("another"), "m2", Facilitator.Now);
            PanelProposals.Suggest(connection, Another, "q1", new(QuestionKind.Scale, "How safe is the path?", ["not safe", "very safe"]), Facilitator.Now);
            PanelProposals.Let(connection, Programme, "panel", "q1", null, Facilitator);
        });
        await SaidAsync(talk, "my panel");

        Assert.Contains("“How safe is the path?” From 0, not safe, to 10, very safe.", await SaidAsync(talk, "see suggestions"), StringComparison.Ordinal);
        Assert.Contains("nothing else", (await SaidAsync(talk, "put it forward")).Replace("Nobody has suggested anything else", "nothing else", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["forward"], await ListAsync(talk, "select state from panel_proposal"));
    }

    [Fact]
    public async Task What_may_be_about_safety_goes_to_an_adult_and_not_to_the_panel()
    {
        await using var talk = await TestConversation.StartAsync();
        await JoinedAsync(talk);
        await SaidAsync(talk, "my panel");
        await SaidAsync(talk, "suggest a question");
        await SaidAsync(talk, "their own words");

        await SaidAsync(talk, "i hate my life and nobody cares what happens to me");

        Assert.NotEmpty(await ListAsync(talk, "select id from concern"));
        Assert.Empty(await ListAsync(talk, "select id from panel_proposal"));
    }

    [Fact]
    public async Task Says_whether_results_may_be_seen()
    {
        await using var talk = await TestConversation.StartAsync();
        var code = await PanelAsync(talk);
        await talk.Database.WriteAsync(connection => Panels.PutResults(connection, Programme, "i1", "panel", talk.Book.Current.All[0].Id, new(2026, 12, 10), Facilitator));
        await talk.JoinAsync();
        await SaidAsync(talk, $"{code}");
        foreach (var said in new[] { "15", "skip", "skip", "skip", "skip" })
            await SaidAsync(talk, said);
        await SaidAsync(talk, "menu");

        var asked = await SaidAsync(talk, "my panel");
        Assert.Contains($"What young people answered to “{talk.Book.Current.All[0].Title}” is in. {talk.Book.Current.All[0].Owner} can't see it before your panel has.", asked, StringComparison.Ordinal);
        Assert.Contains($"may {talk.Book.Current.All[0].Owner} see what young people answered?", await SaidAsync(talk, "bananas"), StringComparison.Ordinal);
        await SaidAsync(talk, "yes");

        Assert.Equal("for", await talk.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select choice from panel_vote where item_id = 'i1'")));
    }

    [Fact]
    public async Task A_code_that_was_used_is_no_code()
    {
        await using var talk = await TestConversation.StartAsync();
        var code = await PanelAsync(talk);
        await talk.Database.WriteAsync(connection => Panels.Join(connection, new("fernbridge", "elsewhere", new("another")), code, "m", Facilitator.Now));
        await talk.JoinAsync();

        Assert.Contains("I don't know that receipt.", await SaidAsync(talk, $"{code}"), StringComparison.Ordinal);
        Assert.DoesNotContain("My panel", await SaidAsync(talk, "menu"), StringComparison.Ordinal);
    }

    private static async Task JoinedAsync(TestConversation talk, PanelRole role = PanelRole.Member)
    {
        var code = await PanelAsync(talk, role);
        await talk.JoinAsync();
        await SaidAsync(talk, $"my code is {code}");
        await SaidAsync(talk, "menu");
    }

    private static Task SendAsync(TestConversation talk, string id, string words) => talk.Database.WriteAsync(connection =>
        StatementQueue.Send(connection, Another, new NewStatement(SomeStatements.Of, id, words, words, [], []), new StatementOptions(), Facilitator.Now.AddSeconds(id[1])));

    private static Task<IReadOnlyList<string>> ListAsync(TestConversation talk, string sql) => talk.Database.ReadAsync(connection => connection.Query<string>(sql));

    private static async Task<Receipt> PanelAsync(TestConversation talk, PanelRole role = PanelRole.Member)
    {
        var code = Receipt.From("a code");
        await talk.Database.WriteAsync(connection =>
        {
            Panels.Make(connection, Programme, "panel", "Fernbridge Young Voices", 2, Facilitator);
            Panels.Invite(connection, Programme, "panel", code, role, Facilitator.Now);
        });
        return code;
    }

    private static Task PutAsync(TestConversation talk, params IReadOnlyList<NewEvidence> beside) => talk.Database.WriteAsync(connection =>
    {
        Findings.Draft(connection, Programme, new Finding
        {
            Id = "f1",
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
            MadeAt = Facilitator.Now,
        });
        Panels.PutFinding(connection, Programme, "i1", "panel", "f1", new(2026, 12, 10), Facilitator, beside);
    });

    private static async Task<string> SaidAsync(TestConversation talk, string text) =>
        string.Join('\n', (await talk.SayAsync(text)).Select(reply => $"{reply.Text}\n{string.Join(' ', (reply.SuggestedActions?.Actions ?? []).Select(action => action.Title))}"));
}
