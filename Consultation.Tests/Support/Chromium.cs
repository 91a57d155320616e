using Microsoft.Playwright;

namespace Consultation.Tests.Support;

/// <summary>A real Chromium, as it is installed on the machine.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>The test is ignored, with the reason, where there is no Chromium.</summary>
    public static async Task<Chromium> Launch()
    {
        var path = Array.Find(Places, File.Exists);
        if (path is null)
        {
            Assert.Ignore("Chromium is not installed; test.sh installs it where it may.");
        }
        var playwright = await Playwright.CreateAsync();
        // Without a graphics card's stand-in, which would draw in threads of its own.
        string[] arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-gpu"];
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = arguments }));
    }

    /// <summary>Somebody who has not been here before, unless <paramref name="state"/> is a file of cookies.</summary>
    public Task<IBrowserContext> Person(
        Uri site,
        int width = 1280,
        ColorScheme scheme = ColorScheme.Light,
        bool script = true,
        string? state = null,
        ForcedColors colours = ForcedColors.None
    ) =>
        _browser.NewContextAsync(
            new()
            {
                BaseURL = site.ToString(),
                ViewportSize = new() { Width = width, Height = 800 },
                ColorScheme = scheme,
                JavaScriptEnabled = script,
                ReducedMotion = ReducedMotion.Reduce,
                StorageStatePath = state,
                ForcedColors = colours,
                Locale = "nb-NO",
            }
        );

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}
