using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Tests.Dialogs;

/// <summary>A member of a youth panel, in their chat.</summary>
public sealed class PanelTests
{
    private const string Programme = TestConversation.Programme;
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

        var asked = await SaidAsync(talk, "my pannel");
        Assert.Contains("“There is least to do in the evenings”. 45 of the 120 who answered said so.", asked, StringComparison.Ordinal);
        Assert.Contains("What's wrong with it?", await SaidAsync(talk, "nah not like this"), StringComparison.Ordinal);
        Assert.Contains("“it leaves out the bus, ask [NAME]”", await SaidAsync(talk, "it leaves out the bus, ask Priya Sharma"), StringComparison.Ordinal);
        var thanks = await SaidAsync(talk, "they may read it");

        Assert.Contains("vote", thanks, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("against", await talk.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select choice from panel_vote")));
        Assert.DoesNotContain("Priya", await talk.Database.ReadAsync(connection => connection.ExecuteScalar<string>("select redacted from panel_note")), StringComparison.Ordinal);
        Assert.Contains("nothing", await SaidAsync(talk, "my panel"), StringComparison.OrdinalIgnoreCase);
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

    private static async Task<Receipt> PanelAsync(TestConversation talk)
    {
        var code = Receipt.From("a code");
        await talk.Database.WriteAsync(connection =>
        {
            Panels.Make(connection, Programme, "panel", "Fernbridge Young Voices", 2, Facilitator);
            Panels.Invite(connection, Programme, "panel", code, PanelRole.Chair, Facilitator.Now);
        });
        return code;
    }

    private static Task PutAsync(TestConversation talk) => talk.Database.WriteAsync(connection =>
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
        Panels.PutFinding(connection, Programme, "i1", "panel", "f1", new(2026, 12, 10), Facilitator);
    });

    private static async Task<string> SaidAsync(TestConversation talk, string text) =>
        string.Join('\n', (await talk.SayAsync(text)).Select(reply => $"{reply.Text}\n{string.Join(' ', (reply.SuggestedActions?.Actions ?? []).Select(action => action.Title))}"));
}
