using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage;
using SocialRx.Tests.CoDesign.Opinions;
using SocialRx.Tests.Storage.CoDesign;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>From what one young person wrote to what was answered, and nobody on the way learns who they are.</summary>
public sealed partial class CoDesignTests(Chromium chromium) : IAsyncLifetime
{
    private const string Statement = "ther shud b a saf plac to wait for the buss";
    private const string Finding = "There is least to do in the evenings";
    private const string Promise = "The library stays open until eight on two evenings";
    private const string NoteAsWritten = "weekends are worse, ask Kayleigh Barnes at the skate park";
    private const string NoteReleased = "weekends are worse";
    private const string NoteKept = "evenings are fine on our street";
    private const int Others = 10;

    private const string Consultations =
        """
        [
          {
            "id": "this-town",
            "title": "What should change in Fernbridge",
            "owner": "Fernbridge Town Council",
            "why": "They plan what is open from April.",
            "level": "MyArea",
            "opens": "2026-01-05",
            "closes": "2030-12-31",
            "questions": [
              {
                "id": "when",
                "words": "When is there least to do?",
                "options": [
                  { "id": "after-school", "label": "After school" },
                  { "id": "evenings", "label": "Evenings" },
                  { "id": "weekends", "label": "Weekends" }
                ]
              },
              {
                "id": "ideas",
                "kind": "Statements",
                "words": "What should change in Fernbridge?",
                "statements": [
                  { "id": "late-bus", "words": "The last bus should be later at weekends." },
                  { "id": "warm-place", "words": "There should be a warm place to go that costs nothing." }
                ]
              }
            ]
          }
        ]
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.json");
    private readonly List<WebChat> _chats = [];
    private readonly StepPictures _steps = new("co-design");
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_file, Consultations);
        _service = await RunningService.StartAsync($"Consultations:File={_file}", "Disclosure:RecountAfterSeconds=0", "DirectLine:MessagesPerPersonPerMinute=10000", "DirectLine:TokensPerAddressPerMinute=100000");
    }

    public async ValueTask DisposeAsync()
    {
        await _steps.DisposeAsync();
        foreach (var chat in _chats)
            await chat.DisposeAsync();
        await _service.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task What_one_young_person_wrote_is_checked_voted_on_signed_off_and_answered_and_only_they_know_it_was_them()
    {
        await using var writer = await chromium.PhoneAsync(service: _service);
        var receipt = await WriteAsync(writer);
        var facilitator = await DeskAsync(Facilitator());
        await ModerateAsync(facilitator, await DeskAsync(Facilitator(), asSecond: true));
        Assert.Contains($"“{Statement}” is in. Others can vote on it.", await AskAsync(writer, "what happened to my idea"), StringComparison.Ordinal);

        await VoteOnAPhoneAsync();
        for (var other = 0; other < Others; other++)
            Assert.Contains($"Said by another young person: “{Statement}”", await VoteAsync(other % 2 == 0 ? "Evenings" : "After school"), StringComparison.Ordinal);
        Assert.Equal(Others + 1, await AgreesAsync());

        var commissioner = await DeskAsync(Commissioner());
        var finding = await WriteFindingAsync(facilitator);
        Assert.Equal(404, (await commissioner.GotoAsync(finding))!.Status);
        var panel = await SignOffAsync(facilitator, finding);
        await commissioner.GotoAsync(finding);
        await Assertions.Expect(commissioner.GetByText("5 of 5 members voted")).ToBeVisibleAsync();
        Assert.DoesNotContain(NoteReleased, await commissioner.ContentAsync(), StringComparison.Ordinal);

        await ReleaseNoteAsync(facilitator, panel);
        await AnswerAsync(commissioner, finding);
        await ReadsNothingOfAnybodyAsync(commissioner, finding);
        await IsToldAsync(writer, receipt);
        await GroupAsync(facilitator);
        _steps.Pass();
    }

    /// <summary>Says something in their own spelling, is coached once, and sends it. Returns the receipt of the whole.</summary>
    private async Task<string> WriteAsync(Phone writer)
    {
        await writer.OpenAsync();
        await writer.TypeAsync("im 15");
        await writer.TypeAsync("hav my say");
        await writer.TapAsync("Evenings");
        await writer.TapAsync("Agree");
        await writer.TapAsync("Disagree");
        await writer.TapAsync("Yes, add mine");
        Assert.Contains("That looks like a question.", await AskAsync(writer, "is ther a saf plac to wait for the buss?"), StringComparison.Ordinal);
        Assert.Contains($"Others would read this: “{Statement}”", await AskAsync(writer, Statement), StringComparison.Ordinal);
        await _steps.TakeAsync(writer.Page, "coached");
        await writer.TapAsync("Send it");
        Assert.Contains("People check it before others see it.", await writer.LastWordsAsync(), StringComparison.Ordinal);
        await writer.TapAsync("Yes, count them");
        var receipt = ReceiptCode().Match(await writer.LastWordsAsync()).Value;
        Assert.NotEmpty(receipt);
        Assert.Contains("is waiting for somebody to check it", await AskAsync(writer, "what happened to my idea"), StringComparison.Ordinal);
        Assert.False(await writer.ScrollsSidewaysAsync());
        await _steps.TakeAsync(writer.Page, "sent");
        return receipt;
    }

    private async Task ModerateAsync(IPage first, IPage second)
    {
        await first.GotoAsync("/dashboard/statements");
        await Assertions.Expect(first.GetByText(Statement).First).ToBeVisibleAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(first.GetByText("1 more, by somebody else")).ToBeVisibleAsync();
        await Assertions.Expect(first.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true })).ToHaveCountAsync(0);
        await _steps.TakeAsync(first, "approved-by-one");

        Assert.DoesNotContain(Statement, await VoteAsync("Weekends"), StringComparison.Ordinal);
        await second.GotoAsync("/dashboard/statements");
        await second.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(second.GetByText("Nothing waits for you.")).ToBeVisibleAsync();
        await _steps.TakeAsync(second, "approved-by-two");
    }

    /// <summary>Somebody else, on a phone of their own.</summary>
    private async Task VoteOnAPhoneAsync()
    {
        await using var other = await chromium.PhoneAsync(service: _service);
        await other.OpenAsync();
        await other.TypeAsync("14");
        await other.TypeAsync("have my say");
        await other.TapAsync("Evenings");
        while (!(await other.LastWordsAsync()).Contains($"Said by another young person: “{Statement}”", StringComparison.Ordinal))
            await other.TapAsync("Pass");
        await _steps.TakeAsync(other.Page, "shown-to-another");
        Assert.False(await other.ScrollsSidewaysAsync());
        await other.TapAsync("Agree");
    }

    /// <summary>Somebody else without a page: agrees to every statement there is, and may be counted. Returns all they were told.</summary>
    private async Task<string> VoteAsync(string least)
    {
        var chat = await OpenAsync("16", "have my say", least);
        while (Offers(chat, "Agree"))
            await chat.AskAsync("agree");
        await chat.AskAsync("not now");
        await chat.AskAsync("yes, count them");
        return Said(chat);
    }

    /// <summary>Written by one who may not publish it. Returns its address.</summary>
    private async Task<string> WriteFindingAsync(IPage facilitator)
    {
        await facilitator.GotoAsync("/dashboard/findings/new");
        await facilitator.GetByLabel("What it is about").SelectOptionAsync("this-town/when/");
        await facilitator.GetByLabel("What young people said, in a plain sentence").FillAsync($"{Finding}.");
        await facilitator.GetByLabel("Who has to answer").FillAsync("Fernbridge Town Council");
        await facilitator.GetByLabel("Until when").FillAsync(DayIn(20));
        await _steps.TakeAsync(facilitator, "finding");
        await facilitator.GetByRole(AriaRole.Button, new() { Name = "Keep as a draft" }).ClickAsync();
        await Assertions.Expect(facilitator.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"{Finding}.");
        return new Uri(facilitator.Url).PathAndQuery;
    }

    /// <summary>Three members are for it and two against; one of these wants others to read why, and votes last. Returns the address of the panel.</summary>
    private async Task<string> SignOffAsync(IPage facilitator, string finding)
    {
        await facilitator.GotoAsync("/dashboard/panels");
        await facilitator.GetByLabel("Its name, as members know it").FillAsync("Fernbridge Young Voices");
        await facilitator.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        var panel = new Uri(facilitator.Url).PathAndQuery;
        var members = new List<WebChat>();
        foreach (var role in new[] { "chair", "reviewer", "member", "member", "member" })
            members.Add(await JoinAsync(facilitator, panel, role));

        await facilitator.GotoAsync(finding);
        await facilitator.GetByLabel("Members vote until").FillAsync(DayIn(7));
        await facilitator.GetByRole(AriaRole.Button, new() { Name = "Put it to the panel" }).ClickAsync();
        await Assertions.Expect(facilitator.GetByText("The panel votes until")).ToBeVisibleAsync();
        await TalkAsync(members[1], "menu", "my panel", "it reads well");
        await TalkAsync(members[0], "menu", "my panel", "yes, open it");
        foreach (var member in members[..3])
            await VoteAsync(member, "sign it off");
        await VoteAsync(members[3], "not like this", NoteKept, "keep it here");
        await VoteAsync(members[4], "not like this", NoteAsWritten, "let them read it");
        Assert.Contains($"Should those who decide read this beside it? “{NoteReleased}", Said(members[4]), StringComparison.Ordinal);
        Assert.Matches("They will read that|It will stand beside the decision", Said(members[4]));

        await facilitator.GotoAsync(panel);
        await Assertions.Expect(facilitator.GetByText("Signed off by Fernbridge Young Voices; 5 of 5 members voted")).ToBeVisibleAsync();
        await _steps.TakeAsync(facilitator, "signed-off");
        return panel;
    }

    /// <summary>Whatever stands behind it is weighed first.</summary>
    private static async Task VoteAsync(WebChat member, params string[] says)
    {
        await TalkAsync(member, "menu", "my panel");
        while (Offers(member, "A lot"))
            await member.AskAsync("a lot");
        await TalkAsync(member, says);
    }

    private async Task<WebChat> JoinAsync(IPage facilitator, string panel, string role)
    {
        await facilitator.GotoAsync(panel);
        await facilitator.GetByLabel("As", new() { Exact = true }).SelectOptionAsync(role);
        await facilitator.GetByRole(AriaRole.Button, new() { Name = "Make a code" }).ClickAsync();
        var code = await facilitator.Locator(".code").InnerTextAsync();
        var member = await OpenAsync("17", code);
        Assert.Contains("Welcome to Fernbridge Young Voices", Said(member), StringComparison.Ordinal);
        return member;
    }

    private static async Task ReleaseNoteAsync(IPage facilitator, string panel)
    {
        await facilitator.GotoAsync(panel);
        var note = facilitator.Locator("blockquote");
        await Assertions.Expect(note).ToHaveCountAsync(1);
        await Assertions.Expect(note).ToContainTextAsync(NoteReleased);
        await facilitator.GetByRole(AriaRole.Button, new() { Name = "Release it" }).ClickAsync();
        await Assertions.Expect(note).ToHaveCountAsync(0);
    }

    private async Task AnswerAsync(IPage commissioner, string finding)
    {
        await commissioner.GotoAsync(finding);
        await Assertions.Expect(commissioner.Locator("blockquote")).ToContainTextAsync(NoteReleased);
        await commissioner.GetByRole(AriaRole.Radio, new() { Name = "We will" }).CheckAsync();
        await commissioner.GetByLabel("What exactly, or why not").FillAsync($"{Promise}.");
        await commissioner.GetByLabel("Done by").FillAsync(DayIn(60));
        await commissioner.GetByRole(AriaRole.Button, new() { Name = "Give this answer" }).ClickAsync();
        await Assertions.Expect(commissioner.GetByText($"{Promise}.")).ToBeVisibleAsync();
        await _steps.TakeAsync(commissioner, "answered");
    }

    /// <summary>Every page a commissioner has a link to.</summary>
    private async Task ReadsNothingOfAnybodyAsync(IPage commissioner, string finding)
    {
        await commissioner.GotoAsync("/dashboard");
        var pages = await commissioner.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('a[href^=\"/dashboard\"]')].map(link => link.getAttribute('href')))]");
        Assert.True(pages.Length > 4, string.Join(' ', pages));
        string[] never = [Statement, NoteAsWritten, "Kayleigh", NoteKept, .. _chats.SelectMany(chat => new[] { chat.ConversationId, chat.UserId }), .. await ConversationsAsync()];
        foreach (var page in pages.Append("/dashboard/findings").Append(finding))
        {
            var answer = await commissioner.APIRequest.GetAsync(page);
            var text = await answer.TextAsync();
            Assert.True(answer.Ok, page);
            Assert.All(never, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        }
    }

    /// <summary>In their chat when they next say something, and by the receipt in anybody's.</summary>
    private async Task IsToldAsync(Phone writer, string receipt)
    {
        // What was published is read again every few seconds.
        string told;
        var asked = 0;
        do
            told = await AskAsync(writer, "hi");
        while (!told.Contains("Something you said got an answer.", StringComparison.Ordinal) && ++asked < 20);

        Assert.Contains($"You and others said: “{Finding}”.", told, StringComparison.Ordinal);
        Assert.Contains($"Fernbridge Town Council say they will do this: “{Promise}”.", told, StringComparison.Ordinal);
        await _steps.TakeAsync(writer.Page, "told");
        Assert.DoesNotContain("got an answer", await AskAsync(writer, "hi"), StringComparison.Ordinal);

        var anybody = await OpenAsync("18", receipt);
        Assert.Contains($"say they will do this: “{Promise}”.", Said(anybody), StringComparison.Ordinal);
    }

    /// <summary>A town has voted and is forgotten: two camps, and the statement that began it divides them.</summary>
    private async Task GroupAsync(IPage facilitator)
    {
        var statement = await ReadAsync<string>("select id from statement where source = 'young-person'");
        var votes = SomeVotes.OfCamps([63, 41], 16, 14, 0.9, seed: 3).Select(vote => vote.Statement == "s0" ? vote with { Statement = statement } : vote).ToList();
        await _service.StopAsync();
        await using (var database = await Database.OpenAsync(new StorageOptions { File = _service.DatabaseFile }, TimeProvider.System))
            await database.WriteAsync(connection => SomeBallots.Put(connection, "fernbridge", new StatementQuestion("this-town", "ideas"), votes, TimeProvider.System.GetUtcNow()));
        await _service.StartAgainAsync("Schedule:OpinionsEveryMinutes=0.01");
        await _service.LoggedAsync("this-town/ideas were looked at: 2 groups");

        await facilitator.GotoAsync("/dashboard/statements");
        await Assertions.Expect(facilitator.GetByText("Group 1,")).ToBeVisibleAsync();
        await Assertions.Expect(facilitator.GetByText("Group 2,")).ToBeVisibleAsync();
        await Assertions.Expect(facilitator.GetByText("What divides")).ToBeVisibleAsync();
        await _steps.TakeAsync(facilitator, "grouped");
    }

    private async Task<IPage> DeskAsync(Regex role, bool asSecond = false)
    {
        var desk = await chromium.DeskAsync(_service);
        await desk.GotoAsync("/dashboard");
        if (asSecond)
            await desk.GetByLabel("As a second person").CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = role }).ClickAsync();
        return desk;
    }

    private static async Task<string> AskAsync(Phone phone, string text)
    {
        await phone.TypeAsync(text);
        return await phone.LastWordsAsync();
    }

    private async Task<WebChat> OpenAsync(params string[] says)
    {
        var chat = await WebChat.OpenAsync(_service);
        _chats.Add(chat);
        await TalkAsync(chat, says);
        return chat;
    }

    private static async Task TalkAsync(WebChat chat, params string[] says)
    {
        foreach (var text in says)
            await chat.AskAsync(text);
    }

    private static string Said(WebChat chat) => string.Join('\n', chat.Seen.Select(activity => WebChat.Text(activity, "text")));

    private static bool Offers(WebChat chat, string button) =>
        chat.Seen[^1]["suggestedActions"]?["actions"]?.AsArray().Any(action => WebChat.Text(action, "title") == button) ?? false;

    private Task<long> AgreesAsync() => ReadAsync<long>(
        """
        select count(*)
        from statement_vote
        join statement
          on statement.programme_id = statement_vote.programme_id
          and statement.id = statement_vote.statement_id
        where statement.source = 'young-person'
          and statement_vote.vote = 'agree'
        """);

    private async Task<IEnumerable<string>> ConversationsAsync() => (await ReadAsync<string>("select group_concat(conversation_id) from directline_conversation")).Split(',');

    private async Task<T> ReadAsync<T>(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_service.DatabaseFile};Mode=ReadOnly;Pooling=False");
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    private static string DayIn(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("panel facilitator", RegexOptions.IgnoreCase)]
    private static partial Regex Facilitator();

    [GeneratedRegex("commissioner", RegexOptions.IgnoreCase)]
    private static partial Regex Commissioner();

    [GeneratedRegex("(?<=Your receipt is )[2-9A-Z]{4}-[2-9A-Z]{4}")]
    private static partial Regex ReceiptCode();
}
