using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>A disclosure in the middle of another conversation, to the person who looks at it.</summary>
public sealed partial class ConcernTests(Chromium chromium)
{
    [Fact]
    public async Task A_disclosure_in_slang_reaches_the_queue_escalates_when_nobody_looks_and_opens_to_the_safeguarding_lead_alone()
    {
        await using var mail = new MailServer();
        await using var hook = await WebhookReceiver.StartAsync();
        hook.Status = 503;
        await using var service = await RunningService.StartAsync(
            string.Create(CultureInfo.InvariantCulture, $"Safeguarding:Deliveries:Mail:Port={mail.Port}"), "Safeguarding:Deliveries:Mail:Host=127.0.0.1", "Safeguarding:Deliveries:Mail:Encryption=None", "Safeguarding:Deliveries:Mail:From=socialrx@fernbridge.example",
            "Safeguarding:Deliveries:Recipients:0:Id=lead-mail", "Safeguarding:Deliveries:Recipients:0:Mail=lead@fernbridge.example",
            "Safeguarding:Deliveries:Recipients:1:Id=deputy-mail", "Safeguarding:Deliveries:Recipients:1:Step=Second", "Safeguarding:Deliveries:Recipients:1:Mail=deputy@fernbridge.example",
            "Safeguarding:Deliveries:Recipients:2:Id=case-system", $"Safeguarding:Deliveries:Recipients:2:Webhook={hook.Address}", $"Safeguarding:Deliveries:Recipients:2:Secret=whsec_{Convert.ToBase64String(new byte[32])}",
            "Safeguarding:Deliveries:LookEverySeconds=0.6", "Safeguarding:RedOverdueAfterMinutes=0.05");
        await using (var phone = await chromium.PhoneAsync(service: service))
        {
            await phone.OpenAsync();
            await phone.TypeAsync("15");
            await phone.TypeAsync("fb2");
            await phone.TypeAsync("tbh i wanna kms tn cba anymore");
            var said = await phone.LastWordsAsync();
            Assert.Contains("999", said, StringComparison.Ordinal);
            Assert.Contains("111", said, StringComparison.Ordinal);
        }

        var desk = await chromium.DeskAsync(service);
        await SignInAsync(desk, Lead());
        await desk.GotoAsync("/dashboard/concerns");
        await Assertions.Expect(desk.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await UntilAsync(desk, "gone to a second person");
        await UntilAsync(desk, "2 told, 1 failing");
        await PicturesAsync(desk, "queue");

        await desk.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Open the concern") }).ClickAsync();
        var address = new Uri(desk.Url).PathAndQuery;
        await desk.GetByLabel("Why you need to know who it is.").FillAsync("To call them back");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Show what the service knows" }).ClickAsync();
        await Assertions.Expect(desk.GetByText("The service does not know who this is.")).ToBeVisibleAsync();
        await desk.GetByLabel("Why you need to read it.").FillAsync("Deciding whom to call");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Read what was written" }).ClickAsync();
        await Assertions.Expect(desk.GetByText("tbh i wanna kms tn cba anymore")).ToBeVisibleAsync();
        await PicturesAsync(desk, "concern-open");

        await desk.GotoAsync(address);
        await desk.GetByRole(AriaRole.Button, new() { Name = "I am dealing with this" }).ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Assign it to me" }).ClickAsync();
        await PicturesAsync(desk, "concern-acknowledged");
        await desk.GetByLabel("Because").SelectOptionAsync("Spoke with the young person");
        await desk.GetByLabel("What came of it").SelectOptionAsync("Safe now, no more needed from us");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Close the concern" }).ClickAsync();
        await desk.GotoAsync("/dashboard/concerns");
        await Assertions.Expect(desk.GetByText("No concern is open.")).ToBeVisibleAsync();

        await desk.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await SignInAsync(desk, Commissioner());
        foreach (var path in new[] { "/dashboard/concerns", address, "/dashboard/audit" })
            Assert.Equal(403, (await desk.GotoAsync(path))!.Status);
    }

    private static async Task SignInAsync(IPage desk, Regex role)
    {
        await desk.GotoAsync("/dashboard");
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = role }).ClickAsync();
    }

    private static async Task UntilAsync(IPage desk, string text)
    {
        for (var looks = 0; looks < 60 && await desk.GetByText(text).CountAsync() == 0; looks++)
        {
            await desk.WaitForTimeoutAsync(500);
            await desk.ReloadAsync();
        }

        await Assertions.Expect(desk.GetByText(text).First).ToBeVisibleAsync();
    }

    /// <summary>On a wide screen and on a phone, where nothing may reach over the edge.</summary>
    private static async Task PicturesAsync(IPage desk, string name)
    {
        await Pictures.TakeAsync(desk, name, wholePage: true);
        await desk.SetViewportSizeAsync(390, 844);
        await Pictures.TakeAsync(desk, $"{name}-390", wholePage: true);
        Assert.True(await desk.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 390, $"{name} is wider than a phone.");
        await desk.SetViewportSizeAsync(1280, 900);
    }

    [GeneratedRegex("safeguarding lead", RegexOptions.IgnoreCase)]
    private static partial Regex Lead();

    [GeneratedRegex("commission", RegexOptions.IgnoreCase)]
    private static partial Regex Commissioner();
}
