using Microsoft.Playwright;

namespace Consultation.Tests.Support;

/// <summary>As somebody without a mouse moves about: nothing comes into focus but by Tab.</summary>
internal static class Keys
{
    private const int Most = 300;

    /// <summary>Until what is sought is in focus; the test fails where it cannot be reached.</summary>
    public static async Task TabTo(this IPage page, string selector, bool backwards = false)
    {
        for (var step = 0; step < Most; step++)
        {
            await page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }
        Assert.Fail($"{selector} is not reached by Tab on {page.Url}");
    }
}
