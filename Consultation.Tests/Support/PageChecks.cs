using Microsoft.Playwright;

namespace Consultation.Tests.Support;

/// <summary>
/// What holds for every page in every state. Where the environment names a folder (CONSULTATION_SHOTS), a picture of each is left there.
/// </summary>
internal static class PageChecks
{
    private const string Violations = """
        options => axe.run({ resultTypes: ['violations'], ...options })
          .then(run => run.violations.map(v => `${v.id}: ${v.nodes.map(node => node.html).join(', ')}`))
        """;

    /// <summary>A phone of 360 px is also made as narrow as 1280 px is at four hundred per cent.</summary>
    private const int Phone = 360;
    private const int Narrowest = 320;
    private static readonly string? _shots = Environment.GetEnvironmentVariable("CONSULTATION_SHOTS");
    private static int _shot;
    private static readonly string _axe = File.ReadAllText(
        Path.Combine(Repository.Root, "Consultation.Tests/node_modules/axe-core/axe.min.js")
    );

    /// <summary>No finding of axe, no sideways scrolling, one heading of the first level.</summary>
    public static async Task Clean(this IPage page, bool script = true, bool axe = true, string state = "") =>
        Assert.That(await page.Findings(script, axe), Is.Empty, $"{state} {page.Url}");

    /// <summary>What only a screen has use for, as far as it is shown.</summary>
    public static Task<string[]> PartsForScreens(this IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('nav:not(:has(.track), .contents), form, footer, button')].filter(part => part.checkVisibility())
              .map(part => part.outerHTML.slice(0, 120))
            """
        );

    /// <summary>What is told by its ground or by a colour, and has neither edge, line nor a mark in front once colours are the reader's own.</summary>
    public static Task<string[]> Edgeless(this IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('.ds-button, .ds-tag, .ds-alert, .ds-input, .status, mark, .redacted, .nav [aria-current]')]
              .filter(part => part.checkVisibility())
              .filter(part => [null, '::before', '::after'].every(where => {
                const style = getComputedStyle(part, where);
                if (where && style.content === 'none') return true;
                return parseFloat(style.borderBlockEndWidth) + parseFloat(style.borderInlineStartWidth) === 0
                  && style.outlineStyle === 'none' && style.textDecorationLine === 'none';
              }))
              .map(part => part.outerHTML.slice(0, 120))
            """
        );

    /// <summary>What is wrong with the page, a line each. Without script in the page only its headings can be looked at.</summary>
    public static async Task<IReadOnlyList<string>> Findings(
        this IPage page,
        bool script = true,
        bool axe = true,
        bool inBothSchemes = false
    )
    {
        // A click ends when the next page begins: its styles may still be on their way.
        await page.WaitForLoadStateAsync();
        if (_shots is not null)
        {
            var name = $"{Interlocked.Increment(ref _shot):0000}-{page.ViewportSize!.Width}-{page.Url.Split('/', 4)[3].Replace('/', '_')}";
            await page.ScreenshotAsync(new() { Path = Path.Combine(_shots, name[..Math.Min(name.Length, 120)] + ".png"), FullPage = true });
        }
        var found = new List<string>();
        if (await page.Locator("h1").CountAsync() is var headings and not 1)
        {
            found.Add($"{headings} headings of the first level");
        }
        if (!script)
        {
            return found;
        }
        if (page.ViewportSize is { Width: Phone, Height: var height })
        {
            await page.SetViewportSizeAsync(Narrowest, height);
            await AddWidth();
            await page.SetViewportSizeAsync(Phone, height);
        }
        await AddWidth();
        if (axe)
        {
            await page.EvaluateAsync(_axe);
            found.AddRange(await page.EvaluateAsync<string[]>(Violations, new { }));
            if (inBothSchemes)
            {
                await InTheOtherScheme(async () =>
                    found.AddRange(await page.EvaluateAsync<string[]>(Violations, new { runOnly = (string[])["color-contrast"] }))
                );
            }
        }
        return found;

        // Dark for who came in the light: only colours differ.
        async Task InTheOtherScheme(Func<Task> look)
        {
            var dark = await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches");
            await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Light : ColorScheme.Dark });
            await look();
            await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        }

        async Task AddWidth()
        {
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is var wider and > 0)
            {
                found.Add($"{wider} px wider than {page.ViewportSize!.Width}");
            }
        }
    }
}
