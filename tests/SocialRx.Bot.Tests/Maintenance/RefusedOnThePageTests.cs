using Microsoft.Playwright;
using SocialRx.Bot.Tests.Browser;

namespace SocialRx.Bot.Tests.Maintenance;

public sealed class RefusedOnThePageTests(Chromium chromium)
{
    private const string Activities = "**/v3/directline/conversations/*/activities";

    [Fact]
    public async Task What_could_not_be_saved_is_said_on_the_page_and_can_be_sent_again()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();
        await phone.Page.RouteAsync(Activities, route => route.FulfillAsync(new() { Status = 503, ContentType = "application/json", Body = "{}" }));

        await phone.SendBox.FillAsync("football");
        await phone.SendBox.PressAsync("Enter");

        var notice = phone.Page.GetByText("we couldn’t save that");
        await Assertions.Expect(notice).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.GetByText("Send failed. Retry.")).ToBeVisibleAsync();

        await phone.Page.UnrouteAsync(Activities);
        await phone.TypeAsync("football");
        await Assertions.Expect(notice).ToBeHiddenAsync();
    }
}
