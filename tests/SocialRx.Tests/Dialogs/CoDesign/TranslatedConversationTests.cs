using SocialRx.Domain.CoDesign;
using SocialRx.Storage.CoDesign;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Dialogs.CoDesign;

/// <summary>Consultations in another language, where a transcript does not show it well.</summary>
public sealed class TranslatedConversationTests
{
    private static readonly Consultation InPolish = SomeStatements.Consultations.All[0] with
    {
        Languages = ["en", "pl"],
        Translations = [Some.Polish("Planują autobusy.")],
        Questions =
        [
            SomeStatements.Question with
            {
                Seeds = [.. SomeStatements.Question.Seeds.Take(2)],
                Translations = [Some.Polish("Co zmienić?", ("s1", "Autobusy za darmo."), ("s2", "Lampy nad rzeką."))],
            },
        ],
    };

    [Fact]
    public async Task A_statement_is_shown_in_both_languages_and_kept_in_English()
    {
        await using var conversation = await TestConversation.StartAsync(consultations: new Consultations([InPolish]));
        await conversation.JoinAsync();
        await conversation.SayAsync("16");
        await conversation.SayAsync("skip");
        await conversation.SayAsync("have my say");

        var shown = await conversation.SayAsync("polski");
        await conversation.SayAsync("agree");

        Assert.Contains("Autobusy za darmo.\n\nBuses should be free for everybody under 18.", shown[^1].Text, StringComparison.Ordinal);
        Assert.Equal(["getting-about~ideas~s1"], await conversation.Database.ReadAsync(connection => connection.Query<string>("select statement_id from statement_vote")));
        Assert.Contains("Buses should be free for everybody under 18.", await conversation.Database.ReadAsync(connection => connection.Query<string>("select redacted from statement where source = 'seed'")));
    }

    [Fact]
    public async Task A_language_whose_approval_is_taken_back_is_not_asked_in_any_more()
    {
        await using var conversation = await TestConversation.StartAsync(consultations: new Consultations([Some.InPolish]));
        await conversation.JoinAsync();
        await conversation.SayAsync("16");
        await conversation.SayAsync("skip");
        await conversation.SayAsync("have my say");
        Assert.StartsWith("Kiedy najmniej się dzieje?", (await conversation.SayAsync("polski"))[^1].Text, StringComparison.Ordinal);

        conversation.Book.Turn(new Consultations([Some.InPolish with { Translations = [] }], 1));

        Assert.Equal("How welcome do you feel in places for people your age? 0 is not at all, 10 is completely.", (await conversation.SayAsync("weekends"))[^1].Text);
    }
}
