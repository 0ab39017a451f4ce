using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocialRx.Bot.Simulation;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>What young people said in the chat, as a commissioner reads it.</summary>
public sealed partial class DashboardTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task What_people_said_shows_in_the_numbers_once_enough_took_part()
    {
        var desk = await chromium.DeskAsync();
        await desk.GotoAsync("/dashboard");
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = Commissioner() }).ClickAsync();
        await desk.GotoAsync("/dashboard/taking-part");
        Assert.Equal(0, await desk.GetByRole(AriaRole.Table).CountAsync());

        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var simulated = await new Simulator(chromium.Service.Address, people: 60, seed: 7, atOnce: 8, said).RunAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(said.ToString());
        Assert.Equal(0, simulated);

        await desk.GotoAsync("/dashboard/taking-part");
        Assert.NotEqual(0, await desk.GetByRole(AriaRole.Table).CountAsync());
        await desk.GotoAsync("/dashboard");
        await Pictures.TakeAsync(desk, "dashboard");
    }

    [GeneratedRegex("commission", RegexOptions.IgnoreCase)]
    private static partial Regex Commissioner();
}
