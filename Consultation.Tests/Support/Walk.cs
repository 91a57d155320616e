using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Consultation.Tests.Support;

/// <summary>
/// Looks at each state that a person comes to, wide and light and on a phone in the dark; axe, which takes longest, by turns in one of the two.
/// Where the environment names a folder (CONSULTATION_SHOTS), pictures are left there.
/// </summary>
internal sealed class Walk(IPage page)
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("CONSULTATION_SHOTS");
    private int _states;

    /// <summary>No finding of axe, no sideways scrolling, one heading of the first level.</summary>
    public async Task Clean(string state)
    {
        var axeIsWide = _states++ % 2 == 0;
        await Look(360, ColorScheme.Dark, state, !axeIsWide);
        await Look(1280, ColorScheme.Light, state, axeIsWide);
        Assert.That(await page.Locator("h1").CountAsync(), Is.EqualTo(1), page.Url);
    }

    private async Task Look(int width, ColorScheme scheme, string state, bool axe)
    {
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        if (Shots is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{state}-{width}-{scheme}.png"), FullPage = true });
        }
        var where = $"{state} {width} {scheme} {page.Url}";
        var wider = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.That(wider, Is.LessThanOrEqualTo(0), where);
        if (axe)
        {
            var found = (await page.RunAxe()).Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(node => node.Html))}");
            Assert.That(found, Is.Empty, where);
        }
    }
}
