using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Consultation.Tests.Support;

/// <summary>From page to page, in one width and colour. Pictures of them are left where <c>CONSULTATION_SHOTS</c> says, to be looked at.</summary>
internal sealed class Walk(IPage page, string name)
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("CONSULTATION_SHOTS");

    /// <summary>No finding of axe, no sideways scrolling, one heading of the first level.</summary>
    public async Task Clean(string state)
    {
        if (Shots is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{state}-{name}.png"), FullPage = true });
        }
        var result = await page.RunAxe();
        Assert.That(
            result.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(node => node.Html))}"),
            Is.Empty,
            $"{state} {page.Url}"
        );
        Assert.That(
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"),
            Is.LessThanOrEqualTo(0),
            $"{state} {page.Url}"
        );
        Assert.That(await page.Locator("h1").CountAsync(), Is.EqualTo(1), page.Url);
    }
}
