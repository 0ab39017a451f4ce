using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>A person's phone with the chat open: types, taps, reads. What the browser complains about fails the test at the end.</summary>
public sealed class Phone : IAsyncDisposable
{
    private const string BotBubbles = ".webchat__stacked-layout:not(.webchat__stacked-layout--from-user) .webchat__bubble__content";
    private const string OwnBubbles = ".webchat__stacked-layout--from-user .webchat__bubble__content";

    private const int QuestionsAtMost = 15;

    private static readonly string[] NotOfThePage = ["ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", "status of 503", "Failed to post activity"];

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Phone(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    public ILocator SendBox => Page.GetByPlaceholder("Type here, your own way");

    public ILocator HelpButton => Page.GetByRole(AriaRole.Button, new() { Name = "I need help now", Exact = true }).First;

    public ILocator LeaveButton => Page.GetByRole(AriaRole.Link, new() { Name = "Leave this page" });

    public ILocator Lines => Page.GetByRole(AriaRole.Dialog, new() { Name = "People you can reach right now" });

    /// <summary>What the bot said, also on cards, oldest first.</summary>
    public ILocator BotSaid => Page.Locator(BotBubbles);

    public ILocator Said => Page.Locator(OwnBubbles);

    public ILocator Buttons => Page.Locator(".webchat__suggested-action");

    public ILocator Cards => Page.Locator(".card");

    internal static async Task<Phone> TakeAsync(IBrowser browser, Uri address, BrowserNewContextOptions options)
    {
        options.BaseURL = address.AbsoluteUri;
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        await context.RouteAsync($"{Chromium.Elsewhere}**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<title>Weather</title><p>Sunny." }));
        var phone = new Phone(context, await context.NewPageAsync());
        phone.Page.Console += (_, message) => phone.Note(message.Type is "error" or "warning", message.Text);
        phone.Page.PageError += (_, error) => phone.Note(true, error);
        return phone;
    }

    /// <summary>Opens the page and waits for the bot's hello.</summary>
    public async Task OpenAsync()
    {
        await Page.GotoAsync("/");
        await ReadyAsync();
    }

    public async Task ReadyAsync()
    {
        await BotSaid.First.WaitForAsync();
        await Quiet();
    }

    /// <summary>Types, presses Enter, and waits until the bot has said all it has to say.</summary>
    public async Task TypeAsync(string text)
    {
        var before = await BotSaid.CountAsync();
        await SendBox.FillAsync(text);
        await SendBox.PressAsync("Enter");
        await AnsweredAsync(before);
    }

    /// <summary>Taps the last button, under the bot's words or on a card, that starts so.</summary>
    public async Task TapAsync(string start)
    {
        var before = await BotSaid.CountAsync();
        await Page.Locator(".webchat__suggested-action, .card-choice").Filter(new() { HasTextRegex = new Regex($"^{Regex.Escape(start)}", RegexOptions.IgnoreCase) }).Last.TapAsync();
        await AnsweredAsync(before);
    }

    /// <summary>Agrees, takes the first choice, or writes a few words, until the bot has no more questions.</summary>
    public async Task AnswerUntilAtRestAsync()
    {
        for (var question = 0; question < QuestionsAtMost; question++)
        {
            var buttons = await ButtonTextsAsync();
            if (buttons.Contains("Find something to do"))
                return;
            var choices = buttons.Where(button => button is not ("Skip" or "Not now" or "Help")).ToArray();
            await (choices switch
            {
                [] => TypeAsync("more to do after school that is free"),
                _ => TapAsync(choices.FirstOrDefault(choice => choice.StartsWith("Yes", StringComparison.Ordinal)) ?? choices[0]),
            });
        }

        Assert.Fail($"After {QuestionsAtMost} more answers the bot still asks: {await LastWordsAsync()}");
    }

    /// <summary>What the bot said since the person last said something.</summary>
    public async Task<string> LastWordsAsync() =>
        string.Join('\n', await Page.EvaluateAsync<string[]>(
            """
            () => {
              const all = [...document.querySelectorAll('.webchat__stacked-layout')];
              const own = all.findLastIndex(layout => layout.classList.contains('webchat__stacked-layout--from-user'));
              return all.slice(own + 1).map(layout => layout.innerText);
            }
            """));

    public Task<string[]> ButtonTextsAsync() =>
        Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.webchat__suggested-action')].map(button => button.innerText.trim())");

    /// <summary>The page is wider than the screen, or something in it reaches over the edge.</summary>
    public Task<bool> ScrollsSidewaysAsync() =>
        Page.EvaluateAsync<bool>(
            """
            () => document.documentElement.scrollWidth > innerWidth
              || [...document.querySelectorAll('.bar *, .foot, .card, .card *, .webchat__bubble__content, .webchat__suggested-action')].some(element => element.getBoundingClientRect().right > innerWidth)
            """);

    /// <summary>Waits until the page has left; a tap that a busy machine lost is tapped again, as a person would.</summary>
    public async Task HasLeftAsync()
    {
        for (var tries = 0; tries < 40 && Page.Url != Chromium.Elsewhere; tries++)
        {
            await Page.WaitForTimeoutAsync(250);
            if (tries % 8 == 7 && Page.Url != Chromium.Elsewhere && await LeaveButton.CountAsync() > 0)
                await LeaveButton.TapAsync();
        }

        Assert.Equal(Chromium.Elsewhere, Page.Url);
    }

    public Task GoOfflineAsync(bool offline) => _context.SetOfflineAsync(offline);

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }

    private async Task AnsweredAsync(int before)
    {
        await Assertions.Expect(BotSaid.Nth(before)).ToBeAttachedAsync(new() { Timeout = 20_000 });
        await Quiet();
    }

    /// <summary>All of a turn comes in one frame, so a moment without a new bubble is the end of it.</summary>
    private async Task Quiet()
    {
        for (int count = -1, now = await BotSaid.CountAsync(); now != count; now = await BotSaid.CountAsync())
        {
            count = now;
            await Page.WaitForTimeoutAsync(150);
        }
    }

    // A server that was stopped by the test, or refuses in it, or a connection that was taken away, is not a fault of the page.
    private void Note(bool matters, string text)
    {
        if (matters && !NotOfThePage.Any(trouble => text.Contains(trouble, StringComparison.Ordinal)))
            _complaints.Enqueue(text);
    }
}
