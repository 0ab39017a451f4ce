using Microsoft.Extensions.Time.Testing;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Tests.Dialogs;

/// <summary>You said, we did, as the young person who said it sees it.</summary>
public sealed class WhatHappenedTests
{
    private const string Programme = TestConversation.Programme;

    [Fact]
    public async Task Over_three_months_each_answer_is_told_once_and_what_is_late_says_so()
    {
        await using var talk = await AnsweredAsync();
        await PublishAsync(talk, "f1", "evenings", new(2026, 12, 18));

        Assert.Contains("have until 18 December 2026 to answer", await AskedAsync(talk), StringComparison.Ordinal);
        talk.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Contains("were meant to answer by 18 December 2026", await AskedAsync(talk), StringComparison.Ordinal);

        await AnswerAsync(talk, "f1", FindingAnswerKind.WeWill, "The youth club stays open until eight.", new(2027, 1, 31));
        talk.Clock.Advance(TimeSpan.FromDays(1));
        var back = await SaidAsync(talk, "hi");
        Assert.Contains("Something you said got an answer.", back, StringComparison.Ordinal);
        Assert.Contains("You and others said: “There is least to do in the evenings”.", back, StringComparison.Ordinal);
        Assert.Contains("Fernbridge Council say they will do this: “The youth club stays open until eight”. They mean to have it done by 31 January 2027.", back, StringComparison.Ordinal);
        Assert.DoesNotContain("got an answer", await SaidAsync(talk, "hi"), StringComparison.Ordinal);

        talk.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Contains("It's late, and their page says so.", await AskedAsync(talk), StringComparison.Ordinal);

        await AnswerAsync(talk, "f1", FindingAnswerKind.WeDid, "It is open until eight on Mondays and Thursdays", null);
        talk.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("say it's done: “It is open until eight on Mondays and Thursdays”.", await SaidAsync(talk, "hi"), StringComparison.Ordinal);
        Assert.DoesNotContain("got an answer", await SaidAsync(talk, "menu"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_said_something_else_is_told_only_when_they_ask()
    {
        await using var talk = await AnsweredAsync();
        await PublishAsync(talk, "f1", "weekends", new(2026, 12, 18));
        await AnswerAsync(talk, "f1", FindingAnswerKind.WeCannot, "There is no money for it", null);
        talk.Clock.Advance(TimeSpan.FromDays(1));

        Assert.DoesNotContain("got an answer", await SaidAsync(talk, "hi"), StringComparison.Ordinal);
        var asked = await AskedAsync(talk);
        Assert.Contains("Young people said: “There is least to do in the weekends”.", asked, StringComparison.Ordinal);
        Assert.Contains("say they can't. This is why: “There is no money for it”.", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_opens_in_anybodys_chat_at_the_first_question_and_says_nothing_of_who_they_are()
    {
        await using var talk = await AnsweredAsync();
        var receipt = Receipt.Find(talk.Receipt())!;
        await PublishAsync(talk, "f1", "evenings", new(2026, 12, 18));
        await AnswerAsync(talk, "f1", FindingAnswerKind.WeDid, "Open until eight", null);
        talk.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaidAsync(talk, "delete everything");
        await SaidAsync(talk, "no");

        var known = await SaidAsync(talk, $"my receipt is {receipt.ToString().ToLowerInvariant().Replace('-', ' ')}");
        var unknown = await SaidAsync(talk, "K7QF-2MXP");

        Assert.Contains("You and others said: “There is least to do in the evenings”.", known, StringComparison.Ordinal);
        Assert.Contains("I don't know that receipt.", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_voted_on_a_statement_is_told_once_what_became_of_it_and_a_receipt_opens_it_too()
    {
        await using var chat = new Chat(await TestConversation.StartAsync(consultations: SomeStatements.Consultations));
        await chat.Talk.JoinAsync();
        foreach (var said in new[] { "16", "skip", "have my say", "agree", "disagree", "pass", "pass", "pass", "thats enough", "not now", "no" })
            await SaidAsync(chat, said);
        var receipt = chat.Receipt();
        foreach (var (id, row, words) in new[] { ("f1", "getting-about~ideas~s1|agree", "Buses should be free"), ("f2", "getting-about~ideas~s2|agree", "The path is too dark"), ("f3", "getting-about~ideas~s2", "People differ about lights") })
        {
            await DraftAsync(chat, id, words, finding => finding with { ConsultationId = "getting-about", QuestionId = "ideas", RowId = row });
            await AnswerAsync(chat, id, FindingAnswerKind.WeDid, "It is done", null);
        }

        chat.Clock.Advance(TimeSpan.FromDays(1));
        var told = await SaidAsync(chat, "hi");
        Assert.Contains("You and others said: “Buses should be free”.", told, StringComparison.Ordinal);
        Assert.Contains("You and others said: “People differ about lights”.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("too dark", told, StringComparison.Ordinal);
        Assert.DoesNotContain("got an answer", await SaidAsync(chat, "menu"), StringComparison.Ordinal);
        var opened = await SaidAsync(chat, receipt);
        Assert.Contains("Buses should be free", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("too dark", opened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_published_offers_nothing()
    {
        await using var talk = await AnsweredAsync();

        Assert.DoesNotContain("What happened?", await SaidAsync(talk, "menu"), StringComparison.Ordinal);
        Assert.Contains("answer", await SaidAsync(talk, "what happened?"), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Somebody who has said that there is least to do in the evenings, and stands at the menu.</summary>
    private static async Task<Chat> AnsweredAsync()
    {
        var chat = new Chat(await TestConversation.StartAsync());
        await chat.Talk.JoinAsync();
        foreach (var said in new[] { "16", "skip", "skip", "skip", "have my say", "whats on near you", "evenings", "skip", "skip", "skip", "no" })
            await SaidAsync(chat, said);
        for (var tries = 0; tries < 6 && chat.Last?.Contains("receipt", StringComparison.OrdinalIgnoreCase) != true; tries++)
            await SaidAsync(chat, "skip");
        return chat;
    }

    private static Task<string> AskedAsync(Chat chat) => SaidAsync(chat, "what happened?");

    private static async Task<string> SaidAsync(Chat chat, string text)
    {
        var replies = await chat.Talk.SayAsync(text);
        chat.Last = string.Join('\n', replies.Select(reply => $"{reply.Text}\n{string.Join(' ', (reply.SuggestedActions?.Actions ?? []).Select(action => action.Title))}"));
        return chat.Last;
    }

    private static Task PublishAsync(Chat chat, string id, string row, DateOnly answerBy) =>
        DraftAsync(chat, id, $"There is least to do in the {row}.", finding => finding with { RowId = row, AnswerBy = answerBy });

    private static async Task DraftAsync(Chat chat, string id, string words, Func<Finding, Finding> of)
    {
        await chat.Talk.Database.WriteAsync(connection =>
        {
            Findings.Draft(connection, Programme, of(new Finding
            {
                Id = id,
                ConsultationId = "after-school",
                QuestionId = "when",
                RowId = "",
                Words = words,
                Owner = "Fernbridge Council",
                AnswerBy = new(2026, 12, 18),
                State = FindingState.Draft,
                MadeBy = "first",
                MadeAt = chat.Clock.GetUtcNow(),
            }));
            Assert.True(Findings.Publish(connection, Programme, id, new StaffAction($"a1-{id}", "second", "facilitator", chat.Clock.GetUtcNow())));
        });
        chat.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static async Task AnswerAsync(Chat chat, string id, FindingAnswerKind kind, string words, DateOnly? by) =>
        Assert.True(await chat.Talk.Database.WriteAsync(connection => Findings.Answer(connection, Programme, id, kind, words, by, new StaffAction($"a2-{id}-{chat.Clock.GetUtcNow().Ticks}", "Someone", "commissioner", chat.Clock.GetUtcNow()))));

    private sealed class Chat(TestConversation talk) : IAsyncDisposable
    {
        public TestConversation Talk => talk;

        public FakeTimeProvider Clock => talk.Clock;

        public string? Last { get; set; }

        /// <summary>The one they were given.</summary>
        public string Receipt() => Last!.Split("Your receipt is ")[1][.."K7QF-2MXP".Length];

        public ValueTask DisposeAsync() => talk.DisposeAsync();
    }
}
