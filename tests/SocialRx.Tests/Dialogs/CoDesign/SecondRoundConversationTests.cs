using Microsoft.Bot.Schema;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Tests.Dialogs.CoDesign;

/// <summary>A question that is asked again, where a transcript does not show it well.</summary>
public sealed class SecondRoundConversationTests
{
    private static readonly StatementQuestion Scale = new("twice", "safe");
    private static readonly StatementQuestion Several = new("twice", "more-of");

    private static readonly Consultation Twice = new()
    {
        Id = "twice",
        Title = "After dark",
        Owner = "Fernbridge youth team",
        Why = "They plan the lights.",
        Level = ConsultationLevel.MyArea,
        Opens = new DateOnly(2026, 1, 5),
        Closes = new DateOnly(2030, 12, 31),
        Questions = [new ConsultationQuestion.Scale("safe", "How safe is the park after dark?", "not at all", "completely") { SecondRound = new(null, 10) }],
    };

    private static readonly Consultation OfSeveral = Twice with
    {
        Questions = [new ConsultationQuestion.Choice("more-of", "What would you like more of?", [new("park", "Parks"), new("bus", "Buses"), new("cafe", "A cafe")], Several: true) { SecondRound = new(null, 10) }],
    };

    [Theory]
    [InlineData("keep my answer", "keep", null, "0-3|0-3")]
    [InlineData("still the same", "keep", null, "0-3|0-3")]
    [InlineData("idk", "not-sure", null, "0-3|~not-sure")]
    [InlineData("not sure any more", "not-sure", null, "0-3|~not-sure")]
    [InlineData("8", "change", 8, "0-3|7-10")]
    [InlineData("change it", null, null, null)]
    [InlineData("skip", null, null, null)]
    [InlineData("banana", null, null, null)]
    public async Task What_they_think_now_is_read_in_the_ways_people_type_it(string said, string? outcome, int? scale, string? move)
    {
        await using var talk = await ScaleAsync();
        await SaidAsync(talk, "2", "not now", "show me");

        await SaidAsync(talk, said);

        Assert.Equal(outcome, await ScalarAsync<string>(talk, "select outcome from second_look"));
        Assert.Equal(scale, await ScalarAsync<int?>(talk, "select scale from second_look where outcome = 'change'"));
        Assert.Equal(move, await ScalarAsync<string>(talk, "select side_id || '|' || now_id from second_answer"));
        Assert.Equal(2, await ScalarAsync<int>(talk, "select scale from answer where person_id = 'p'"));
    }

    [Fact]
    public async Task Picking_the_same_again_is_keeping_it()
    {
        await using var talk = await ScaleAsync();

        await SaidAsync(talk, "2", "not now", "yes", "change it", "2");

        Assert.Equal("keep", await ScalarAsync<string>(talk, "select outcome from second_look"));
    }

