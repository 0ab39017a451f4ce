using System.Globalization;
using Microsoft.Playwright;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>The page around the chat: what must be there whatever the conversation is about.</summary>
public sealed class PageTests(Chromium chromium)
{
    [Theory]
    [InlineData(320, 568)]
    [InlineData(390, 844)]
    [InlineData(1280, 900)]
    public async Task Help_and_the_way_out_are_in_sight_and_nothing_scrolls_sideways(int width, int height)
    {
        await using var phone = await chromium.PhoneAsync(width, height);
        await phone.OpenAsync();
        await phone.TypeAsync("hello");

        foreach (var button in new[] { phone.HelpButton, phone.LeaveButton })
        {
            var place = await button.BoundingBoxAsync();
            Assert.NotNull(place);
            Assert.InRange(place.Height, 44, 100);
            Assert.InRange(place.X, 0, width - place.Width);
            Assert.InRange(place.Y, 0, height - place.Height);
        }

        Assert.False(await phone.ScrollsSidewaysAsync());
        Assert.True(await phone.SendBox.IsVisibleAsync());
    }

    [Fact]
    public async Task A_person_who_taps_help_is_answered_in_the_chat()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();

        await phone.HelpButton.TapAsync();

        await Assertions.Expect(phone.Said.Last).ToHaveTextAsync("I need help now");
        await Assertions.Expect(phone.BotSaid.Filter(new() { HasText = "999" }).Last).ToBeVisibleAsync();
        Assert.False(await phone.Lines.IsVisibleAsync());
    }

    [Fact]
    public async Task A_person_whose_connection_is_gone_still_finds_whom_to_call()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();

        await phone.GoOfflineAsync(true);
        await phone.HelpButton.TapAsync();

        await Assertions.Expect(phone.Lines).ToBeVisibleAsync();
        await Assertions.Expect(phone.Lines.GetByRole(AriaRole.Link, new() { Name = "999" }).First).ToHaveAttributeAsync("href", "tel:999");
        await Assertions.Expect(phone.Lines.GetByText("Call 111, then press 2")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Lines.GetByText("Call 0800 1111")).ToBeVisibleAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Back to the chat" }).TapAsync();
        await Assertions.Expect(phone.Lines).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_person_who_leaves_is_taken_elsewhere_and_nothing_is_left_behind()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();
        await phone.TypeAsync("something nobody else should read");

        await phone.LeaveButton.TapAsync();
        await phone.HasLeftAsync();
        await phone.OpenAsync();

        Assert.Equal(0, await phone.Said.CountAsync());
        Assert.Equal(0, await phone.Page.GetByText("something nobody else should read").CountAsync());
    }

    [Fact]
    public async Task Pressing_escape_three_times_leaves_at_once()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();

        // The three count when they come within four seconds, which a busy machine may need more than one go for.
        for (var goes = 0; goes < 5 && phone.Page.Url != Chromium.Elsewhere; goes++)
        {
            for (var press = 0; press < 3 && phone.Page.Url != Chromium.Elsewhere; press++)
                await phone.Page.Keyboard.PressAsync("Escape");
            await phone.Page.WaitForTimeoutAsync(500);
        }

        await phone.HasLeftAsync();
    }

    [Fact]
    public async Task The_back_button_after_leaving_does_not_bring_the_talk_back()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.Page.GotoAsync(Chromium.Elsewhere);
        await phone.OpenAsync();
        await phone.TypeAsync("something nobody else should read");

        await phone.LeaveButton.TapAsync();
        await phone.HasLeftAsync();
        await phone.Page.EvaluateAsync("() => history.back()");
        await phone.Page.WaitForTimeoutAsync(500);

        Assert.Equal(Chromium.Elsewhere, phone.Page.Url);
    }

    [Fact]
    public async Task A_refreshed_page_carries_on_with_all_that_was_said()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();
        await phone.TypeAsync("hello there");
        var before = await phone.BotSaid.AllInnerTextsAsync();

        await phone.Page.ReloadAsync();
        await phone.ReadyAsync();

        Assert.Equal(before, await phone.BotSaid.AllInnerTextsAsync());
        Assert.Equal(["hello there"], await phone.Said.AllInnerTextsAsync());
        await phone.TypeAsync("still here");
        Assert.True(await phone.BotSaid.CountAsync() > before.Count);
    }

    [Fact]
    public async Task The_page_is_kept_by_nobody_and_runs_only_its_own_files()
    {
        await using var phone = await chromium.PhoneAsync();
        var page = await (await chromium.ServiceAsync()).Client.GetAsync(new Uri("/", UriKind.Relative));
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));

        Assert.True(page.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_visit_costs_less_than_half_a_megabyte()
    {
        await using var phone = await chromium.PhoneAsync();
        var sizes = new List<Task<RequestSizesResult>>();
        phone.Page.RequestFinished += (_, request) => sizes.Add(request.SizesAsync());

        await phone.OpenAsync();

        var bytes = (await Task.WhenAll(sizes)).Sum(size => size.ResponseBodySize + size.ResponseHeadersSize);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"chat page, first visit: {bytes / 1024.0:0} KB over the wire in {sizes.Count} requests"));
        Assert.InRange(bytes, 1, 500 * 1024);
    }
}
