using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>The answer to danger as a frightened person has it on a phone, and the ways out of it.</summary>
public sealed class SafetyTests(Chromium chromium)
{
    /// <summary>Whether the last line of a paragraph, which is shorter than the others, stands at its left edge.</summary>
    private const string BeginsAtTheLeft =
        """
        paragraph => {
          const words = document.createRange();
          words.selectNodeContents(paragraph);
          const edge = paragraph.getBoundingClientRect();
          const last = Math.max(...[...words.getClientRects()].map(line => line.top));
          const lines = [...words.getClientRects()].filter(line => Math.abs(line.top - last) < 4);
          return Math.min(...lines.map(line => line.left)) - edge.left < edge.right - Math.max(...lines.map(line => line.right));
        }
        """;

    [Fact]
    public async Task A_disclosure_in_the_middle_of_a_question_is_answered_at_once_and_the_question_comes_back()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();
        await phone.TypeAsync("13");

        await phone.TypeAsync("i cant do this anymore i wanna kms");
        var words = await phone.LastWordsAsync();
        Assert.Contains("999", words, StringComparison.Ordinal);
        Assert.Contains("0800 1111", words, StringComparison.Ordinal);
        Assert.Equal(["I'm safe now", "I'm not safe", "Talk to someone", "Carry on chatting"], await phone.ButtonTextsAsync());
        Assert.False(await phone.ScrollsSidewaysAsync());
        await Pictures.TakeAsync(phone.Page, "safety-red");

        await phone.TapAsync("Talk to someone");
        Assert.Contains("Ask a link worker", await phone.ButtonTextsAsync());
        await Pictures.TakeAsync(phone.Page, "safety-talk");

        await phone.TapAsync("Carry on chatting");
        Assert.Contains("postcode", await phone.LastWordsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nie chcę już żyć", "zadzwoń pod 999", "zadzwoń teraz pod 999", "pl")]
    [InlineData("میں مرنا چاہتی ہوں", "999 پر کال کریں", "ابھی 999 پر کال کریں", "ur")]
    public async Task It_comes_in_the_language_of_the_person_with_English_after_it_and_its_buttons_are_understood(string said, string call, string callNow, string name)
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();

        await phone.TypeAsync(said);
        var words = await phone.LastWordsAsync();
        Assert.Contains(call, words, StringComparison.Ordinal);
        Assert.Contains("call 999", words, StringComparison.Ordinal);
        Assert.False(await phone.ScrollsSidewaysAsync());
        await Pictures.TakeAsync(phone.Page, $"safety-{name}");
        var start = await phone.BotSaid.Filter(new() { HasText = call }).First.Locator("p").First.EvaluateAsync<bool>(BeginsAtTheLeft);
        Assert.Equal(name != "ur", start);

        await phone.TapAsync((await phone.ButtonTextsAsync())[1]);
        Assert.Contains(callNow, await phone.LastWordsAsync(), StringComparison.Ordinal);
        await Pictures.TakeAsync(phone.Page, $"safety-{name}-not-safe");
    }

    [Theory]
    [InlineData("quick exit")]
    [InlineData("hide this")]
    [InlineData("omg my mum is coming")]
    public async Task Somebody_about_to_be_seen_types_it_and_nothing_is_left(string said)
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.Page.GotoAsync(Chromium.Elsewhere);
        await phone.OpenAsync();
        await phone.TypeAsync("13");
        await phone.TypeAsync("my dad hits me");

        await phone.SendBox.FillAsync(said);
        await phone.SendBox.PressAsync("Enter");
        await phone.HasLeftAsync();
        await Pictures.TakeAsync(phone.Page, "safety-left");

        await phone.Page.EvaluateAsync("() => history.back()");
        await phone.Page.WaitForTimeoutAsync(500);
        Assert.DoesNotContain("dad", await phone.Page.ContentAsync(), StringComparison.Ordinal);
        await phone.OpenAsync();

        Assert.Equal(0, await phone.Said.CountAsync());
        Assert.DoesNotContain(await phone.BotSaid.AllInnerTextsAsync(), text => text.Contains("999", StringComparison.Ordinal) || text.Contains("dad", StringComparison.Ordinal));
        Assert.Equal("Things to do", await phone.Page.TitleAsync());
        Assert.Equal(0, await phone.Page.EvaluateAsync<int>("() => localStorage.length"));
        await Pictures.TakeAsync(phone.Page, "safety-reopened");
    }

    [Fact]
    public async Task Somebody_who_has_said_nothing_yet_is_offered_the_way_out_and_keeps_the_chat()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();
        await phone.TypeAsync("13");

        await phone.TypeAsync("my mum is coming");
        Assert.Contains("Leave this page", await phone.ButtonTextsAsync());
        await Pictures.TakeAsync(phone.Page, "safety-offer");
        await phone.TypeAsync("fb1");

        Assert.Contains("what matters", await phone.LastWordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_takes_the_words_from_the_screen_and_the_tab_before_the_other_page_has_come()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();
        await phone.TypeAsync("my dad hits me");
        await phone.GoOfflineAsync(true);

        await phone.LeaveButton.TapAsync();
        await phone.Page.WaitForTimeoutAsync(1000);

        Assert.DoesNotContain("dad", await phone.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("dad|999", RegexOptions.IgnoreCase), await phone.Page.TitleAsync());
    }

    [Fact]
    public async Task An_old_wish_to_leave_does_not_throw_out_whoever_comes_back()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();
        await phone.TypeAsync("my dad hits me");
        var memory = await phone.Page.EvaluateAsync<string>("() => sessionStorage.getItem('conversation')");
        await phone.SendBox.FillAsync("someones coming");
        await phone.SendBox.PressAsync("Enter");
        await phone.HasLeftAsync();

        await phone.OpenAsync();
        await phone.Page.EvaluateAsync("memory => sessionStorage.setItem('conversation', memory)", memory);
        await phone.Page.ReloadAsync();
        await phone.ReadyAsync();

        Assert.NotEqual(Chromium.Elsewhere, phone.Page.Url);
        Assert.Contains("my dad hits me", await phone.Said.AllInnerTextsAsync());
    }
}
