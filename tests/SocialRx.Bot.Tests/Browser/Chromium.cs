using Microsoft.Playwright;
using SocialRx.Bot.Tests.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace SocialRx.Bot.Tests.Browser;

/// <summary>The machine's own Chromium and a running service, shared by all tests and started by the first that asks. Playwright downloads nothing.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>Where "Leave this page" goes in these tests: nothing leaves the machine.</summary>
    public const string Elsewhere = "https://elsewhere.example/weather";

    private static readonly string[] UsualPaths =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private readonly Lazy<Task<Browsing?>> _browsing = new(StartAsync);

    private readonly Lazy<Task<RunningService>> _service = new(() =>
        RunningService.StartAsync($"WebChat:LeaveTo={Elsewhere}", "DirectLine:MessagesPerPersonPerMinute=10000", "DirectLine:TokensPerAddressPerMinute=100000"));

    /// <summary>The service that every test shares which does not bring its own.</summary>
    public Task<RunningService> ServiceAsync() => _service.Value;

    public async ValueTask DisposeAsync()
    {
        if (_browsing.IsValueCreated && await _browsing.Value is { } browsing)
        {
            await browsing.Browser.DisposeAsync();
            browsing.Playwright.Dispose();
        }

        if (_service.IsValueCreated)
            await (await _service.Value).DisposeAsync();
    }

    /// <summary>A phone of its own, with nothing remembered. Skips the test where there is no Chromium.</summary>
    public async Task<Phone> PhoneAsync(int width = 390, int height = 844, ColorScheme colours = ColorScheme.Light, RunningService? service = null)
    {
        var browser = await BrowserAsync();
        return await Phone.TakeAsync(browser, (service ?? await ServiceAsync()).Address, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            DeviceScaleFactor = 2,
            IsMobile = true,
            HasTouch = true,
            Locale = "en-GB",
            ColorScheme = colours,
            ReducedMotion = ReducedMotion.Reduce,
        });
    }

    /// <summary>A desk with a wide screen.</summary>
    public async Task<IPage> DeskAsync(RunningService? service = null)
    {
        var browser = await BrowserAsync();
        return await browser.NewPageAsync(new BrowserNewPageOptions { BaseURL = (service ?? await ServiceAsync()).Address.AbsoluteUri, Locale = "en-GB", ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
    }

    private async Task<IBrowser> BrowserAsync()
    {
        var browsing = await _browsing.Value;
        Assert.SkipWhen(browsing is null, "Chromium is missing: install it, or set CHROMIUM to its path.");
        return browsing!.Browser;
    }

    private static async Task<Browsing?> StartAsync()
    {
        if (Path() is not { } path)
            return null;
        var playwright = await Playwright.CreateAsync();
        return new Browsing(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // A container's root cannot use Chromium's sandbox; its /dev/shm is too small.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        }));
    }

    private static string? Path() =>
        UsualPaths.Prepend(Environment.GetEnvironmentVariable("CHROMIUM") ?? "").FirstOrDefault(File.Exists);

    private sealed record Browsing(IPlaywright Playwright, IBrowser Browser);
}