    [Fact]
    public async Task Numbers_come_with_words_and_every_band_is_named_by_its_ends()
    {
        await using var talk = await ScaleAsync();

        var shown = await SaidAsync(talk, "2", "not now", "show me");

        Assert.Contains("About 40 people said what they think before they saw what others said.", shown, StringComparison.Ordinal);
        Assert.Contains("- 0 to 3 (0 is not at all): most, 30", shown, StringComparison.Ordinal);
        Assert.Contains("- 7 to 10 (10 is completely): some, 10", shown, StringComparison.Ordinal);
        Assert.Contains("- 4 to 6: nobody so far", shown, StringComparison.Ordinal);
        Assert.Contains("Nobody has said why yet", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_they_say_which_one_the_reason_is_about_and_each_pick_moves_on_its_own()
    {
        await using var talk = await TalkAsync(OfSeveral);
        await SomeRounds.AnswerAsync(talk, Several, [("park", 20), ("bus", 20)]);

        await SaidAsync(talk, "parks and buses", "because the park is closer for us", "buses", "send it");
        Assert.Equal("bus", await ScalarAsync<string>(talk, "select side_id from statement"));
        Assert.Equal("waiting", await ScalarAsync<string>(talk, "select state from statement"));
        await SaidAsync(talk, "show me", "change it", "buses and a cafe");

        Assert.Equal(
            ["bus|~still", "cafe|~new", "park|~no-longer"],
            await talk.Database.ReadAsync(connection => connection.Query<string>("select side_id || '|' || now_id from second_answer order by side_id")));
        Assert.Equal(["bus", "park"], await talk.Database.ReadAsync(connection => connection.Query<string>("select option_id from answer where person_id = 'p' order by option_id")));
    }

    [Fact]
    public async Task A_reason_that_worries_is_in_front_of_the_safeguarding_lead_first_and_a_name_never_goes_as_it_is()
    {
        await using var talk = await ScaleAsync();

        await SaidAsync(talk, "2", "say why");
        var coached = await SaidAsync(talk, "ask Mr Patel at Fernbridge High why nobody goes there");
        Assert.Contains("names somebody", coached, StringComparison.Ordinal);
        await SaidAsync(talk, "send it");

        Assert.DoesNotContain("Patel", await ScalarAsync<string>(talk, "select redacted from statement"), StringComparison.Ordinal);
        Assert.Equal(0, await ScalarAsync<int>(talk, "select is_shown from statement"));
    }

    [Fact]
    public async Task Nobody_reads_their_own_reason_or_one_that_is_not_checked_and_one_taken_down_is_gone()
    {
        await using var talk = await ScaleAsync();
        await SomeRounds.ReasonAsync(talk, Scale, "0-3", "There are no lights at all.");
        await SomeRounds.ReasonAsync(talk, Scale, "7-10", "The wardens are kind to us.", state: "waiting");
        await SaidAsync(talk, "2", "because dogs run around there", "send it");
        await talk.Database.WriteAsync(connection => connection.Execute("update statement set state = 'approved', is_shown = 1 where person_id = 'p'"));

        var shown = await SaidAsync(talk, "show me");

        Assert.Contains("“There are no lights at all.”", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("dogs", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("wardens", shown, StringComparison.Ordinal);
        Assert.Contains("7 to 10 (10 is completely): nobody has said why yet", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_answers_offer_nothing_and_neither_does_a_round_that_was_taken_out_meanwhile()
    {
        await using var few = await TalkAsync(Twice);
        await SomeRounds.AnswerAsync(few, Scale, [("1", 8)]);
        Assert.DoesNotContain("what others said", await SaidAsync(few, "2", "not now"), StringComparison.Ordinal);

        await using var talk = await ScaleAsync();
        Assert.Contains("Do you want to see what others said?", await SaidAsync(talk, "2", "not now"), StringComparison.Ordinal);
        talk.Book.Turn(new Consultations([Twice with { Questions = [Twice.Questions[0] with { SecondRound = null }] }], 5));
        await SaidAsync(talk, "show me");
        Assert.Equal(0, await ScalarAsync<int>(talk, "select count(*) from second_look"));
    }

    [Theory]
    [InlineData(true, "menu")]
    [InlineData(false, "menu")]
    [InlineData(true, "stop")]
    [InlineData(true, "i want to die")]
    public async Task Only_whoever_agreed_to_be_asked_later_is_told_without_having_come_back_and_once(bool agreed, string last)
    {
        await using var talk = await TestConversation.StartAsync(consultations: new Consultations([Twice], 1));
        await talk.JoinAsync();
        await SaidAsync(talk, "15", "near fernbridge", "football w my brother", "no money", "skip", "after school", "1", "just go and look", "4", "if sum1 came w me", "not now", "keep it", "yes", "no", agreed ? "yes" : "no");
        await SaidAsync(talk, "have my say", "2", "not now");
        await SomeRounds.AnswerAsync(talk, Scale, [("1", 30), ("8", 10)]);
        talk.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaidAsync(talk, "menu", last);

        var told = await talk.TellOfRoundsAsync();

        Assert.Equal(agreed && last == "menu", told.Any(reply => reply.Text.Contains("Others have answered “How safe is the park after dark?” too.", StringComparison.Ordinal)));
        Assert.Empty(await talk.TellOfRoundsAsync());
        Assert.Equal(1, await ScalarAsync<int>(talk, "select count(*) from second_round_told"));
    }

    private static async Task<TestConversation> ScaleAsync()
    {
        var talk = await TalkAsync(Twice);
        await SomeRounds.AnswerAsync(talk, Scale, [("1", 30), ("8", 10)]);
        return talk;
    }

    /// <summary>At the first question, with nothing said.</summary>
    private static async Task<TestConversation> TalkAsync(Consultation consultation)
    {
        var talk = await TestConversation.StartAsync(consultations: new Consultations([consultation], 1));
        await talk.JoinAsync();
        await talk.SayAsync("have my say");
        talk.Clock.Advance(TimeSpan.FromMinutes(1));
        return talk;
    }

    private static async Task<string> SaidAsync(TestConversation talk, params string[] all)
    {
        IReadOnlyList<Activity> replies = [];
        foreach (var said in all)
            replies = await talk.SayAsync(said);
        return string.Join('\n', replies.Select(reply => reply.Text));
    }

    private static Task<T?> ScalarAsync<T>(TestConversation talk, string sql) => talk.Database.ReadAsync(connection => connection.ExecuteScalar<T>(sql));
}
