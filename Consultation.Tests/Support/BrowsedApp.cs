using Microsoft.Playwright;

namespace Consultation.Tests.Support;

/// <summary>The whole program in this process with the test's clock, and a real Chromium before it: for states that only a test can bring about.</summary>
internal sealed class BrowsedApp : IAsyncDisposable
{
    private readonly Chromium _browser;
    private readonly IBrowserContext _person;

    private BrowsedApp(Chromium browser, TestApp app, IBrowserContext person, IPage page)
    {
        (_browser, App, _person, Page) = (browser, app, person, page);
        page.Console += (_, message) => Add(message.Text);
        page.PageError += (_, problem) => Complaints.Add(problem);
    }

    public TestApp App { get; }
    public IPage Page { get; }

    /// <summary>What the browser has complained of, without the statuses that the test asks for.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The test is ignored, with the reason, where there is no Chromium.</summary>
    public static async Task<BrowsedApp> Start(params (string Name, string Value)[] settings)
    {
        var browser = await Chromium.Launch();
        var app = TestApp.Listening(settings);
        var person = await browser.Person(app.Address);
        await person.Clock.SetFixedTimeAsync(app.Clock.GetUtcNow().UtcDateTime);
        return new BrowsedApp(browser, app, person, await person.NewPageAsync());
    }

    /// <summary>The program's clock and the browser's go on to this.</summary>
    public async Task MoveTo(DateTimeOffset then)
    {
        App.Clock.MoveTo(then);
        await _person.Clock.SetFixedTimeAsync(then.UtcDateTime);
    }

    /// <summary>Somebody else, who has not been here before.</summary>
    public async Task<IPage> Another(int width = 1280)
    {
        var other = await _browser.Person(App.Address, width);
        await other.Clock.SetFixedTimeAsync(App.Clock.GetUtcNow().UtcDateTime);
        return await other.NewPageAsync();
    }

    /// <summary>The browser holds this session from now on.</summary>
    public Task SignIn(StaffBrowser staff) =>
        _person.AddCookiesAsync([
            new()
            {
                Name = "saksbehandling",
                Value = staff.Token!,
                Url = App.Address.ToString(),
            },
        ]);

    /// <summary>Looks at the page as it is now, on a phone in the dark, where there is least room; and goes on wide and light.</summary>
    public async Task Clean(string state)
    {
        await Page.SetViewportSizeAsync(360, 900);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Page.Clean(state: state);
        await Page.SetViewportSizeAsync(1280, 900);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await App.DisposeAsync();
    }

    private void Add(string text)
    {
        if (!text.Contains("status of ", StringComparison.Ordinal))
        {
            Complaints.Add(text);
        }
    }
}
