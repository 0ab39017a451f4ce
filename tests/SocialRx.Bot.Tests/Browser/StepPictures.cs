using Microsoft.Playwright;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>Screenshots of the steps of a long test. They are in artifacts/ only if it fails: whoever looks for the reason sees how it got there.</summary>
internal sealed class StepPictures(string test) : IAsyncDisposable
{
    private readonly List<(string Step, byte[] Picture)> _taken = [];
    private bool _hasPassed;

    public async Task TakeAsync(IPage page, string step) => _taken.Add((step, await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true })));

    public void Pass() => _hasPassed = true;

    public async ValueTask DisposeAsync()
    {
        if (_hasPassed)
            return;
        var folder = Directory.CreateDirectory(Path.Combine(RunningService.Repository, "artifacts", test)).FullName;
        foreach (var (number, (step, picture)) in _taken.Index())
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{number + 1:00}-{step}.png"), picture);
    }
}
