using Microsoft.Playwright;

namespace Consultation.Tests.Support;

/// <summary>Looks at each state that a person comes to, on a phone in the dark and wide and light.</summary>
internal sealed class Walk(IPage page)
{
    public async Task Clean(string state)
    {
        await Look(360, ColorScheme.Dark, state);
        await Look(1280, ColorScheme.Light, state);
    }

    private async Task Look(int width, ColorScheme scheme, string state)
    {
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        // What axe finds it finds on the phone too, where there is least room; each page is judged wide as well where all are visited.
        await page.Clean(axe: width == 360, state: $"{state} {scheme}");
    }
}
