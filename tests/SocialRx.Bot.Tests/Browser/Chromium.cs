using Microsoft.Playwright;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>The machine's own Chromium and the running service, shared by the tests of a class. Playwright downloads nothing.</summary>
public sealed class Chromium : IAsyncLifetime
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

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private RunningService? _service;

    public RunningService Service => _service ?? throw new InvalidOperationException("The service was not started.");

    public async ValueTask InitializeAsync()
    {
        if (Path() is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // A container's root cannot use Chromium's sandbox; its /dev/shm is too small.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        });
        _service = await RunningService.StartAsync($"WebChat:LeaveTo={Elsewhere}", "DirectLine:MessagesPerPersonPerMinute=10000", "DirectLine:TokensPerAddressPerMinute=100000");
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_service is not null)
            await _service.DisposeAsync();
    }

    /// <summary>A phone of its own, with nothing remembered. Skips the test where there is no Chromium.</summary>
    public async Task<Phone> PhoneAsync(int width = 390, int height = 844, ColorScheme colours = ColorScheme.Light, RunningService? service = null)
    {
        Assert.SkipWhen(_browser is null, "Chromium is missing: install it, or set CHROMIUM to its path.");
        return await Phone.TakeAsync(_browser!, (service ?? Service).Address, new BrowserNewContextOptions
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
        Assert.SkipWhen(_browser is null, "Chromium is missing: install it, or set CHROMIUM to its path.");
        return await _browser!.NewPageAsync(new BrowserNewPageOptions { BaseURL = (service ?? Service).Address.AbsoluteUri, ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
    }

    private static string? Path() =>
        UsualPaths.Prepend(Environment.GetEnvironmentVariable("CHROMIUM") ?? "").FirstOrDefault(File.Exists);
}
