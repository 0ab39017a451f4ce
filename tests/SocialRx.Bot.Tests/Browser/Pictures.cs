using Microsoft.Playwright;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>Screenshots, under artifacts/; with SOCIALRX_PICTURES=1 also where the README shows them.</summary>
internal static class Pictures
{
    private static readonly string[] OfReadme = ["chat", "dashboard"];

    public static async Task TakeAsync(IPage page, string name, bool wholePage = false)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(RunningService.Repository, "artifacts", $"{name}.png"), FullPage = wholePage });
        if (OfReadme.Contains(name) && Environment.GetEnvironmentVariable("SOCIALRX_PICTURES") == "1")
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(RunningService.Repository, "deploymentTemplates", "pictures", $"{name}.png") });
    }
}
